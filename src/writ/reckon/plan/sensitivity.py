"""What drives the chance: each risk taken away in turn, each step's luck ranked against the end, where strands meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import numpy.typing as npt

from writ.reckon.plan.comparing import met
from writ.reckon.plan.distributions import Fixed
from writ.reckon.plan.feasibility import require
from writ.reckon.plan.simulation import OnChunk, chunks
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan
from writ.reckon.plan.wiring import tabled

Booleans = npt.NDArray[np.bool_]
RANKED_RUNS = 10_000


@dataclass(frozen=True, slots=True)
class Swing:
    """What the chance of meeting all deadlines would be without one cause, in the same runs otherwise.

    `gain` is that chance less the chance as it is, `standard_error` the error of this difference.
    """

    id: str
    kind: str
    probability: float
    gain: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class Merge:
    """A step for which several strands must be ready.

    `holds` gives the share of runs in which each of them was the last (ties count for all). `bias` is how much later
    the strands are together, on average, than the one that is latest on average: minutes that no single path shows.
    """

    task: str
    holds: tuple[tuple[str, float], ...]
    bias: float


def tornado(
    plan: Plan,
    deadlines: Sequence[Deadline],
    *,
    runs: int = 20_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    on_chunk: OnChunk | None = None,
) -> tuple[Swing, ...]:
    """The chance without each risk, branch and driver, the greatest gain first, by common random numbers.

    A driver is taken away by holding it at its middle. Raises Infeasible, and Cancelled when `on_chunk`, told the runs
    of all plans together, says so.
    """
    without = list(_without_each(plan))
    plans = [plan, *(other for _, _, other in without)]
    base, *others = met(plans, deadlines, runs=runs, seed=seed, days=days, on_chunk=on_chunk)
    swings = [
        Swing(name, kind, float(other.mean()), *paired(other, base))
        for (name, kind, _), other in zip(without, others, strict=True)
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.gain, swing.id)))


def paired(better: Booleans, base: Booleans) -> tuple[float, float]:
    """The difference of two shares over the same runs, and its standard error; above zero even where they agree."""
    runs = len(base)
    up, down = int(np.count_nonzero(better & ~base)), int(np.count_nonzero(base & ~better))
    gain = (up - down) / runs
    return gain, sqrt(max((up + down + 1) / runs - gain * gain, 0.0) / runs)


def _without_each(plan: Plan) -> Iterator[tuple[str, str, Plan]]:
    for risk in plan.risks:
        yield risk.id, "risk", replace(plan, risks=tuple(other for other in plan.risks if other is not risk))
    for branch in plan.branches:
        yield (
            branch.id,
            "branch",
            replace(plan, branches=tuple(other for other in plan.branches if other is not branch)),
        )
    for driver in plan.drivers:
        held = replace(driver, factor=Fixed(driver.factor.median))
        drivers = tuple(held if other is driver else other for other in plan.drivers)
        yield driver.id, "driver", replace(plan, drivers=drivers)


def rank_correlations(
    plan: Plan,
    toward: str,
    *,
    runs: int = RANKED_RUNS,
    seed: int = 1,
    days: DayConvention = "continuous",
    on_chunk: OnChunk | None = None,
) -> tuple[tuple[str, float], ...]:
    """Spearman's correlation of each uncertain step's own time with the end of `toward`, the strongest first.

    A step ended by a drawn date is ranked by that date. Only what `toward` waits for is ranked, each task by its first
    turn. Raises Infeasible, and Cancelled when `on_chunk` says so.
    """
    require(plan, (), days)
    network = tabled(plan, days, ())
    target = network.number[toward]
    upstream = [number for number in network.before([target]) if network.rows[number].is_first]
    drawn: dict[int, list[npt.NDArray[np.int32]]] = {number: [] for number in upstream}
    ends = []
    for chunk, counted in chunks(network, seed, runs, on_chunk):
        ends.append(chunk.finish[target, :counted].copy())
        for number, kept in drawn.items():
            line = chunk.release.get(number, chunk.work[number])
            kept.append(line[:counted].copy())
    end = _ranks(np.concatenate(ends))
    found = []
    for number, kept in drawn.items():
        own = _ranks(np.concatenate(kept))
        scale = sqrt(float(own @ own) * float(end @ end))
        if scale:
            found.append((network.rows[number].id, float(own @ end) / scale))
    return tuple(sorted(found, key=lambda pair: (-abs(pair[1]), pair[0])))


def _ranks(values: npt.NDArray[np.int32]) -> npt.NDArray[np.float64]:
    """Ranks about their mean, ties sharing the middle of their places."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts - 1) / 2
    ranks: npt.NDArray[np.float64] = middles[place] - (len(values) + 1) / 2
    return ranks


def merges(
    plan: Plan,
    *,
    runs: int = RANKED_RUNS,
    seed: int = 1,
    days: DayConvention = "continuous",
    on_chunk: OnChunk | None = None,
) -> tuple[Merge, ...]:
    """Where strands meet, the greatest bias first: the steps whose start waits for two tasks or more.

    Raises Infeasible, and Cancelled when `on_chunk` says so.
    """
    require(plan, (), days)
    network = tabled(plan, days, ())
    sums: dict[int, _Strands] = {}
    for number, row in enumerate(network.rows):
        if row.is_first and sum(not wire.to_finish for wire in row.wires) > 1 and row.started is None:
            sums[number] = _Strands(len(row.wires))
    for chunk, counted in chunks(network, seed, runs, on_chunk):
        for number, strands in sums.items():
            wires = [wire for wire in network.rows[number].wires if not wire.to_finish]
            sources = [chunk.start if wire.from_start else chunk.finish for wire in wires]
            strands.add(
                np.stack(
                    [
                        wire.counting.after(source[wire.before], wire.lag)[:counted]
                        for wire, source in zip(wires, sources, strict=True)
                    ]
                )
            )
    found = []
    for number, strands in sums.items():
        row = network.rows[number]
        names = [network.rows[wire.before].id for wire in row.wires if not wire.to_finish]
        holds = zip(names, (strands.last[: len(names)] / runs).tolist(), strict=True)
        found.append(
            Merge(row.id, tuple(holds), float(strands.latest - strands.each[: len(names)].max()) / runs)
        )
    return tuple(sorted(found, key=lambda merge: (-merge.bias, merge.task)))


class _Strands:
    """Sums over runs of the strands that meet in one step."""

    def __init__(self, count: int) -> None:
        self.last = np.zeros(count, dtype=np.int64)
        self.each = np.zeros(count, dtype=np.float64)
        self.latest = 0.0

    def add(self, arrivals: npt.NDArray[np.int32]) -> None:
        latest = arrivals.max(axis=0)
        self.last[: len(arrivals)] += np.count_nonzero(arrivals == latest, axis=1)
        self.each[: len(arrivals)] += arrivals.sum(axis=1, dtype=np.float64)
        self.latest += float(latest.sum(dtype=np.float64))

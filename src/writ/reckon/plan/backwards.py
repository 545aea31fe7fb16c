"""The answer read backwards: by when must a step have ended for the deadlines to be met in 9 runs of 10?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.counting import Minutes
from writ.reckon.plan.feasibility import require
from writ.reckon.plan.network import Network
from writ.reckon.plan.passes import Runs, backward, bounds, settle
from writ.reckon.plan.problems import Problem
from writ.reckon.plan.simulation import OnChunk, chunks
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan
from writ.reckon.plan.wiring import tabled

LEVELS = (50, 80, 90, 95, 99)


@dataclass(frozen=True)
class SafeDates:
    """How the chance of meeting the deadlines depends on the day one step ends, everything else left to luck.

    `curve` gives the chance if the step ends at the end of that day, from the plan's data date to the first day that
    leaves no chance; `earliest` is the first on which the plan lets it end, and the days before say what it would
    be worth to change that. `latest` gives for each level, in percent, the last day that still keeps it; None where
    even ending on the data date does not.
    """

    task: str
    earliest: date
    curve: tuple[tuple[date, float], ...]
    latest: Mapping[int, date | None]

    @property
    def costs(self) -> tuple[tuple[date, float], ...]:
        """What ending on that day rather than the day before takes off the chance, as a fraction of 1."""
        pairs = zip(self.curve, self.curve[1:], strict=False)
        return tuple((day, before - after) for (_, before), (day, after) in pairs)


@dataclass(frozen=True)
class Backwards:
    """Safe dates of every unfinished step that the deadlines wait for, in working order."""

    runs: int
    seed: int
    days: DayConvention
    probability: float
    steps: Mapping[str, SafeDates]
    notices: tuple[Problem, ...]


def backwards(
    plan: Plan,
    deadlines: Sequence[Deadline],
    *,
    levels: Sequence[int] = LEVELS,
    tasks: Sequence[str] | None = None,
    runs: int = 20_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    on_chunk: OnChunk | None = None,
) -> Backwards:
    """Read the plan backwards from all these deadlines together, for these tasks or for all they wait for.

    In each run two things are found for a step: whether the deadlines are met apart from its finish, by a forward
    pass that leaves its finish out, and the last moment at which it may finish for what waits on it, by the
    backward pass. Links out of its *start* are left as the run has them. Of a task that may be done again it is the
    first turn. Raises Infeasible, Cancelled.
    """
    if not deadlines:
        raise ValueError("at least one deadline")
    dues = [deadline.due for deadline in deadlines]
    network = tabled(plan, days, dues, require(plan, deadlines, days))
    targets = [network.number[deadline.task] for deadline in deadlines]
    upstream = network.before(targets)
    asked = {row.id for row in network.rows} if tasks is None else set(tasks)
    wanted = {number for number in upstream if (row := network.rows[number]).is_first and row.id in asked}
    last_day = max(deadline.due for deadline in deadlines) // MINUTES_A_DAY - 1
    earliest = ((bounds(network).finish[:, 0] - 1) // MINUTES_A_DAY).tolist()
    steps: dict[int, _Step] = {}
    met = 0
    for chunk, counted in chunks(network, seed, runs, on_chunk):
        failed = ~_are_met(network, deadlines, chunk)
        met += counted - int(np.count_nonzero(failed[:counted]))
        failures = chunk.columns(failed)
        finishes: dict[int, Minutes] = {}
        for deadline, number in zip(deadlines, targets, strict=True):
            due = np.full(chunk.finish.shape[1], deadline.due, dtype=np.int32)
            finishes[number] = np.minimum(due, finishes.get(number, due))
        for number, latest, _ in backward(network, upstream, chunk, finishes, {}):
            if latest is None or number not in wanted or network.rows[number].ended is not None:
                continue
            if number not in steps:
                steps[number] = _Step(
                    network, number, upstream, (plan.data_date - 1) // MINUTES_A_DAY, last_day
                )
            steps[number].add(deadlines, latest, failed, failures, counted)
    return Backwards(
        runs=runs,
        seed=seed,
        days=days,
        probability=met / runs,
        steps={
            network.rows[number].id: steps[number].result(plan, earliest[number], runs, levels)
            for number in sorted(steps)
        },
        notices=network.notices,
    )


class _Step:
    """Counts, over chunks, the last day by which one step may have ended in each run."""

    def __init__(
        self, network: Network, number: int, upstream: Sequence[int], first_day: int, last_day: int
    ) -> None:
        self._network, self._number = network, number
        self._later = sorted(set(upstream) & set(network.after(number)))
        self._first_day = first_day
        self._counts = np.zeros(max(last_day - first_day, -1) + 2, dtype=np.int64)

    def add(
        self,
        deadlines: Sequence[Deadline],
        latest: Minutes,
        failed: npt.NDArray[np.bool_],
        failures: Runs,
        counted: int,
    ) -> None:
        """Count a chunk: the latest finish in each run, which runs failed, and those runs by themselves."""
        day = np.floor_divide(latest, MINUTES_A_DAY) - np.int32(1)
        # Slot 0 is "not even on the first day"; the last slot is the day of the last deadline.
        slot = np.clip(day - np.int32(self._first_day - 1), 0, len(self._counts) - 1)
        slot[failed] *= self._met_without(deadlines, failures)
        self._counts += np.bincount(slot[:counted], minlength=len(self._counts))

    def _met_without(self, deadlines: Sequence[Deadline], runs: Runs) -> npt.NDArray[np.bool_]:
        """The runs in which the deadlines are met when this step's finish holds nobody up."""
        touched = [self._number, *self._later]
        start, finish = runs.start[touched], runs.finish[touched]
        runs.finish[self._number] = 0
        for number in self._later:
            settle(self._network.rows[number], number, runs)
        met = _are_met(self._network, deadlines, runs)
        runs.start[touched], runs.finish[touched] = start, finish
        return met

    def result(self, plan: Plan, earliest: int, runs: int, levels: Sequence[int]) -> SafeDates:
        still = np.cumsum(self._counts[::-1])[::-1][
            1:
        ]  # runs that ending on each day, from the first, still saves
        first = plan.origin + timedelta(days=self._first_day)
        shown = min(int(np.count_nonzero(still)) + 1, len(still) + 1)
        shares = [*(still / runs).tolist(), 0.0][:shown]
        latest: dict[int, date | None] = {}
        for level in levels:
            kept = int(np.count_nonzero(still * 100 >= level * runs))
            latest[level] = first + timedelta(days=kept - 1) if kept else None
        curve = tuple((first + timedelta(days=day), share) for day, share in enumerate(shares))
        task = self._network.rows[self._number].id
        return SafeDates(task, plan.origin + timedelta(days=earliest), curve, latest)


def _are_met(network: Network, deadlines: Sequence[Deadline], chunk: Runs) -> npt.NDArray[np.bool_]:
    met = np.ones(chunk.finish.shape[1], dtype=np.bool_)
    for deadline in deadlines:
        met &= chunk.finish[network.number[deadline.task]] <= deadline.due
    return met

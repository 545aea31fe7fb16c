"""A plan and variants of it in the same runs: what a variant leaves as it is is neither drawn nor reckoned again.

Only what the gates wait for is looked at, and only when they are reached: no criticality, no histogram.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
import numpy.typing as npt

from writ.reckon.plan.draws import Draws
from writ.reckon.plan.feasibility import require
from writ.reckon.plan.network import Network, Row, Wire
from writ.reckon.plan.passes import Runs, settle
from writ.reckon.plan.problems import Cancelled
from writ.reckon.plan.simulation import OnChunk
from writ.reckon.plan.streams import CHUNK
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan
from writ.reckon.plan.wiring import Tabling

Booleans = npt.NDArray[np.bool_]
Ends = npt.NDArray[np.int32]
_ROOM = 1.5
"""A variant may reach further ahead than the plan; beyond this it gets tables of its own."""


def met(
    plans: Sequence[Plan],
    deadlines: Sequence[Deadline],
    *,
    runs: int,
    seed: int,
    days: DayConvention,
    on_chunk: OnChunk | None = None,
) -> list[Booleans]:
    """Of the first plan and of each variant that follows: run by run, whether all deadlines are met.

    Figures are those of `simulate` with the same seed. `on_chunk` is told the runs of all plans together. Raises
    Infeasible and Cancelled.
    """
    due = np.array([[deadline.due] for deadline in deadlines], dtype=np.int32)
    found = [np.empty(runs, dtype=np.bool_) for _ in plans]
    reached = ends(plans, deadlines, runs=runs, seed=seed, days=days, on_chunk=on_chunk)
    for done in range(0, runs, CHUNK):
        for line in found:
            line[done : done + CHUNK] = (next(reached) <= due).all(axis=0)
    return found


def ends(
    plans: Sequence[Plan],
    deadlines: Sequence[Deadline],
    *,
    runs: int,
    seed: int,
    days: DayConvention,
    on_chunk: OnChunk | None = None,
) -> Iterator[Ends]:
    """Chunk by chunk, and within it plan by plan: when each deadline's task is finished, gates x runs.

    Raises Infeasible and Cancelled.
    """
    first = plans[0]
    tabling = Tabling.of(
        require(first, deadlines, days), first, [deadline.due for deadline in deadlines], _ROOM
    )
    networks = [require(plan, deadlines, days, tabling) for plan in plans]
    targets = [deadline.task for deadline in deadlines]
    base = _Base(networks[0], targets, seed)
    scratch = Runs.empty(max(networks, key=lambda network: len(network.rows)), min(runs, CHUNK))
    variants: Iterable[_Variant] = (
        _Variant(network, targets, seed, base, scratch) for network in networks[1:]
    )
    if runs > CHUNK:
        variants = list(variants)  # for one chunk alone, none outlives its turn
    told = 0
    for done in range(0, runs, CHUNK):
        counted = min(CHUNK, runs - done)
        for one in chain[_Base | _Variant]([base], variants):
            reached = one.next_chunk(counted)
            told += counted
            if on_chunk is not None and on_chunk(told) is False:
                raise Cancelled
            yield reached


class _Base:
    """The first plan: its last chunk is kept for the variants."""

    def __init__(self, network: Network, targets: Sequence[str], seed: int) -> None:
        self.network = network
        self._targets = [network.number[name] for name in targets]
        self.needed = network.before(self._targets)
        self._draws = Draws(network, seed, set(self.needed))
        self.runs = self._draws.runs

    def next_chunk(self, counted: int) -> Ends:
        self.runs = _first(self._draws.next_chunk(), counted)
        for number in self.needed:
            settle(self.network.rows[number], number, self.runs)
        return self.runs.finish[self._targets]


class _Variant:
    """Another plan: which of its rows have the luck, and which the very dates, of a row of the base."""

    def __init__(
        self, network: Network, targets: Sequence[str], seed: int, base: _Base, scratch: Runs
    ) -> None:
        self._network, self._base, self._scratch = network, base, scratch
        self._targets = [network.number[name] for name in targets]
        self._needed = network.before(self._targets)
        self._luck: dict[int, int] = {}
        self._dates: dict[int, int] = {}
        known = {base.network.rows[number].luck: number for number in base.needed}
        for number in self._needed:
            self._lean(number, known.get(network.rows[number].luck))
        self._draws = Draws(network, seed, {number for number in self._needed if number not in self._luck})

    def _lean(self, number: int, other: int | None) -> None:
        if other is None or self._network.correlations != self._base.network.correlations:
            return
        row, same = self._network.rows[number], self._base.network.rows[other]
        if _luck(row) == _luck(same):
            self._luck[number] = other
            if _dates(row) == _dates(same) and self._waits_alike(row.wires, same.wires):
                self._dates[number] = other

    def _waits_alike(self, wires: Sequence[Wire], others: Sequence[Wire]) -> bool:
        return len(wires) == len(others) and all(
            self._dates.get(wire.before) == other.before and _lags(wire) == _lags(other)
            for wire, other in zip(wires, others, strict=True)
        )

    def next_chunk(self, counted: int) -> Ends:
        drawn, known = _first(self._draws.next_chunk(), counted), self._base.runs
        release, active = dict(drawn.release), dict(drawn.active)
        runs = replace(_first(self._scratch, counted), release=release, active=active)
        for number in self._needed:
            dates, luck = self._dates.get(number), self._luck.get(number)
            if dates is not None:
                runs.start[number], runs.finish[number] = known.start[dates], known.finish[dates]
                continue
            if luck is None:
                runs.work[number] = drawn.work[number]
            else:
                runs.work[number] = known.work[luck]
                if luck in known.release:
                    release[number] = known.release[luck]
                if luck in known.active:
                    active[number] = known.active[luck]
            settle(self._network.rows[number], number, runs)
        return runs.finish[self._targets]


def _luck(row: Row) -> tuple[object, ...]:
    return row.work, row.release, row.shifts, row.when


def _lags(wire: Wire) -> tuple[object, ...]:
    return wire.from_start, wire.to_finish, wire.lag, wire.counting


def _dates(row: Row) -> tuple[object, ...]:
    facts = row.counting, row.floor, row.finish_floor, row.started, row.begin, row.ended
    return *facts, row.start_matters


def _first(runs: Runs, counted: int) -> Runs:
    """The first runs of a chunk: the same arrays, not a copy."""
    return Runs(
        runs.work[:, :counted],
        {number: line[:counted] for number, line in runs.release.items()},
        runs.start[:, :counted],
        runs.finish[:, :counted],
        {number: line[:counted] for number, line in runs.active.items()},
    )

"""The two passes over a network, for many runs at once: forward to dates, backward to the latest dates allowed.

Work is counted from the earliest moment on; a link, constraint or release on the *finish* holds the task open and
shifts none of its work, so that its finish may lie outside working hours where somebody else's does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from writ.reckon.calendar import MINUTES_A_DAY, NoWorkingTime
from writ.reckon.plan.counting import Minutes
from writ.reckon.plan.network import LIMIT_DAYS, Network, Row, Wire
from writ.reckon.plan.problems import Infeasible, Problem

Limits = dict[int, Minutes]
Active = Mapping[int, npt.NDArray[np.bool_]]
_NO_LIMIT = np.int32(2**30)


@dataclass(frozen=True, eq=False)
class Runs:
    """Arrays of int32 minutes with a line per row and a column per run: what was drawn, and the dates it led to.

    `release` has a line only for rows that end on a drawn date, `active` only for rows that exist in some runs alone.
    """

    work: npt.NDArray[np.int32]
    release: Mapping[int, Minutes]
    start: npt.NDArray[np.int32]
    finish: npt.NDArray[np.int32]
    active: Active = field(default_factory=dict)

    @classmethod
    def empty(cls, network: Network, columns: int) -> Self:
        """Room for so many runs."""
        rows = len(network.rows)
        releases = [number for number, row in enumerate(network.rows) if row.release is not None]
        # One block: compiled code takes what is drawn as its lines, the releases after the rows.
        drawn = np.empty((rows + len(releases), columns), dtype=np.int32)
        start, finish = (np.empty((rows, columns), dtype=np.int32) for _ in range(2))
        return cls(drawn[:rows], dict(zip(releases, drawn[rows:], strict=True)), start, finish)

    def columns(self, chosen: npt.NDArray[np.bool_]) -> Runs:
        """A copy of some of the runs."""
        work, start, finish = (
            np.compress(chosen, lines, axis=1) for lines in (self.work, self.start, self.finish)
        )
        release = {number: line[chosen] for number, line in self.release.items()}
        active = {number: line[chosen] for number, line in self.active.items()}
        return Runs(work, release, start, finish, active)


def forward(network: Network, runs: Runs) -> None:
    """Fill in start and finish of every row from what was drawn.

    A start is exact where the row's start matters; elsewhere it is the moment from which work may begin.
    """
    for number, row in enumerate(network.rows):
        settle(row, number, runs)


def settle(row: Row, number: int, runs: Runs) -> None:
    """Start and finish of one row, from those before it."""
    start, finish, work = runs.start[number], runs.finish[number], runs.work[number]
    if row.ended is not None:
        start[:] = row.ended if row.started is None else row.started
        finish[:] = row.ended
        return
    start[:] = row.floor if row.begin is None else row.begin
    for wire in row.wires:
        if not wire.to_finish:
            np.maximum(start, _source(wire, runs), out=start)
    np.maximum(row.counting.finish(start, work), np.int32(row.finish_floor), out=finish)
    for wire in row.wires:
        if wire.to_finish:
            np.maximum(finish, _source(wire, runs), out=finish)
    if row.release is not None:
        np.maximum(finish, runs.release[number], out=finish)
    if row.started is not None:
        start[:] = row.started
    elif row.start_matters:
        start[:] = row.counting.start(start, work)
    if row.when:
        # 0 is before all moments of the plan: what does not exist holds nobody up.
        np.multiply(start, runs.active[number], out=start)
        np.multiply(finish, runs.active[number], out=finish)


def _source(wire: Wire, runs: Runs) -> Minutes:
    moments = runs.start[wire.before] if wire.from_start else runs.finish[wire.before]
    return wire.counting.after(moments, wire.lag)


def backward(
    network: Network, numbers: Sequence[int], runs: Runs, finishes: Limits, starts: Limits
) -> Iterator[tuple[int, Minutes | None, Minutes | None]]:
    """The latest finish and the latest start that the limits leave each of these rows, last row first.

    `finishes` and `starts` hold the limits set from outside, and are used up. None where nothing limits a row. A
    run keeps all limits exactly when every row of it keeps those given here.
    """
    for number in reversed(numbers):
        row = network.rows[number]
        active = runs.active[number] if row.when else None
        finish, start = (_limit(found.pop(number, None), active) for found in (finishes, starts))
        yield number, finish, start
        begin = latest_begin(row, runs.work[number], finish, start)
        for wire in row.wires:
            limit = finish if wire.to_finish else begin
            if limit is not None:
                limits = starts if wire.from_start else finishes
                before = wire.counting.latest_before(limit, wire.lag)
                tighten(
                    limits, wire.before, before if active is None else np.where(active, before, _NO_LIMIT)
                )


def _limit(limit: Minutes | None, active: npt.NDArray[np.bool_] | None) -> Minutes | None:
    """The limit in the runs in which there is something to limit."""
    return limit if limit is None or active is None else np.where(active, limit, _NO_LIMIT)


def latest_begin(row: Row, work: Minutes, finish: Minutes | None, start: Minutes | None) -> Minutes | None:
    """The last moment from which the row's work may begin and still keep its latest finish and start."""
    by_finish = None if finish is None else row.counting.latest_begin(finish, work)
    by_start = None if start is None else row.counting.latest_wait(start, work)
    if by_finish is None or by_start is None:
        return by_start if by_finish is None else by_finish
    return np.minimum(by_finish, by_start)


def tighten(limits: Limits, number: int, limit: Minutes) -> None:
    """Let the row keep this limit too."""
    limits[number] = np.minimum(limits[number], limit) if number in limits else limit


def criticality(
    network: Network, numbers: Sequence[int], runs: Runs, finishes: Limits
) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """Of each unfinished row among these, the runs in which its start or its finish has no room before `finishes`.

    No room means: not one working minute of the row's own calendar. So a task that ends on Friday is critical to one
    that begins on Monday, a delivery that may arrive at any hour of the weekend is not, and all that tie count.
    """
    for number, finish, start in backward(network, numbers, runs, finishes, {}):
        row = network.rows[number]
        if row.ended is None:
            tight = np.zeros(runs.finish.shape[1], dtype=np.bool_)
            if finish is not None:
                tight |= row.counting.between(runs.finish[number], finish) <= 0
            if start is not None:
                tight |= row.counting.between(runs.start[number], start) <= 0
            yield number, tight


def bounds(network: Network) -> Runs:
    """Two runs: everything as short as it can be, and everything as long.

    Raises Infeasible where the longest run has no working time left or goes beyond `LIMIT_DAYS`.
    """
    sometimes = np.array([False, True])
    active = {number: sometimes for number, row in enumerate(network.rows) if row.when}
    runs = replace(Runs.empty(network, 2), active=active)
    for number, row in enumerate(network.rows):
        runs.work[number], release = row.extremes
        if row.release is not None:
            runs.release[number][:] = release
        try:
            settle(row, number, runs)
        except NoWorkingTime as nothing:
            problem = Problem("P-106", {"calendar": nothing.calendar, "task": row.id})
            raise Infeasible(problem) from None
        if runs.finish[number].max() > LIMIT_DAYS * MINUTES_A_DAY:
            raise Infeasible(Problem("P-116", {"task": row.id, "days": LIMIT_DAYS}))
    return runs

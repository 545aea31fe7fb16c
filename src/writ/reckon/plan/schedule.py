"""One set of dates: every estimate at the same quantile, early and late dates, slack and float."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np

from writ.reckon.plan.counting import Minutes
from writ.reckon.plan.draws import minutes
from writ.reckon.plan.feasibility import require
from writ.reckon.plan.network import Network, Row
from writ.reckon.plan.passes import Limits, Runs, backward, criticality, forward, latest_begin, tighten
from writ.reckon.plan.problems import Problem
from writ.reckon.plan.quantiles import Floats
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan
from writ.reckon.plan.wiring import walked


@dataclass(frozen=True, slots=True)
class Dates:
    """Early and late dates of one task in civil minutes of the plan; late ones may lie before its first day.

    `total_float` is the working time of the task's own calendar by which it may slip before a limit is broken, and
    `slack` the same in civil minutes; both are negative where it is too late already. `late_finish` of a task whose
    start alone is limited is its early finish. A finished task has no late dates of its own: they repeat the facts,
    with neither float nor slack.
    """

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    total_float: int
    slack: int


@dataclass(frozen=True)
class Schedule:
    """The dates of every task when each estimate comes out at `quantile`.

    `slack` is the civil minutes left on the deadline that is most pressed, None without deadlines. `critical` are the
    tasks that set the finish of that deadline's task, or of the plan, in working order.
    """

    quantile: float
    days: DayConvention
    dates: Mapping[str, Dates]
    slack: int | None
    critical: tuple[str, ...]
    notices: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Late:
    finish: Minutes | None
    start: Minutes
    start_is_limited: bool


def schedule(
    plan: Plan,
    deadlines: Sequence[Deadline] = (),
    *,
    quantile: float = 0.5,
    days: DayConvention = "continuous",
) -> Schedule:
    """Early dates by one forward pass; late dates by one backward pass from the limits.

    Limits are the deadlines and the hard ceilings; a task that none of them depends on may slip until the plan's last
    early finish. It is the plan as laid down: no branch is taken, and no risk strikes but what is certain, as what has
    happened is, as badly as the quantile says. Raises Infeasible.
    """
    if not 0.0 <= quantile <= 1.0:
        raise ValueError("a quantile lies between 0 and 1")
    require(plan, deadlines, days)
    certain = tuple(risk for risk in plan.risks if risk.now.probability >= 1)
    network = walked(replace(plan.laid_down, risks=certain), days)
    runs = _one_run(network, quantile)
    late = _late_dates(network, runs, deadlines)
    dates = {
        row.id: _dates(row, runs.start[number], runs.finish[number], late.get(number))
        for number, row in enumerate(network.rows)
    }
    slack, target = min(
        ((deadline.due - dates[deadline.task].early_finish, deadline.task) for deadline in deadlines),
        default=(None, None),
    )
    return Schedule(quantile, days, dates, slack, _critical(network, runs, target), network.notices)


def _one_run(network: Network, quantile: float) -> Runs:
    at = np.array([quantile])
    runs = Runs.empty(network, 1)
    for number, row in enumerate(network.rows):
        factors = [shift.factor.inverse(at) for shift in row.shifts if shift.factor is not None]
        delays = [shift.delay.inverse(at) for shift in row.shifts if shift.delay is not None]
        runs.work[number] = _struck(minutes(row.work, at), factors, delays)
        if row.release is not None:
            runs.release[number][:] = _struck(minutes(row.release, at), [], delays)
    forward(network, runs)
    for number, row in enumerate(network.rows):
        if row.started is None and row.ended is None:
            runs.start[number] = row.counting.start(runs.start[number], runs.work[number])
    return runs


def _struck(drawn: Minutes, factors: Sequence[Floats], delays: Sequence[Floats]) -> Minutes:
    """What was drawn, after what is certain to strike it."""
    struck = sum(delays, start=prod(factors, start=drawn.astype(np.float32)))
    return np.ceil(struck).astype(np.int32)


def _late_dates(network: Network, runs: Runs, deadlines: Sequence[Deadline]) -> dict[int, _Late]:
    """Latest finish and start of every unfinished row, by what limits it."""
    finishes: Limits = {}
    starts: Limits = {}
    for deadline in deadlines:
        tighten(finishes, network.number[deadline.task], _at(deadline.due))
    for number, row in enumerate(network.rows):
        if row.latest_finish is not None and row.ended is None:
            tighten(finishes, number, _at(row.latest_finish))
        if row.latest_start is not None and row.started is None and row.ended is None:
            tighten(starts, number, _at(row.latest_start))
    limited = network.before({*finishes, *starts})
    free = sorted(set(range(len(network.rows))) - set(limited))
    end = runs.finish.max(axis=0)
    late = dict(_late(network, limited, runs, finishes, starts))
    late.update(_late(network, free, runs, dict.fromkeys(free, end), {}))
    return late


def _late(
    network: Network, numbers: Sequence[int], runs: Runs, finishes: Limits, starts: Limits
) -> Iterator[tuple[int, _Late]]:
    for number, finish, start in backward(network, numbers, runs, finishes, starts):
        row, work = network.rows[number], runs.work[number]
        begin = latest_begin(row, work, finish, start)
        if row.ended is None and begin is not None:
            yield number, _Late(finish, row.counting.start(begin, work), start is not None)


def _dates(row: Row, start: Minutes, finish: Minutes, late: _Late | None) -> Dates:
    early_start, early_finish = int(start[0]), int(finish[0])
    if late is None:
        return Dates(early_start, early_finish, early_start, early_finish, 0, 0)
    room = []
    if late.finish is not None:
        room.append(_room(row, finish, late.finish))
    if late.start_is_limited:
        room.append(_room(row, start, late.start))
    late_finish = early_finish if late.finish is None else int(late.finish[0])
    return Dates(early_start, early_finish, int(late.start[0]), late_finish, *min(room))


def _room(row: Row, early: Minutes, late: Minutes) -> tuple[int, int]:
    """Float in working time, slack in civil minutes."""
    return int(row.counting.between(early, late)[0]), int((late - early)[0])


def _critical(network: Network, runs: Runs, target: str | None) -> tuple[str, ...]:
    if target is None:
        numbers: Sequence[int] = range(len(network.rows))
        finishes = dict.fromkeys(numbers, runs.finish.max(axis=0))
    else:
        numbers = network.before([network.number[target]])
        finishes = {network.number[target]: runs.finish[network.number[target]]}
    tight = {number for number, critical in criticality(network, numbers, runs, finishes) if critical[0]}
    return tuple(network.rows[number].id for number in sorted(tight))


def _at(moment: int) -> Minutes:
    return np.array([moment], dtype=np.int32)

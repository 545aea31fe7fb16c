"""Making a plan ready for arithmetic: working order, tables that reach far enough, facts weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from graphlib import TopologicalSorter

import numpy as np

from writ.reckon.calendar import MINUTES_A_DAY, NoWorkingTime
from writ.reckon.plan.counting import ByTable, Counting, EveryMinute
from writ.reckon.plan.distributions import Fixed
from writ.reckon.plan.network import Drawn, Network, Row, Wire
from writ.reckon.plan.passes import bounds
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.tasks import CONTINUOUS, DayConvention, Link, Plan, Task

LIMIT_DAYS = 3653
"""No plan is reckoned further ahead than ten years."""

_FIRST_GUESS_DAYS = 512
_EVERY_MINUTE = EveryMinute()


def wire(
    plan: Plan, days: DayConvention = "continuous", moments: Iterable[int] = (), lead_in_days: int = 0
) -> Network:
    """The plan in working order, on tables that reach past every moment it can come to and all `moments`.

    The plan must have no structural problem. Raises Infeasible where it runs out of working time or beyond
    `LIMIT_DAYS`.
    """
    order = working_order(plan)
    reach = max(
        (plan.data_date, *moments, *(moment for task in order for _, moment in written_moments(task)))
    )
    size = max(_FIRST_GUESS_DAYS, reach // MINUTES_A_DAY + 2)
    while True:
        network = _on_tables(plan, order, days, lead_in_days, size)
        finishes = bounds(network).finish[:, 1] - network.lead_in
        if finishes.max() < size * MINUTES_A_DAY:
            break
        if size >= LIMIT_DAYS:
            raise Infeasible(_too_long(plan, order[int(np.argmax(finishes >= size * MINUTES_A_DAY))]))
        size = min(2 * size, LIMIT_DAYS)
    last = max(reach, int(finishes.max()))
    return _on_tables(plan, order, days, lead_in_days, last // MINUTES_A_DAY + 2)


def _too_long(plan: Plan, task: Task) -> Problem:
    calendar = plan.calendars.get(task.calendar)
    if calendar is not None and not any(calendar.week):
        return Problem("P-106", {"calendar": task.calendar, "task": task.id})
    return Problem("P-116", {"task": task.id, "days": LIMIT_DAYS})


def working_order(plan: Plan) -> list[Task]:
    """The tasks so that each comes after all it waits for; raises `graphlib.CycleError`."""
    tasks = {task.id: task for task in plan.tasks}
    order = TopologicalSorter({task.id: [link.before for link in task.links] for task in plan.tasks})
    return [tasks[name] for name in order.static_order()]


def written_moments(task: Task) -> list[tuple[str, int]]:
    """All moments that are written down in a task, with the names of their fields."""
    fields = (
        "start_not_before",
        "start_not_after",
        "finish_not_before",
        "finish_not_after",
        "started",
        "finished",
    )
    return [(name, moment) for name in fields if (moment := getattr(task, name)) is not None]


def _on_tables(plan: Plan, order: list[Task], days: DayConvention, lead_in_days: int, size: int) -> Network:
    lead_in = lead_in_days * MINUTES_A_DAY
    countings = _countings(plan, order, lead_in_days, size)
    number = {task.id: place for place, task in enumerate(order)}
    starts = {link.before for task in order for link in task.links if link.kind in ("SS", "SF")}
    notices: list[Problem] = []

    def wire_of(link: Link) -> Wire:
        counting = countings[link.lag_calendar if link.lag else CONTINUOUS]
        return Wire(number[link.before], link.kind[0] == "S", link.kind[1] == "F", link.lag, counting)

    def row_of(task: Task) -> Row:
        counting = countings[task.calendar if _works(task) else CONTINUOUS]
        under_way = plan.data_date if task.remaining is not None else task.started
        return Row(
            id=task.id,
            counting=counting,
            wires=tuple(wire_of(link) for link in task.links if _still_holds(task, link)),
            work=_work_left(task, plan.data_date, lead_in, counting, days, notices),
            release=_release_ahead(task, plan.data_date, days, notices),
            floor=max(plan.data_date, task.start_not_before or 0) + lead_in,
            finish_floor=max(plan.data_date, task.finish_not_before or 0) + lead_in,
            started=_moved(task.started, lead_in),
            begin=_moved(under_way, lead_in),
            ended=_moved(task.finished, lead_in),
            latest_start=_moved(task.start_not_after, lead_in),
            latest_finish=_moved(task.finish_not_after, lead_in),
            start_matters=task.id in starts or task.start_not_after is not None,
        )

    rows = tuple(row_of(task) for task in order)
    return Network(rows, number, lead_in, tuple(notices))


def _moved(moment: int | None, by: int) -> int | None:
    return None if moment is None else moment + by


def _works(task: Task) -> bool:
    """Whether any work is left to count; a milestone may stand outside all working hours."""
    return task.finished is None and (task.duration if task.remaining is None else task.remaining).high > 0


def _still_holds(task: Task, link: Link) -> bool:
    """Facts win: what is finished waits for nothing, and what has started no longer waits to start."""
    return task.finished is None and (task.started is None or link.kind in ("FF", "SF"))


def _countings(plan: Plan, order: list[Task], lead_in_days: int, size: int) -> dict[str, Counting]:
    """The counting rule of every calendar that something is counted on."""
    origin = plan.origin - timedelta(days=lead_in_days)
    countings: dict[str, Counting] = {CONTINUOUS: _EVERY_MINUTE}
    users = [(task.calendar, task.id) for task in order if _works(task)]
    users += [(link.lag_calendar, task.id) for task in order for link in task.links if link.lag]
    for calendar, user in users:
        if calendar in countings:
            continue
        if plan.calendars[calendar].is_continuous:
            countings[calendar] = _EVERY_MINUTE
            continue
        try:
            countings[calendar] = ByTable(plan.calendars[calendar].tables(origin, lead_in_days + size))
        except NoWorkingTime:
            raise Infeasible(Problem("P-106", {"calendar": calendar, "task": user})) from None
    return countings


def _work_left(
    task: Task, now: int, lead_in: int, counting: Counting, days: DayConvention, notices: list[Problem]
) -> Drawn:
    estimate = task.duration if task.remaining is None else task.remaining
    law = estimate.whole_days(task.unit) if days == "whole" else estimate
    if task.finished is not None:
        return Drawn(Fixed(0))
    if task.started is None or task.remaining is not None:
        return Drawn(law)
    since, until = counting.done(np.array([task.started, now], dtype=np.int32) + np.int32(lead_in)).tolist()
    above = law.cumulative(until - since) if until > since else 0.0
    if above < 1.0:
        return Drawn(law, above)
    notices.append(Problem("P-201", {"task": task.id}))
    return Drawn(Fixed(until - since))


def _release_ahead(task: Task, now: int, days: DayConvention, notices: list[Problem]) -> Drawn | None:
    if task.release is None or task.finished is not None:
        return None
    law = task.release.whole_days() if days == "whole" else task.release
    above = law.cumulative(now) if now > law.low else 0.0
    if above < 1.0:
        return Drawn(law, above)
    if now > law.high:
        notices.append(Problem("P-202", {"task": task.id}))
    return Drawn(Fixed(now))

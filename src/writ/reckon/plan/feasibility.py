"""Is this a plan that can be reckoned? Every problem is found and named at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import timedelta
from graphlib import CycleError
from typing import get_args

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.distributions import Distribution
from writ.reckon.plan.network import LIMIT_DAYS, Network
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.soundness import problems_of_luck, problems_of_returns
from writ.reckon.plan.tasks import CONTINUOUS, DayConvention, Deadline, LinkKind, Plan, Task
from writ.reckon.plan.unrolling import working_order
from writ.reckon.plan.wiring import Tabling, bounded, written_moments


def check(
    plan: Plan, deadlines: Sequence[Deadline] = (), days: DayConvention = "continuous"
) -> tuple[Problem, ...]:
    """Everything that is wrong with the plan, and what must be said beside its figures (`Problem.stops` tells)."""
    try:
        return require(plan, deadlines, days).notices
    except Infeasible as refusal:
        return refusal.problems


def require(
    plan: Plan, deadlines: Sequence[Deadline], days: DayConvention, tabling: Tabling | None = None
) -> Network:
    """The plan ready for arithmetic; raises Infeasible with every problem that stops it, if there is one.

    Its calendars are on the tables given (see `bounded`); without them they are walked, which serves one run or two.
    """
    problems = [*_problems_of_plan(plan), *_problems_of_deadlines(plan, deadlines)]
    known = {task.id for task in plan.tasks}
    for task in plan.tasks:
        problems += _problems_of_task(plan, task, known)
        problems += _problems_of_estimates(task, days)
    problems += problems_of_luck(plan, days)
    if not problems:
        problems += _circles(plan)
    if not problems:
        problems += problems_of_returns(plan)
    if not problems:
        network, _ = bounded(plan, days, tabling)
        problems += _contradictions(plan, tabling)
    if problems:
        raise Infeasible(*problems)
    return network


def _problems_of_plan(plan: Plan) -> Iterator[Problem]:
    if not plan.tasks:
        yield Problem("P-101")
    if not 0 <= plan.data_date <= LIMIT_DAYS * MINUTES_A_DAY:
        yield Problem("P-120", {"days": LIMIT_DAYS})
    for name, count in Counter(task.id for task in plan.tasks).items():
        if count > 1:
            yield Problem("P-102", {"task": name})


def _problems_of_deadlines(plan: Plan, deadlines: Sequence[Deadline]) -> Iterator[Problem]:
    known = {task.id for task in plan.tasks}
    for deadline in deadlines:
        if deadline.task not in known:
            yield Problem("P-117", {"task": deadline.task})
        if deadline.due < 0:
            yield Problem("P-118", {"task": deadline.task})
        elif deadline.due > LIMIT_DAYS * MINUTES_A_DAY:
            yield Problem("P-116", {"task": deadline.task, "days": LIMIT_DAYS})


def _problems_of_task(plan: Plan, task: Task, known: Set[str]) -> Iterator[Problem]:
    for link in task.links:
        if link.before == task.id:
            yield Problem("P-121", {"task": task.id})
        elif link.before not in known:
            yield Problem("P-103", {"task": task.id, "before": link.before})
        if link.kind not in get_args(LinkKind):
            yield Problem("P-119", {"task": task.id, "kind": str(link.kind)})
        if abs(link.lag) > LIMIT_DAYS * MINUTES_A_DAY:
            yield Problem("P-116", {"task": task.id, "days": LIMIT_DAYS})
    for calendar in {task.calendar, *(link.lag_calendar for link in task.links)}:
        if calendar != CONTINUOUS and calendar not in plan.calendars:
            yield Problem("P-105", {"task": task.id, "calendar": calendar})
    for name, moment in written_moments(task):
        if moment < 0:
            yield Problem("P-110", {"task": task.id, "field": name})
        elif moment > LIMIT_DAYS * MINUTES_A_DAY:
            yield Problem("P-116", {"task": task.id, "days": LIMIT_DAYS})
    yield from _problems_of_facts(plan, task)


def _problems_of_facts(plan: Plan, task: Task) -> Iterator[Problem]:
    if task.started is not None and task.finished is not None and task.finished < task.started:
        yield Problem("P-113", {"task": task.id})
    for name in ("started", "finished"):
        moment = getattr(task, name)
        if moment is not None and moment > plan.data_date:
            yield Problem("P-114", {"task": task.id, "field": name})
    if task.remaining is not None and (task.started is None or task.finished is not None):
        yield Problem("P-115", {"task": task.id})


def _problems_of_estimates(task: Task, days: DayConvention) -> Iterator[Problem]:
    if task.unit < 1:
        yield Problem("P-122", {"task": task.id})
        return
    for field, estimate, unit in _estimates(task):
        facts = {"task": task.id, "field": field}
        fault = estimate.fault()
        if fault is not None:
            yield Problem(fault, facts)
        elif estimate.low < 0:
            yield Problem("P-110" if field == "release" else "P-107", facts)
        elif estimate.high > LIMIT_DAYS * MINUTES_A_DAY:
            yield Problem("P-116", {"task": task.id, "days": LIMIT_DAYS})
        elif days == "whole" and _is_drawn(task, field) and not estimate.in_whole_days(unit):
            yield Problem("P-109", facts)


def _estimates(task: Task) -> Iterator[tuple[str, Distribution, int]]:
    yield "duration", task.duration, task.unit
    if task.remaining is not None:
        yield "remaining", task.remaining, task.unit
    if task.release is not None:
        yield "release", task.release, MINUTES_A_DAY


def _is_drawn(task: Task, field: str) -> bool:
    """Whether this estimate still decides anything: not once the task has finished, or another has replaced it."""
    return task.finished is None and (field != "duration" or task.remaining is None)


def _circles(plan: Plan) -> Iterator[Problem]:
    try:
        working_order(plan.tasks)
    except CycleError as circle:
        yield Problem("P-104", {"tasks": ", ".join(reversed(circle.args[1]))})


def _contradictions(plan: Plan, tabling: Tabling | None) -> Iterator[Problem]:
    """Ceilings that the plan as laid down cannot keep, before anything happened: being late is no contradiction."""
    if all(task.start_not_after is None and task.finish_not_after is None for task in plan.tasks):
        return
    laid_down = replace(
        plan.laid_down,
        data_date=0,
        tasks=tuple(replace(task, started=None, finished=None, remaining=None) for task in plan.tasks),
    )
    network, fastest = bounded(laid_down, "continuous", tabling)
    for number, row in enumerate(network.rows):
        start, finish = int(fastest.start[number, 0]), int(fastest.finish[number, 0])
        for code, earliest, latest in (
            ("P-111", start, row.latest_start),
            ("P-112", finish, row.latest_finish),
        ):
            if latest is not None and earliest > latest:
                facts = {"task": row.id, "earliest": _spoken(plan, earliest), "latest": _spoken(plan, latest)}
                yield Problem(code, facts)


def _spoken(plan: Plan, moment: int) -> str:
    """Date and hour, a midnight as 24:00 of the day that it ends."""
    day, minute = divmod(moment - 1, MINUTES_A_DAY)
    hour, minute = divmod(minute + 1, 60)
    return f"{plan.origin + timedelta(days=day)} {hour:02}:{minute:02}"

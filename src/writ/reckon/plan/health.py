"""Is the plan well made? Notices on what gives false confidence, none of which stops a figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.problems import Problem
from writ.reckon.plan.schedule import schedule
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan


def health(
    plan: Plan,
    deadlines: Sequence[Deadline] = (),
    owners: Mapping[str, str] | None = None,
    days: DayConvention = "continuous",
    legal: Collection[str] = (),
) -> tuple[Problem, ...]:
    """Everything about the plan that an experienced planner would ask about; `owners` by task, where they are known.

    `legal` are the tasks that the law gives other dates than the deadlines asked about.
    Raises Infeasible where the plan cannot be reckoned at all.
    """
    dates = schedule(plan, deadlines, days=days)
    return (
        *_open_ends(plan, deadlines),
        *_constraints(plan),
        *_lags(plan),
        *(
            Problem("P-304", {"task": name, "days": -(found.slack // MINUTES_A_DAY)})
            for name, found in dates.dates.items()
            if found.slack < 0
        ),
        *_certain(plan, dates.critical),
        *_unowned(plan, {*legal, *(one.task for one in deadlines if one.kind == "legal")}, owners),
        *_independent(plan),
    )


def _open_ends(plan: Plan, deadlines: Sequence[Deadline]) -> Iterator[Problem]:
    """P-301 nothing waits for its end; P-302 it waits for nothing; a finished task is past both."""
    awaited = {link.before for task in plan.tasks for link in task.links if link.kind[0] == "F"}
    awaited |= {deadline.task for deadline in deadlines}
    for task in plan.tasks:
        if task.finished is None and task.id not in awaited and task.finish_not_after is None:
            yield Problem("P-301", {"task": task.id})
        held = task.links or task.release is not None or task.start_not_before is not None
        if task.started is None and task.finished is None and not held:
            yield Problem("P-302", {"task": task.id})


def _constraints(plan: Plan) -> Iterator[Problem]:
    for task in plan.tasks:
        for field in ("start_not_after", "finish_not_after"):
            if task.finished is None and getattr(task, field) is not None:
                yield Problem("P-303", {"task": task.id, "field": field})


def _lags(plan: Plan) -> Iterator[Problem]:
    """A long lag is work that nobody has written down."""
    longest = {task.id: task.duration.high for task in plan.tasks}
    for task in plan.tasks:
        for link in task.links:
            if task.finished is None and abs(link.lag) > max(longest[task.id], longest[link.before]) > 0:
                yield Problem("P-305", {"task": task.id, "before": link.before})


def _certain(plan: Plan, critical: Sequence[str]) -> Iterator[Problem]:
    tasks = {task.id: task for task in plan.tasks}
    for name in critical:
        task = tasks[name]
        work = task.duration if task.remaining is None else task.remaining
        if task.finished is None and task.release is None and work.low == work.high > 0:
            yield Problem("P-306", {"task": name})


def _unowned(plan: Plan, legal: Collection[str], owners: Mapping[str, str] | None) -> Iterator[Problem]:
    for task in plan.tasks:
        if owners is not None and task.finished is None and task.id in legal and not owners.get(task.id):
            yield Problem("P-307", {"task": task.id})


def _independent(plan: Plan) -> Iterator[Problem]:
    uncertain = sum(
        task.finished is None
        and (task.remaining or task.duration).high > (task.remaining or task.duration).low
        for task in plan.tasks
    )
    if uncertain > 1 and not (plan.drivers or plan.correlations or plan.risks):
        yield Problem("P-308", {"tasks": uncertain})

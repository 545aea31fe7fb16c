"""How far the end of a step may lie either way of its middle, by its own estimate alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from writ.exchange.plan import minutes_from
from writ.offices.timetable.queries.outlook import Outlook
from writ.offices.timetable.queries.situation import Situation

if TYPE_CHECKING:
    from writ.offices.timetable.queries.outlook import Days
    from writ.reckon.plan import Plan, Task

Ends = tuple[datetime, datetime]


def ranges(
    stands: Situation, outlook: Outlook, steps: Collection[str], reading: str, days: Days
) -> Mapping[str, Ends]:
    """The soonest and the latest end of each of these steps from where it begins at the middle estimates.

    Counted on the step's own calendar and in the day convention of the answer, in local civil moments, never before
    what is known. Left out are steps that are done and those whose end their estimate leaves no room.
    """
    if not steps:
        return {}
    plan, _ = stands.build(reading, days)
    found = {
        task.id: _ends(plan, task, outlook.steps[task.id].early_start, days)
        for task in plan.tasks
        if task.id in steps and task.id in outlook.steps and task.finished is None
    }
    return {task: ends for task, ends in found.items() if ends[0] < ends[1]}


def _ends(plan: Plan, task: Task, begins: datetime, days: Days) -> Ends:
    law = task.duration if task.remaining is None else task.remaining
    release = task.release
    if days == "whole":
        law, release = law.whole_days(task.unit), release and release.whole_days()
    begin = plan.data_date if task.remaining is not None else minutes_from(plan.origin, begins)
    calendar = plan.calendars.get(task.calendar)

    def end(bound: float) -> datetime:
        work = round(law.quantile(bound))
        reached = begin + work if calendar is None else calendar.add_working(begin, work, plan.origin)
        released = round(release.quantile(bound)) if release else 0
        ended = max(reached, released, plan.data_date, task.finish_not_before or 0)
        return datetime.combine(plan.origin, datetime.min.time()) + timedelta(minutes=ended)

    return end(0.0), end(1.0)

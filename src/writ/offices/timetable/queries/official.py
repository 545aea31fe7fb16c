"""The plan with the working estimates taken in: what would be put in force to make them official."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from writ.exchange.plan import Ends, Override, PlanDocument, TaskEntry
from writ.law.cite import Status
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import estimate_of


def made_official(stands: Situation) -> PlanDocument:
    """The plan in force with every standing re-estimate of an unfinished step as its own estimate.

    What a reading says otherwise about such a step gives way, as it does while the re-estimate is a working one: so
    the answer stays the same. The plan itself where nobody has re-estimated anything.
    """
    document = stands.plan.document
    said = {task: one.estimate for task, one in stands.steps.items() if one.estimate and one.finished is None}
    return replace(
        document,
        tasks=tuple(
            _taken_in(task, said[task.id], stands) if task.id in said else task for task in document.tasks
        ),
        readings=tuple(
            replace(reading, overrides=tuple(filter(None, (_kept(one, said) for one in reading.overrides))))
            for reading in document.readings
        ),
    )


def _taken_in(task: TaskEntry, line: RecordLine, stands: Situation) -> TaskEntry:
    ends = None
    if line.first_end is not None and line.last_end is not None:
        first, last = (_naive(moment, stands) for moment in (line.first_end, line.last_end))
        ends = Ends(first, last, Status(line.status or Status.SOURCED))
    return replace(
        task,
        estimate=estimate_of(line) if ends is None else None,
        ends=ends,
        firmness=line.firmness or task.firmness,
        controlled_by=line.control or task.controlled_by,
    )


def _kept(override: Override, said: dict[str, RecordLine]) -> Override | None:
    """What is left of an override: of a step taken in only what it waits for."""
    if override.task not in said:
        return override
    return None if override.links is None else replace(override, estimate=None, ends=None, firmness="")


def _naive(moment: datetime, stands: Situation) -> datetime:
    return moment.astimezone(stands.zone).replace(tzinfo=None)

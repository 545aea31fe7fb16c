"""From the plan people wrote to the plan that can be reckoned: one reading, the facts so far, a data date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, cast

from writ.exchange.plan.document import CalendarEntry, LinkEntry, PlanDocument, Reading, TaskEntry
from writ.exchange.plan.estimates import Ends, Estimate, minutes_from
from writ.law.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from writ.reckon.calendar import WorkCalendar
    from writ.reckon.plan import Deadline, Link, LinkKind, Plan, Problem, Task

DAY = 1440


@dataclass(frozen=True, slots=True)
class Progress:
    """What has become known of a task since the plan was written, in local civil moments.

    `estimate` and `ends` replace the plan's figure; `remaining` is the work left of a task under way.
    """

    started_at: datetime | None = None
    finished_at: datetime | None = None
    estimate: Estimate | None = None
    ends: Ends | None = None
    remaining: Estimate | None = None


NOTHING = Progress()


def build(
    document: PlanDocument,
    reading_id: str = "",
    progress: Mapping[str, Progress] | None = None,
    data_date: datetime | None = None,
) -> tuple[Plan, Deadline]:
    """The reckonable plan of one reading and the deadline it asks about, as known at `data_date` (local).

    Facts that lie after the data date are not yet known and are left out. No reading id means the default
    reading, no data date the document's own. `KeyError` for a reading the plan does not have.
    """
    from writ.reckon.plan import Deadline, Plan  # numpy loads when called

    reading = document.reading(reading_id)
    at = (data_date or document.as_of).replace(second=0, microsecond=0, tzinfo=None)
    known = progress or {}
    steps = [(task, _known(task, known.get(task.id, NOTHING), at)) for task in document.steps(reading)]
    origin = min(_moments(steps, reading, at)).date()
    days = {entry.id: entry.day_minutes for entry in document.calendars}
    years = range(origin.year, origin.year + 3)
    plan = Plan(
        origin,
        tuple(_task(task, so_far, days, origin) for task, so_far in steps),
        {entry.id: _calendar(entry, years) for entry in document.calendars},
        minutes_from(origin, at),
    )
    kind = cast("Literal['legal', 'administrative']", reading.kind)
    return plan, Deadline(reading.milestone, minutes_from(origin, reading.due), kind)


def finding_of(problem: Problem, where: Where | None = None) -> Finding:
    """A problem of the plan as a finding, with its number and facts."""
    return Finding(problem.code, problem.facts, where)


def _known(task: TaskEntry, progress: Progress, at: datetime) -> Progress:
    def past(moment: datetime | None) -> datetime | None:
        return moment.replace(second=0, microsecond=0) if moment and moment <= at else None

    return Progress(
        past(progress.started_at or task.started_at),
        past(progress.finished_at or task.finished_at),
        progress.estimate,
        progress.ends,
        progress.remaining,
    )


def _moments(
    steps: Iterable[tuple[TaskEntry, Progress]], reading: Reading, at: datetime
) -> Iterable[datetime]:
    yield at
    yield reading.due
    for task, so_far in steps:
        ends = so_far.ends or task.ends
        moments = (so_far.started_at, so_far.finished_at, *_limits(task), ends.first if ends else None)
        yield from (moment for moment in moments if moment is not None)


def _limits(task: TaskEntry) -> tuple[datetime | None, ...]:
    return task.start_not_before, task.start_not_after, task.finish_not_before, task.finish_not_after


def _task(task: TaskEntry, so_far: Progress, days: Mapping[str, int], origin: date) -> Task:
    from writ.reckon.plan import Fixed, Task

    day = days.get(task.calendar, DAY)
    moved = so_far.estimate is not None or so_far.ends is not None
    estimate = so_far.estimate if moved else task.estimate
    ends = so_far.ends if moved else task.ends
    remaining = so_far.remaining if so_far.started_at and not so_far.finished_at else None
    figure = remaining or estimate

    def minute(moment: datetime | None) -> int | None:
        return None if moment is None else minutes_from(origin, moment)

    return Task(
        task.id,
        estimate.distribution(day) if estimate else Fixed(0),
        task.calendar,
        tuple(_link(link, days) for link in task.links),
        start_not_before=minute(task.start_not_before),
        start_not_after=minute(task.start_not_after),
        finish_not_before=minute(task.finish_not_before),
        finish_not_after=minute(task.finish_not_after),
        release=ends.release(origin) if ends else None,
        started=minute(so_far.started_at),
        finished=minute(so_far.finished_at),
        remaining=remaining.distribution(day) if remaining else None,
        unit=figure.unit_minutes(day) if figure else DAY,
    )


def _link(link: LinkEntry, days: Mapping[str, int]) -> Link:
    from writ.reckon.plan import CONTINUOUS, Link

    calendar = link.calendar or CONTINUOUS
    minutes = {"minutes": 1, "hours": 60, "days": days.get(calendar, DAY)}[link.unit]
    return Link(link.before, cast("LinkKind", link.kind), int(link.lag * minutes), calendar)


def _calendar(entry: CalendarEntry, years: Iterable[int]) -> WorkCalendar:
    from writ.reckon.calendar import Span, WorkCalendar, holidays_of

    closed = set(entry.closed)
    if entry.holidays:
        closed |= set(holidays_of(entry.holidays, years))
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        tuple(Span(*span) for span in spans) for spans in entry.week
    )
    return WorkCalendar(
        entry.id,
        (monday, tuesday, wednesday, thursday, friday, saturday, sunday),
        frozenset(closed),
        {other.day: tuple(Span(*span) for span in other.spans) for other in entry.other_hours},
    )

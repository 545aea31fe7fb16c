"""From the plan people wrote to the plan that can be reckoned: one reading, the facts so far, a data date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

from writ.exchange.plan import chances
from writ.exchange.plan.choices import OptionChange, OptionEntry
from writ.exchange.plan.document import CalendarEntry, PlanDocument, Reading, TaskEntry
from writ.exchange.plan.estimates import Ends, Estimate, minutes_from
from writ.exchange.plan.luck import RiskSay
from writ.exchange.plan.parts import LinkEntry
from writ.law.findings import Finding, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from writ.reckon.calendar import WorkCalendar
    from writ.reckon.plan import Deadline, Link, LinkKind, Option, Plan, Problem, Task

DAY = 1440
CONTINUOUS = "continuous"


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
    *,
    adopted: Collection[str] = (),
    risks: Mapping[str, RiskSay] = MappingProxyType({}),
    odds: Mapping[str, tuple[float, ...]] = MappingProxyType({}),
) -> tuple[Plan, Deadline]:
    """The reckonable plan of one reading and the deadline it asks about, as known at `data_date` (local).

    Facts that lie after the data date are not yet known and are left out. No reading id means the default reading, no
    data date the document's own. `adopted` are options that are chosen, `risks` what the register says, `odds` what
    was learned of the ways of branches. `KeyError` for a reading or an option the plan does not have.
    """
    from writ.reckon.plan import Deadline, Plan, without  # numpy loads when called

    reading = document.reading(reading_id)
    at = (data_date or document.as_of).replace(second=0, microsecond=0, tzinfo=None)
    known = progress or {}
    options = [document.option(name) for name in adopted]
    steps = [
        (changed(task, options, reading.id), _known(task, known.get(task.id, NOTHING), at))
        for task in document.steps(reading)
    ]
    origin = min(_moments(steps, reading, at)).date()
    days = {CONTINUOUS: DAY} | {entry.id: entry.day_minutes for entry in document.calendars}
    years = range(origin.year, origin.year + 3)
    ahead = {task.id: task for task, so_far in steps if not so_far.finished_at}
    mitigated = {name: RiskSay(mitigated=True) for option in options for name in option.mitigate}
    says = mitigated | {
        name: replace(say, mitigated=True) if name in mitigated else say for name, say in risks.items()
    }
    dropped = {name for option in options for name in option.drop}
    plan = Plan(
        origin,
        tuple(_task(task, so_far, days, origin) for task, so_far in steps),
        {entry.id: work_calendar(entry, years) for entry in document.calendars},
        minutes_from(origin, at),
        drivers=chances.drivers(document, ahead),
        correlations=chances.correlations(document, ahead),
        risks=chances.risks(document, ahead, days, says),
        branches=chances.branches(
            document, ahead, {task.id: task for task, _ in steps}, days, odds, whole=not reading.tasks
        ),
    )
    kind = cast("Literal['legal', 'administrative']", reading.kind)
    plan = without(plan, dropped) if dropped else plan
    return plan, Deadline(reading.milestone, minutes_from(origin, reading.due), kind)


def gate_deadlines(document: PlanDocument, reading_id: str, deadline: Deadline) -> tuple[Deadline, ...]:
    """The gates of a reading, each due with its deadline, in the order of the areas."""
    reading = document.reading(reading_id)
    return tuple(replace(deadline, task=task.id) for task in document.gates(reading))


def option_of(document: PlanDocument, reading_id: str, option: OptionEntry, plan: Plan) -> Option:
    """What an option would change of a plan built for that reading; it may be nothing.

    What is finished stays as it is, and what adopted options have changed already stays changed where this one says
    nothing of it.
    """
    from writ.reckon.plan import Change, Option

    days = {CONTINUOUS: DAY} | {entry.id: entry.day_minutes for entry in document.calendars}
    built = {task.id: task for task in plan.tasks}
    reading = document.reading(reading_id)
    changes = {change.task: change for change in option.changes_in(reading.id)}
    tasks = tuple(
        _with_change(built[task.id], changed(task, [option], reading.id), changes[task.id], days, plan.origin)
        for task in document.steps(reading)
        if task.id in changes and task.id in built and built[task.id].finished is None
    )
    parts = {
        *(one.id for one in plan.drivers),
        *(one.id for one in plan.risks),
        *(one.id for one in plan.branches),
        *built,
    }
    eased = {risk.id for risk in plan.risks if risk.after is not None}
    return Option(
        option.id,
        option.cost.cents if option.cost else 0,
        Change(
            tasks,
            drop=tuple(name for name in option.drop if name in parts),
            mitigate=tuple(name for name in option.mitigate if name in eased),
        ),
        option.group or None,
        minutes_from(plan.origin, option.decide_by) if option.decide_by else None,
    )


def _with_change(
    built: Task, task: TaskEntry, change: OptionChange, days: Mapping[str, int], origin: date
) -> Task:
    """The task as built, with what the change says otherwise."""
    fresh = _task(task, NOTHING, days, origin)
    if change.says_how_long:
        built = replace(
            built, duration=fresh.duration, release=fresh.release, remaining=None, unit=fresh.unit
        )
    if change.links is not None:
        built = replace(built, links=fresh.links)
    if change.calendar:
        built = replace(built, calendar=fresh.calendar)
    return built


def changed(task: TaskEntry, options: Iterable[OptionEntry], reading: str) -> TaskEntry:
    """A step of a reading as it is when these options are chosen."""
    for option in options:
        for change in option.changes_in(reading):
            if change.task == task.id:
                moved = change.says_how_long
                task = replace(
                    task,
                    estimate=change.estimate if moved else task.estimate,
                    ends=change.ends if moved else task.ends,
                    firmness=change.firmness or task.firmness,
                    links=task.links if change.links is None else change.links,
                    calendar=change.calendar or task.calendar,
                )
    return task


def finding_of(problem: Problem, where: Where | None = None) -> Finding:
    """A problem of the plan as a finding, with its number and facts."""
    return Finding(problem.code, problem.facts, where)


def _known(task: TaskEntry, progress: Progress, at: datetime) -> Progress:
    if progress is NOTHING and not (task.started_at or task.finished_at):
        return NOTHING

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


def work_calendar(entry: CalendarEntry, years: Iterable[int]) -> WorkCalendar:
    """The calendar of a plan, with the public holidays of these years."""
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

"""From the records that stand to what a rule asks and what the reckoning needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from writ.exchange.plan import (
    Ends,
    Estimate,
    PlanDocument,
    Progress,
    TaskEntry,
    changed,
    minutes_from,
    work_calendar,
)
from writ.law.cite import Status
from writ.offices.journal.queries import Tally
from writ.offices.timetable.queries.pace import Mark, marks_of, paced, work_of
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.rules import StepFacts
from writ.offices.timetable.states import RecordKind, StepState

if TYPE_CHECKING:
    from writ.reckon.calendar import WorkCalendar

DAY = 1440


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest standing record of each kind on one step, and every count that stands."""

    started: RecordLine | None = None
    progressed: RecordLine | None = None
    finished: RecordLine | None = None
    estimate: RecordLine | None = None
    counts: tuple[RecordLine, ...] = ()

    @property
    def last(self) -> RecordLine | None:
        """The newest of them."""
        lines = [line for line in (self.started, self.progressed, self.finished, self.estimate) if line]
        return max(lines, key=lambda line: line.entry, default=None)


NOTHING = Standing()
_FIELD = {
    RecordKind.STARTED: "started",
    RecordKind.PROGRESSED: "progressed",
    RecordKind.FINISHED: "finished",
    RecordKind.REESTIMATED: "estimate",
}


def by_step(lines: Iterable[RecordLine]) -> Mapping[str, Standing]:
    """What stands on each step, from records that stand, in the order of the journal."""
    steps: defaultdict[str, Standing] = defaultdict(lambda: NOTHING)
    for line in lines:
        newer: dict[str, Any] = {_FIELD[line.kind]: line}
        if line.kind is RecordKind.PROGRESSED:
            newer["counts"] = (*steps[line.task].counts, line)
        steps[line.task] = replace(steps[line.task], **newer)
    return dict(steps)


def official(steps: Mapping[str, Standing]) -> Mapping[str, Standing]:
    """The same without what was re-estimated: the plan's own estimates, and what has happened."""
    return {task: replace(stands, estimate=None) for task, stands in steps.items()}


def step_facts(
    document: PlanDocument, task: TaskEntry, stands: Standing, at: datetime, last: str = ""
) -> StepFacts:
    """What the rules ask about a step at `at`, a local moment.

    Facts written in the plan count until a record says otherwise, and only once they are past.
    """
    zone = at.tzinfo
    overrides = [one for reading in document.readings for one in reading.overrides if one.task == task.id]
    started = stands.started.moment.astimezone(zone) if stands.started else _past(task.started_at, at)
    finished = stands.finished.moment.astimezone(zone) if stands.finished else _past(task.finished_at, at)
    state = StepState.FINISHED if finished else StepState.STARTED if started else StepState.NOT_BEGUN
    counted = stands.progressed
    return StepFacts(
        task.id,
        task.names,
        state,
        task.is_milestone and not any(one.estimate for one in overrides),
        task.ends is not None or any(one.ends for one in overrides),
        started,
        finished,
        counted.done if counted else None,
        counted.planned if counted else None,
        last,
    )


def progress(
    document: PlanDocument,
    steps: Mapping[str, Standing],
    zone: ZoneInfo,
    at: datetime,
    days: str = "continuous",
    tallies: Sequence[Tally] = (),
    *,
    reading: str = "",
    adopted: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, Progress]:
    """What the reckoning of a reading needs to know of each step on record, in local civil moments, as known at `at`.

    `adopted` are the options taken, each with the entry that took it: what was said of a step before no longer counts
    where the option says otherwise. What is left of a counted step goes at the pace that its counts teach, or, while
    they are too few, takes its share of the estimate that applies; in `whole` days that share is rounded up to whole
    units. A step that nobody counts by hand is counted by the acts that the plan names, in `tallies`, and has begun
    with the first of them.
    """
    tasks = {task.id: task for task in document.tasks}
    known = {task: _progress(stands, zone) for task, stands in steps.items() if task in tasks}
    asked = document.reading(reading)
    options = [document.option(name) for name in adopted]
    for option in options:
        for change in option.changes_in(asked.id):
            said = steps.get(change.task, NOTHING).estimate
            if change.says_how_long and said is not None and said.entry < adopted[option.id]:
                known[change.task] = replace(known[change.task], estimate=None, ends=None)
    now = _naive(at, zone)
    counts = _tallied(document, tallies, zone, now) | _by_hand(tasks, steps, zone)
    if not counts:
        return known
    tasks |= {task.id: changed(task, options, asked.id) for task in document.steps(asked)}
    under_way: dict[str, tuple[datetime, tuple[Mark, ...]]] = {}
    for task, (first, marks) in counts.items():
        so_far, entry = known.get(task, Progress()), tasks[task]
        began = so_far.started_at or entry.started_at or first
        if not (so_far.finished_at or entry.finished_at) and began is not None:
            under_way[task] = began, marks
    calendars = _calendars(document, [began for began, _ in under_way.values()], now)
    full_day = {one.id: one.day_minutes for one in document.calendars}
    for task, (began, marks) in under_way.items():
        so_far, entry = known.get(task, Progress()), tasks[task]
        estimate = so_far.estimate or (entry.estimate if so_far.ends is None else None)
        if estimate is not None:
            work = work_of(marks, began, partial(_working, calendars.get(entry.calendar)))
            estimate = paced(estimate, work, full_day.get(entry.calendar, DAY), days == "whole")
        known[task] = replace(so_far, started_at=began, estimate=estimate)
    return known


def estimate_of(line: RecordLine) -> Estimate | None:
    """The duration a record states; None for dates."""
    if line.low is None or line.high is None:
        return None
    status = Status(line.status or Status.SOURCED)
    if line.low == line.high:
        return Estimate("fixed", (line.low,), line.unit, status)
    if line.middle is None:
        return Estimate("uniform", (line.low, line.high), line.unit, status)
    return Estimate("triangular", (line.low, line.middle, line.high), line.unit, status)


def _progress(stands: Standing, zone: ZoneInfo) -> Progress:
    line = stands.estimate
    ends = None
    if line is not None and line.first_end is not None and line.last_end is not None:
        ends = Ends(
            _naive(line.first_end, zone), _naive(line.last_end, zone), Status(line.status or Status.SOURCED)
        )
    return Progress(
        _naive(stands.started.moment, zone) if stands.started else None,
        _naive(stands.finished.moment, zone) if stands.finished else None,
        estimate_of(line) if line else None,
        ends,
    )


def _by_hand(
    tasks: Mapping[str, TaskEntry], steps: Mapping[str, Standing], zone: ZoneInfo
) -> dict[str, tuple[datetime | None, tuple[Mark, ...]]]:
    """The steps that somebody counted, with their counts."""
    return {
        task: (
            None,
            tuple(Mark(_naive(one.moment, zone), one.done or 0, one.planned or 1) for one in stands.counts),
        )
        for task, stands in steps.items()
        if task in tasks and stands.counts
    }


def _tallied(
    document: PlanDocument, tallies: Sequence[Tally], zone: ZoneInfo, now: datetime
) -> dict[str, tuple[datetime | None, tuple[Mark, ...]]]:
    """The steps whose work the acts of other offices show, with the moment of the first and the count of each day."""
    found = {task.id: marks_of(task, tallies, zone, now) for task in document.tasks if task.done and tallies}
    return {task: (first, marks) for task, (first, marks) in found.items() if marks}


def _calendars(
    document: PlanDocument, began: Sequence[datetime], now: datetime
) -> Mapping[str, WorkCalendar]:
    """The calendars of the plan, for the years since the first of these steps began."""
    years = range(min(began, default=now).year, now.year + 1)
    return {entry.id: work_calendar(entry, years) for entry in document.calendars}


def _working(calendar: WorkCalendar | None, start: datetime, end: datetime) -> int:
    """Working minutes between two local moments."""
    origin = min(start, end).date()
    first, last = minutes_from(origin, start), minutes_from(origin, end)
    return calendar.working_minutes(first, last, origin) if calendar else last - first


def _naive(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _past(moment: datetime | None, at: datetime) -> datetime | None:
    local = None if moment is None else moment.replace(tzinfo=at.tzinfo)
    return local if local is not None and local <= at else None

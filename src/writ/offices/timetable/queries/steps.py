"""From the records that stand to what a rule asks and what the reckoning needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from zoneinfo import ZoneInfo

from writ.exchange.plan import Ends, Estimate, PlanDocument, Progress, TaskEntry, build, minutes_from
from writ.law.cite import Status
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.rules import StepFacts
from writ.offices.timetable.states import RecordKind, StepState


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest standing record of each kind on one step."""

    started: RecordLine | None = None
    progressed: RecordLine | None = None
    finished: RecordLine | None = None
    estimate: RecordLine | None = None

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
        steps[line.task] = replace(steps[line.task], **{_FIELD[line.kind]: line})
    return dict(steps)


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
) -> dict[str, Progress]:
    """What the reckoning needs to know of each step on record, in local civil moments, as known at `at`.

    In `whole` days what a count leaves to do is rounded up to whole units.
    """
    tasks = {task.id: task for task in document.tasks}
    known = {task: _progress(stands, zone) for task, stands in steps.items() if task in tasks}
    counted = {
        task: stands
        for task, stands in steps.items()
        if task in known and stands.progressed and not stands.finished
    }
    if counted:
        plan, _ = build(document, "", known, _naive(at, zone))
        for task, stands in counted.items():
            estimate = known[task].estimate or tasks[task].estimate
            began = known[task].started_at or tasks[task].started_at
            if stands.progressed is None or estimate is None or began is None:
                continue
            entry = tasks[task]
            calendar = plan.calendars.get(entry.calendar)
            day = next((one.day_minutes for one in document.calendars if one.id == entry.calendar), 1440)
            start, mark = (
                minutes_from(plan.origin, moment)
                for moment in (began, _naive(stands.progressed.moment, zone))
            )
            worked = calendar.working_minutes(start, mark, plan.origin) if calendar else mark - start
            whole = days == "whole"
            known[task] = replace(
                known[task], estimate=at_pace(estimate, stands.progressed, worked, day, whole)
            )
    return known


def at_pace(
    estimate: Estimate, counted: RecordLine, worked: int, day_minutes: int, whole: bool = False
) -> Estimate:
    """The whole duration when a part is done: `worked` minutes so far, and the estimate for the share left.

    The count says how much is left, never how fast: each part left takes what the estimate gives a part.
    """
    if estimate.is_empty or counted.done is None or not counted.planned:
        return estimate
    if counted.done == counted.planned:
        return replace(estimate, kind="fixed", numbers=(_units(worked, estimate, day_minutes, whole),))
    left = Decimal(counted.planned - counted.done) / Decimal(counted.planned)
    gone = _units(worked, estimate, day_minutes, False)
    if estimate.kind == "lognormal":
        # Cut lognormals do not stay in their family when moved: their quantiles do.
        quantiles = estimate.distribution(day_minutes)
        unit = estimate.unit_minutes(day_minutes)
        values = [Decimal(str(round(quantiles.quantile((i + 0.5) / 99) / unit, 4))) for i in range(99)]
        return replace(estimate, kind="empirical", numbers=tuple(gone + left * value for value in values))
    numbers = list(estimate.numbers)
    for place in range(len(numbers)):
        if estimate.kind == "discrete" and place % 2:
            continue  # a weight
        moved = left * numbers[place]
        numbers[place] = moved if estimate.kind == "normal" and place == 3 else gone + moved
        if whole:
            numbers[place] = numbers[place].to_integral_value(ROUND_CEILING)
    return replace(estimate, numbers=tuple(numbers))


def _units(worked: int, estimate: Estimate, day_minutes: int, whole: bool) -> Decimal:
    """Minutes worked in the estimate's unit."""
    units = Decimal(worked) / Decimal(estimate.unit_minutes(day_minutes))
    return units.to_integral_value(ROUND_CEILING) if whole else units


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


def _naive(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _past(moment: datetime | None, at: datetime) -> datetime | None:
    local = None if moment is None else moment.replace(tzinfo=at.tzinfo)
    return local if local is not None and local <= at else None

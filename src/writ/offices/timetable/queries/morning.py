"""The facts of the morning page: the answer, why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from writ.exchange.plan import Milestone, PlanDocument, Reading, TaskEntry
from writ.offices.elections.queries import Called
from writ.offices.timetable.queries.deadlines import LEGAL, deadlines
from writ.offices.timetable.queries.events import Effect, Event, happened, whole
from writ.offices.timetable.queries.forecasts import (
    AnswerFacts,
    ForecastFacts,
    Past,
    newest_and_past,
)
from writ.offices.timetable.queries.plans import AdoptedBaseline
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.queries.steps import NOTHING, step_facts
from writ.offices.timetable.states import StepState

NOBODY = "nobody"
NEXT = 3


@dataclass(frozen=True, slots=True)
class KeepBy:
    """A step and the latest moment at which it may end at the middle estimates; `slack` is minutes left until there."""

    task: TaskEntry
    by: datetime
    slack: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """A step that should have ended: when, the minutes of slack it has left, if known, and what set the date.

    `by` is None where that is the baseline alone.
    """

    task: TaskEntry
    due: datetime
    slack: int | None
    by: Milestone | None = None

    @property
    def law(self) -> Milestone | None:
        """The legal deadline that has passed, where it was one."""
        return self.by if self.by is not None and self.by.kind == LEGAL else None


@dataclass(frozen=True, slots=True)
class Changed:
    """An act and what it gave or took; None where it has not been reckoned yet."""

    event: Event
    effect: Effect | None

    @property
    def slack(self) -> int:
        """The minutes of slack that it is known to have moved."""
        return self.effect.slack if self.effect else 0

    @property
    def chance(self) -> float:
        """The points in 100 that it is known to have moved."""
        return self.effect.chance or 0.0 if self.effect else 0.0


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """The same question in one reading, in both day conventions, and how many values nobody has sourced.

    `whole` is None before it was ever computed.
    """

    reading: Reading
    continuous: AnswerFacts
    whole: AnswerFacts | None
    marked: int


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything on the page.

    `moved` is minutes of slack gained since yesterday, `mover` the act that moved it most that way. The dates to keep
    are read from `chain`, the reading with the most steps.
    """

    stands: Situation
    forecast: ForecastFacts
    headline: AnswerFacts
    chain: AnswerFacts
    past: tuple[Past, ...]
    moved: int
    mover: Changed | None
    act_by: KeepBy | None
    next_dates: tuple[KeepBy, ...]
    overdue: tuple[Overdue, ...]
    changes: tuple[Changed, ...]
    readings: tuple[ReadingLine, ...]
    baseline: AdoptedBaseline | None
    acts_since: int

    @property
    def document(self) -> PlanDocument:
        """The plan the forecast was computed from."""
        return self.stands.plan.document

    @property
    def day_price(self) -> int | None:
        """What one more day on the first open step of the path takes off the chance, in 1,000; None where unknown."""
        outlook = self.headline.outlook
        for task in outlook.critical:
            safe, dates = self.headline.safe.get(task), outlook.steps.get(task)
            if safe is not None and safe.curve and dates is not None:
                return safe.day_price((dates.early_finish - timedelta(minutes=1)).date())
        return None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer yet: no plan (`has_plan` false), or a forecast still under way."""

    has_plan: bool


def morning(called: Called, at: datetime) -> Morning | NoAnswer:
    """The facts of the morning page at a moment."""
    stands = situation(called, at)
    if stands is None:
        return NoAnswer(has_plan=False)
    document = stands.plan.document
    default = document.reading()
    forecast, past = newest_and_past(called.id, default.id)
    if forecast is None or (default.id, "continuous") not in forecast.answers:
        return NoAnswer(has_plan=True)
    headline = forecast.answers[default.id, "continuous"]
    fixed = forecast.baseline
    local = called.local(at)
    yesterday = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    every = happened(stands)
    known = whole([one.effects for one in past])
    changes = tuple(
        sorted(
            (Changed(event, known.get(event.entry)) for event in every if event.at >= yesterday),
            key=lambda one: (-abs(one.slack), -abs(one.chance), -one.event.entry),
        )
    )
    moved = sum(one.slack for one in changes)
    open_steps = {
        task.id: task for task in document.tasks if state_of(stands, task) is not StepState.FINISHED
    }
    broad = widest(document, forecast)
    return Morning(
        stands,
        forecast,
        headline,
        broad,
        past,
        moved,
        _mover(changes, moved),
        next(iter(_keep_by(broad, open_steps)), None),
        _keep_by(broad, open_steps)[:NEXT],
        overdue(stands, open_steps, fixed, broad, local.replace(tzinfo=None)),
        changes,
        _readings(stands, forecast),
        fixed,
        sum(event.entry > forecast.as_of_entry for event in every),
    )


def _mover(changes: Sequence[Changed], moved: int) -> Changed | None:
    """What moved the slack most the way it went; what lost is not named for a gain."""
    movers = [one for one in changes if one.slack]
    return next((one for one in movers if one.slack * moved > 0), next(iter(movers), None))


def state_of(stands: Situation, task: TaskEntry) -> StepState:
    """Where a step stands at the moment of the situation."""
    return step_facts(stands.plan.document, task, stands.steps.get(task.id, NOTHING), stands.local).state


def controlled_by(stands: Situation, task: TaskEntry) -> str:
    """Who controls a step, by what was said last."""
    said = stands.steps.get(task.id, NOTHING).estimate
    return said.control if said and said.control else task.controlled_by


def firmness_of(stands: Situation, task: TaskEntry) -> str:
    """How firmly a step's estimate stands, by what was said last."""
    said = stands.steps.get(task.id, NOTHING).estimate
    return said.firmness if said and said.firmness else task.firmness


def is_marked(stands: Situation, task: TaskEntry) -> bool:
    """True where the figure that the forecast uses is recalled, assumed or scenario."""
    said = stands.steps.get(task.id, NOTHING).estimate
    if said is not None:
        return said.status in ("recalled", "assumed", "scenario")
    return task.status is not None and task.status.is_marked


def _keep_by(answer: AnswerFacts, steps: Mapping[str, TaskEntry]) -> tuple[KeepBy, ...]:
    """The latest safe ends of open steps that someone controls, soonest first."""
    found = [
        KeepBy(steps[task], dates.late_finish, dates.slack)
        for task, dates in answer.outlook.steps.items()
        if task in steps and steps[task].controlled_by != NOBODY and task != answer.outlook.target
    ]
    return tuple(sorted(found, key=lambda one: one.by))


def widest(document: PlanDocument, forecast: ForecastFacts) -> AnswerFacts:
    """The answer of the reading with the most steps."""
    answers: Iterable[AnswerFacts] = (
        forecast.answers[reading.id, "continuous"]
        for reading in document.readings
        if (reading.id, "continuous") in forecast.answers
    )
    return max(answers, key=lambda one: len(one.outlook.steps))


def overdue(
    stands: Situation,
    steps: Mapping[str, TaskEntry],
    fixed: AdoptedBaseline | None,
    answer: AnswerFacts | None,
    now: datetime,
) -> tuple[Overdue, ...]:
    """The open steps whose day has passed by law, by the plan or by the baseline, least slack first."""
    due: dict[str, tuple[datetime, Milestone | None]] = {}
    if fixed is not None:
        due |= {task: (end, None) for task, (_, end) in fixed.dates.items()}
    for task, ones in deadlines(stands.plan.document).items():
        known = [(one.at, one) for one in ones if one.at is not None]
        passed = [(at, one) for at, one in known if at < now]
        if known:
            due[task] = (passed or known)[0]
    found = []
    for task, (moment, by) in due.items():
        if task in steps and moment < now:
            dates = answer.outlook.steps.get(task) if answer else None
            found.append(Overdue(steps[task], moment, dates.slack if dates else None, by))
    return tuple(sorted(found, key=lambda one: (one.slack if one.slack is not None else 0, one.due)))


def _readings(stands: Situation, forecast: ForecastFacts) -> tuple[ReadingLine, ...]:
    document = stands.plan.document
    return tuple(
        ReadingLine(
            reading,
            forecast.answers[reading.id, "continuous"],
            forecast.answers.get((reading.id, "whole")),
            sum(is_marked(stands, task) for task in document.steps(reading)),
        )
        for reading in document.readings
        if (reading.id, "continuous") in forecast.answers
    )

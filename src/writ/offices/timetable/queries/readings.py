"""The same question read otherwise, side by side; and the plan's own estimates beside those that the work goes by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from writ.exchange.plan import Override, PlanDocument, Reading, TaskEntry
from writ.offices.timetable.queries.forecasts import AnswerFacts, ForecastFacts, in_100, whole_days
from writ.offices.timetable.queries.morning import is_marked, state_of
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import NOTHING
from writ.offices.timetable.states import StepState


@dataclass(frozen=True, slots=True)
class Official:
    """The answer without what has been re-estimated since the plan was adopted: `hits` of `runs`, minutes of slack."""

    hits: int
    runs: int
    slack: int

    @property
    def in_100(self) -> int:
        """The chance in 100, to the nearest."""
        return in_100(self.hits, self.runs)

    @property
    def days_of_slack(self) -> int:
        """Whole days of slack, negative when short."""
        return whole_days(self.slack)


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """One reading: what it asks and by when, its answers, what it counts, and how it differs from the plan's own word.

    `first` is the unfinished step on the path that is soonest to end, `official` is None where not reckoned.
    """

    reading: Reading
    is_default: bool
    milestone: str
    due: datetime
    continuous: AnswerFacts
    whole: AnswerFacts | None
    official: Official | None
    steps: int
    gates: int
    marked: int
    overrides: tuple[Override, ...]
    first: TaskEntry | None


@dataclass(frozen=True, slots=True)
class Working:
    """An unfinished step whose working estimate is another than the plan's."""

    task: TaskEntry
    line: RecordLine


def readings(stands: Situation, forecast: ForecastFacts) -> tuple[ReadingFacts, ...]:
    """Every reading that the forecast answered, the headline first, else in the plan's order."""
    document = stands.plan.document
    found = []
    for reading in sorted(document.readings, key=lambda one: one.id != document.default_reading):
        answer = forecast.answers.get((reading.id, "continuous"))
        if answer is not None:
            found.append(_facts(stands, document, reading, answer, forecast))
    return tuple(found)


def workings(stands: Situation) -> tuple[Working, ...]:
    """The unfinished steps that somebody has re-estimated since the plan was adopted, in the plan's order."""
    found = []
    for task in stands.plan.document.tasks:
        line = stands.steps.get(task.id, NOTHING).estimate
        if line is not None and state_of(stands, task) is not StepState.FINISHED:
            found.append(Working(task, line))
    return tuple(found)


def official_of(figures: Mapping[str, object]) -> Official | None:
    """The official answer that a forecast stored beside the working one."""
    raw = figures.get("official")
    if not isinstance(raw, Mapping):
        return None
    return Official(int(raw["hits"]), int(raw["runs"]), int(raw["slack"]))


def narrower(document: PlanDocument, forecast: ForecastFacts, headline: AnswerFacts) -> AnswerFacts | None:
    """The narrower question that stands beneath the headline: the first other reading due on the same day with fewer
    steps."""
    asked = document.reading(headline.reading)
    for reading in document.readings:
        answer = forecast.answers.get((reading.id, "continuous"))
        if (
            answer is not None
            and reading.id != asked.id
            and reading.due == asked.due
            and len(answer.outlook.steps) < len(headline.outlook.steps)
        ):
            return answer
    return None


def _facts(
    stands: Situation, document: PlanDocument, reading: Reading, answer: AnswerFacts, forecast: ForecastFacts
) -> ReadingFacts:
    steps = document.steps(reading)
    path = [task for task in steps if task.id in answer.outlook.critical and not task.is_milestone]
    open_path = [task for task in path if state_of(stands, task) is not StepState.FINISHED]
    return ReadingFacts(
        reading,
        reading.id == document.default_reading,
        answer.outlook.target,
        answer.outlook.due,
        answer,
        forecast.answers.get((reading.id, "whole")),
        official_of(answer.figures),
        len(steps),
        sum(task.gate for task in steps),
        sum(is_marked(stands, task) for task in steps),
        reading.overrides,
        min(open_path, key=lambda task: answer.outlook.steps[task.id].early_finish, default=None),
    )

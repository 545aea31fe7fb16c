"""A step as a row: where it stands, whose it is, what it rests on, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from writ.exchange.plan import Milestone, TaskEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.deadlines import deadlines
from writ.offices.timetable.queries.forecasts import ForecastFacts, whole_days
from writ.offices.timetable.queries.morning import firmness_of, is_marked, state_of, widest
from writ.offices.timetable.queries.outlook import StepDates
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.queries.steps import NOTHING
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import words


@dataclass(frozen=True, slots=True)
class Line:
    """One step as a row: where it stands, whose it is, its dates at the middle estimates."""

    task: TaskEntry
    name: str
    strand: str
    strand_name: str
    state: StepState
    owner: str
    call: str
    firmness: str
    duration: str
    dates: StepDates | None
    due: tuple[Milestone, ...]
    marked: bool

    @property
    def slack(self) -> int | None:
        """Whole days by which its end may slip; None once it has ended."""
        return (
            None if self.dates is None or self.state is StepState.FINISHED else whole_days(self.dates.slack)
        )


def lines(stands: Situation, forecast: ForecastFacts | None, known: Mapping[str, PostFacts]) -> list[Line]:
    """Every step of the plan, in the plan's order."""
    document = stands.plan.document
    outlook = widest(document, forecast).outlook if forecast else None
    strands = {strand.id: words.name(strand.names) for strand in document.strands}
    due = deadlines(document)
    found = []
    for task in document.tasks:
        owner, call = words.owner(task, known)
        found.append(
            Line(
                task,
                words.name(task.names),
                task.strand,
                strands.get(task.strand, task.strand),
                state_of(stands, task),
                owner,
                call,
                firmness_of(stands, task),
                stated(stands, task),
                outlook.steps.get(task.id) if outlook else None,
                due.get(task.id, ()),
                is_marked(stands, task),
            )
        )
    return found


def stated(stands: Situation, task: TaskEntry) -> str:
    """How long the step takes, by what was said last; else as the plan has it, in whatever reading gives it."""
    said = stands.steps.get(task.id, NOTHING).estimate
    if said is not None:
        return words.estimate_words(said, stands.local)
    if task.ends is not None:
        return gettext("ends on {day}").format(day=words.day(task.ends.last))
    return words.duration(task.estimate)


def how(stands: Situation, task: TaskEntry) -> str:
    said = stands.steps.get(task.id, NOTHING).estimate
    return said.status if said else (task.status.value if task.status else "sourced")


def is_dated(stands: Situation, task: str) -> bool:
    """True where some reading gives the step a date that others set."""
    readings = stands.plan.document.readings
    return any(one.ends for reading in readings for one in reading.overrides if one.task == task)


def url(task: TaskEntry) -> str:
    return reverse("timetable:task", args=[task.id])


def known_situation(request: Any) -> Situation:
    """How things stand now; 404 before there is an election and a plan."""
    stands = situation(request.election, request.now) if request.election else None
    if stands is None:
        raise Http404
    return stands

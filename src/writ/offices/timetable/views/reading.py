"""What the pages of the forecast share: the reading and the days that the address asks for, and what to say before
there is a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from writ.desk.models import JobProgress
from writ.desk.parts import Happening
from writ.exchange.plan import Reading
from writ.offices.authority.queries import competence_of
from writ.offices.timetable import jobs
from writ.offices.timetable.queries.advice import Analysed
from writ.offices.timetable.queries.events import happened
from writ.offices.timetable.queries.forecasts import AnswerFacts, ForecastFacts, newest, newest_job
from writ.offices.timetable.queries.morning import is_marked
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.views import words

READ = "timetable.read"
RECORD = "authority.read_record"


def reads_all(request: Any) -> bool:
    """True for whoever reads the timetable of the whole; others see their own place, and no chance of the whole."""
    return READ in request.whole


def may(request: Any, function: str, place: str | None) -> bool:
    """True where the post is competent for the function, over the whole or in the place."""
    if function in request.whole:
        return True
    return place is not None and competence_of(request.capacity.by, function, place, request.now) is not None


def unlinked(told: Iterable[Happening]) -> list[Happening]:
    """The same history without its links, for who may not read the record."""
    return [replace(one, act_url="") for one in told]


@dataclass(frozen=True, slots=True)
class Ground:
    """How things stand, the newest forecast, and of it the answer that the address asks for."""

    stands: Situation
    forecast: ForecastFacts
    reading: Reading
    answer: AnswerFacts

    @property
    def source(self) -> ForecastFacts:
        """The forecast that gave the answer: the newest, or the last one that has this reading."""
        return self.forecast.of(self.answer)

    @property
    def answers(self) -> tuple[tuple[Reading, AnswerFacts], ...]:
        """Every reading with its answer, days counted alike."""
        days = self.answer.days
        every = (
            (one, self.forecast.answers.get((one.id, days))) for one in self.stands.plan.document.readings
        )
        return tuple((one, answer) for one, answer in every if answer is not None)

    @property
    def acts_since(self) -> int:
        """How many acts the answer does not know yet."""
        return len(happened(self.stands, self.source.as_of_entry))


@dataclass(frozen=True, slots=True)
class Nothing:
    """Why there is no answer: no `election`, no `plan`, no `forecast`."""

    reason: str


def ground(request: Any) -> Ground | Nothing:
    """What the page stands on. Nonsense in the address gives the default reading in continuous days."""
    stands = standing(request)
    return stands if isinstance(stands, Nothing) else ground_of(request, stands)


def ground_of(request: Any, stands: Situation) -> Ground | Nothing:
    """The newest forecast of a situation, in the reading and the days that the address asks for."""
    forecast = newest(stands.called.id)
    document = stands.plan.document
    days = days_asked(request)
    if forecast is not None:
        for wanted in (request.GET.get("reading", ""), document.default_reading):
            answer = forecast.answers.get((wanted, days))
            reading = next((one for one in document.readings if one.id == wanted), None)
            if answer is not None and reading is not None:
                return Ground(stands, forecast, reading, answer)
    return Nothing("forecast")


def standing(request: Any) -> Situation | Nothing:
    """How things stand now."""
    if request.election is None:
        return Nothing("election")
    return situation(request.election, request.now) or Nothing("plan")


def days_asked(request: Any) -> str:
    """How days are counted, by the address."""
    return "whole" if request.GET.get("days") == "whole" else "continuous"


def no_forecast(request: Any, title: str, nothing: Nothing, **more: Any) -> HttpResponse:
    """The page before the first forecast: why it is empty, when it fills, one way on."""
    context: dict[str, Any] = {"title": title, "reason": nothing.reason, **more}
    if nothing.reason == "forecast":
        context |= under_way(request, newest_job(request.election.id))
    return render(request, "timetable/no_forecast.html", context)


def under_way(request: Any, job: Any) -> Mapping[str, Any]:
    """The forecast's job, if there is one, and whether it is the reader's own, to be watched and stopped."""
    row = JobProgress.objects.filter(pk=job).first() if job else None
    return {"job": row, "own_job": row is not None and row.owner == str(request.user.pk)}


def rest(forecast: ForecastFacts, answers: Iterable[AnswerFacts | None]) -> Mapping[str, Any]:
    """Where some of what is shown is of an older forecast: whether the newest is still at work. For `rest.html`."""
    if not any(one.older for one in answers if one is not None):
        return {}
    row = JobProgress.objects.filter(pk=forecast.job).first()
    return {"rest": {"is_open": row is not None and row.is_open}}


def keep_analysed(found: Analysed[Any] | None, forecast: int) -> None:
    """A page that finds the newest forecast not analysed has that done, unless it is under way."""
    if found is None or found.forecast != forecast:
        jobs.ask_for_analyses(forecast)


def foot(seen: Ground) -> Mapping[str, Any]:
    """What `parts/foot.html` says of the answer shown."""
    document = seen.stands.plan.document
    return {
        "facts": {"forecast": seen.source, "baseline": seen.source.baseline, "headline": seen.answer},
        "error": seen.answer.error,
        "marked": sum(is_marked(seen.stands, task) for task in document.steps(seen.reading)),
    }


def head(seen: Ground, title: str) -> Mapping[str, Any]:
    """What stands over each of the pages: title, when and from what it was computed, what may be chosen."""
    document, outlook = seen.stands.plan.document, seen.answer.outlook
    return {
        "title": title,
        "line": gettext("Computed for {at}, from the record up to act {entry}.").format(
            at=words.moment(seen.stands.called.local(seen.source.as_of)), entry=seen.source.as_of_entry
        ),
        "acts_since": seen.acts_since,
        "reading": words.name(seen.reading.names),
        "reading_id": seen.reading.id,
        "readings": [(one.id, words.name(one.names), one.id == seen.reading.id) for one, _ in seen.answers],
        "days": seen.answer.days,
        "chance": seen.answer.in_100,
        "others": 100 - seen.answer.in_100,
        "target": words.task_name(document, outlook.target),
        "due_by": words.by(outlook.due, "within"),
    }

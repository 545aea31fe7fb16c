"""The answer over time: the latest safe dates, the curve of chance, the forecast's own history."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.tables import Column, Table
from writ.desk.times import number_in_words
from writ.exchange.plan import PlanDocument, Reading
from writ.offices.timetable.queries.forecasts import (
    AnswerFacts,
    ForecastFacts,
    newest,
)
from writ.offices.timetable.queries.forecasts import (
    history as past_forecasts,
)
from writ.offices.timetable.queries.morning import state_of
from writ.offices.timetable.queries.outlook import SafeEnd
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import pictures, words
from writ.offices.timetable.views.morning import READ

LEVELS = (50, 80, 90, 95, 99)


@needs(READ)
@require_safe
@never_cache
def latest(request: Any) -> HttpResponse:
    """By when each step must have ended, to keep so many chances in 100, and what each day costs."""
    stands, forecast = _known(request)
    document = stands.plan.document
    reading, answer = _asked(request, document, forecast)
    steps = {task.id: task for task in document.steps(reading)}
    rows = [
        {"id": task, "name": words.name(steps[task].names), "safe": safe, **_costs(safe)}
        for task, safe in answer.safe.items()
        if task in steps and state_of(stands, steps[task]) is not StepState.FINISHED
    ]
    view = _dates_table().view(rows, request.GET, request.path)
    if view.wants_export:
        return view.export("latest-safe-dates")
    context = {
        "table": view,
        "reading": words.name(reading.names),
        "readings": _choices(document, reading),
        "days": answer.days,
        "answer": answer,
        "forecast": forecast,
        "target": words.task_name(document, answer.outlook.target),
        "due_by": words.by(answer.outlook.due, "within"),
    }
    return render(request, "timetable/dates.html", context)


def _dates_table() -> Table:
    def level(percent: int) -> Column:
        return Column(
            f"p{percent}",
            gettext("{percent} in 100").format(percent=percent),
            lambda row: _safe_day(row["safe"], percent),
            sort=lambda row: row["safe"].latest.get(percent),
            ascending=gettext("soonest first"),
        )

    return Table(
        gettext("The latest day a step may end"),
        [
            Column(
                "name",
                gettext("Step"),
                lambda row: row["name"],
                html=lambda row: format_html(
                    '<a href="{}">{}</a>', reverse("timetable:task", args=[row["id"]]), row["name"]
                ),
                heads=True,
                sort=lambda row: row["name"],
            ),
            Column(
                "earliest",
                gettext("Earliest possible"),
                lambda row: words.day(row["safe"].earliest, "weekday"),
                sort=lambda row: row["safe"].earliest,
            ),
            *map(level, LEVELS),
            Column(
                "next",
                gettext("The next day costs, in 100"),
                lambda row: row["next"],
                number=True,
                sort=lambda row: row["next"],
            ),
            Column(
                "dearest",
                gettext("The dearest day"),
                lambda row: row["dearest"],
            ),
        ],
        per_page=100,
    )


def _safe_day(safe: SafeEnd, percent: int) -> str:
    day = safe.latest.get(percent)
    return words.day(day, "weekday") if day else gettext("no day keeps it")


def _costs(safe: SafeEnd) -> dict[str, Any]:
    """What the day after the earliest end takes off the chance, in 100, and which day takes off most."""
    points = [(day, share) for day, share in safe.curve if day >= safe.earliest]
    drops = [(before[1] - after[1], after[0]) for before, after in pairwise(points)]
    if not drops:
        return {"next": None, "dearest": ""}
    most, day = max(drops, key=lambda one: one[0])
    said = gettext("{day}: {points} in 100").format(
        day=words.day(day, "weekday"), points=number_in_words(round(most / 10, 1), words.language())
    )
    return {"next": round(drops[0][0] / 10, 1), "dearest": said}


@needs(READ)
@require_safe
@never_cache
def curve(request: Any) -> HttpResponse:
    """The chance to be in time against days, one curve for each reading."""
    stands, forecast = _known(request)
    document = stands.plan.document
    days = "whole" if request.GET.get("days") == "whole" else "continuous"
    shown = [
        (words.name(reading.names), forecast.answers[reading.id, days])
        for reading in document.readings
        if (reading.id, days) in forecast.answers
    ]
    context = {
        "picture": pictures.curves(shown, stands.local, "curves"),
        "days": days,
        "forecast": forecast,
        "answers": shown,
    }
    return render(request, "timetable/curve.html", context)


@needs(READ)
@require_safe
@never_cache
def history(request: Any) -> HttpResponse:
    """Every forecast there was, for one reading: what it said, and from which acts."""
    stands, forecast = _known(request)
    document = stands.plan.document
    reading, answer = _asked(request, document, forecast)
    past = past_forecasts(request.election.id, reading.id, answer.days)
    view = _history_table().view(list(reversed(past)), request.GET, request.path)
    if view.wants_export:
        return view.export("forecasts")
    context = {
        "table": view,
        "reading": words.name(reading.names),
        "readings": _choices(document, reading),
        "days": answer.days,
        "picture": pictures.history(past, stands.local, "history"),
        "slack_line": pictures.slack_line(past, stands.local, "slack"),
        "forecast": forecast,
    }
    return render(request, "timetable/history.html", context)


def _history_table() -> Table:
    return Table(
        gettext("Forecasts, newest first"),
        [
            Column(
                "id",
                gettext("Forecast"),
                lambda one: one.id,
                number=True,
                heads=True,
                sort=lambda one: one.id,
            ),
            Column(
                "as_of", gettext("As of"), lambda one: _local_words(one.as_of), sort=lambda one: one.as_of
            ),
            Column(
                "entry",
                gettext("Record up to"),
                lambda one: one.as_of_entry,
                html=lambda one: format_html(
                    '<a href="{}">{}</a>',
                    reverse("authority:entry", args=[one.as_of_entry]),
                    gettext("act {entry}").format(entry=one.as_of_entry),
                ),
                sort=lambda one: one.as_of_entry,
            ),
            Column("plan", gettext("Plan version"), lambda one: one.plan, number=True),
            Column(
                "slack",
                gettext("Slack"),
                lambda one: words.slack_words(one.days_of_slack),
                sort=lambda one: one.slack,
            ),
            Column(
                "chance", gettext("In 100"), lambda one: one.in_100, number=True, sort=lambda one: one.hits
            ),
        ],
        per_page=50,
    )


def _local_words(when: Any) -> str:
    from writ.desk.templatetags.desk import moment

    return moment(when, "weekday-dated")


def _asked(request: Any, document: PlanDocument, forecast: ForecastFacts) -> tuple[Reading, AnswerFacts]:
    """The reading and the day convention that the address names; the default ones for nonsense."""
    days = "whole" if request.GET.get("days") == "whole" else "continuous"
    ids = [reading.id for reading in document.readings if (reading.id, days) in forecast.answers]
    wanted = request.GET.get("reading", "")
    reading = document.reading(wanted if wanted in ids else "")
    answer = forecast.answers.get((reading.id, days))
    if answer is None:
        raise Http404
    return reading, answer


def _choices(document: PlanDocument, chosen: Reading) -> list[tuple[str, str, bool]]:
    return [(one.id, words.name(one.names), one.id == chosen.id) for one in document.readings]


def _known(request: Any) -> tuple[Situation, ForecastFacts]:
    stands = situation(request.election, request.now) if request.election else None
    forecast = newest(request.election.id) if stands else None
    if stands is None or forecast is None:
        raise Http404
    return stands, forecast

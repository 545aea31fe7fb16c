"""The plan replayed on its sourced dates: what could be known on each, and what happened in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.exchange.plan import PlanDocument
from writ.exchange.plan.replay import ReplayLine, replay, sourced_reading
from writ.offices.timetable.queries.forecasts import in_100, whole_days
from writ.offices.timetable.queries.official import made_official
from writ.offices.timetable.views import reading, words

RUNS = 20_000
MOST = 25
"""Steps of a reading that a page may compute while somebody waits; `writ replay` takes more."""


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every sourced date with the answer that sources allowed on it, then what happened."""
    title = gettext("The plan, replayed")
    stands = reading.standing(request)
    if isinstance(stands, reading.Nothing):
        return reading.no_forecast(request, title, stands)
    document = made_official(stands)  # what was re-estimated since counts as it is said today
    chosen = sourced_reading(document)
    steps = len(document.steps(chosen))
    lines = replay(document, chosen.id, runs=RUNS) if steps <= MOST else ()
    context = {
        "title": title,
        "plan": stands.plan,
        "reading": words.name(chosen.names),
        "due_by": words.by(chosen.due, "within"),
        "target": words.task_name(document, chosen.milestone),
        "too_large": steps > MOST,
        "marked": len(document.marked(chosen)),
        "runs": RUNS,
        "forecasts": [_line(one, document) for one in lines if not one.is_past],
        "happened": [_line(one, document) for one in lines if one.is_past],
    }
    return render(request, "timetable/replay.html", context)


def _line(one: ReplayLine, document: PlanDocument) -> Mapping[str, Any]:
    days = None if one.slack is None else whole_days(one.slack)
    return {
        "day": words.day(one.at, "weekday-dated"),
        "milestones": [(words.name(each.names), each.cite, each.note) for each in one.milestones],
        "chance": None if one.hits is None else in_100(one.hits, one.runs),
        "state": "unknown" if days is None else words.slack_figure(days)[3],
        "slack": "" if days is None else words.slack_words(days),
        "known": _steps(one.known, document),
        "unsaid": _steps(one.unsaid, document),
        "silent": _steps(one.silent, document),
    }


def _steps(ids: Sequence[str], document: PlanDocument) -> list[tuple[str, str]]:
    """Names of steps with their addresses."""
    return [(words.task_name(document, one), reverse("timetable:task", args=[one])) for one in ids]

"""The readings side by side: what each asks and gives, what it says otherwise, and the plan's estimates beside those
the work goes by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.exchange.plan import Ends, Override, PlanDocument
from writ.offices.authority.queries import PostFacts, posts
from writ.offices.timetable.queries.deadlines import LEGAL, legal
from writ.offices.timetable.queries.readings import Official, ReadingFacts, Working, readings, workings
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.deadlines import by_law


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every reading in a row of its own, with the same figures in the same columns."""
    title = gettext("The same question, read otherwise")
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen)
    document = seen.stands.plan.document
    rows = [_row(one, document) for one in readings(seen.stands, seen.forecast)]
    known = posts()
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        "rows": rows,
        **reading.rest(seen.forecast, seen.forecast.answers.values()),
        "official_known": any(one["official"] for one in rows),
        "otherwise": [one for one in rows if one["otherwise"]],
        "workings": [_working(one, known) for one in workings(seen.stands)],
        "may_adopt": "timetable.adopt_plan" in request.whole,
        "plan": seen.stands.plan,
    }
    return render(request, "timetable/readings.html", context)


def _row(one: ReadingFacts, document: PlanDocument) -> Mapping[str, Any]:
    answer = one.continuous
    return {
        "name": words.name(one.reading.names),
        "is_default": one.is_default,
        "note": one.reading.note,
        "asks": words.task_name(document, one.milestone),
        "due": words.by(one.due),
        "law": by_law(legal(document, one.reading.milestone)) if one.reading.kind == LEGAL else "",
        "curve": f"{reverse('timetable:curve')}?reading={one.reading.id}",
        "chance": answer.in_100,
        "error": answer.error,
        "older": answer.older,
        "whole": one.whole.in_100 if one.whole else None,
        "whole_older": None if answer.older or one.whole is None else one.whole.older,
        "slack": words.slack_words(answer.days_of_slack),
        "state": words.slack_figure(answer.days_of_slack)[3],
        "official": _official(one.official),
        "steps": one.steps,
        "gates": one.gates,
        "marked": one.marked,
        "first": words.name(one.first.names) if one.first else "",
        "first_url": reverse("timetable:task", args=[one.first.id]) if one.first else "",
        "otherwise": [
            (words.task_name(document, over.task), reverse("timetable:task", args=[over.task]), said)
            for over in one.overrides
            if (said := otherwise(over, document))
        ],
    }


def _official(found: Official | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    return {"chance": found.in_100, "slack": words.slack_words(found.days_of_slack)}


def otherwise(over: Override, document: PlanDocument) -> str:
    """What a reading says of a step that the plan itself says differently, in one line."""
    said = []
    if over.ends is not None:
        said.append(_ends(over.ends))
    if over.estimate is not None:
        said.append(gettext("takes {duration}").format(duration=words.duration(over.estimate)))
    if over.links is not None:
        names = ", ".join(words.task_name(document, link.before) for link in over.links)
        said.append(
            gettext("waits for: {steps}").format(steps=names) if names else gettext("waits for nothing")
        )
    return "; ".join(said)


def _ends(ends: Ends) -> str:
    first, last = words.day(ends.first), words.day(ends.last)
    if first == last:
        return gettext("ends on {day}").format(day=last)
    return gettext("ends between {first} and {last}").format(first=first, last=last)


def _working(one: Working, known: Mapping[str, PostFacts]) -> Mapping[str, Any]:
    line = one.line
    return {
        "name": words.name(one.task.names),
        "url": reverse("timetable:task", args=[one.task.id]),
        "official": _ends(one.task.ends) if one.task.ends else words.duration(one.task.estimate),
        "official_firmness": one.task.firmness,
        "working": words.estimate_words(line),
        "firmness": line.firmness,
        "post": words.name(known[line.post].names) if line.post in known else line.post,
        "at": line.recorded_at,
        "act": line.entry,
    }

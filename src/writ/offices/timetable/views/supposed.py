"""Had it been called on another day: every reading as it stands, and as it would stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.offices.timetable.queries.forecasts import in_100, whole_days
from writ.offices.timetable.queries.supposed import RUNS, Chance, had_it_been_called
from writ.offices.timetable.views import reading, words

MONTHS = 4
"""What is asked where nobody has said a day: as many months before the polls."""
LONGEST_DAYS = 730


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every reading as it stands, beside what it would be after a call on the day asked for."""
    title = gettext("Had it been called on another day")
    stands = reading.standing(request)
    if isinstance(stands, reading.Nothing):
        return reading.no_forecast(request, title, stands)
    called, polls = stands.called.called_on, stands.called.polling_day
    instead, fault = _asked(request.GET.get("called_on", ""), polls)
    context: dict[str, Any] = {
        "title": title,
        "called": words.day(called, "within") if called else "",
        "asked": instead.isoformat(),
        "instead": words.day(instead, "within"),
        "fault": fault,
        "runs": RUNS,
        "plan": stands.plan,
    }
    if called is not None and not fault:
        context["lead"] = (polls - instead).days
        context["readings"] = [
            {
                "name": words.name(one.reading.names),
                "default": one.reading.id == stands.plan.document.default_reading,
                "is_now": _line(one.is_now),
                "would_be": _line(one.would_be),
            }
            for one in had_it_been_called(stands, called, instead)
        ]
    return render(request, "timetable/supposed.html", context)


def _asked(text: str, polls: date) -> tuple[date, str]:
    """The day asked for, and what is wrong with it; four months before the polls where none is."""
    usual = _months_before(polls, MONTHS)
    if not text:
        return usual, ""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return usual, gettext("This is no date. Write year-month-day, such as {example}.").format(
            example=usual.isoformat()
        )
    if not 0 < (polls - found).days <= LONGEST_DAYS:
        return usual, gettext("A call lies before the polls, and not more than two years before them.")
    return found, ""


def _months_before(day: date, months: int) -> date:
    """The same day of the month, or the last one that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _line(chance: Chance) -> Mapping[str, Any]:
    days = whole_days(chance.slack)
    return {
        "chance": in_100(chance.hits, chance.runs),
        "state": words.slack_figure(days)[3],
        "slack": words.slack_words(days),
    }

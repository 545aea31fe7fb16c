"""The S-curve: by which day it is done, in 100 possible courses, one curve for each reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate, groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.exchange.plan import Reading
from writ.offices.timetable.queries.forecasts import AnswerFacts, in_100
from writ.offices.timetable.queries.outlook import Outlook
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.pictures import DAY, minutes, ticks
from writ.press import charts
from writ.press.charts.curves import MOST

LEVELS = (10, 50, 80, 90, 95)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Readings with one due moment, as one picture, and how many of them it has no room for."""

    note: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every reading of the newest forecast as a curve, read at its due line, with the days of five chances."""
    title = gettext("In time by this day, in 100")
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen)
    document = seen.stands.plan.document
    numbered = [(str(place), one, answer) for place, (one, answer) in enumerate(seen.answers, 1)]
    context = {
        "pictures": list(_pictures(numbered, seen.stands.local.date())),
        "levels": LEVELS,
        "rows": [
            _row(number, one, answer, words.task_name(document, answer.outlook.target))
            for number, one, answer in numbered
        ],
        **reading.head(seen, title),
        **reading.foot(seen),
        **reading.rest(seen.forecast, [answer for _, answer in seen.answers]),
    }
    return render(request, "timetable/curve.html", context)


Numbered = tuple[str, Reading, AnswerFacts]


def _pictures(numbered: Sequence[Numbered], origin: date) -> Iterator[Drawn]:
    """One picture for each due moment: a curve is read at its own line only."""

    def due(one: Numbered) -> datetime:
        return one[2].outlook.due

    for place, (moment, group) in enumerate(groupby(sorted(numbered, key=due), key=due), 1):
        alike = list(group)
        yield _picture(alike[:MOST], len(alike) - MOST, moment, origin, f"curves-{place}")


def _picture(shown: Sequence[Numbered], beyond: int, due: datetime, origin: date, ident: str) -> Drawn:
    outlooks = [answer.outlook for _, _, answer in shown]
    until = words.ending_day(due)
    first = min(*(one.first_day for one in outlooks), until) - timedelta(days=1)
    last = max(*(last_day(one) for one in outlooks), until) + timedelta(days=2)
    low, high = ((one - origin).days * DAY for one in (first, last))
    note = gettext("Due: {moment}").format(moment=words.moment(due))
    facts = charts.Curves(
        gettext("In time by this day, in 100"),
        gettext("One curve for each reading; read them at the due line: {readings}.").format(
            readings="; ".join(f"{words.name(one.names)}: {answer.in_100}" for _, one, answer in shown)
        ),
        low,
        high,
        ticks(origin, low, high),
        tuple(_curve(one, origin, low, high) for one in shown),
        minutes(origin, due),
        note,
    )
    names = [gettext("Day"), *(words.name(one.names) for _, one, _ in shown)]
    svg = charts.both(charts.curves_chart, facts, ident)
    return Drawn(note, svg, tuple(names), tuple(_day_rows(outlooks)), max(beyond, 0))


def _curve(numbered: Numbered, origin: date, low: int, high: int) -> charts.Curve:
    number, one, answer = numbered
    outlook = answer.outlook
    start = (outlook.first_day - origin).days
    points = [
        ((start + place) * DAY, done / outlook.runs)
        for place, done in enumerate(accumulate(outlook.counts, initial=0))
    ]
    every = ((low, 0.0), *points, (high, 1.0))
    return charts.Curve(every, str(answer.in_100), words.name(one.names), number)


def _day_rows(outlooks: Sequence[Outlook]) -> Iterator[tuple[str, ...]]:
    """Each day with the chance that it is done by its end, in 100, one cell for each reading."""
    first, last = min(one.first_day for one in outlooks), max(map(last_day, outlooks))
    for place in range((last - first).days + 1):
        on = first + timedelta(days=place)
        yield (words.day(on, "weekday"), *(str(in_100(done_by(one, on), one.runs)) for one in outlooks))


def _row(number: str, one: Reading, answer: AnswerFacts, target: str) -> Mapping[str, Any]:
    days = answer.days_of_slack
    return {
        "number": number,
        "name": words.name(one.names),
        "older": answer.older,
        "target": target,
        "chance": answer.in_100,
        "error": answer.error,
        "due": words.by(answer.outlook.due),
        "slack": words.slack_words(days),
        "state": words.slack_figure(days)[3],
        "days": [
            (words.chance(level), words.day(on, "weekday"))
            for level, on in zip(LEVELS, (percentile(answer.outlook, level) for level in LEVELS), strict=True)
        ],
    }


def last_day(outlook: Outlook) -> date:
    """The day by whose end every course is done."""
    return outlook.first_day + timedelta(days=len(outlook.counts) - 1)


def done_by(outlook: Outlook, day: date) -> int:
    """Runs that are done by the end of the day."""
    return sum(outlook.counts[: max((day - outlook.first_day).days + 1, 0)])


def percentile(outlook: Outlook, level: int) -> date:
    """The first day by whose end it is done in so many courses of 100."""
    wanted = level * outlook.runs
    done = accumulate(outlook.counts)
    place = next((place for place, runs in enumerate(done) if runs * 100 >= wanted), len(outlook.counts) - 1)
    return outlook.first_day + timedelta(days=place)

"""The forecast's own history: how chance and slack moved, by which acts, and from what each was computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.models import JobState
from writ.desk.tables import Column, Table
from writ.desk.templatetags.desk import status
from writ.desk.times import number_in_words
from writ.offices.timetable.queries.computations import Computation, Unanswered, computations, effects_of
from writ.offices.timetable.queries.events import Effect, Event, happened
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.views import pictures, reading, words
from writ.press import charts

_SPACE = "\N{NO-BREAK SPACE}"
FEW_DAYS = 15  # so many days have room for a tick each
ENDED = 3


@dataclass(frozen=True, slots=True)
class Mover:
    """An act between two forecasts: what it was, in words, and what it moved, None if not known."""

    entry: int
    what: str
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class Row:
    """One forecast, the one before it, and the acts between."""

    one: Computation
    before: Computation | None
    movers: tuple[Mover, ...]
    at: str

    @property
    def gained(self) -> int | None:
        """Points of chance gained since the one before; None for the first."""
        return None if self.before is None else self.one.past.in_100 - self.before.past.in_100

    @property
    def moved(self) -> int | None:
        """Minutes of slack gained since the one before; None for the first."""
        return None if self.before is None else self.one.past.slack - self.before.past.slack


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every forecast of one reading, newest first; those under way, stopped or failed are said."""
    title = gettext("The forecast’s own history")
    stands = reading.standing(request)
    if isinstance(stands, reading.Nothing):
        return reading.no_forecast(request, title, stands)
    seen = reading.ground_of(request, stands)
    asked = (seen.reading.id, seen.answer.days) if isinstance(seen, reading.Ground) else ("", "")
    answered, unanswered = computations(stands.called.id, *asked)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen, **_without_answer(unanswered, 0))
    view = _table(reading.RECORD in request.functions).view(
        _rows(stands, seen, answered), request.GET, request.path
    )
    if view.wants_export:
        return view.export(f"forecasts-{seen.reading.id}")
    last = answered[-1].past
    waiting = next((one for one in reversed(unanswered) if one.is_open), None)
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        **_without_answer(unanswered, last.id),
        **(reading.under_way(request, waiting.job) if waiting else {}),
        "table": view,
        "slack": words.slack_words(last.days_of_slack),
        "picture": _picture(answered, stands, "history"),
        "slack_line": pictures.slack_line([one.past for one in answered], stands.local, "slack"),
        "waiting": waiting,
    }
    return render(request, "timetable/history.html", context)


def _without_answer(unanswered: Sequence[Unanswered], newest: int) -> Mapping[str, Any]:
    """The last forecasts that failed or were stopped, and whether the newest answer is older than they are."""
    ended = [one for one in unanswered if not one.is_open]
    return {
        "ended": [
            {"id": one.id, "as_of": one.as_of, "failed": one.state == JobState.FAILED, "reason": one.reason}
            for one in ended[: -ENDED - 1 : -1]
        ],
        "newest_failed": bool(ended) and ended[-1].id > newest,
    }


def _rows(stands: Situation, seen: reading.Ground, answered: Sequence[Computation]) -> list[Row]:
    every = happened(stands)
    is_default = seen.reading.id == stands.plan.document.default_reading
    effects = effects_of(tuple(answered)) if is_default and seen.answer.days == "continuous" else {}

    def movers(first: int, last: int) -> Iterator[Mover]:
        for event in every:
            if first < event.entry <= last:
                yield Mover(event.entry, _what(event, stands), effects.get(event.entry))

    pairs: list[tuple[Computation | None, Computation]] = [(None, one) for one in answered[:1]]
    pairs += pairwise(answered)
    return [
        Row(
            one,
            before,
            tuple(movers(before.past.as_of_entry if before else 0, one.past.as_of_entry)),
            words.moment(stands.called.local(one.past.as_of), "weekday-dated"),
        )
        for before, one in pairs
    ]


def _what(event: Event, stands: Situation) -> str:
    return words.event(event, stands.plan.document)


def _table(may_see_record: bool) -> Table:
    number = Column(
        "id",
        gettext("Forecast"),
        lambda row: row.one.past.id,
        heads=True,
        sort=lambda row: row.one.past.id,
        ascending=gettext("oldest first"),
        descending=gettext("newest first"),
    )
    as_of = Column(
        "as_of",
        gettext("Computed for"),
        lambda row: row.at,
        detail=lambda row: gettext("record up to act {entry}").format(entry=row.one.past.as_of_entry),
    )
    chance = Column(
        "chance",
        gettext("In 100"),
        lambda row: row.one.past.in_100,
        html=lambda row: format_html("<b>{}</b>", row.one.past.in_100),
        detail=_gained,
        number=True,
        sort=lambda row: row.one.past.hits / row.one.past.runs,
    )
    error = Column(
        "error",
        gettext("± standard error"),
        lambda row: round(row.one.answer.error, 2),
        html=lambda row: number_in_words(round(row.one.answer.error, 2), words.language(), 2),
        number=True,
    )
    slack = Column(
        "slack",
        gettext("Slack"),
        lambda row: words.slack_words(row.one.past.days_of_slack),
        html=lambda row: status(
            words.slack_figure(row.one.past.days_of_slack)[3], words.slack_words(row.one.past.days_of_slack)
        ),
        detail=lambda row: words.effect(Effect(row.moved))[1] if row.moved else "",
        sort=lambda row: row.one.past.slack,
        ascending=gettext("least first"),
        descending=gettext("most first"),
    )
    moved = Column(
        "moved",
        gettext("Changed by"),
        _moved_text,
        html=lambda row: _moved(row, may_see_record),
    )
    runs = Column("runs", gettext("Runs"), lambda row: row.one.past.runs, number=True)
    seed = Column("seed", gettext("Seed"), lambda row: row.one.seed, number=True)
    ground = Column(
        "plan",
        gettext("Plan and law"),
        lambda row: gettext("plan version {plan}, law {law}").format(
            plan=row.one.past.plan, law=row.one.law_version[:12]
        ),
        html=lambda row: gettext("plan version {plan}").format(plan=row.one.past.plan),
        detail=lambda row: gettext("law {law}").format(law=row.one.law_version[:12]).replace(" ", _SPACE),
    )
    return Table(
        gettext("Every forecast"),
        [number, as_of, chance, error, slack, moved, runs, seed, ground],
        order="-id",
        per_page=50,
    )


def _gained(row: Row) -> str:
    if not row.gained:
        return ""
    points = number_in_words(abs(row.gained), words.language())
    if row.gained < 0:
        return gettext("{number} lost").format(number=points)
    return gettext("{number} gained").format(number=points)


def _moved(row: Row, may_see_record: bool) -> SafeString:
    """The acts between, each with its number and its effect on the day; without any, what else moved it."""
    if not row.movers:
        return format_html('<span class="quiet">{}</span>', _moved_text(row))
    return format_html_join(SafeString("<br>"), "{}", ((_act(one, may_see_record),) for one in row.movers))


def _act(one: Mover, may_see_record: bool) -> SafeString:
    act = gettext("act {entry}").format(entry=one.entry)
    shown = (
        format_html('<a class="keep" href="{}">{}</a>', reverse("authority:entry", args=[one.entry]), act)
        if may_see_record
        else act
    )
    state, said = words.effect(one.effect)
    if one.effect is None:
        return format_html("{} ({})", one.what, shown)
    return format_html("{} ({})<br>{}", one.what, shown, status(state, said))


def _moved_text(row: Row) -> str:
    if row.movers:
        return "; ".join(
            f"{one.what} ({gettext('act {entry}').format(entry=one.entry)})" for one in row.movers
        )
    return gettext("the first forecast") if row.before is None else gettext("no act: only time has passed")


def _picture(answered: Sequence[Computation], stands: Situation, ident: str) -> str:
    """The chance as each forecast gave it, standing until the next."""
    zone = stands.zone
    past = [one.past for one in answered]
    origin = past[0].as_of.astimezone(zone).date()
    points = tuple(
        (pictures.minutes(origin, one.as_of.astimezone(zone)), 100 * one.hits / one.runs) for one in past
    )
    high = max(pictures.minutes(origin, stands.local), points[-1][0] + 60)
    facts = charts.History(
        gettext("Chance in 100, as each forecast gave it"),
        gettext("From {first} to {last}.").format(
            first=words.chance(past[0].in_100), last=words.chance(past[-1].in_100)
        ),
        0,
        high,
        _ticks(origin, high),
        points,
        str(past[-1].in_100),
    )
    return charts.both(charts.history_line, facts, ident)


def _ticks(origin: date, high: int) -> tuple[charts.Tick, ...]:
    """Every day while there are few, then the Mondays."""
    days = high // pictures.DAY + 1
    if days > FEW_DAYS:
        return pictures.ticks(origin, 0, high)
    every = (origin + timedelta(days=place) for place in range(days))
    return tuple(
        charts.Tick(place * pictures.DAY, str(one.day), words.day(one), one.month)
        for place, one in enumerate(every)
    )

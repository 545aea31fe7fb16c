"""The call list: who, on which extension, at which hours, why, and in which order; made to be printed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.tables import Choice, Column, Table
from writ.desk.templatetags.desk import status
from writ.desk.times import duration_in_words
from writ.exchange.plan import OptionEntry
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.calls import Call, Why, calls
from writ.offices.timetable.queries.forecasts import newest, whole_days
from writ.offices.timetable.queries.help import weighing
from writ.offices.timetable.queries.morning import widest
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.deadlines import by_law, law_in_words
from writ.offices.timetable.views.help import best_ways

MOST = 3


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every post with something unfinished, the most pressing call first."""
    title = gettext("Call list")
    stands = reading.standing(request)
    if isinstance(stands, reading.Nothing):
        return reading.no_forecast(request, title, stands)
    forecast = newest(request.election.id)
    rows = calls(stands, forecast, posts(), _helpful(stands))
    view = _table(rows, stands.local).view(rows, request.GET, request.path)
    if view.wants_export:
        return view.export("calls")
    context = {
        "title": title,
        "table": view,
        "today": sum(one.urgency == "today" for one in rows),
        "forecast": forecast and forecast.of(widest(stands.plan.document, forecast)),
        "plan": stands.plan,
        "at": stands.local,
    }
    return render(request, "timetable/calls.html", context)


def _helpful(stands: Situation) -> list[OptionEntry]:
    """The options that would help most, as weighed last."""
    found = weighing(stands.called.id, stands.plan.document.reading().id).found
    ways = best_ways(found, stands, stands.adopted) if found else []
    by_id = {option.id: option for option in stands.plan.document.options}
    return [by_id[name] for way in ways for name in way.options]


def _table(rows: tuple[Call, ...], at: datetime) -> Table:
    order = {call.post.code: place for place, call in enumerate(rows, 1)}
    urgencies = {
        "today": gettext("Today"),
        "week": gettext("Within a week"),
        "later": gettext("Later"),
    }
    return Table(
        gettext("Whom to call, in this order"),
        [
            Column("order", gettext("No."), lambda call: order[call.post.code], number=False),
            Column(
                "post", gettext("Call"), lambda call: words.name(call.post.names),
                html=lambda call: format_html("<b>{}</b>", words.name(call.post.names)),
                detail=lambda call: words.name(call.post.institution), heads=True,
            ),
            Column(
                "telephone", gettext("Extension"), lambda call: call.post.telephone,
                html=lambda call: words.telephone(call.post) or gettext("no number is known"),
                detail=lambda call: call.post.hours,
            ),
            Column(
                "why", gettext("Why"), lambda call: "; ".join(_plain(why, at) for why in call.why),
                html=lambda call: _whys(call, at),
            ),
            Column("urgency", gettext("When"), lambda call: urgencies[call.urgency]),
        ],
        [
            Choice(
                "urgency", gettext("When"), list(urgencies.items()),
                lambda call, wanted: call.urgency == wanted, gettext("At any time"),
            ),
        ],
        per_page=100,
        nothing=gettext("Nobody need be called."),
    )  # fmt: skip


def _whys(call: Call, at: datetime) -> SafeString:
    """The most pressing reasons, each with its step, and how many more there are."""
    lines = format_html_join(
        SafeString("<br>"),
        '<a href="{}">{}</a> {}',
        ((_url(why), words.name(why.what.names), _when(why, at)) for why in call.why[:MOST]),
    )
    more = len(call.why) - MOST
    if more <= 0:
        return lines
    said = ngettext("and {number} more", "and {number} more", more).format(number=more)
    return format_html('{}<br><span class="quiet">{}</span>', lines, said)


def _url(why: Why) -> str:
    if isinstance(why.what, OptionEntry):
        return reverse("timetable:options")
    return reverse("timetable:task", args=[why.what.id])


def _when(why: Why, at: datetime) -> SafeString:
    if isinstance(why.what, OptionEntry):
        decide = gettext("to be decided {moment}").format(moment=words.by(why.by))
        return format_html('<span class="quiet">{}</span>', decide)
    if why.overdue:
        over = int((at.replace(tzinfo=None) - why.by).total_seconds() // 60)
        said = status("short", gettext("{time} over").format(time=duration_in_words(over)))
        return format_html("{}<br>{}", said, by_law(why.law)) if why.law else said
    slack = whole_days(why.slack or 0)
    if slack < 0 or why.is_gate:
        return status("short" if slack < 0 else "near", words.slack_words(slack))
    return format_html('<span class="quiet">{}</span>', words.by(why.by))


def _plain(why: Why, at: datetime) -> str:
    """One reason for the file: the step or the option, and since or by when."""
    name = words.name(why.what.names)
    if isinstance(why.what, OptionEntry):
        return gettext("{option}: to be decided {moment}").format(option=name, moment=words.by(why.by))
    if why.overdue:
        said = gettext("{step}: due since {moment}").format(step=name, moment=words.moment(why.by))
        return f"{said}, {law_in_words(why.law)}" if why.law else said
    if why.is_gate:
        return f"{name}: {words.slack_words(whole_days(why.slack or 0))}"
    return gettext("{step}: must end {moment}").format(step=name, moment=words.by(why.by))

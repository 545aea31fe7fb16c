"""The dates of the election for three audiences: as a page, on paper, and for any calendar program."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.tables import Choice, Column, Table
from writ.desk.templatetags.desk import cite, status, value
from writ.exchange.appointments import KINDS, TITLES, Appointment, calendar_of, ics_of
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.views import reading, words


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any, audience: str) -> HttpResponse:
    """The dates one audience is told, in their order; those that nobody knows stand at the end."""
    if audience not in TITLES:
        raise Http404
    title = gettext(TITLES[audience])
    stands = reading.standing(request)
    if isinstance(stands, reading.Nothing):
        return reading.no_forecast(request, title, stands)
    now = stands.local.replace(tzinfo=None)
    rows = calendar_of(stands.plan.document, audience, _settled(stands))
    view = _table(rows, now).view(rows, request.GET, request.path)
    if view.wants_export:
        return view.export(f"calendar-{audience}")
    ahead = [one for one in rows if one.last is not None and one.last >= now.date()]
    context = {
        "title": title,
        "table": view,
        "at": stands.local,
        "plan": stands.plan,
        "ahead": len(ahead),
        "following": ahead[0] if ahead else None,
        "following_name": ahead[0].name(words.language()) if ahead else "",
        "audiences": [
            (gettext(name), reverse("timetable:calendars", args=[one]), one == audience)
            for one, name in TITLES.items()
        ],
        "ics": reverse("timetable:calendar-ics", args=[audience]),
        "restricted": audience == "internal",
    }
    return render(request, "timetable/calendars.html", context)


@needs(reading.READ)
@require_safe
@never_cache
def download(request: Any, audience: str) -> HttpResponse:
    """The same dates as an iCalendar file; a date that moves keeps its id."""
    stands = reading.standing(request)
    if audience not in TITLES or isinstance(stands, reading.Nothing):
        raise Http404
    document, called = stands.plan.document, stands.called
    raw = ics_of(
        calendar_of(document, audience, _settled(stands)),
        election=called.code,
        name=f"{words.name(called.names)}: {gettext(TITLES[audience])}",
        zone=called.zone.key,
        stamp=document.as_of,
        language=words.language(),
    )
    answer = HttpResponse(raw, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="calendar-{audience}.ics"'
    return answer


def _settled(stands: Situation) -> set[str]:
    """What nothing is left to decide of: options adopted, risks answered or closed."""
    risks = {risk for risk, said in stands.risks.items() if said.mitigated or said.closed}
    return {*stands.adopted, *risks}


def _table(rows: tuple[Appointment, ...], now: datetime) -> Table:
    kinds = [(kind, gettext(name)) for kind, name in KINDS.items() if any(one.kind == kind for one in rows)]
    return Table(
        gettext("Dates"),
        [
            Column("when", gettext("When"), lambda one: one.days, html=lambda one: _when(one, now), detail=_hour),
            Column(
                "what", gettext("What"), lambda one: one.name(words.language()), html=_what,
                detail=lambda one: one.note, heads=True,
            ),
            Column("kind", gettext("Kind"), lambda one: gettext(KINDS[one.kind])),
            Column("missed", gettext("If it is missed"), lambda one: (one.missed or {}).get(words.language(), "")),
            Column(
                "source", gettext("Rests on"), lambda one: one.cite.instrument if one.cite else "",
                detail=lambda one: cite(one.cite) if one.kind == "legal" else "",
            ),
        ],
        [Choice("kind", gettext("Kind"), kinds, lambda one, wanted: one.kind == wanted, gettext("Every kind"))],
        per_page=100,
        nothing=gettext("No date of the plan is meant for these readers."),
        selected=lambda one: one.first is not None and one.first <= now.date() <= one.last,
    )  # fmt: skip


def _when(one: Appointment, now: datetime) -> object:
    """The day or days in words; what has passed is quiet, what nobody knows is said."""
    if one.last is None or one.first is None:
        return status("unknown", gettext("nobody knows yet"))
    last = words.day(one.last, "weekday-dated")
    days = last if one.first == one.last else f"{words.day(one.first, 'weekday')} – {last}"
    return format_html('<span class="quiet">{}</span>', days) if one.last < now.date() else days


def _hour(one: Appointment) -> str:
    return words.moment(one.moment).rpartition(", ")[2] if one.moment else ""


def _what(one: Appointment) -> SafeString:
    """The name, bold where the law sets it, marked where nobody has sourced the date."""
    name = one.name(words.language())
    shown = value(name, one.status.value) if one.mark else name
    return format_html("<b>{}</b>", shown) if one.kind == "legal" else format_html("{}", shown)

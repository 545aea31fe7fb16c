"""All steps at the desk, and those whose figure nobody has sourced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.tables import Choice, Column, Table
from writ.desk.templatetags.desk import firmness, status
from writ.exchange.plan import TaskEntry
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.queries.morning import is_marked, widest
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import NOTHING
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import words
from writ.offices.timetable.views.deadlines import beneath
from writ.offices.timetable.views.lines import Line, how, known_situation, lines, stated, url
from writ.offices.timetable.views.reading import READ


@needs(READ)
@require_safe
@never_cache
def desk(request: Any) -> HttpResponse:
    """All steps: by strand, owner and state, sorted, searched, exported, printed."""
    stands = known_situation(request)
    forecast = newest(request.election.id)
    rows = lines(stands, forecast, posts())
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        rows = [row for row in rows if asked.casefold() in f"{row.name} {row.owner} {row.task.id}".casefold()]
    places = [(area.code, words.name(area.names)) for area in stands.plan.document.areas]
    view = _table(rows, places).view(rows, request.GET, request.path)
    if view.wants_export:
        return view.export("steps")
    context = {"table": view, "asked": asked, "steps": len(stands.plan.document.tasks), "plan": stands.plan}
    context["older"] = widest(stands.plan.document, forecast).older if forecast else None
    context["may_adopt"] = "timetable.adopt_plan" in request.whole
    return render(request, "timetable/tasks.html", context)


def _table(rows: list[Line], places: list[tuple[str, str]]) -> Table:
    strands = dict.fromkeys((row.strand, row.strand_name) for row in rows)
    owners = dict.fromkeys((row.task.owner, row.owner) for row in rows)
    return Table(
        gettext("Steps of the plan"),
        [
            Column(
                "name", gettext("Step"), lambda r: r.name,
                html=lambda r: format_html('<a href="{}">{}</a>', url(r.task), r.name),
                detail=lambda r: beneath(r.strand_name, r.due), heads=True, sort=lambda r: r.name,
            ),
            Column("state", gettext("State"), lambda r: words.state(r.state), html=_state_mark, sort=_order),
            Column(
                "owner", gettext("Owner"), lambda r: r.owner, detail=lambda r: r.call, sort=lambda r: r.owner
            ),
            Column(
                "takes", gettext("Takes"), lambda r: r.duration, detail=lambda r: _rests(r)
            ),
            Column(
                "begins", gettext("Begins"), lambda r: _moment(r, "early_start"),
                sort=lambda r: _by(r, "early_start"), ascending=gettext("soonest first"),
            ),
            Column(
                "ends", gettext("Ends"), lambda r: _moment(r, "early_finish"),
                sort=lambda r: _by(r, "early_finish"), ascending=gettext("soonest first"),
            ),
            Column(
                "latest", gettext("Latest safe end"), lambda r: _moment(r, "late_finish"),
                sort=lambda r: _by(r, "late_finish"), ascending=gettext("soonest first"),
            ),
            Column(
                "slack", gettext("Days of slack"), lambda r: r.slack, html=_slack_mark, number=True,
                sort=lambda r: r.slack, ascending=gettext("fewest first"),
            ),
        ],
        [
            *(
                [Choice("area", gettext("Where"), places, lambda r, v: r.task.area == v, gettext("Everywhere"))]
                if places
                else []
            ),
            Choice("strand", gettext("Strand"), list(strands), lambda r, v: r.strand == v, gettext("All strands")),
            Choice("owner", gettext("Owner"), list(owners), lambda r, v: r.task.owner == v, gettext("All owners")),
            Choice(
                "state", gettext("State"), [(one.value, words.state(one)) for one in StepState],
                lambda r, v: r.state.value == v, gettext("All states"),
            ),
            Choice(
                "due", gettext("Due"), [("legal", gettext("by law")), ("administrative", gettext("by the plan"))],
                lambda r, v: any(one.kind == v for one in r.due), gettext("With a date of its own or without"),
            ),
        ],
        per_page=100,
        nothing=gettext("No step fits what you asked for."),
    )  # fmt: skip


def _state_mark(row: Line) -> str:
    return status(words.STATE_MARK[row.state], words.state(row.state))


def _slack_mark(row: Line) -> str:
    if row.slack is None:
        return ""
    return status(words.slack_figure(row.slack)[3], str(row.slack).replace("-", "−"))


def _rests(row: Line) -> object:
    return "" if row.task.estimate is None and row.task.ends is None else firmness(row.firmness)


def _order(row: Line) -> int:
    return list(StepState).index(row.state)


def _by(row: Line, name: str) -> datetime | None:
    return getattr(row.dates, name) if row.dates else None


def _moment(row: Line, name: str) -> str:
    when = _by(row, name)
    return words.day(when, "weekday") if when else ""


@needs(READ)
@require_safe
@never_cache
def assumed(request: Any) -> HttpResponse:
    """Every value the readings use that is recalled, assumed or scenario."""
    stands = known_situation(request)
    document = stands.plan.document
    groups = [
        {
            "reading": words.name(reading.names),
            "rows": [
                {
                    "name": words.name(task.names),
                    "url": url(task),
                    "takes": _as_read(stands, task),
                    "status": how(stands, task),
                }
                for task in document.steps(reading)
                if is_marked(stands, task)
            ],
        }
        for reading in document.readings
    ]  # fmt: skip
    return render(request, "timetable/assumed.html", {"groups": groups, "plan": stands.plan})


def _as_read(stands: Situation, task: TaskEntry) -> str:
    if stands.steps.get(task.id, NOTHING).estimate is None and task.ends is not None:
        first, last = words.day(task.ends.first), words.day(task.ends.last)
        if first != last:
            return gettext("ends between {first} and {last}").format(first=first, last=last)
        return gettext("ends on {day}").format(day=last)
    return stated(stands, task)

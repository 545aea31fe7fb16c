"""The plan against a baseline: the Gantt, its table, and the deadlines and dates in view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk import marks
from writ.desk.access import needs
from writ.desk.tables import Column, Table
from writ.desk.templatetags.desk import firmness, status
from writ.desk.times import days_in_words
from writ.exchange.plan import Milestone
from writ.offices.authority.queries import PostFacts, posts
from writ.offices.timetable.queries.baselines import BaselineLine, baselines
from writ.offices.timetable.queries.morning import state_of, widest
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.gantt_rows import Row, axis_of, main_of, rows_of
from writ.press import charts

IDENT = "gantt"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a strand ("" for all), every step or the main ones, a baseline, picture or table."""

    strand: str
    everything: bool
    baseline: BaselineLine | None
    table: bool


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """The steps of one reading over the days, beside the baseline asked for."""
    title = gettext("Gantt")
    seen = _ground(request)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen)
    fixed = baselines(seen.stands.called.id)
    strands = [(one.id, words.name(one.names)) for one in seen.stands.plan.document.strands]
    asked = _asked(request, fixed, {strand for strand, _ in strands})
    known = posts()
    every = rows_of(seen, known, asked.baseline.baseline if asked.baseline else None)
    shown = every if asked.everything else main_of(every)
    shown = tuple(row for row in shown if asked.strand in ("", row.task.strand))
    view = _table(asked).view(shown, request.GET, request.path)
    if view.wants_export:
        return view.export("gantt")
    if asked.baseline:
        title = gettext("Plan against baseline {number}").format(number=asked.baseline.baseline.number)
    else:
        title = gettext("The plan over the days")
    axis = axis_of(seen, shown, request.election.polling_day, asked.everything)
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        "asked": asked,
        "strand_choices": strands,
        "baselines": fixed,
        "shown": len(shown),
        "steps": len(every),
        "main": len(main_of(every)),
        "moved": _moved(shown, asked.baseline),
        "table": view,
        "other": _other(request, asked),
        "gantt": None if asked.table or not shown else _picture(axis, shown, strands, _places(seen)),
        "has_range": any(row.bar.longest for row in shown),
        "legal": list(_deadlines(seen, "legal", axis, known)),
        "administrative": list(_deadlines(seen, "administrative", axis, known)),
        "undated": sum(
            one.kind == "legal" and one.at is None for one in seen.stands.plan.document.milestones
        ),
    }
    return render(request, "timetable/gantt.html", context)


def _ground(request: Any) -> reading.Ground | reading.Nothing:
    """The answer asked for, else the one of the reading with the most steps."""
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing) or request.GET.get("reading"):
        return seen
    document = seen.stands.plan.document
    answer = widest(document, seen.forecast)
    return reading.Ground(seen.stands, seen.forecast, document.reading(answer.reading), answer)


def _asked(request: Any, fixed: Sequence[BaselineLine], strands: set[str]) -> Asked:
    """Nonsense in the address gives all strands, the main steps and the newest baseline."""
    wanted = request.GET.get("baseline", "")
    newest = fixed[0] if fixed and wanted != NONE else None
    chosen = next((one for one in fixed if str(one.baseline.number) == wanted), newest)
    strand = request.GET.get("strand", "")
    return Asked(
        strand if strand in strands else "",
        request.GET.get("show") == "all",
        chosen,
        request.GET.get("as") == "table",
    )


def _other(request: Any, asked: Asked) -> str:
    """The address of the same steps as a table, or from there as a picture."""
    kept = {key: value for key, value in request.GET.items() if key not in ("as", "sort", "page")}
    return f"?{urlencode(kept if asked.table else {**kept, 'as': 'table'})}"


def _picture(
    axis: charts.GanttAxis,
    shown: Sequence[Row],
    strands: Sequence[tuple[str, str]],
    places: Mapping[str, str],
) -> Mapping[str, Any]:
    return {
        "ground": charts.gantt_ground(axis, IDENT),
        "head": charts.both(charts.gantt_head, axis, f"{IDENT}-head")
        + charts.gantt_paper(axis, f"{IDENT}-head"),
        "empty": charts.gantt_bar(axis, None, IDENT),
        "lanes": tuple(
            zip(
                (gettext("Legal deadlines"), gettext("Administrative dates")),
                charts.gantt_rows(axis),
                charts.gantt_rows(axis, "paper"),
                strict=True,
            )
        ),
        "lane_rows": sum(charts.gantt_rows(axis)),
        "strands": [
            (name, [_drawn(axis, row, places) for row in shown if row.task.strand == strand])
            for strand, name in strands
            if any(row.task.strand == strand for row in shown)
        ],
    }


def _places(seen: reading.Ground) -> Mapping[str, str]:
    return {area.code: words.name(area.names) for area in seen.stands.plan.document.areas}


def _drawn(axis: charts.GanttAxis, row: Row, places: Mapping[str, str]) -> Mapping[str, Any]:
    """A row as it is drawn; the place of an owner is left out where the step has named it."""
    place = places.get(row.task.area, "")
    return {
        "row": row,
        "owner": row.owner.removesuffix(f", {place}") if place else row.owner,
        "bar": charts.gantt_bar(axis, row.bar, IDENT),
        "share": charts.share_bar(row.share),
        "bars": marks.bars(row.level),
        "rests": words.firm(row.firm),
    }


def _moved(shown: Sequence[Row], compared: BaselineLine | None) -> str:
    """The two steps whose end moved most since the baseline, in a sentence."""
    if compared is None:
        return ""
    moved = [(row.moved, row.name) for row in shown if row.moved and not row.is_fact and not row.bar.moment]
    if not moved:
        return gettext("Since the baseline no step shown has moved by a day.")
    (days, name), *others = sorted(moved, key=lambda one: -abs(one[0] or 0))[:2]
    if others:
        return gettext("Since the baseline “{first}” moved {days} and “{second}” {others}.").format(
            first=name, days=_shift(days), second=others[0][1], others=_shift(others[0][0])
        )
    return gettext("Since the baseline “{first}” moved {days}.").format(first=name, days=_shift(days))


def _shift(days: int | None) -> str:
    """Days moved, and which way where it is earlier."""
    said = days_in_words(abs(days or 0))
    return gettext("{days} earlier").format(days=said) if (days or 0) < 0 else said


def _deadlines(
    seen: reading.Ground, kind: str, axis: charts.GanttAxis, known: Mapping[str, PostFacts]
) -> Iterator[Mapping[str, Any]]:
    """The known dates of one kind that lie under the axis, soonest first."""
    document = seen.stands.plan.document
    tasks = {task.id: task for task in document.tasks}
    labels = {flag.words for flag in (axis.legal if kind == "legal" else axis.administrative)}
    found = [one for one in document.milestones if one.kind == kind and one.at is not None]
    for one in sorted(found, key=lambda one: (one.at, one.id)):
        assert one.at is not None
        if f"{words.name(one.names)} {words.day(one.at)}" not in labels:
            continue
        task = tasks.get(one.task)
        mark, state = _state(seen, one)
        yield {
            "name": words.name(one.names),
            "mark": mark,
            "state": state,
            "at": words.moment(one.at, "weekday-dated"),
            "cite": one.cite,
            "status": one.status,
            "missed": words.name(one.missed) if one.missed else "",
            "owner": words.owner(task, known)[0] if task else "",
        }


def _state(seen: reading.Ground, one: Milestone) -> tuple[str, str]:
    """Whether a date is met, over or still to come."""
    task = next((task for task in seen.stands.plan.document.tasks if task.id == one.task), None)
    passed = one.at is not None and one.at <= seen.stands.local.replace(tzinfo=None)
    if task is not None and state_of(seen.stands, task) is StepState.FINISHED:
        return "holds", gettext("met")
    if passed:
        return ("short", gettext("over")) if task else ("past", gettext("past"))
    return "waiting", gettext("to come")


def _table(asked: Asked) -> Table:
    was = [
        Column(
            "was", gettext("Ended in the baseline"), lambda row: row.was[1] if row.was else None,
            html=lambda row: words.day(row.was[1], "weekday") if row.was else "",
            sort=lambda row: row.was[1] if row.was else None,
            ascending=gettext("soonest first"), descending=gettext("latest first"),
        ),
        Column(
            "moved", gettext("Moved, in days"), lambda row: row.moved, number=True, sort=lambda row: row.moved,
        ),
    ] if asked.baseline else []  # fmt: skip
    soonest, latest = gettext("soonest first"), gettext("latest first")
    return Table(
        gettext("Steps over the days"),
        [
            Column(
                "name", gettext("Step"), lambda row: row.name,
                html=lambda row: format_html('<a href="{}">{}</a>', row.url, row.name),
                heads=True, sort=lambda row: row.name,
            ),
            Column(
                "owner", gettext("Owner"), lambda row: row.owner, detail=lambda row: row.call,
                sort=lambda row: row.owner,
            ),
            Column(
                "rests", gettext("Rests on"), lambda row: words.firm(row.firm),
                html=lambda row: firmness(row.firm), sort=lambda row: marks.FIRMNESS.index(row.firm),
                ascending=gettext("weakest first"), descending=gettext("firmest first"),
            ),
            Column(
                "share", gettext("Critical in 100"), lambda row: "" if row.is_fact else row.share,
                number=True, sort=lambda row: row.share,
            ),
            Column(
                "begins", gettext("Begins"), lambda row: row.dates.early_start,
                html=lambda row: words.day(row.dates.early_start, "weekday"),
                sort=lambda row: row.dates.early_start, ascending=soonest, descending=latest,
            ),
            Column(
                "ends", gettext("Ends"), lambda row: row.dates.early_finish,
                html=lambda row: words.day(row.dates.early_finish, "weekday"), detail=lambda row: row.bar.late_words,
                sort=lambda row: row.dates.early_finish, ascending=soonest, descending=latest,
            ),
            *was,
            Column(
                "state", gettext("State"), lambda row: words.state(row.state),
                html=lambda row: status(words.STATE_MARK[row.state], words.state(row.state)),
            ),
        ],
        per_page=300,
        nothing=gettext("No step fits what you asked for."),
    )  # fmt: skip

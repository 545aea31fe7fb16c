"""What the plan is measured against: every baseline and every plan version, and why each was adopted."""

from __future__ import annotations

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
from writ.offices.timetable.queries.baselines import BaselineLine, PlanLine, baselines, plan_versions
from writ.offices.timetable.views import reading, words


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """The baselines, then the plan versions, the newest first."""
    if request.election is None:
        raise Http404
    fixed = baselines(request.election.id)
    versions = plan_versions(request.election.id)
    sees_record = reading.RECORD in request.whole
    view = _baselines(sees_record).view(fixed, request.GET, request.path)
    if view.wants_export:
        return view.export("baselines")
    plans = _plans(sees_record).view(versions, request.GET, request.path)
    if plans.wants_export:
        return plans.export("plan-versions")
    context = {
        "table": view,
        "plans": plans,
        "in_force": fixed[0].baseline if fixed else None,
        "may_adopt": "timetable.adopt_plan" in request.whole,
    }
    return render(request, "timetable/baselines.html", context)


def _baselines(sees_record: bool) -> Table:
    return Table(
        gettext("Baselines, the newest first"),
        [
            Column(
                "number", gettext("Baseline"), lambda one: one.baseline.number, heads=True,
                html=lambda one: format_html(
                    '<a href="{}?baseline={}">{}</a>', reverse("timetable:gantt"), one.baseline.number,
                    gettext("Baseline {number}").format(number=one.baseline.number),
                ),
                detail=lambda one: gettext("of plan version {number}").format(number=one.baseline.plan),
            ),
            Column(
                "adopted", gettext("Adopted"), lambda one: one.baseline.adopted_at,
                html=lambda one: words.moment(one.baseline.adopted_at),
                detail=lambda one: _act(one.entry, sees_record),
            ),
            Column("reason", gettext("Reason"), lambda one: one.baseline.reason),
            Column("moved", gettext("Against the one before"), _moved),
            Column("steps", gettext("Steps"), lambda one: len(one.baseline.dates), number=True),
        ],
        nothing=gettext("No baseline has been adopted yet: nothing is measured against anything."),
    )  # fmt: skip


def _plans(sees_record: bool) -> Table:
    def adopted(one: PlanLine) -> str:
        return words.moment(one.adopted_at)

    return Table(
        gettext("Plan versions, the newest first"),
        [
            Column(
                "number", gettext("Plan version"), lambda one: one.number, heads=True,
                html=lambda one: gettext("Version {number}").format(number=one.number),
            ),
            Column(
                "adopted", gettext("Adopted"), lambda one: one.adopted_at, html=adopted,
                detail=lambda one: _act(one.entry, sees_record),
            ),
            Column("reason", gettext("Reason"), lambda one: one.reason),
            Column("hash", gettext("Hash"), lambda one: one.hash, html=lambda one: one.hash[:12]),
        ],
        name="plans",
        nothing=gettext("No plan has been adopted yet."),
    )  # fmt: skip


def _act(entry: int, linked: bool) -> str:
    said = gettext("act {number}").format(number=words.number(entry))
    if not linked:
        return said
    return format_html('<a href="{}">{}</a>', reverse("authority:entry", args=[entry]), said)


def _moved(one: BaselineLine) -> str:
    """How many steps end later and earlier than in the baseline before."""
    if one.later is None or one.earlier is None:
        return gettext("the first one")
    if not one.later and not one.earlier:
        return gettext("no step moved")
    said = gettext("{later} steps later, {earlier} earlier")
    return said.format(later=words.number(one.later), earlier=words.number(one.earlier))

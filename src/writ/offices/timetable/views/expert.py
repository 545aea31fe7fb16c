"""What the answer hangs on: causes, steps, meetings of strands, and the questions a planner would ask of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.templatetags.desk import number
from writ.desk.times import duration_in_words
from writ.exchange.plan import PlanDocument
from writ.law.findings import Finding
from writ.law.texts import sentence
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.advice import Analysed, analyses_job, sensitivity_found
from writ.offices.timetable.queries.analyses import Cause, Doubt, Meeting, Sensitivity
from writ.offices.timetable.queries.queues import QueueCost, queue_costs
from writ.offices.timetable.views import amounts, reading, words
from writ.press import charts

KINDS = ("P-304", "P-306", "P-307", "P-303", "P-302", "P-301", "P-305", "P-308")
"""The doubts in the order in which they are worth a planner's time."""
SHOWN = 5
ALONG = ("P-304",)
"""Doubts that every step of a path shares: the first step stands for it."""
FELT = 0.005  # of a share: what rounds to one in 100
TICK = 5  # in 100


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """The sensitivities of one reading, each with its table."""
    title = gettext("What the answer hangs on")
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen)
    document, known = seen.stands.plan.document, posts()
    found = sensitivity_found(seen.stands.called.id, seen.reading.id)
    reading.keep_analysed(found, seen.forecast.id)
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        "queues": [_queue(one, known) for one in queue_costs(seen.stands, seen.answer)],
        "found": found,
    }
    if found is None:
        context |= reading.under_way(request, analyses_job(seen.stands.called.id))
    else:
        context |= {**_hangs_on(document, found), "older": found.forecast != seen.forecast.id}
    return render(request, "timetable/expert.html", context)


def _hangs_on(document: PlanDocument, found: Analysed[Sensitivity]) -> Mapping[str, Any]:
    facts = found.facts
    return {
        "base": amounts.points(facts.probability, 1),
        "causes": [_cause(document, one) for one in facts.causes],
        "tornado": _tornado(document, facts),
        "ranks": [
            {"name": words.task_name(document, task), "url": _url(document, task), "rank": number(rank, 2)}
            for task, rank in facts.ranks
        ],
        "meetings": [_meeting(document, one) for one in facts.meetings],
        "doubts": (doubts := list(_doubts(document, facts.doubts))),
        "doubt_count": sum(one["count"] for one in doubts),
    }


def _cause(document: PlanDocument, one: Cause) -> Mapping[str, Any]:
    parts: Any = {"risk": document.risks, "branch": document.branches, "driver": document.drivers}[one.kind]
    names = {part.id: part.names for part in parts}
    kinds = {"risk": gettext("risk"), "branch": gettext("branch"), "driver": gettext("shared cause")}
    return {
        "name": words.name(names[one.id]) if one.id in names else one.id,
        "kind": kinds[one.kind],
        "then": amounts.points(one.probability, 1),
        "gain": amounts.points(one.gain, 1),
        "error": amounts.points(one.error, 1),
        "share": one.gain,
    }


def _tornado(document: PlanDocument, facts: Sensitivity) -> str:
    """The chance without each cause, drawn from the chance as it stands."""
    if not facts.causes:
        return ""
    base = 100 * facts.probability
    ends = [base, *(100 * one.probability for one in facts.causes)]
    low, high = int(min(ends) // TICK) * TICK, -int(-max(ends) // TICK) * TICK
    swings = []
    for one in facts.causes:
        then = 100 * one.probability
        told = _cause(document, one)
        swings.append(
            charts.Swing(told["name"], min(base, then), max(base, then), told["then"], 100 * one.error)
        )
    drawn = charts.Tornado(
        gettext("Without each cause"),
        gettext("As it stands {chance} in 100; each bar leads to the chance without one cause.").format(
            chance=amounts.points(facts.probability, 1)
        ),
        base,
        gettext("as it stands: {chance}").format(chance=amounts.points(facts.probability, 1)),
        low,
        max(high, low + TICK),
        tuple((at, str(at)) for at in range(low, max(high, low + TICK) + 1, TICK)),
        tuple(swings),
    )
    return charts.both(charts.tornado, drawn, "causes-drawn")


def _meeting(document: PlanDocument, one: Meeting) -> Mapping[str, Any]:
    held = sorted(one.holds, key=lambda pair: -pair[1])[:SHOWN]
    return {
        "name": words.task_name(document, one.task),
        "url": _url(document, one.task),
        "bias": duration_in_words(round(one.bias)),
        "strands": [
            (words.task_name(document, task), amounts.points(share)) for task, share in held if share
        ],
        "others": max(sum(share >= FELT for _, share in one.holds) - SHOWN, 0),
    }


def _doubts(document: PlanDocument, found: tuple[Doubt, ...]) -> Iterator[Mapping[str, Any]]:
    """The doubts of each number together, a step of many places counted; a path is one, told by its first step."""
    for code in sorted(
        {one.code for one in found}, key=lambda code: KINDS.index(code) if code in KINDS else 99
    ):
        alike = [one for one in found if one.code == code]
        said = dict.fromkeys(_said(document, one) for one in alike)
        along = code in ALONG
        first, rest = list(said)[: 1 if along else SHOWN], list(said)[1 if along else SHOWN :]
        more = ngettext(
            "{number} step more on the same path", "{number} steps more on the same path", len(rest)
        )
        yield {
            "code": code,
            "count": 1 if along else len(alike),
            "first": first,
            "rest": rest,
            "more": more.format(number=number(len(rest))) if along else "",
        }


def _said(document: PlanDocument, one: Doubt) -> str:
    facts: dict[str, str | int] = {
        "task": words.task_name(document, one.task),
        "before": words.task_name(document, one.before),
        "field": one.field.replace("_", " "),
        "days": one.number,
        "tasks": one.number,
    }
    return sentence(Finding(one.code, facts), words.language())


def _queue(one: QueueCost, known: Mapping[str, Any]) -> Mapping[str, Any]:
    owner, call = words.owner(one.task, known)
    return {
        "owner": owner,
        "call": call,
        "step": words.name(one.task.names),
        "url": reverse("timetable:task", args=[one.task.id]),
        "price": amounts.points(one.price / 1000, 1),
        "ends": words.day(one.ends, "weekday"),
        "others": one.steps - 1,
    }


def _url(document: PlanDocument, task: str) -> str:
    known = any(one.id == task for one in document.tasks)
    return reverse("timetable:task", args=[task]) if known else ""

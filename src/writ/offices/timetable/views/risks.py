"""The register of risks: what may strike, how likely, how badly, and what answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.times import number_in_words
from writ.exchange.plan import BranchEntry, ImpactEntry, PlanDocument
from writ.offices.authority.queries import PostFacts, posts
from writ.offices.timetable.queries.advice import what_risks_cost
from writ.offices.timetable.queries.risks import reviewed, risk_facts
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.views import amounts, reading, words
from writ.offices.timetable.views.risks_table import MARK, Row, states, table
from writ.press import charts

RECORD = "timetable.record"


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """The register: every risk of the plan before and after its answer, by state, the costliest first."""
    title = gettext("What may strike, and what answers it")
    stands = reading.standing(request)
    if isinstance(stands, reading.Nothing):
        return reading.no_forecast(request, title, stands)
    rows = list(_rows(stands))
    view = table(RECORD in request.functions).view(rows, request.GET, request.path)
    if view.wants_export:
        return view.export("risks")
    document, odds = stands.plan.document, stands.odds
    context = {
        "title": title,
        "table": view,
        "rows": rows,
        "plan": stands.plan,
        "reading": words.name(document.reading().names),
        "costly": max((row for row in rows if row.costs), key=lambda row: row.costs or 0, default=None),
        "counts": [
            (MARK[state], said, count)
            for state, said in states()
            if (count := sum(row.facts.state is state for row in rows))
        ],
        "branches": [_branch(document, branch, odds.get(branch.id)) for branch in document.branches],
        "pictures": [_picture(branch, odds[branch.id]) for branch in document.branches if branch.id in odds],
        "may_see_record": reading.RECORD in request.functions,
    }
    return render(request, "timetable/risks.html", context)


def _rows(stands: Situation) -> list[Row]:
    document, known = stands.plan.document, posts()
    default = document.default_reading
    helps, causes = what_risks_cost(stands.called.id, default)
    costs = {one.id: one.gain for one in causes.facts.causes if one.kind == "risk"} if causes else {}
    gains = {one.risk: one.gain for one in helps.facts.ways if one.risk} if helps else {}
    reviews = stands.reviews if any(one.kind == "risk" for one in stands.decided) else ()
    facts, last = risk_facts(document, reviews), reviewed(reviews)
    return [
        Row(
            risk,
            words.name(risk.names),
            facts[risk.id],
            last.get(risk.id),
            impacts(document, risk.impacts),
            impacts(document, risk.answer.impacts) if risk.answer else "",
            *_whom(risk.owner, known),
            costs.get(risk.id),
            gains.get(risk.id),
        )
        for risk in document.risks
    ]


def _whom(owner: str, known: Mapping[str, PostFacts]) -> tuple[str, str]:
    post = known.get(owner)
    return (words.name(post.names), words.telephone(post)) if post else (owner, "")


def impacts(document: PlanDocument, struck: Sequence[ImpactEntry]) -> str:
    """What a risk does: "Distribute under guard: 2 to 4 days later"; the places together where it does the same."""
    tasks = {task.id: task for task in document.tasks}
    areas = {area.code: words.name(area.names) for area in document.areas}
    places: dict[tuple[str, str], list[str]] = {}
    for impact in struck:
        what = []
        if impact.factor is not None:
            what.append(gettext("{times} times as long").format(times=words.short_range(impact.factor)))
        if impact.delay is not None:
            what.append(gettext("{duration} later").format(duration=words.duration(impact.delay)))
        task = tasks.get(impact.task)
        place = areas.get(task.area, "") if task else ""
        name = words.name(task.names) if task else impact.task
        step = name.removesuffix(f": {place}") if place else name
        places.setdefault((step, amounts.listed(what)), []).append(place)
    return "; ".join(_struck(step, what, where) for (step, what), where in places.items())


def _struck(step: str, what: str, places: Sequence[str]) -> str:
    where = amounts.listed([one for one in places if one])
    if not where:
        return gettext("{step}: {what}").format(step=step, what=what)
    return gettext("{step}: {what} in {places}").format(step=step, what=what, places=where)


def _branch(
    document: PlanDocument, branch: BranchEntry, learned: Sequence[float] | None
) -> Mapping[str, Any]:
    """One branch with its ways: their odds as the plan supposes, and as learned since, if they are."""
    return {
        "name": words.name(branch.names),
        "after": words.task_name(document, branch.after),
        "at_most": branch.at_most,
        "ways": [
            {
                "name": words.name(way.names),
                "odds": _in_100(float(way.chance.probability)),
                "learned": "" if share is None else _in_100(share),
                "known": way.chance.status,
                "work": words.duration(way.work) if way.work else "",
                "redo": words.task_name(document, way.redo_from) if way.redo_from else "",
            }
            for way, share in zip(branch.ways, learned or (None,) * len(branch.ways), strict=True)
        ],
    }


def _picture(branch: BranchEntry, learned: Sequence[float]) -> tuple[str, str]:
    """The name of a branch, and the learned odds of its ways beside those that the plan supposed."""
    supposed = [float(way.chance.probability) for way in branch.ways]
    said = [
        gettext("{way}: {learned} in 100, supposed {supposed}.").format(
            way=words.name(way.names), learned=_in_100(share), supposed=_in_100(before)
        )
        for way, share, before in zip(branch.ways, learned, supposed, strict=True)
    ]
    ways = tuple(
        charts.OddsOf(words.name(way.names), share * 100, _in_100(share), before * 100)
        for way, share, before in zip(branch.ways, learned, supposed, strict=True)
    )
    name = words.name(branch.names)
    return name, charts.odds_bars(charts.Odds(name, " ".join(said), ways), f"odds-{branch.id}")


def _in_100(share: float) -> str:
    return number_in_words(round(share * 100, 1), words.language())

"""The gates of the reading: a grid and a map of all of them, a table, and the sheet of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.parts import Happening, Link
from writ.offices.authority.queries import PostFacts, posts
from writ.offices.elections.queries import area_outlines, stations_by_area
from writ.offices.timetable.queries.calls import posts_of
from writ.offices.timetable.queries.events import events
from writ.offices.timetable.queries.gates import Gates, StrandFacts, gates_of, headline_of
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.gates_table import table
from writ.offices.timetable.views.gates_words import (
    cells,
    gate_words,
    on_map,
    shared_words,
    state_of_gate,
    strand_names,
    weakest_words,
)
from writ.offices.timetable.views.lines import Line, lines

MOST_TROUBLE = 8


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every gate: how many hold, the grid, the map, the table, and what they share."""
    title = gettext("Gates")
    found = _found(request)
    if isinstance(found, reading.Nothing):
        return reading.no_forecast(request, title, found)
    seen, gates = found
    if gates is None:
        return render(request, "timetable/no_gates.html", {"title": title, "plan": seen.stands.plan})
    strands = strand_names(seen.stands.plan.document)
    outlines = area_outlines(request.election.id)
    view = table(gates, strands).view(gates.gates, request.GET, request.path)
    if view.wants_export:
        return view.export("gates")
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        "gates": gates,
        "cells": cells(gates, strands),
        "strands": [strands[one] for one in gates.strands],
        "shared": [shared_words(one) for one in gates.shared],
        "map": on_map(gates, strands, outlines) if outlines.rings else "",
        "attribution": outlines.attribution,
        "trouble": _trouble(seen, gates, strands) if outlines.rings else [],
        "table": view,
    }
    return render(request, "timetable/gates.html", context)


def _trouble(seen: reading.Ground, gates: Gates, strands: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The gates that are short or near, beside the map: the weakest step of each, and whom to call about it."""
    known, local = posts(), seen.stands.local
    told: list[Mapping[str, Any]] = []
    for gate in gates.gates:
        step = gate.weakest.weakest if gate.weakest else None
        if step is None or state_of_gate(gate) == "holds" or len(told) == MOST_TROUBLE:
            break
        called = posts_of(step, known)
        told.append(
            {
                "name": words.name(gate.area.names),
                "url": reverse("timetable:gate", args=[gate.area.code]),
                "state": state_of_gate(gate),
                "slack": gate_words(gate),
                "strand": weakest_words(gate, strands),
                "owner": words.owner(step, known)[0],
                "call": words.reach(called[0], local) if len(called) == 1 else "",
            }
        )
    return told


@needs(reading.READ, lambda values: str(values["area"]))
@require_safe
@never_cache
def sheet(request: Any, area: str) -> HttpResponse:
    """One gate: strand by strand what must be there, whose it is, by when, and what was recorded."""
    found, reads_all = _found(request), reading.reads_all(request)
    if isinstance(found, reading.Nothing):
        return reading.no_forecast(request, gettext("Gates"), found, local=not reads_all)
    seen, gates = found
    gate = next((one for one in gates.gates if one.area.code == area), None) if gates else None
    if gates is None or gate is None:
        if reads_all:
            raise Http404
        context = {"title": gettext("Gates"), "plan": seen.stands.plan, "local": True}
        return render(request, "timetable/no_gates.html", context)
    known, names = posts(), strand_names(seen.stands.plan.document)
    rows = {one.task.id: one for one in lines(seen.stands, seen.forecast, known)}
    steps = [task for strand in gate.strands for task in strand.steps]
    called = {post.code: post for task in steps for post in posts_of(task, known)}
    told = _history(seen, {task.id for task in steps}, known)
    above = (Link(gettext("Gates"), reverse("timetable:gates")),) if reads_all else ()
    context = {
        **reading.head(seen, words.name(gate.area.names)),
        **reading.foot(seen),
        "gate": gate,
        "trail": (*above, Link(words.name(gate.area.names), "")),
        "state": state_of_gate(gate),
        "state_words": gate_words(gate),
        "weakest": weakest_words(gate, names),
        "strands": [_strand(one, rows, names, words.name(gate.area.names)) for one in gate.strands],
        "shared": [shared_words(one) for one in gates.shared] if reads_all else [],
        "stations": stations_by_area(request.election.id).get(area, 0),
        "calls": [
            {"name": words.name(post.names), "call": words.reach(post, seen.stands.local)}
            for post in called.values()
        ],
        "history": told if reading.RECORD in request.whole else reading.unlinked(told),
        "chance": gate.in_100 if reads_all else None,
        "local": not reads_all,
    }
    return render(request, "timetable/gate.html", context)


def _history(seen: reading.Ground, steps: Collection[str], known: Mapping[str, PostFacts]) -> list[Happening]:
    """What was recorded on the gate's steps, newest on top."""
    document = seen.stands.plan.document
    mine = events([line for line in seen.stands.lines if line.task in steps])
    return [
        Happening(
            one.at,
            words.event(one, document),
            [words.name(known[one.post].names)] if one.post in known else [],
            one.entry,
            reverse("authority:entry", args=[one.entry]),
        )
        for one in reversed(mine)
    ]


def _found(request: Any) -> tuple[reading.Ground, Gates | None] | reading.Nothing:
    """The answer that has the gates: of the reading asked for, else of the first that goes through gates."""
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing):
        return seen
    gates = gates_of(seen.stands, seen.answer)
    if gates.gates or "reading" in request.GET:
        return seen, gates if gates.gates else None
    answer = headline_of(seen.stands.plan.document, seen.forecast.answers)
    if answer is None:
        return seen, None
    chosen = seen.stands.plan.document.reading(answer.reading)
    ground = reading.Ground(seen.stands, seen.forecast, chosen, answer)
    return ground, gates_of(seen.stands, answer)


def _strand(
    strand: StrandFacts, rows: Mapping[str, Line], names: Mapping[str, str], area: str
) -> Mapping[str, Any]:
    """One strand of the sheet: its steps with owner, dates and slack."""
    return {
        "name": names[strand.strand],
        "ident": f"strand-{strand.strand}",
        "state": "holds" if strand.days is None else words.slack_figure(strand.days)[3],
        "slack": gettext("done") if strand.days is None else words.slack_words(strand.days),
        "steps": [_step(rows[task.id], area) for task in strand.steps if task.id in rows],
    }


def _step(row: Line, area: str) -> Mapping[str, Any]:
    dates = row.dates
    return {
        "name": row.name.removesuffix(f": {area}"),
        "url": reverse("timetable:task", args=[row.task.id]),
        "mark": words.STATE_MARK[row.state],
        "state": words.state(row.state),
        "owner": row.owner,
        "call": row.call,
        "ends": words.day(dates.early_finish, "weekday") if dates else "",
        "latest": words.day(dates.late_finish, "weekday") if dates else "",
        "slack": "" if row.slack is None else words.slack_words(row.slack),
        "slack_state": "" if row.slack is None else words.slack_figure(row.slack)[3],
    }

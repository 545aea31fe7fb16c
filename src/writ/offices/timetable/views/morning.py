"""The morning page: one state, why, and what to do before noon."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from writ.desk.access import needs, signed_in
from writ.desk.parts import Change
from writ.desk.times import day_in_words, duration_in_words
from writ.offices.authority.queries import PostFacts, posts
from writ.offices.timetable import jobs
from writ.offices.timetable.queries.forecasts import newest_job, whole_days
from writ.offices.timetable.queries.gates import gates_of, headline_of
from writ.offices.timetable.queries.help import Weighing, weighing
from writ.offices.timetable.queries.morning import (
    Changed,
    Morning,
    NoAnswer,
    Overdue,
    firmness_of,
    morning,
)
from writ.offices.timetable.queries.queues import queue_costs
from writ.offices.timetable.queries.readings import narrower
from writ.offices.timetable.states import RecordKind
from writ.offices.timetable.views import gates_words, pictures, queues, words
from writ.offices.timetable.views import help as help_list
from writ.offices.timetable.views.deadlines import by_law
from writ.offices.timetable.views.keeping import act_by, keep_by
from writ.offices.timetable.views.reading import (
    READ,
    RECORD,
    Nothing,
    keep_analysed,
    no_forecast,
    rest,
    under_way,
)

FRESH = timedelta(days=1)
MOST_OVERDUE = 7
MORNING_BEFORE = timedelta(hours=20)


@signed_in
@require_safe
@never_cache
def home(request: Any) -> HttpResponse:
    """The first page after sign-in: the morning page, the own gate for who reads a part alone, else what waits."""
    own = [part.territory for part in request.parts if part.function == READ]
    if request.election is not None and READ in request.whole:
        return redirect("timetable:morning")
    if request.election is not None and own:
        return redirect("timetable:gate", area=own[0])
    return redirect("authority:waiting")


@needs(READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Slack, act-by, chance; what changed, what hangs on what, what is overdue, how else one may read it."""
    if request.election is None:
        return no_forecast(request, gettext("Morning page"), Nothing("election"))
    facts = morning(request.election, request.now)
    if isinstance(facts, NoAnswer):
        _keep_current(request, stale=facts.has_plan)
        return no_forecast(
            request, gettext("Morning page"), Nothing("forecast" if facts.has_plan else "plan")
        )
    return render(request, "timetable/morning.html", _context(request, facts))


@needs(READ)
@require_POST
def compute_again(request: Any) -> HttpResponse:
    """Have the forecast computed as of now, and go back to the page that shows the old one meanwhile."""
    if request.election is not None:
        ask(request)
    return redirect("timetable:morning")


def ask(request: Any) -> None:
    """Ask for the forecast in the name of whoever is signed in."""
    title = gettext("Computing the forecast")
    jobs.ask_for_forecast(request.election, request.now, title, str(request.user.pk))


def _keep_current(request: Any, *, stale: bool) -> Mapping[str, Any]:
    """A page that finds its figures behind the record has them computed, unless that is under way."""
    if not stale:
        return {}
    told = under_way(request, newest_job(request.election.id))
    if told["job"] is None or not told["job"].is_open:
        ask(request)
        told = under_way(request, newest_job(request.election.id))
    return told


def _context(request: Any, facts: Morning) -> Mapping[str, Any]:
    behind, may_see_record = facts.acts_since > 0, RECORD in request.functions
    old = request.now - facts.forecast.as_of >= FRESH
    known = posts()
    outlook = facts.headline.outlook
    local = facts.stands.local
    polling = request.election.polling_day
    slack = slack_figure(facts)
    path = pictures.path(facts, polling, "path")
    line = pictures.slack_line(facts.past, local, "slack")
    return {
        "facts": facts,
        "title": words.capital(day_in_words(local.date(), words.language(), "full")),
        "days_to_polling": (polling - local.date()).days,
        "stale": behind or old,
        "behind": behind,
        "age": duration_in_words(int((request.now - facts.forecast.as_of).total_seconds() // 60)),
        **_keep_current(request, stale=behind),
        "slack": slack,
        "reached": words.at(outlook.steps[outlook.target].early_finish, "within"),
        "due_at": words.at(outlook.due, "within"),
        "due_by": words.by(outlook.due, "within"),
        "chain": words.reading(facts.chain, facts.stands),
        "may_see_record": may_see_record,
        "target": words.task_name(facts.document, outlook.target),
        "reading": words.name(facts.document.reading(facts.headline.reading).names),
        "moved": _moved(facts),
        "slack_line": line,
        **_helpful(facts, known),
        "next_dates": [keep_by(one, facts, known) for one in facts.next_dates],
        "dots": pictures.dots(facts.headline, "dots"),
        "price": round(facts.day_price / 10) if facts.day_price else None,
        "others": facts.headline.runs and 100 - facts.headline.in_100,
        "yesterday": _yesterday(facts),
        "changes": [_change(one, facts, known, may_see_record) for one in facts.changes],
        "path": path,
        "path_left_out": pictures.left_out(facts),
        **_gates(facts),
        "beneath": _beneath(facts),
        "queues": [
            queues.row(one, known, local) for one in queues.felt(queue_costs(facts.stands, facts.headline))
        ],
        "overdue": [_overdue(one, facts, known) for one in facts.overdue[:MOST_OVERDUE]],
        "overdue_more": max(len(facts.overdue) - MOST_OVERDUE, 0),
        **rest(facts.forecast, [facts.chain, *(one.whole for one in facts.readings)]),
        "readings_more": len(facts.document.readings) - len(facts.readings),
        "marked": sum(one.marked for one in facts.readings if one.reading.id == facts.headline.reading),
        "error": facts.headline.error,
        "nobody_guarantees": any(
            firmness_of(facts.stands, task) == "hearsay"
            for task in facts.document.tasks
            if task.id in outlook.critical
        ),
    }


def _helpful(facts: Morning, known: Mapping[str, PostFacts]) -> Mapping[str, Any]:
    """What would help most, how far the weighing of it is, and the date to act by that follows from it."""
    lately = _weighing(facts)
    found = lately.found
    # What was decided before the weighing is left out of it: only what came since must be asked for.
    newer = found is not None and (found.as_of_entry < facts.forecast.as_of_entry or facts.acts_since > 0)
    decided = facts.stands.adopted if newer else ()
    ways = help_list.best_ways(found, facts.stands, decided) if found else []
    return {
        "advice": help_list.advice(ways, found, facts.stands, known) if found else [],
        "weighing": lately,
        "help_older": found is not None and found.forecast != facts.forecast.id,
        "act_by": act_by(facts, known, help_list.first_to_decide(ways, facts.stands)),
    }


def _weighing(facts: Morning) -> Weighing:
    """What was weighed last; what the newest forecast has unweighed is asked for, where there is anything to weigh."""
    election, answered = facts.stands.called.id, facts.headline.reading
    lately = weighing(election, answered)
    is_current = lately.found is not None and lately.found.forecast == facts.forecast.id
    if is_current or lately.is_open or not (facts.document.options or facts.document.risks):
        return lately
    keep_analysed(lately.found, facts.forecast.id)
    return weighing(election, answered)


def _gates(facts: Morning) -> Mapping[str, Any]:
    """The grid of the gates, and what all of them share."""
    answer = headline_of(facts.document, facts.forecast.answers)
    found = gates_of(facts.stands, answer) if answer else None
    if found is None or not found.gates:
        return {"cells": []}
    strands = gates_words.strand_names(facts.document)
    own = ", ".join(strands[one] for one in found.strands)
    shared = [gates_words.shared_words(one) for one in found.shared]
    note = gettext("{strands}.").format(strands=own)
    said = gettext("“{step}” is shared by all: {slack}.")
    told = (said.format(step=one["name"], slack=one["slack"]) for one in shared)
    return {"cells": gates_words.cells(found, strands), "gates_note": " ".join((note, *told))}


def _beneath(facts: Morning) -> Mapping[str, Any] | None:
    """The narrower question that stands beneath the headline."""
    answer = narrower(facts.document, facts.forecast, facts.headline)
    if answer is None:
        return None
    return {
        "name": words.reading(answer, facts.stands),
        "chance": answer.in_100,
        "slack": words.slack_words(answer.days_of_slack),
        "state": words.slack_figure(answer.days_of_slack)[3],
    }


def slack_figure(facts: Morning) -> Mapping[str, Any]:
    """The first answer: figure, unit in two lines, state."""
    figure, unit, unit_2, state = words.slack_figure(facts.headline.days_of_slack)
    return {"figure": figure, "unit": unit, "unit_2": unit_2, "state": state}


def _moved(facts: Morning) -> Mapping[str, Any] | None:
    """What the slack did since yesterday, and by which act."""
    mover = facts.mover
    if mover is None:
        return None
    days = words.amount(abs(facts.moved))
    if not facts.moved:
        text = gettext("No change of the slack since yesterday")
    elif facts.moved < 0:
        text = gettext("{days} lost since yesterday").format(days=days)
    else:
        text = gettext("{days} gained since yesterday").format(days=days)
    return {
        "text": text,
        "entry": mover.event.entry,
        "url": _entry_url(mover.event.entry),
        "what": words.event(mover.event, facts.document),
    }


def _yesterday(facts: Morning) -> int | None:
    """The chance as the page gave it a day ago; as the last forecast before today, where there was none yet."""
    now = facts.stands.local
    before = [one for one in facts.past if one.as_of < now.replace(hour=0, minute=0, second=0, microsecond=0)]
    older = [one for one in before if one.as_of <= now - MORNING_BEFORE]
    chosen = (older or before)[-1:]
    return chosen[0].in_100 if chosen else None


def _change(one: Changed, facts: Morning, known: Mapping[str, PostFacts], linked: bool) -> Change:
    state, effect = words.effect(one.effect)
    post = known.get(one.event.post)
    return Change(
        one.event.at,
        words.event(one.event, facts.document, _before(one, facts)),
        words.name(post.names) if post else one.event.post,
        one.event.entry,
        state,
        effect,
        _entry_url(one.event.entry) if linked else "",
    )


def _before(one: Changed, facts: Morning) -> str:
    """The range that a new estimate replaced."""
    line = one.event.line
    if line is None or line.kind is not RecordKind.REESTIMATED:
        return ""
    earlier = [
        other
        for other in facts.stands.lines
        if other.task == line.task and other.kind is line.kind and other.entry < line.entry
    ]
    if earlier:
        return words.estimate_words(earlier[-1])
    task = next((task for task in facts.document.tasks if task.id == line.task), None)
    return words.duration(task.estimate) if task and task.estimate else ""


def _overdue(one: Overdue, facts: Morning, known: Mapping[str, PostFacts]) -> Mapping[str, Any]:
    owner, call = words.owner(one.task, known)
    now = facts.stands.local.replace(tzinfo=None)
    days = None if one.slack is None else whole_days(one.slack)
    return {
        "step": words.name(one.task.names),
        "url": reverse("timetable:task", args=[one.task.id]),
        "owner": owner,
        "call": call,
        "due": one.due,
        "due_words": words.moment(one.due),
        "over": duration_in_words(int((now - one.due).total_seconds() // 60)),
        "law": by_law(one.law) if one.law else "",
        "state": "unknown" if days is None else words.slack_figure(days)[3],
        "slack": "" if days is None else words.slack_words(days),
    }


def _entry_url(entry: int) -> str:
    return reverse("authority:entry", args=[entry])

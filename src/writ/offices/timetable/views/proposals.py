"""A proposal of the timetable: what it will change, who put it forward, who confirms or returns it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from writ.desk.access import needs
from writ.desk.parts import Link, Pair, Person, Turn
from writ.law.findings import Finding, Refused
from writ.offices.authority import queries as authority
from writ.offices.authority.acts import act_kind, confirm, return_proposal
from writ.offices.journal.queries import entry_of, sealed
from writ.offices.timetable import acts
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.views import words
from writ.offices.timetable.views.decisions import AdoptOptions
from writ.offices.timetable.views.estimates import Estimate
from writ.offices.timetable.views.morning import ask
from writ.offices.timetable.views.past import history, record_of
from writ.offices.timetable.views.reading import READ


@needs(READ)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Any, act: UUID) -> HttpResponse:
    """A proposal of the timetable: what it will change, who proposed, who confirms; confirm or return it."""
    facts = authority.proposal(act)
    if facts is None or not facts.kind.startswith("timetable."):
        raise Http404
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            return _move(request, act, facts)
        except Refused as refused:
            findings = refused.findings
    return render(
        request,
        "timetable/proposal.html",
        _context(request, act, facts, findings),
        status=422 if findings else 200,
    )


def _move(request: Any, act: UUID, facts: authority.ProposalFacts) -> HttpResponse:
    by, at, key = request.capacity.by, request.now, request.POST.get("key", "")[:64] or None
    if request.POST.get("move") == "return":
        return_proposal(by=by, at=at, proposal=act, reason=request.POST.get("reason", ""), key=key)
        return redirect("timetable:proposal", act=act)
    if request.POST.get("move") != "confirm":
        raise Http404
    confirm(by=by, at=at, proposal=act, key=key)
    ask(request)
    messages.success(request, gettext("Confirmed. It is on the record, and the forecast is being computed."))
    return redirect(_sheet_of(facts))


def _sheet_of(facts: authority.ProposalFacts) -> str:
    if facts.kind in ("timetable.adopt_plan", "timetable.adopt_baseline"):
        return reverse("timetable:tasks")
    if facts.kind == acts.adopt_options.kind:
        return reverse("timetable:options")
    return reverse("timetable:task", args=[facts.subject])


def _context(
    request: Any, act: UUID, facts: authority.ProposalFacts, findings: tuple[Finding, ...]
) -> dict[str, Any]:
    mine = facts.proposer.by.person == request.capacity.by.person
    ground = authority.competence_of(request.capacity.by, facts.needs, facts.territory, request.now)
    stands = situation(request.election, request.now) if request.election else None
    entry = entry_of(act)
    open_still = facts.state == "proposed"
    return {
        "facts": facts,
        "title": _title(facts, stands),
        "entry": entry,
        "findings": findings,
        "turns": _turns(request, act, facts) if open_still and (ground or mine) else (),
        "pair": _pair(request, facts, mine, ground is not None),
        "may_confirm": open_still and ground is not None and not mine,
        "may_return": open_still and (ground is not None or mine),
        "mine": mine,
        "history": history(stands, facts.subject, authority.posts())
        if stands and _of_a_step(facts, stands)
        else (),
        "record": record_of(entry.seq, request.record.size, entry.leaf, entry.fields) if entry else None,
        "reason": request.POST.get("reason", ""),
        "key": secrets.token_urlsafe(24),
        "trail": (Link(gettext("Timetable"), reverse("timetable:tasks")),),
        "state_words": _state(facts.state),
        "state_mark": {"proposed": "half", "confirmed": "holds"}.get(facts.state, "closed"),
    }


def _of_a_step(facts: authority.ProposalFacts, stands: Situation | None) -> bool:
    return stands is not None and any(task.id == facts.subject for task in stands.plan.document.tasks)


def _title(facts: authority.ProposalFacts, stands: Situation | None) -> str:
    title = gettext(act_kind(facts.kind).title)
    if stands is None or not _of_a_step(facts, stands):
        return title
    return f"{title}: {words.task_name(stands.plan.document, facts.subject)}"


def _turns(request: Any, act: UUID, facts: authority.ProposalFacts) -> Sequence[Turn]:
    """What a re-estimate or an adoption would change; the inputs lie sealed beside the proposal."""
    put = sealed(act).get("put_forward")
    if put is None or facts.kind not in (acts.reestimate.kind, acts.adopt_options.kind):
        return ()
    inputs = dict(act_kind(facts.kind).revived(put))
    if facts.kind == acts.adopt_options.kind:
        return AdoptOptions.for_proposal(request).turns(None, inputs)
    sheet = Estimate.for_proposal(request, facts.subject)
    kept = {name: value for name, value in inputs.items() if value is not None}
    return sheet.turns(None, kept)


def _pair(request: Any, facts: authority.ProposalFacts, mine: bool, competent: bool) -> Pair:
    you = request.capacity
    checks = [gettext("another person and another post")] if competent and not mine else []
    who = gettext("You, as {post}").format(post=words.name(you.names))
    confirms = Person(
        gettext("Confirms"),
        who if competent and not mine else gettext("Another person with the competence"),
        words.name(you.institution) if competent and not mine else "",
        [gettext("competence: {function}").format(function=facts.needs)],
        checks=checks,
        you=competent and not mine,
    )
    proposed = Person(
        gettext("Proposed"),
        words.name(facts.proposer.names),
        words.name(facts.proposer.institution),
        at=facts.proposed_at,
        you=mine,
    )
    return Pair(proposed, confirms)


def _state(state: str) -> str:
    return {
        "proposed": gettext("Proposed, waits for a second person"),
        "confirmed": gettext("Confirmed"),
        "returned": gettext("Returned with a reason"),
        "lapsed": gettext("Lapsed"),
    }[state]

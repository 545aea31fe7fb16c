"""What waits for me; and the proposal that a second person confirms or returns."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from writ.desk.access import signed_in
from writ.law.findings import Finding, Refused
from writ.offices.authority import queries
from writ.offices.authority.acts import act_kind, confirm, lapse_proposal, return_proposal
from writ.offices.authority.views.record import READ_SEALED, in_words, title_of
from writ.offices.journal.queries import entry_of, sealed


@signed_in
@require_safe
@never_cache
def waiting(request: Any) -> HttpResponse:
    """Everything that waits for the post in which one acts, from every office."""
    if request.capacity is None:
        return HttpResponseRedirect(reverse("authority:choose_post"))
    rows = [
        {"work": work, "title": title_of(work.kind), "url": reverse(_page(work), args=work.arguments)}
        for work in queries.work_waiting(request.capacity.by, request.now)
    ]
    return render(request, "authority/waiting.html", {"rows": rows})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Any, act: UUID) -> HttpResponse:
    """One proposal: who proposed what; confirm it, return it with a reason, or let it lapse."""
    facts = queries.proposal(act)
    if request.capacity is None or facts is None:
        raise Http404
    by = request.capacity.by
    mine = facts.proposer.by.person == by.person
    if not mine and queries.competence_of(by, facts.needs, facts.territory, request.now) is None:
        raise Http404
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        try:
            return HttpResponseRedirect(reverse("authority:entry", args=[_move(request, act)]))
        except Refused as refused:
            findings = refused.findings
    entry = entry_of(act)
    told = entry.outcome["outcome"] if entry else {}
    kept = sealed(act) if READ_SEALED in request.functions or not mine else {}
    context = {
        "facts": facts,
        "title": title_of(facts.kind),
        "entry": entry,
        "outcome": [(name.replace("_", " "), in_words(value)) for name, value in told.items()],
        "kept": kept.get("would_be", {}).get("sealed", {}),
        "mine": mine,
        "expired": facts.expires_at is not None and request.now >= facts.expires_at,
        "findings": findings,
        "reason": request.POST.get("reason", ""),
        "key": secrets.token_urlsafe(24),
    }
    return render(request, "authority/proposal.html", context, status=422 if findings else 200)


def _page(work: queries.Work) -> str:
    """Where the work is done: an office may show proposals of its own kinds on a page of its own."""
    return act_kind(work.kind).page or work.page if work.page == "authority:proposal" else work.page


def _move(request: Any, act: UUID) -> int | None:
    by, at, key = request.capacity.by, request.now, request.POST.get("key", "")[:64] or None
    move = request.POST.get("move")
    if move == "confirm":
        return confirm(by=by, at=at, proposal=act, key=key).entry
    if move == "return":
        return return_proposal(
            by=by, at=at, proposal=act, reason=request.POST.get("reason", ""), key=key
        ).entry
    if move == "lapse":
        return lapse_proposal(by=by, at=at, proposal=act, key=key).entry
    raise Http404

"""The record on screen: every entry, and one entry with all it says."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.templatetags.desk import fours, moment
from writ.law.cite import Cite
from writ.law.findings import Finding, Severity
from writ.offices.authority.acts import act_kinds
from writ.offices.authority.queries import PostFacts, post_of, posts
from writ.offices.journal.queries import EntryFacts, corrections_of, count_of, entries, entry_of, head, sealed
from writ.offices.journal.queries import entry as entry_numbered

READ, READ_SEALED = "authority.read_record", "authority.read_sealed"
PAGE = 50
_HASH = re.compile("[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@needs(READ)
@require_safe
def record(request: Any) -> HttpResponse:
    """Every act, newest first, by kind, post and days."""
    titles = {kind.kind: gettext(kind.title) if kind.title else kind.kind for kind in act_kinds()}
    known = posts()
    asked: dict[str, Any] = {
        "kind": _one_of(request.GET.get("kind", ""), titles),
        "post": _one_of(request.GET.get("post", ""), known),
        "start": _midnight(request.GET.get("from", "")),
        "end": _midnight(request.GET.get("until", ""), days=1),
    }
    page = max(int(number) if (number := request.GET.get("page", "1")).isdecimal() else 1, 1)
    found = entries(**asked, offset=(page - 1) * PAGE, limit=PAGE + 1)
    context = {
        "rows": [
            {"entry": one, "title": titles.get(one.kind, one.kind), "post": known.get(one.post)}
            for one in found[:PAGE]
        ],
        "count": count_of(**asked),
        "kinds": sorted(titles.items(), key=lambda pair: pair[1]),
        "posts": known.values(),
        "asked": request.GET,
        "newer": _page(request, page - 1) if page > 1 else "",
        "older": _page(request, page + 1) if len(found) > PAGE else "",
    }
    return render(request, "authority/record.html", context)


@needs(READ)
@require_safe
def entry(request: Any, seq: int) -> HttpResponse:
    """One entry: who, in which post, on which ground, under which articles, and what came of it."""
    facts, top = entry_numbered(seq), head()
    if facts is None or top is None:
        raise Http404
    fields = facts.fields
    kept = sealed(facts.act) if READ_SEALED in request.functions else {}
    corrected = entry_of(facts.corrects) if facts.corrects else None
    context = {
        "entry": facts,
        "title": title_of(facts.kind),
        "of": top.size,
        "origin": top.origin,
        "post": post_of(facts.post),
        "competence": fields["competence"],
        "ground": Cite(fields["competence"]["instrument"], fields["competence"]["article"]),
        "cites": [Cite(**cite) for cite in fields["articles"]],
        "findings": [_finding(told) for told in fields["findings"]],
        "outcome": [(name.replace("_", " "), in_words(value)) for name, value in fields["outcome"].items()],
        "sealed": [
            {"name": name, "commitment": value, "value": in_words(kept[name]) if name in kept else None}
            for name, value in fields["sealed"].items()
        ],
        "corrected": corrected,
        "corrections": corrections_of(facts.act),
        "within": _linked(fields["within"]),
        "proposal": _linked((fields["proposal"] or {}).get("act")),
        "proposer": post_of((fields["proposal"] or {}).get("post", "")),
        "hash": facts.leaf.hex(),
    }
    return render(request, "authority/entry.html", context)


@needs(READ)
@require_safe
def entry_bytes(request: Any, seq: int) -> HttpResponse:
    """The exact bytes of an entry, for whoever wants to compute its hash: SHA-256 of a zero byte and these."""
    facts = entry_numbered(seq)
    if facts is None:
        raise Http404
    answer = HttpResponse(facts.entry, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="entry-{seq}.writ"'
    return answer


def title_of(kind: str) -> str:
    """What acts of the kind are called, in the language of the page."""
    titles = {one.kind: one.title for one in act_kinds()}
    return gettext(titles[kind]) if titles.get(kind) else kind


def _linked(act: str | None) -> EntryFacts | None:
    return entry_of(UUID(act)) if act else None


def _finding(told: Mapping[str, Any]) -> Finding:
    cite = Cite(**told["cite"]) if "cite" in told else None
    return Finding(told["code"], told["facts"], cite=cite, severity=Severity(told["severity"]))


def in_words(value: Any) -> str:
    """A recorded value as people read it; the exact bytes are one link away."""
    if value is None or value == "" or value == [] or value == {}:
        return "–"
    if isinstance(value, Mapping):
        told = {name: part for name, part in value.items() if part is not None}
        return ", ".join(f"{name.replace('_', ' ')} {in_words(part)}" for name, part in told.items())
    if isinstance(value, list):
        return "; ".join(map(in_words, value))
    if not isinstance(value, str):
        return json.dumps(value)
    if _MOMENT.fullmatch(value):
        return moment(datetime.fromisoformat(value), "dated")
    return fours(value) if _HASH.fullmatch(value) else value


def _one_of(word: str, known: Mapping[str, str | PostFacts]) -> str:
    return word if word in known else ""


def _midnight(word: str, days: int = 0) -> datetime | None:
    """The local start of the day, or of the day so many later; None for nonsense."""
    try:
        day = date.fromisoformat(word) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _page(request: Any, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"

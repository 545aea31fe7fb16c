"""Competences, given and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from writ.law.cite import NOT_AT_HAND, Cite, Status
from writ.law.findings import Finding
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, Publicity, official_act
from writ.offices.authority.models import Competence, Institution, Post, Territory
from writ.offices.authority.models.rows import CODE, NAME
from writ.offices.authority.rules import check_interval, check_lengths
from writ.offices.authority.states import Mode


@dataclass(frozen=True, slots=True)
class CompetenceGranted:
    """A function given in a territory. `subject` is the function; `holder` the code of a post or body."""

    subject: str
    holder: str
    territory: str
    mode: Mode
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class CompetenceEnded:
    """A function that is held no longer from a moment on."""

    subject: str
    holder: str
    territory: str
    until_at: datetime


def _of_grant(inputs: Mapping[str, Any]) -> str | None:
    return inputs["territory"] if Territory.objects.filter(code=inputs["territory"]).exists() else None


def _of_end(inputs: Mapping[str, Any]) -> str | None:
    return Competence.objects.filter(id=inputs["competence"]).values_list("territory", flat=True).first()


@official_act(
    "authority.grant_competence",
    needs="authority.grant",
    where=_of_grant,
    title=N_("Grant a competence"),
    public=Publicity("at once", N_("The competence {subject} was granted.")),
)
def grant_competence(
    act: OpenAct,
    *,
    function: str,
    territory: str,
    instrument: str,
    post: str = "",
    institution: str = "",
    article: str = NOT_AT_HAND,
    source: str = "",
    status: Status = Status.SOURCED,
    mode: Mode = Mode.DECIDE,
    from_at: datetime | None = None,
    until_at: datetime | None = None,
) -> CompetenceGranted:
    """Give a function in a territory to a post, or to every post of a body, by an instrument."""
    start = from_at or act.at
    holder = (
        Post.objects.filter(code=post).first()
        if post
        else Institution.objects.filter(code=institution).first()
    )
    findings = list(check_interval(start, until_at, act.at))
    if bool(post) == bool(institution):
        findings.append(Finding("A-132"))
    elif holder is None:
        findings.append(Finding("A-119", {"code": post or institution}))
    if not Territory.objects.filter(code=territory).exists():
        findings.append(Finding("A-119", {"code": territory}))
    if not function.strip() or not instrument.strip():
        findings.append(Finding("A-133"))
    findings += [*check_lengths(CODE, function), *check_lengths(NAME, instrument, article)]
    act.refuse(*findings)
    act.cite(Cite(instrument, article, source))
    Competence.objects.create(
        id=act.id,
        function=function,
        mode=mode,
        post=holder if isinstance(holder, Post) else None,
        institution=holder if isinstance(holder, Institution) else None,
        territory_id=territory,
        instrument=instrument,
        article=article,
        source=source,
        status=status,
        from_at=start,
        until_at=until_at,
        act_id=act.id,
    )
    return CompetenceGranted(function, post or institution, territory, mode, start, until_at)


@official_act(
    "authority.end_competence",
    needs="authority.grant",
    where=_of_end,
    title=N_("End a competence"),
    public=Publicity("at once", N_("The competence {subject} ended.")),
)
def end_competence(act: OpenAct, *, competence: UUID, until_at: datetime | None = None) -> CompetenceEnded:
    """End a competence, at once or at a moment to come. What was done under it stays done."""
    row = Competence.objects.select_related("post", "institution").filter(id=competence).first()
    end = until_at or act.at
    if row is None or (row.until_at is not None and row.until_at <= end):
        act.refuse(Finding("A-134"))
    assert row is not None
    act.refuse(*check_interval(row.from_at, end, act.at))
    row.until_at, row.ended_by_id = end, act.id
    row.save(update_fields=["until_at", "ended_by"])
    body = row.post or row.institution
    return CompetenceEnded(row.function, body.code if body else "", row.territory_id, end)

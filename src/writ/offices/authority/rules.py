"""What the authority may do: facts in, findings out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from writ.law.findings import Finding
from writ.offices.authority.states import ProposalMove, ProposalState, after


def may_move(state: str, move: ProposalMove) -> tuple[Finding, ...]:
    """A proposal is closed once."""
    return () if after(ProposalState(state), move) else (Finding("A-109", {"kind": state}),)


def may_confirm(
    state: str, proposer: UUID, expires_at: datetime | None, person: UUID, at: datetime
) -> tuple[Finding, ...]:
    """Another person confirms, in time, what still waits."""
    findings = list(may_move(state, ProposalMove.CONFIRM))
    if person == proposer:
        findings.append(Finding("A-107"))
    if expires_at is not None and at >= expires_at:
        findings.append(Finding("A-108", {"expires_at": f"{expires_at:%Y-%m-%d %H:%M}"}))
    return tuple(findings)


def may_lapse(state: str, expires_at: datetime | None, at: datetime) -> tuple[Finding, ...]:
    """Only what has run out lapses."""
    findings = list(may_move(state, ProposalMove.LAPSE))
    if expires_at is None or at < expires_at:
        findings.append(
            Finding("A-114", {"expires_at": f"{expires_at:%Y-%m-%d %H:%M}" if expires_at else "–"})
        )
    return tuple(findings)


def check_interval(start: datetime, end: datetime | None, at: datetime) -> tuple[Finding, ...]:
    """What an act sets begins, or ends, at the act or later, and does not end before it begins."""
    findings = []
    if min(end or start, at) != at:
        findings.append(Finding("A-124", {"moment": f"{end or start:%Y-%m-%d %H:%M}"}))
    if end is not None and end < start:
        findings.append(
            Finding("A-125", {"start": f"{start:%Y-%m-%d %H:%M}", "end": f"{end:%Y-%m-%d %H:%M}"})
        )
    return tuple(findings)


def check_lengths(limit: int, *texts: str) -> tuple[Finding, ...]:
    """No text is longer than its place."""
    long = [text for text in texts if len(text) > limit]
    return tuple(Finding("A-136", {"text": text[:30], "length": len(text), "limit": limit}) for text in long)


def check_seats(post: str, seats: int, person: UUID, holders: list[UUID]) -> tuple[Finding, ...]:
    """A post has so many seats, and nobody takes two of them."""
    if person in holders:
        return (Finding("A-135", {"post": post}),)
    return (Finding("A-123", {"post": post, "seats": seats}),) if len(holders) >= seats else ()

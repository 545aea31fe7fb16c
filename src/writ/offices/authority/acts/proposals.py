"""Two-person acts: put forward by one person, confirmed by another, or returned, or lapsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from writ.law.findings import Finding, Refused
from writ.law.texts import N_
from writ.offices.authority.acts.door import By, Done, OpenAct, act_kind, official_act
from writ.offices.authority.acts.sitting import dry_run, sitting
from writ.offices.authority.acts.submissions import done_before, remember
from writ.offices.authority.models import Proposal
from writ.offices.authority.rules import may_confirm, may_lapse, may_move
from writ.offices.authority.states import ProposalMove, ProposalState
from writ.offices.journal.acts import Draft
from writ.offices.journal.queries import sealed
from writ.reckon.plain import plain

PUT_FORWARD, WOULD_BE = "put_forward", "would_be"


@dataclass(frozen=True, slots=True)
class Proposed:
    """An act put forward: its kind, and what it would say it did."""

    subject: str
    count: int
    act: str
    outcome: Mapping[str, Any]
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalReturned:
    """A proposal sent back to who made it. The reason is sealed: it may speak of persons."""

    subject: str
    proposal: UUID


@dataclass(frozen=True, slots=True)
class ProposalLapsed:
    """A proposal that nobody confirmed in time."""

    subject: str
    proposal: UUID


def _target(inputs: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
    kind = act_kind(inputs["kind"])
    return kind, kind.given(kind.revived(inputs["inputs"]))


def _needs(inputs: Mapping[str, Any]) -> str:
    kind, given = _target(inputs)
    return kind.function_needed(given)


def _where(inputs: Mapping[str, Any]) -> str | None:
    kind, given = _target(inputs)
    return kind.place(given)


def _found(proposal: UUID) -> Proposal:
    row = Proposal.objects.filter(act=proposal).first()
    if row is None:
        raise Refused(Finding("A-113"))
    return row


@official_act("authority.propose", needs=_needs, where=_where, two_person=False, title=N_("Propose an act"))
def propose(
    act: OpenAct, *, kind: str, election: str, inputs: Mapping[str, Any], expires_at: datetime | None = None
) -> Proposed:
    """Put an act forward for a second person: judged and run now, and thrown away until it is confirmed."""
    target, given = _target({"kind": kind, "inputs": inputs})
    seat = act.sitting
    with seat.for_two():
        draft = dry_run(seat, target, act.by, act.at, given)[1]
    act.seal(PUT_FORWARD, given)
    act.seal(WOULD_BE, _told(draft))
    Proposal.objects.create(
        act_id=act.id,
        kind=kind,
        election=election,
        subject=draft.subject,
        needs=target.function_needed(given),
        territory_id=target.place(given),
        state=ProposalState.PROPOSED,
        person_id=act.by.person,
        post_id=act.by.post,
        proposed_at=act.at,
        expires_at=expires_at,
    )
    return Proposed(draft.subject, draft.count, kind, draft.more["outcome"], expires_at)


def confirm(*, by: By, at: datetime, proposal: UUID, key: str | None = None) -> Done[Any]:
    """Do what was proposed, as the second person: judged anew, and only if it comes to the same (A-110).

    The entry is one of the act's own kind; it names the proposal.
    """
    with sitting() as seat:
        row = _found(proposal)
        target = act_kind(row.kind)
        values = sealed(proposal)
        if PUT_FORWARD not in values or WOULD_BE not in values:
            raise Refused(Finding("A-116"))
        given = target.given(target.revived(values[PUT_FORWARD]))
        before = done_before(row.kind, by, key, given)
        if before is not None:
            return Done(target.outcome(before), before.act, before.seq, repeated=True)
        ground = seat.judge(target, by, at, given)
        findings = may_confirm(row.state, row.person_id, row.expires_at, by.person, at)
        if findings:
            raise Refused(*findings)
        proposer = {
            "act": str(proposal),
            "person": str(row.person_id),
            "post": row.post.code,
            "at": plain(row.proposed_at),
        }
        with seat.for_two():
            outcome, draft = seat.perform(target, by, at, given, ground=ground, more={"proposal": proposer})
        if _told(draft) != values[WOULD_BE]:
            raise Refused(Finding("A-110"))
        _close(row, ProposalState.CONFIRMED, draft.act)
        remember(by, key, draft.act)
        return Done(outcome, draft.act, seat.close()[draft.act])


def _needed(inputs: Mapping[str, Any]) -> str:
    return _found(inputs["proposal"]).needs


def _placed(inputs: Mapping[str, Any]) -> str | None:
    return _found(inputs["proposal"]).territory_id


@official_act(
    "authority.return_proposal", needs=_needed, where=_placed, two_person=False, title=N_("Return a proposal")
)
def return_proposal(act: OpenAct, *, proposal: UUID, reason: str) -> ProposalReturned:
    """Send a proposal back, with a reason; who made it may withdraw it likewise."""
    row = _found(proposal)
    act.refuse(*may_move(row.state, ProposalMove.RETURN), *(() if reason.strip() else (Finding("A-118"),)))
    act.seal("reason", reason)
    _close(row, ProposalState.RETURNED, act.id)
    return ProposalReturned(row.subject, proposal)


@official_act(
    "authority.lapse_proposal",
    needs=_needed,
    where=_placed,
    two_person=False,
    title=N_("Let a proposal lapse"),
)
def lapse_proposal(act: OpenAct, *, proposal: UUID) -> ProposalLapsed:
    """Put on the record that nobody confirmed a proposal in time."""
    row = _found(proposal)
    act.refuse(*may_lapse(row.state, row.expires_at, act.at))
    _close(row, ProposalState.LAPSED, act.id)
    return ProposalLapsed(row.subject, proposal)


def _close(row: Proposal, state: ProposalState, act: UUID) -> None:
    row.state, row.closed_by_id = state, act
    row.save(update_fields=["state", "closed_by"])


def _told(draft: Draft) -> dict[str, Any]:
    """What an act comes to: all that its two runs must have in common."""
    return {
        "subject": draft.subject,
        "count": draft.count,
        "outcome": draft.more["outcome"],
        "corrects": plain(draft.corrects),
        "findings": draft.more["findings"],
        "law": draft.law_version,
        "sealed": {seal.field: seal.value for seal in draft.seals if seal.value is not None},
    }

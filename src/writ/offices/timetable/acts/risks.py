"""What threatens the plan: what was said of a risk, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from writ.law.cite import Status
from writ.law.findings import Finding, Refused
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.timetable.acts.ground import called_election
from writ.offices.timetable.models import RiskReview
from writ.offices.timetable.queries.plans import plan_in_force
from writ.offices.timetable.queries.risks import reviewed, risk_facts, risk_reviews
from writ.offices.timetable.rules import check_who, may_review
from writ.offices.timetable.states import RiskState


@dataclass(frozen=True, slots=True)
class RiskReviewed:
    """A risk stands as this says. `chance` is None where the plan's own stands, `before` the act of the last review."""

    subject: str
    state: RiskState
    chance: Decimal | None
    said_at: datetime
    status: Status
    before: UUID | None


@official_act("timetable.review_risk", needs="timetable.record", title=N_("Review a risk"))
def review_risk(
    act: OpenAct,
    *,
    election: str,
    risk: str,
    state: RiskState,
    source: str,
    said_at: datetime,
    chance: Decimal | None = None,
    status: Status = Status.SOURCED,
) -> RiskReviewed:
    """Say how a risk stands: open, its answer in place, struck, or past; with its chance where that has changed."""
    called = called_election(election)
    plan = plan_in_force(called.id)
    if plan is None:
        raise Refused(Finding("T-119"))
    lines = risk_reviews(called.id)
    facts = risk_facts(plan.document, lines).get(risk)
    act.refuse(
        *may_review(facts, risk, state, chance, called.local(said_at), called.local(act.at)),
        *check_who(source),
    )
    act.seal("source", source.strip())  # free text may name persons
    RiskReview.objects.create(
        election_id=called.id,
        risk=risk,
        state=state.value,
        chance=chance,
        said_at=said_at,
        reviewed_at=act.at,
        status=status,
        act_id=act.id,
    )
    before = reviewed(lines).get(risk)
    return RiskReviewed(risk, state, chance, said_at, status, before.act if before else None)

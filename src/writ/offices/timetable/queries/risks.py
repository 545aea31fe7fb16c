"""The register of risks: what was said of each, by whom, and what stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from writ.exchange.plan import PlanDocument, RiskSay
from writ.offices.timetable.models import RiskReview
from writ.offices.timetable.queries.decided import Decided
from writ.offices.timetable.rules import RiskFacts
from writ.offices.timetable.states import RiskState


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review of a risk: its state, and its chance where it is another than the plan's. `entry` numbers the act."""

    risk: str
    state: RiskState
    chance: Decimal | None
    said_at: datetime
    reviewed_at: datetime
    status: str
    act: UUID
    entry: int
    post: str


def risk_reviews(election_id: int) -> tuple[ReviewLine, ...]:
    """Every review of every risk, in the order of the journal."""
    rows = RiskReview.objects.filter(election_id=election_id).select_related("act").order_by("act__seq")
    return tuple(
        ReviewLine(
            row.risk,
            RiskState(row.state),
            row.chance,
            row.said_at,
            row.reviewed_at,
            row.status,
            row.act_id,
            row.act.seq,
            row.act.post,
        )
        for row in rows
    )


def reviews_among(decided: Iterable[Decided]) -> tuple[ReviewLine, ...]:
    """The same, among all that was decided: without another question."""
    return tuple(
        ReviewLine(
            one.code,
            RiskState(one.state),
            one.chance,
            one.said_at,
            one.at,
            one.status,
            one.act,
            one.entry,
            one.post,
        )
        for one in decided
        if one.kind == "risk" and one.said_at is not None and one.act is not None
    )


def reviewed(lines: Iterable[ReviewLine], until: int | None = None) -> Mapping[str, ReviewLine]:
    """The newest review of each risk, at entry `until` or now."""
    return {line.risk: line for line in lines if until is None or line.entry <= until}


def says(document: PlanDocument, rows: Iterable[Decided], until: int | None = None) -> Mapping[str, RiskSay]:
    """What the register says of the plan's risks at entry `until` or now, as the reckoning takes it."""
    known = {risk.id for risk in document.risks}
    found: dict[str, RiskSay] = {}
    for one in rows:
        if one.kind == "risk" and one.code in known and (until is None or one.entry <= until):
            found[one.code] = say(RiskState(one.state), one.chance, found.get(one.code))
    return found


def say(state: RiskState, chance: Decimal | None = None, before: RiskSay | None = None) -> RiskSay:
    """One review as the reckoning takes it. What strikes after its answer was in place strikes as answered."""
    mitigated: bool | None = state is RiskState.MITIGATED
    if state is RiskState.HAPPENED:
        mitigated = before.mitigated if before else None
    return RiskSay(
        None if chance is None else float(chance),
        mitigated,
        state is RiskState.HAPPENED,
        state is RiskState.CLOSED,
    )


def risk_facts(document: PlanDocument, lines: Iterable[ReviewLine]) -> Mapping[str, RiskFacts]:
    """What the rules ask about each risk of the plan, by its id."""
    last = reviewed(lines)
    return {
        risk.id: RiskFacts(
            risk.id,
            risk.names,
            last[risk.id].state
            if risk.id in last
            else RiskState.MITIGATED
            if risk.mitigated
            else RiskState.OPEN,
            last[risk.id].chance if risk.id in last else None,
            risk.answer is not None,
        )
        for risk in document.risks
    }

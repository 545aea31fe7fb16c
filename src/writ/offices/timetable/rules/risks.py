"""What may be said of a risk: facts in, findings out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from writ.law.findings import Finding
from writ.offices.timetable.rules.words import check_text, field, plain, say, spoken
from writ.offices.timetable.states import RiskState

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A risk of the plan as it stands: its state, the chance that was last said, whether the plan has an answer to it.

    `chance` is None where the plan's own stands.
    """

    risk: str
    names: Mapping[str, str]
    state: RiskState = RiskState.OPEN
    chance: Decimal | None = None
    has_answer: bool = False


def may_review(
    facts: RiskFacts | None,
    risk: str,
    state: RiskState,
    chance: Decimal | None,
    said_at: datetime,
    at: datetime,
) -> tuple[Finding, ...]:
    """A review is of a risk of the plan, says something new, and what it says can be; moments are local."""
    if facts is None:
        return (Finding("T-157", {"risk": risk}),)
    named, findings = spoken("risk", facts.risk, facts.names), []
    if said_at > at:
        findings.append(Finding("T-104", {"moment": say(said_at)}, where=field("said_at")))
    if chance is not None and not _is_chance(chance):
        findings.append(Finding("T-158", {"chance": plain(chance)}, where=field("chance")))
    elif chance is not None and state in (RiskState.HAPPENED, RiskState.CLOSED):
        findings.append(Finding("T-159", named, where=field("chance")))
    elif (state, chance) == (facts.state, facts.chance):
        findings.append(Finding("T-161", named))
    if state is RiskState.MITIGATED and not facts.has_answer:
        findings.append(Finding("T-160", named, where=field("state")))
    return tuple(findings)


def check_who(source: str) -> tuple[Finding, ...]:
    """What is said of a risk is said by someone."""
    return check_text(source, "source") if source.strip() else (Finding("T-162", where=field("source")),)


def _is_chance(chance: Decimal) -> bool:
    exponent = chance.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS and 0 <= chance <= 1

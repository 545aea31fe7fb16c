"""What the elections office may do: facts and law in, findings out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from writ.law.cite import Cite
from writ.law.findings import Finding
from writ.offices.elections.states import DayStatus, ElectionState, Move, after

REASON_LENGTH = 300
NEEDS_REASON = frozenset(
    {
        DayStatus.MOVED,
        DayStatus.OPENED_LATE,
        DayStatus.SUSPENDED,
        DayStatus.CLOSED_EARLY,
        DayStatus.NOT_OPENED,
    }
)


@dataclass(frozen=True, slots=True)
class ElectionFacts:
    """What is known of an election when it is to be called."""

    code: str
    state: ElectionState
    called_on: date | None
    first_polling_day: date


@dataclass(frozen=True, slots=True)
class StationDayFacts:
    """Where a station stands in a round."""

    station: str
    round: int
    status: DayStatus


def may_load(code: str, loaded: Collection[str], stations: int) -> tuple[Finding, ...]:
    """An election is loaded once, and with stations."""
    findings = []
    if code in loaded:
        findings.append(Finding("E-101", {"election": code}))
    if not stations:
        findings.append(Finding("E-110"))
    return tuple(findings)


def check_territories(territories: Mapping[str, str], known: Collection[str]) -> tuple[Finding, ...]:
    """Every area (code: territory) points to a territory that the authority knows."""
    return tuple(
        Finding("E-102", {"area": area, "territory": territory})
        for area, territory in territories.items()
        if territory not in known
    )


def may_call(
    facts: ElectionFacts | None, election: str, called_on: date, cite: Cite | None = None
) -> tuple[Finding, ...]:
    """An election is called once, before its first polling day."""
    if facts is None:
        return (Finding("E-103", {"election": election}),)
    findings = []
    if facts.state is ElectionState.CALLED and facts.called_on is not None:
        findings.append(
            Finding("E-104", {"election": election, "called_on": facts.called_on.isoformat()}, cite=cite)
        )
    if called_on >= facts.first_polling_day:
        stated = {"called_on": called_on.isoformat(), "polling_day": facts.first_polling_day.isoformat()}
        findings.append(Finding("E-105", stated, cite=cite))
    return tuple(findings)


def may_move(
    facts: StationDayFacts | None,
    station: str,
    round_number: int,
    move: Move,
    moment: datetime,
    at: datetime,
    reason: str,
) -> tuple[Finding, ...]:
    """A station's day goes along its lifecycle, never ahead of the clock, and says why where it leaves the plan."""
    if facts is None:
        return (Finding("E-106", {"station": station, "round": round_number}),)
    findings = []
    status = after(facts.status, move)
    if status is None:
        stated = {"station": station, "status": facts.status.value, "move": move.value}
        findings.append(Finding("E-107", stated))
    elif status in NEEDS_REASON and not reason.strip():
        findings.append(Finding("E-109", {"status": status.value}))
    if moment > at:
        findings.append(Finding("E-108", {"moment": moment.strftime("%Y-%m-%d %H:%M %Z").strip()}))
    if len(reason) > REASON_LENGTH:
        findings.append(Finding("E-111", {"length": len(reason), "limit": REASON_LENGTH}))
    return tuple(findings)

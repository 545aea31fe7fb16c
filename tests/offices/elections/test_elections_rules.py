"""What the elections office refuses, and that it refuses nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from writ.offices.elections import rules, texts  # noqa: F401
from writ.offices.elections.rules import ElectionFacts, StationDayFacts
from writ.offices.elections.states import DayStatus, ElectionState, Move

AT = datetime(2007, 11, 17, 9, 0, tzinfo=UTC)
PREPARED = ElectionFacts("kosovo", ElectionState.PREPARED, None, date(2007, 11, 17))
CALLED = ElectionFacts("kosovo", ElectionState.CALLED, date(2007, 9, 1), date(2007, 11, 17))
PLANNED = StationDayFacts("0101", 1, DayStatus.PLANNED)


def codes(findings: tuple) -> list[str]:
    return [finding.code for finding in findings]


def test_an_election_is_loaded_once_and_with_stations() -> None:
    assert rules.may_load("kosovo", set(), 2350) == ()
    assert codes(rules.may_load("kosovo", {"kosovo"}, 0)) == ["E-101", "E-110"]


def test_an_area_points_to_a_territory_that_is_known() -> None:
    assert rules.check_territories({"01": "XK-01"}, {"XK-01"}) == ()
    assert codes(rules.check_territories({"01": "XK-01", "02": "XK-99"}, {"XK-01"})) == ["E-102"]


def test_an_election_is_called_once_before_its_day() -> None:
    assert rules.may_call(PREPARED, "kosovo", date(2007, 9, 1)) == ()
    assert codes(rules.may_call(None, "kosovo", date(2007, 9, 1))) == ["E-103"]
    assert codes(rules.may_call(CALLED, "kosovo", date(2007, 9, 1))) == ["E-104"]
    assert codes(rules.may_call(PREPARED, "kosovo", date(2007, 11, 17))) == ["E-105"]


def test_a_station_day_moves_by_its_lifecycle_with_a_moment_past_and_a_reason() -> None:
    def move(verb: Move, *, facts=PLANNED, moment=AT, reason="The school was locked."):
        return codes(rules.may_move(facts, "0101", 1, verb, moment, AT, reason))

    assert move(Move.OPEN, reason="") == []
    assert move(Move.LEAVE_UNOPENED) == []
    assert move(Move.OPEN, facts=None) == ["E-106"]
    assert move(Move.CLOSE) == ["E-107"]
    assert move(Move.OPEN, moment=AT + timedelta(minutes=1)) == ["E-108"]
    assert move(Move.LEAVE_UNOPENED, reason=" ") == ["E-109"]
    assert move(Move.OPEN_LATE, reason="x" * 301) == ["E-111"]

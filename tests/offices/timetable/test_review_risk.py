"""Reviewing a risk: who says how it stands, and what that does to the answer."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.law.cite import Status
from writ.law.findings import Refused
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries, sealed
from writ.offices.timetable.acts import review_risk
from writ.offices.timetable.queries.outlook import outlook
from writ.offices.timetable.queries.risks import reviewed, risk_facts
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.states import RiskState

OPEN, MITIGATED, HAPPENED, CLOSED = RiskState


@pytest.fixture
def small(db: None) -> SmallElection:
    return load_election(plan=DECIDING)


def stands() -> Situation:
    called = election("example")
    assert called is not None
    found = situation(called, AT)
    assert found is not None
    return found


def review(small: SmallElection, post: str = "sec.clerk", **changes: Any) -> Any:
    inputs = {
        "election": "example",
        "risk": "late-list",
        "state": OPEN,
        "chance": Decimal("0.5"),
        "source": "Call with the entity",
        "said_at": AT,
    }
    return review_risk(by=small.by(post), at=AT, **{**inputs, **changes})


def hits() -> int:
    return outlook(stands(), runs=4_000).hits


def test_a_new_chance_moves_the_answer_and_says_who_said_it(small: SmallElection) -> None:
    before = hits()
    done = review(small, status=Status.ASSUMED).outcome
    assert (done.state, done.chance, done.before) == (OPEN, Decimal("0.5"), None)
    assert hits() < before
    entry = entries(limit=1)[0]
    assert sealed(entry.act)["source"] == "Call with the entity"
    assert b"Call with the entity" not in entry.entry
    line = reviewed(stands().reviews)["late-list"]
    assert (line.state, line.chance, line.status) == (OPEN, Decimal("0.5"), "assumed")


def test_the_newest_review_stands(small: SmallElection) -> None:
    first = review(small)
    second = review(small, chance=Decimal("0.1234"))
    assert second.outcome.before == first.act
    assert stands().risks["late-list"].chance == 0.1234


def test_what_can_no_longer_strike_gives_days_back(small: SmallElection) -> None:
    before = hits()
    review(small, state=MITIGATED, chance=None)
    eased = hits()
    review(small, state=CLOSED, chance=None)
    assert before < eased < hits()
    review(small, state=OPEN, chance=None)
    assert hits() == before


def test_what_has_struck_strikes_in_every_run(small: SmallElection) -> None:
    before = hits()
    review(small, state=HAPPENED, chance=None)
    assert hits() < before


def test_what_strikes_after_its_answer_was_in_place_strikes_as_answered(small: SmallElection) -> None:
    review(small, state=HAPPENED, chance=None)
    unanswered = hits()
    review(small, state=OPEN, chance=None)
    review(small, state=MITIGATED, chance=None)
    review(small, state=HAPPENED, chance=None)
    assert hits() > unanswered
    assert stands().risks["late-list"].mitigated


def test_a_risk_of_another_plan_says_nothing_here(small: SmallElection) -> None:
    review(small)
    facts = risk_facts(DECIDING, stands().reviews)
    assert (facts["late-list"].chance, facts["snow"].chance) == (Decimal("0.5"), None)
    assert (facts["late-list"].has_answer, facts["snow"].has_answer) == (True, False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"risk": "comet"}, "T-157"),
        ({"chance": Decimal("1.2")}, "T-158"),
        ({"chance": Decimal("-0.1")}, "T-158"),
        ({"chance": Decimal("0.12345")}, "T-158"),
        ({"state": HAPPENED}, "T-159"),
        ({"state": CLOSED}, "T-159"),
        ({"risk": "snow", "state": MITIGATED, "chance": None}, "T-160"),
        ({"chance": None}, "T-161"),
        ({"source": " "}, "T-162"),
        ({"source": "x" * 301}, "T-120"),
        ({"said_at": AT + timedelta(minutes=1)}, "T-104"),
        ({"election": "another"}, "T-121"),
        ({"post": "mec.north"}, "A-104"),
    ],
)
def test_what_is_not_said_of_a_risk(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        review(small, **changes)


def test_without_a_plan_there_are_no_risks(db: None) -> None:
    small = load_election(plan=None)
    with pytest.raises(Refused, match="T-119"):
        review(small)

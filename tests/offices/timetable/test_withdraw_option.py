"""Withdrawing an option: off the agenda, or out of the answer."""

from __future__ import annotations

from typing import Any

import pytest

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.law.findings import Refused
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import adopt_options, propose_options, withdraw_option
from writ.offices.timetable.queries.outlook import slack
from writ.offices.timetable.queries.situation import Situation, situation


@pytest.fixture
def small(db: None) -> SmallElection:
    return load_election(plan=DECIDING)


def stands() -> Situation:
    called = election("example")
    assert called is not None
    found = situation(called, AT)
    assert found is not None
    return found


def withdraw(
    small: SmallElection, option: str = "one-printer", post: str = "cec.chair", **changes: Any
) -> Any:
    inputs = {"election": "example", "option": option, "reason": "The printer is gone."}
    return withdraw_option(by=small.by(post), at=AT, **{**inputs, **changes})


def decide(act: Any, small: SmallElection, option: str = "one-printer") -> None:
    act(by=small.by("cec.chair"), at=AT, election="example", options=(option,), reason="Surer.")


def test_what_was_adopted_leaves_the_answer(small: SmallElection) -> None:
    before = slack(stands())
    decide(adopt_options, small)
    assert slack(stands()) - before == 5 * 1440
    done = withdraw(small).outcome
    assert (done.subject, done.was, done.plan) == ("one-printer", "adopted", 1)
    assert (stands().adopted, slack(stands())) == ((), before)
    assert entries(limit=1)[0].kind == "timetable.withdraw_option"


def test_what_was_on_the_agenda_is_off_it(small: SmallElection) -> None:
    decide(propose_options, small)
    assert withdraw(small).outcome.was == "proposed"


def test_what_is_past_its_time_can_still_be_withdrawn(small: SmallElection) -> None:
    decide(propose_options, small, "two-orders")
    late = AT.replace(month=10)
    withdraw_option(
        by=small.by("cec.chair"), at=late, election="example", option="two-orders", reason="Too late now."
    )
    assert stands().moves[-1].move == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "T-144"),
        ({"option": "helicopters"}, "T-140"),
        ({"reason": ""}, "T-156"),
        ({"election": "another"}, "T-121"),
        ({"post": "sec.clerk"}, "A-104"),
    ],
)
def test_what_is_not_withdrawn(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        withdraw(small, **changes)


def test_what_is_withdrawn_is_not_withdrawn_again(small: SmallElection) -> None:
    decide(adopt_options, small)
    withdraw(small)
    with pytest.raises(Refused, match="T-143"):
        withdraw(small)

"""Putting options on the agenda: it adopts nothing, and says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.law.findings import Refused
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import propose_options, withdraw_option
from writ.offices.timetable.queries.options import moved, option_moves
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


def put(small: SmallElection, *options: str, post: str = "cec.chair", **changes: Any) -> Any:
    inputs = {"election": "example", "options": options, "reason": "The printers answered."}
    return propose_options(by=small.by(post), at=AT, **{**inputs, **changes})


def test_alternatives_are_put_on_the_agenda_and_nothing_is_adopted(small: SmallElection) -> None:
    before = slack(stands())
    done = put(small, "two-orders", "one-printer").outcome
    assert (done.options, done.count, done.plan) == (("two-orders", "one-printer"), 2, 1)
    lines = option_moves(stands().called.id)
    assert [(one.option, one.move, one.turn, one.session) for one in lines] == [
        ("one-printer", "proposed", 0, None),
        ("two-orders", "proposed", 0, None),
    ]
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.count, entry.subject) == ("timetable.propose_options", 2, "example")
    assert entry.outcome["reason"] == "The printers answered."
    assert (stands().adopted, slack(stands())) == ((), before)


def test_what_was_withdrawn_can_be_put_again(small: SmallElection) -> None:
    put(small, "two-orders")
    withdraw_option(
        by=small.by("cec.chair"), at=AT, election="example", option="two-orders", reason="Not yet."
    )
    put(small, "two-orders")
    last = moved(option_moves(stands().called.id))["two-orders"]
    assert (last.move, last.turn) == ("proposed", 1)


@pytest.mark.parametrize(
    ("options", "changes", "code"),
    [
        ((), {}, "T-149"),
        (("helicopters",), {}, "T-140"),
        (("two-orders", "two-orders"), {}, "T-150"),
        (("early-order",), {}, "T-147"),
        (("later-day",), {}, "T-148"),
        (("two-orders",), {"reason": " "}, "T-156"),
        (("two-orders",), {"reason": "x" * 301}, "T-120"),
        (("two-orders",), {"election": "another"}, "T-121"),
        (("two-orders",), {"post": "sec.clerk"}, "A-104"),
    ],
)
def test_what_is_not_put_on_the_agenda(
    small: SmallElection, options: tuple[str, ...], changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        put(small, *options, **changes)


def test_what_is_on_the_agenda_is_not_put_again(small: SmallElection) -> None:
    put(small, "two-orders")
    with pytest.raises(Refused, match="T-142"):
        put(small, "two-orders")


def test_the_last_moment_is_still_in_time(small: SmallElection) -> None:
    """By 18:00 on the clocks of the election, which is 16:00 in Greenwich."""
    last = AT.replace(day=20, hour=16)
    orders = {"election": "example", "options": ("two-orders",), "reason": "In time."}
    with pytest.raises(Refused, match="T-147"):
        propose_options(by=small.by("cec.chair"), at=last + timedelta(minutes=1), **orders)
    propose_options(by=small.by("cec.chair"), at=last, **orders)


def test_without_a_plan_there_are_no_options(db: None) -> None:
    small = load_election(plan=None)
    with pytest.raises(Refused, match="T-119"):
        put(small, "two-orders")

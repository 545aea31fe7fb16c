"""Called on another day, what hung on the call moves with it; the polling day and what only waits stay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import writ
from writ.exchange.folder import read
from writ.exchange.plan import Ends, Progress
from writ.exchange.plan.shifting import Shift

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"
CALL, POLLS = date(2007, 9, 1), date(2007, 11, 17)


@pytest.fixture(scope="module")
def plan():
    folder, _ = read(EXAMPLE)
    return folder.plan


@pytest.fixture(scope="module")
def earlier(plan):
    return Shift(CALL, date(2007, 7, 17), POLLS).document(plan)


def moved(one, other):
    return {new.id: (new.at - old.at).days for old, new in zip(one, other, strict=True) if new != old}


def test_what_was_done_since_the_call_was_done_as_many_days_after_the_earlier_one(plan, earlier):
    days = timedelta(days=46)
    assert earlier.as_of == plan.as_of - days
    for old, new in zip(plan.tasks, earlier.tasks, strict=True):
        if old.id == "receive-lists":
            assert (new.started_at, new.finished_at) == (old.started_at - days, old.finished_at - days)
        if old.id == "hold-poll":
            assert new == old
    override = earlier.reading("final-2-to-12-october").overrides[0]
    assert (override.ends.first, override.ends.last) == (datetime(2007, 8, 18), datetime(2007, 8, 28))


def test_milestones_of_what_moves_move_and_the_polling_day_stays(plan, earlier):
    found = moved(plan.milestones, earlier.milestones)
    assert {"call", "filing-deadline", "situation-report", "lists-final-planned"} <= found.keys()
    assert (
        not {"call-announced", "campaign-end", "ballots-arrive", "stations-due", "polling-day"} & found.keys()
    )
    assert set(found.values()) == {-46}


def test_due_moments_links_estimates_and_a_postponement_stay(plan, earlier):
    assert [reading.due for reading in earlier.readings] == [reading.due for reading in plan.readings]
    for old, new in zip(plan.tasks, earlier.tasks, strict=True):
        assert (new.links, new.estimate, new.owner) == (old.links, old.estimate, old.owner)
    assert [one.new_polling_day for one in earlier.options] == [one.new_polling_day for one in plan.options]


def test_the_clock_of_an_option_moves(plan, earlier):
    old, new = plan.option("second-shift"), earlier.option("second-shift")
    assert new.decide_by == old.decide_by - timedelta(days=46)


def test_facts_since_then_move_too():
    shift = Shift(CALL, CALL - timedelta(days=3), POLLS)
    known = {
        "a": Progress(
            started_at=datetime(2007, 9, 5, 8), ends=Ends(datetime(2007, 11, 10), datetime(2007, 11, 20))
        )
    }
    found = shift.progress(known)["a"]
    assert found.started_at == datetime(2007, 9, 2, 8)
    assert (found.ends.first, found.ends.last) == (datetime(2007, 11, 7), datetime(2007, 11, 17))


@given(st.datetimes(datetime(2007, 1, 1), datetime(2008, 12, 31)), st.integers(-200, 60))
def test_a_moment_moves_by_whole_days_or_not_at_all(moment, days):
    found = Shift(CALL, CALL + timedelta(days=days), POLLS).moment(moment)
    inside = datetime(2007, 9, 1) <= moment < datetime(2007, 11, 17)
    assert found - moment == timedelta(days=days if inside else 0)


def test_called_on_the_same_day_nothing_changes(plan):
    assert Shift(CALL, CALL, POLLS).document(plan) == plan

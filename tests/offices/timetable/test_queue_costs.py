"""What a day of delay costs each office: the work that lies there now, priced over the days on which it may end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from small_commission import AT
from small_election import SmallElection
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import record_finish, record_start
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.queries.morning import Morning, morning
from writ.offices.timetable.queries.queues import QueueCost, queue_costs
from writ.offices.timetable.queries.situation import situation

READING = "final-12-october"


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def costs(at: Any = AT) -> tuple[QueueCost, ...]:
    compute_at_once(called(), at)
    forecast, stands = newest(called().id), situation(called(), at)
    assert forecast is not None
    assert stands is not None
    return queue_costs(stands, forecast.answers[READING, "continuous"])


def test_what_waits_for_others_lies_with_nobody(small: SmallElection) -> None:
    """A date that others set is no work in hand, and printing waits for it."""
    assert costs() == ()


def test_a_step_whose_turn_has_come_lies_with_its_office(small: SmallElection) -> None:
    """Printing takes 21 to 45 days: a day more takes off about one part in 24 of the chance."""
    by, late = small.by("sec.clerk"), AT + timedelta(days=29)
    record_finish(by=by, at=late, election="example", task="lists-final", finished_at=late)
    (line,) = costs(late)
    assert (line.owner, line.task.id, line.steps) == ("sec.clerk", "print", 1)
    assert line.ends.isoformat() == "2007-11-14"
    assert 35 <= line.price <= 50


def test_a_step_that_has_ended_costs_nothing_more(small: SmallElection) -> None:
    by = small.by("sec.clerk")
    hour = timedelta(hours=1)
    record_finish(by=by, at=AT, election="example", task="lists-final", finished_at=AT - 3 * hour)
    record_start(by=by, at=AT, election="example", task="print", started_at=AT - 2 * hour)
    assert [line.task.id for line in costs()] == ["print"]
    record_finish(by=by, at=AT, election="example", task="print", finished_at=AT - hour)
    assert [line.task.id for line in costs()] == ["distribute"]


def test_the_headline_asks_the_same_price(small: SmallElection) -> None:
    """One day of the same step costs the same, wherever it stands."""
    by, late = small.by("sec.clerk"), AT + timedelta(days=29)
    record_finish(by=by, at=late, election="example", task="lists-final", finished_at=late)
    (line,) = costs(late)
    facts = morning(called(), late)
    assert isinstance(facts, Morning)
    assert facts.headline.outlook.critical[0] in ("lists-final", line.task.id)
    assert facts.day_price == line.price

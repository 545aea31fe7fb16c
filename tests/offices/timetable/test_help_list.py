"""What would help most, on the morning page: three ways at most, none of them decided, late or ruled out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.desk.models import JobProgress, JobState
from writ.offices.authority.models import Account
from writ.offices.authority.queries import posts
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import adopt_options, withdraw_option
from writ.offices.timetable.acts.analyses import analyse, open_analyses
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Analysis, Forecast
from writ.offices.timetable.queries.help import weighing
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.views.help import advice, best_ways, first_to_decide
from writ.web.clock import set_clock

READING = "final-12-october"


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def stands(at: Any = AT) -> Situation:
    found = situation(called(), at)
    assert found is not None
    return found


def morning() -> str:
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    return client.get("/morning/").content.decode().replace("\N{NO-BREAK SPACE}", " ")


def forecast(at: Any = AT) -> int:
    compute_at_once(called(), at)
    return Forecast.objects.latest("pk").pk


@pytest.fixture
def deciding(db: None) -> SmallElection:
    small = load_election(plan=DECIDING)
    set_clock(AT)
    return small


@pytest.fixture
def weighed(deciding: SmallElection) -> SmallElection:
    number = forecast()
    open_analyses(number)
    analyse(number, 2_000)
    return deciding


def test_three_ways_at_most_and_of_rivals_the_best(weighed: SmallElection) -> None:
    """Two orders and one printer exclude each other: whoever reads the list can do all of it."""
    found = weighing(called().id, READING).found
    assert found is not None
    ways = best_ways(found, stands())
    assert len(ways) == 3
    chosen = [name for way in ways for name in way.options]
    assert ("two-orders" in chosen) != ("one-printer" in chosen)
    lines = advice(ways, found, stands(), posts())
    assert [line.ask for line in lines] == sorted(line.ask for line in lines)
    assert all((line.chance_then or 0) >= (line.chance_now or 0) for line in lines)


def test_what_is_past_its_day_is_no_help(weighed: SmallElection) -> None:
    found = weighing(called().id, READING).found
    assert found is not None
    later = stands(AT + timedelta(days=30))
    chosen = [name for way in best_ways(found, later) for name in way.options]
    assert "two-orders" not in chosen
    assert first_to_decide(best_ways(found, later), later) is None


def test_the_answer_to_a_risk_has_its_last_day_too(db: None) -> None:
    """Until then the list says by when; after it nothing is left to decide."""
    late_list = replace(DECIDING.risks[0], decide_by=datetime(2007, 9, 20, 18))
    load_election(plan=replace(DECIDING, options=(), risks=(late_list,)))
    number = forecast()
    open_analyses(number)
    analyse(number, 2_000)
    found = weighing(called().id, READING).found
    assert found is not None
    (line,) = advice(best_ways(found, stands()), found, stands(), posts())
    assert "Decide by Thu 20 Sep, 18:00" in line.sentence.replace("\N{NO-BREAK SPACE}", " ")
    assert best_ways(found, stands(AT + timedelta(days=30))) == []


def test_what_was_adopted_since_is_left_out(weighed: SmallElection) -> None:
    """The page is right before the new weighing is there."""
    assert "Print by night" in morning()
    adopt_options(
        by=weighed.by("cec.chair"),
        at=AT,
        election="example",
        options=("night-shift",),
        reason="It is the cheapest.",
    )
    page = morning()
    assert "Print by night</a></b>" not in page


def test_what_was_withdrawn_is_offered_again_with_its_day(weighed: SmallElection) -> None:
    """Whoever is offered it again reads that it was given up, and since when: here and in the options table."""
    by = weighed.by("cec.chair")
    adopt_options(by=by, at=AT, election="example", options=("night-shift",), reason="It is the cheapest.")
    withdraw_option(by=by, at=AT, election="example", option="night-shift", reason="No one to work it.")
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    told = client.get("/options/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    for page in (morning(), told):
        assert "Print by night" in page
        assert "Withdrawn since Thu 13 Sep, 09:00 CEST." in page


def test_the_page_says_calmly_that_it_is_being_weighed(deciding: SmallElection) -> None:
    forecast()
    assert "What would help most is being weighed." in morning()
    job = Analysis.objects.values_list("job", flat=True).first()
    JobProgress.objects.filter(pk=job).update(state=JobState.RUNNING, done=31, total=702)
    assert "31 of 702 runs are done." in morning()
    assert Analysis.objects.values("job").distinct().count() == 1


def test_where_there_is_nothing_to_weigh_none_is_asked_for(db: None) -> None:
    load_election()
    set_clock(AT)
    forecast()
    assert "has not been weighed yet" in morning()
    assert not Analysis.objects.exists()


def test_the_list_of_the_forecast_before_stands_until_the_new_one_is_there(weighed: SmallElection) -> None:
    later = AT + timedelta(hours=1)
    set_clock(later)
    job = open_analyses(forecast(later))
    JobProgress.objects.filter(pk=job).update(state=JobState.RUNNING, done=1, total=10)
    page = morning()
    assert "it is being weighed anew" in page
    assert 'class="table help"' in page


def test_what_adds_nothing_that_can_be_told_is_no_help(weighed: SmallElection) -> None:
    found = weighing(called().id, READING).found
    assert found is not None
    base = found.facts.base
    few = [replace(way, hits=base.hits, slack=base.slack) for way in found.facts.ways]
    assert best_ways(replace(found, facts=replace(found.facts, ways=tuple(few))), stands()) == []


def test_where_nothing_gains_the_page_says_so(weighed: SmallElection) -> None:
    row = Analysis.objects.get(kind="help", reading=READING)
    row.figures = {**row.figures, "ways": []}
    row.save()
    assert "Nothing that is still open would help." in morning()


def test_the_call_list_has_what_would_help_most_and_until_when(db: None) -> None:
    """Two orders must be decided by 20 September: their owner is called about it."""
    options = tuple(one for one in DECIDING.options if one.id != "one-printer")
    load_election(plan=replace(DECIDING, options=options))
    set_clock(AT)
    number = forecast()
    open_analyses(number)
    analyse(number, 2_000)
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    page = client.get("/calls/?export=csv").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Order from both printers: to be decided by Thu 20 Sep, 18:00 CEST" in page
    assert "Order from both printers</a>" in client.get("/calls/").content.decode()

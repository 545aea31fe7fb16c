"""What each decision did to the day is reckoned at its own moment and told in one sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.exchange.plan import RiskSay
from writ.offices.authority.models import Account
from writ.offices.elections.queries import Called, election
from writ.offices.timetable.acts import (
    adopt_options,
    propose_options,
    record_finish,
    record_start,
    reestimate,
    review_risk,
    withdraw_option,
)
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Forecast
from writ.offices.timetable.queries.effects import shift, with_options, with_review, without_option
from writ.offices.timetable.queries.events import Effect, happened
from writ.offices.timetable.queries.forecasts import last_entry, newest
from writ.offices.timetable.queries.odds import odds_of
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.rules import Range, Session
from writ.offices.timetable.states import RiskState
from writ.offices.timetable.views import words
from writ.web.clock import set_clock

DAY = 1440
SESSION = Session("cec", date(2007, 9, 13), 7, 2, 1)


@pytest.fixture
def small(db: None) -> SmallElection:
    return load_election(plan=DECIDING)


def called() -> Called:
    found = election("example")
    assert found is not None
    return found


def stands() -> Situation:
    found = situation(called(), AT)
    assert found is not None
    return found


def decide(small: SmallElection) -> None:
    """Alternatives on the agenda, one adopted in session, a risk closed, and the option withdrawn again."""
    by: dict[str, Any] = {"by": small.by("cec.chair"), "at": AT, "election": "example"}
    propose_options(**by, options=("two-orders", "one-printer"), reason="For the session.")
    adopt_options(**by, options=("two-orders", "stamps"), reason="The surest.", session=SESSION)
    review_risk(
        by=small.by("sec.clerk"),
        at=AT,
        election="example",
        risk="snow",
        state=RiskState.CLOSED,
        source="The road office",
        said_at=AT,
    )
    withdraw_option(**by, option="two-orders", reason="One printer is gone.")


def test_each_act_is_told_once_with_what_it_moved(small: SmallElection) -> None:
    compute_at_once(called(), AT)
    decide(small)
    compute_at_once(called(), AT)
    told = [event for event in happened(stands()) if event.kind in ("options", "risk")]
    assert [(event.codes, event.state) for event in told] == [
        (("one-printer", "two-orders"), "proposed"),
        (("stamps", "two-orders"), "adopted"),
        (("snow",), "closed"),
        (("two-orders",), "withdrawn"),
    ]
    effects = Forecast.objects.order_by("-pk").values_list("effects", flat=True).first()
    entries = [event.entry for event in told]
    assert {entry: minutes for entry, (minutes, _) in effects.items()} == {
        str(entries[1]): 6 * DAY,
        str(entries[2]): 0,
        str(entries[3]): -6 * DAY,
    }
    adopted, closed, withdrawn = (points for _, points in effects.values())
    assert adopted > 20
    assert closed > 0, "at the middle estimates no risk strikes, and yet the chance moves"
    assert withdrawn < -20
    assert last_entry(called().id) == entries[-1]


def test_the_morning_page_says_in_one_sentence_what_was_decided(small: SmallElection) -> None:
    compute_at_once(called(), AT)
    adopt_options(
        by=small.by("cec.chair"),
        at=AT,
        election="example",
        options=("two-orders",),
        reason="The surest.",
        session=SESSION,
    )
    compute_at_once(called(), AT)
    set_clock(AT + timedelta(hours=1))
    chair = Client()
    chair.force_login(Account.objects.get(name="chair"))
    page = chair.get("/morning/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Order from both printers: adopted" in page
    assert re.search(r"6 days gained, [1-9]\d in 100 gained", page)


def test_a_review_that_moves_the_chance_alone_says_by_how_much(small: SmallElection) -> None:
    """On the morning page and in the history; never "no effect on the day"."""
    compute_at_once(called(), AT)
    review_risk(
        by=small.by("sec.clerk"),
        at=AT,
        election="example",
        risk="late-list",
        state=RiskState.CLOSED,
        source="The commission",
        said_at=AT,
    )
    compute_at_once(called(), AT)
    set_clock(AT + timedelta(hours=1))
    chair = Client()
    chair.force_login(Account.objects.get(name="chair"))
    for address in ("/morning/", "/timetable/forecasts/"):
        page = chair.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert re.search(r"A list comes late: .*\b[1-9] in 100 gained", page, re.DOTALL), address
        assert "no effect on the day" not in page
        assert "Nothing has moved it since yesterday" in page or address != "/morning/"


def test_the_points_of_a_decision_are_those_of_the_forecasts_around_it(small: SmallElection) -> None:
    """Paired: with the same luck as the answer before and the answer after."""
    compute_at_once(called(), AT)
    before = newest(called().id)
    adopt_options(
        by=small.by("cec.chair"), at=AT, election="example", options=("night-shift",), reason="Faster."
    )
    compute_at_once(called(), AT)
    after = newest(called().id)
    assert before is not None
    assert after is not None
    was, is_now = (one.answers["final-12-october", "continuous"] for one in (before, after))
    ((_, points),) = Forecast.objects.get(pk=after.id).effects.values()
    assert points == pytest.approx(100 * (is_now.hits - was.hits) / was.runs, abs=1)


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (None, ("unknown", "effect not computed yet")),
        (Effect(0), ("none", "no effect on the day")),
        (Effect(0, 0.0), ("none", "no effect on the day")),
        (Effect(0, 0.02), ("holds", "less than 1 in 100 gained")),
        (Effect(0, -0.5), ("short", "1 in 100 lost")),
        (Effect(0, 3.12), ("holds", "3 in 100 gained")),
        (Effect(-2 * DAY, -11.0), ("short", "2 days lost, 11 in 100 lost")),
        (Effect(2 * DAY), ("holds", "2 days gained")),
    ],
)
def test_one_sentence_tells_slack_and_chance(moved: Effect | None, said: tuple[str, str]) -> None:
    with override("en"):
        state, text = words.effect(moved)
    assert (state, text.replace("\N{NO-BREAK SPACE}", " ")) == said


def test_what_if_gives_what_the_act_then_gives(small: SmallElection) -> None:
    """The sheet's answer before an act is the forecast's answer after it."""
    before = stands()
    if_adopted = shift(before, with_options(before, ["one-printer"]))
    adopt_options(
        by=small.by("cec.chair"), at=AT, election="example", options=("one-printer",), reason="Surer."
    )
    now = stands()
    assert shift(now, now).now == if_adopted.after
    assert shift(now, without_option(now, "one-printer")).after == if_adopted.now
    closed = with_review(now, "late-list", RiskSay(closed=True))
    assert shift(now, closed).after.hits > if_adopted.after.hits


def test_odds_are_learned_from_the_acts_that_the_branch_names(small: SmallElection) -> None:
    """One in ten supposed, two hits in four cases: three in fourteen. The other way keeps its share."""
    assert stands().odds == {}
    by: dict[str, Any] = {"by": small.by("sec.clerk"), "at": AT, "election": "example"}
    for task in ("lists-final", "print", "distribute", "at-stations"):
        record_start(**by, task=task, started_at=AT)
    for task in ("lists-final", "print"):
        record_finish(**by, task=task, finished_at=AT)
    learned = stands().odds["appeal"]
    assert learned == pytest.approx((3 / 14, 0.3 * (11 / 14) / 0.9))
    odds = odds_of(DECIDING.branches[0], stands().tallies)
    assert odds is not None
    assert (odds.of, odds.hit) == (4, 2)
    assert 0.05 < odds.quantile(0.05) < 3 / 14 < odds.quantile(0.95) < 0.45


def test_a_branch_that_counts_nothing_keeps_its_odds() -> None:
    silent = replace(DECIDING.branches[0], of="", hit="")
    assert odds_of(silent, ()) is None
    assert odds_of(DECIDING.branches[0], ()) is None


def test_a_stored_forecast_is_computed_again_to_the_same_figures(small: SmallElection) -> None:
    """From seed, plan, entry and moment alone, whatever has been decided, said and recorded since."""
    decide(small)
    compute_at_once(called(), AT)
    first = newest(called().id)
    assert first is not None
    reestimate(
        by=small.by("sec.clerk"),
        at=AT,
        election="example",
        task="print",
        duration=Range(Decimal(26), Decimal(34)),
        source="Both printers",
        said_at=AT,
        firmness="promise",
        control="contractor",
    )
    adopt_options(
        by=small.by("cec.chair"), at=AT, election="example", options=("one-printer",), reason="Surer."
    )
    row = Forecast.objects.get(pk=first.id)
    row.answers.all().delete()
    from writ.offices.timetable.acts.forecasts import compute

    compute(row.pk)
    again = newest(called().id)
    assert again is not None
    assert again.answers == first.answers

"""The call list: who to call, on which extension, why, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from small_commission import AT
from small_election import PLAN, load_election
from small_places import PLACES
from writ.exchange.plan import Milestone
from writ.law.cite import Status
from writ.offices.authority.models import Account
from writ.offices.authority.queries import PostFacts
from writ.offices.elections.queries import election
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.queries.calls import Why, posts_of, telling
from writ.offices.timetable.views import words
from writ.web.clock import set_clock

PASSED = Milestone(
    "print-due", {"en": "Printing begins"}, "legal", Status.SCENARIO, datetime(2007, 9, 12), task="print"
)


def page(url: str = "/calls/", name: str = "chair") -> str:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client.get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def computed(db: None) -> None:
    load_election(at=AT - timedelta(days=3), plan=replace(PLAN, milestones=(PASSED,)))
    set_clock(AT)
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)


def test_what_is_overdue_is_called_about_first(computed: None) -> None:
    """Printing was due by law yesterday; what must end in November comes after it."""
    found = page()
    assert "1 call to make today." in found
    assert "1 day 9 h over" in found
    assert found.index("Print ballots abroad</a>") < found.index("Distribute under guard</a>")


def test_the_list_is_cut_by_when_and_given_as_a_file(computed: None) -> None:
    assert "Nobody need be called." in page("/calls/?urgency=later")
    lines = page("/calls/?export=csv").splitlines()
    assert "Print ballots abroad: due since" in lines[1]


def test_before_a_forecast_the_overdue_can_be_told(db: None) -> None:
    load_election(at=AT - timedelta(days=3), plan=replace(PLAN, milestones=(PASSED,)))
    set_clock(AT)
    found = page()
    assert "only what is overdue can be told" in found
    assert "Print ballots abroad" in found


def test_before_a_plan_the_list_says_what_it_waits_for(db: None) -> None:
    load_election(plan=None)
    set_clock(AT)
    assert "No plan has been adopted yet." in page()


def test_the_hours_say_whether_somebody_answers_now() -> None:
    post = PostFacts("logistics", {"en": "Logistics"}, {"en": "Secretariat"}, "240", "07:00-19:00")
    day = datetime(2007, 9, 13)
    with override("en"):
        assert words.reach(post, day.replace(hour=6, minute=30)) == "ext. 240, from 07:00"
        assert words.reach(post, day.replace(hour=9)) == "ext. 240, until 19:00"
        assert words.reach(post, day.replace(hour=19)) == "ext. 240, from 07:00 tomorrow"
        assert words.reach(replace(post, hours=""), day) == "ext. 240"


def test_a_post_there_is_in_every_area_is_called_in_all(db: None) -> None:
    """A step of every municipality is asked of every municipal officer."""

    def post(code: str) -> PostFacts:
        return PostFacts(code, {"en": code}, {}, "")

    known: Any = {code: post(code) for code in ("mec-chair-01", "mec-chair-02", "chief")}
    step = replace(PLAN.tasks[1], owner="mec-chair")
    assert [one.code for one in posts_of(step, known)] == ["mec-chair-01", "mec-chair-02"]
    assert [one.code for one in posts_of(replace(step, owner="chief"), known)] == ["chief"]
    assert posts_of(replace(step, owner="nobody-known"), known) == ()


def test_a_gate_in_trouble_is_called_about_before_anything_that_is_only_soon(db: None) -> None:
    """In the north the premises are two days short: today. In the south two days are left: within a week."""
    owners = {"gate_north": "cec.member", "gate_south": "mec.north"}
    tasks = tuple(replace(one, owner=owners.get(one.id, one.owner)) for one in PLACES.tasks)
    load_election(at=AT - timedelta(hours=1), plan=replace(PLACES, tasks=tasks))
    set_clock(AT)
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)
    lines = page("/calls/?export=csv").splitlines()[1:3]
    assert lines == [
        "1,Cec.Member,,North can open: 2 days short,Today",
        "2,Mec.North,,South can open: 2 days of slack,Within a week",
    ]
    told = page()
    assert "1 call to make today." in told
    assert "2 days of slack" in told


def test_a_gate_is_the_first_reason_of_a_call() -> None:
    gate, step, day = PLACES.tasks[-3], PLACES.tasks[0], datetime(2007, 11, 17)
    short, near = Why(gate, day, slack=-60), Why(gate, day, slack=60)
    over, soon = Why(step, day, True, -99), Why(step, datetime(2007, 9, 14), slack=-5)
    assert sorted([soon, near, over, short], key=telling) == [short, over, near, soon]


def test_what_is_short_is_told_before_what_must_end_sooner() -> None:
    """Three steps are named and the others counted: none that is short may be among those."""
    step, day = PLAN.tasks[0], datetime(2007, 10, 1)
    soon, short = Why(step, day, slack=60), Why(step, day + timedelta(days=40), slack=-60)
    over, least = Why(step, day, True, 5), Why(step, day + timedelta(days=1), True, -5)
    assert sorted([soon, short, over, least], key=telling) == [least, over, short, soon]

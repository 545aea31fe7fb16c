"""The gates: worst first, by the strand that is weakest, with what they share told apart; a grid, a table, a sheet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from small_commission import AT
from small_election import SmallElection, load_election
from small_places import PLACES
from writ.offices.authority.models import Account
from writ.offices.elections.queries import Called, election
from writ.offices.timetable.acts import record_finish
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Answer
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.queries.gates import Gates, gates_of, headline_of
from writ.offices.timetable.queries.situation import situation
from writ.web.clock import set_clock


def called() -> Called:
    found = election("example")
    assert found is not None
    return found


def signed_in(name: str = "chair") -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def page(url: str, name: str = "chair", status: int = 200) -> str:
    answer = signed_in(name).get(url)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def found() -> Gates:
    stands, forecast = situation(called(), AT), newest(called().id)
    assert stands is not None
    assert forecast is not None
    answer = headline_of(stands.plan.document, forecast.answers)
    assert answer is not None
    return gates_of(stands, answer)


@pytest.fixture
def computed(db: None) -> SmallElection:
    small = load_election(at=AT - timedelta(hours=1), plan=PLACES)
    set_clock(AT)
    compute_at_once(called(), AT)
    return small


def test_the_worst_gate_comes_first_with_its_weakest_strand(computed: SmallElection) -> None:
    gates = found()
    assert [(one.area.code, one.days) for one in gates.gates] == [("north", -2), ("south", 2)]
    assert [one.weakest.strand for one in gates.gates if one.weakest] == ["premises", "premises"]
    assert gates.strands == ("premises", "roll")
    assert {one.strand: one.days for one in gates.gates[0].strands} == {"premises": -2, "roll": 54}


def test_what_all_gates_share_is_told_apart(computed: SmallElection) -> None:
    """A day short for the ballots is not thirty places a day short."""
    gates = found()
    assert [(one.steps[0].id, one.days) for one in gates.shared] == [("at-stations", -1)]
    assert gates.gates[1].days == 2


def test_a_gate_says_in_how_many_courses_it_is_met(computed: SmallElection) -> None:
    """The northern premises are never in time; the southern gate waits for the ballots alone: 11 chances in 24."""
    north, south = found().gates
    assert north.in_100 == 0
    assert south.in_100 in (45, 46, 47)


def test_what_is_done_is_no_longer_weak(computed: SmallElection) -> None:
    for task in ("premises_south", "roll_south"):
        record_finish(by=computed.by("sec.clerk"), at=AT, election="example", task=task, finished_at=AT)
    compute_at_once(called(), AT)
    _, south = found().gates
    assert (south.area.code, south.days, south.weakest) == ("south", None, None)
    assert "its own strands are done" in page("/gates/")
    assert page("/gates/south/").count("done") >= 2


def test_the_page_has_grid_table_and_file(computed: SmallElection) -> None:
    text = page("/gates/")
    for words in (
        "1 short",
        "1 within a week",
        "Northby",
        "Southwick",
        "Premises",
        "is shared by every gate",
    ):
        assert words in text, words
    assert "Southwick" not in page("/gates/?state=short").partition('id="table"')[2]
    lines = page("/gates/?export=csv").splitlines()
    assert lines[1].startswith("Northby,-2,-2,54")


def test_the_sheet_of_a_gate_names_steps_owners_and_whom_to_call(computed: SmallElection) -> None:
    text = page("/gates/north/")
    for words in (
        "Northby",
        "2 days short",
        "Premises: North",
        "Sec.Clerk",
        "Latest safe end",
        "2 stations depend",
    ):
        assert words in text, words
    assert page("/gates/nowhere/", status=404)


def test_a_reading_without_gates_says_what_a_gate_is(computed: SmallElection) -> None:
    assert "goes through no gates" in page("/gates/?reading=final-12-october")


def test_a_plan_without_gates_says_so(small: SmallElection) -> None:
    set_clock(AT)
    compute_at_once(called(), AT)
    assert "goes through no gates" in page("/gates/")


@pytest.mark.parametrize(("url", "most"), [("/gates/", 12), ("/gates/north/", 12), ("/morning/", 13)])
def test_a_page_asks_few_questions(computed: SmallElection, url: str, most: int) -> None:
    """Twelve at most; the morning page one more."""
    chair = signed_in()
    with CaptureQueriesContext(connection) as asked:
        chair.get(url)
    assert len(asked) <= most, [query["sql"][:90] for query in asked]


@pytest.mark.parametrize("url", ["/gates/", "/gates/north/"])
def test_no_page_is_public(computed: SmallElection, url: str) -> None:
    assert Client().get(url).status_code == 302
    assert page(url, "auditor", 404)


def test_the_morning_page_leads_with_every_gate_and_keeps_the_ballots_beneath(computed: Any) -> None:
    text = page("/morning/")
    for words in (
        "“Every station can open”",
        "Reading:</b> Every gate",
        'Ballots only: <b class="keep">46 in 100</b>',
        "Gates: 2 municipalities",
        "“Ballots at every station” is shared by all: 1 day short.",
    ):
        assert words in text, words


def test_the_pages_stand_while_only_the_headline_is_computed(computed: SmallElection) -> None:
    """The headline is written first; whoever looks in that second sees it, and what is still to come."""
    Answer.objects.exclude(reading="every-gate", days="continuous").delete()
    text = page("/morning/")
    assert "1 more reading is not computed yet." in text
    assert "not computed yet" in text
    for url in ("/gates/", "/gates/north/", "/calls/", "/timetable/readings/", "/timetable/"):
        assert page(url)

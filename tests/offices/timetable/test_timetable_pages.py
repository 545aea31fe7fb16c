"""The timetable's pages: for who may read them, in few questions, empty and stale states said, every table exported."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from small_commission import AT
from small_election import SmallElection, load_election
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import record_finish, record_start, reestimate
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.rules import Range
from writ.web.clock import set_clock

PAGES = (
    "/morning/",
    "/timetable/",
    "/timetable/step/print/",
    "/timetable/dates/",
    "/timetable/curve/",
    "/timetable/forecasts/",
    "/timetable/assumed/",
    "/timetable/readings/",
    "/timetable/replay/",
    "/gates/",
    "/calls/",
)


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content[:500]
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def estimate(small: SmallElection, low: int, high: int, at: Any = AT) -> None:
    reestimate(
        by=small.by("sec.clerk"),
        at=at,
        election="example",
        task="print",
        duration=Range(Decimal(low), Decimal(high)),
        source="Both printers",
        said_at=at,
        firmness="hearsay",
        control="contractor",
    )


@pytest.fixture
def computed(db: None) -> SmallElection:
    """Two days lost yesterday, and the forecast computed since."""
    small = load_election(at=AT - timedelta(days=3))
    yesterday = AT - timedelta(days=1)
    set_clock(AT)
    compute_at_once(called(), AT - timedelta(days=2))
    estimate(small, 21, 49, yesterday)
    compute_at_once(called(), yesterday)
    compute_at_once(called(), AT)
    return small


@pytest.fixture
def chair(computed: SmallElection) -> Client:
    return signed_in("chair")


def test_the_morning_page_gives_three_answers_and_says_what_moved_them(chair: Client) -> None:
    page = text(chair, "/morning/")
    for words in (
        "at the end of 19 November",
        "2 days lost since yesterday",
        "Only the first 32 days hold the day",
        "39 in 100",
        "Ballots only",
        "Lists final",
        "Plan version 1",
    ):
        assert words in page, words
    assert page.count("<svg") >= 4
    assert page.count('role="img"') >= 4


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_few_questions(chair: Client, url: str) -> None:
    """Twelve at most, on full data as on little: none is asked once per row. The morning page asks one more."""
    text(chair, url)  # who looks first has the forecast analysed
    with CaptureQueriesContext(connection) as asked:
        text(chair, url)
    assert len(asked) <= 12 + (url == "/morning/"), [query["sql"][:90] for query in asked]


@pytest.mark.parametrize("url", PAGES)
def test_a_forecast_has_no_public_address(computed: SmallElection, url: str) -> None:
    """Who is not signed in is asked to; who may not read it is told that there is nothing."""
    assert Client().get(url).status_code == 302
    assert signed_in("auditor").get(url).status_code == 404


def test_the_first_page_is_the_one_that_may_be_read(computed: SmallElection) -> None:
    assert signed_in("chair").get("/").url == "/morning/"
    assert signed_in("auditor").get("/").url == "/authority/waiting/"


def test_what_moved_the_slack_most_the_way_it_went_is_named(computed: SmallElection) -> None:
    """A gain is not told by a loss that came after it; and a day later the figures are those of that day."""
    for longest in (25, 57, 29):
        estimate(computed, 21, longest)
        compute_at_once(called(), AT)
    page = text(signed_in("chair"), "/morning/")
    assert re.search(r"gained since yesterday</b> \(act \d+\)[^<]*21 to 29", page)
    set_clock(AT + timedelta(days=9))
    page = text(signed_in("chair"), "/morning/")
    now, yesterday = (re.search(pattern, page) for pattern in (r"In (\d+) of 100", r"Yesterday (\d+)"))
    assert now is not None
    assert yesterday is not None
    assert yesterday[1] == now[1]


def test_figures_behind_the_record_say_so_and_are_computed_again(computed: SmallElection) -> None:
    """The old figure stands, with its age, until the new one is there."""
    estimate(computed, 21, 45)
    chair = signed_in("chair")
    page = text(chair, "/morning/")
    assert "1 act has come since these figures." in page
    assert "39 in 100" in page
    compute_at_once(called(), AT)
    page = text(chair, "/morning/")
    assert "come since these figures" not in page
    assert "46 in 100" in page


def test_old_figures_say_their_age(chair: Client) -> None:
    set_clock(AT + timedelta(days=2, hours=3))
    assert "These figures are 2" in text(chair, "/morning/")
    assert chair.post("/morning/compute/").status_code == 302


def test_before_a_plan_is_adopted_the_page_says_what_it_waits_for(db: None) -> None:
    load_election(plan=None)
    set_clock(AT)
    assert "No plan has been adopted yet." in text(signed_in("chair"), "/morning/")


def test_before_the_first_forecast_the_page_has_one_computed(small: SmallElection) -> None:
    set_clock(AT)
    assert "The first one is being computed." in text(signed_in("chair"), "/morning/")


def test_quiet_days_have_their_empty_states(small: SmallElection) -> None:
    later = AT + timedelta(days=5)
    set_clock(later)
    compute_at_once(called(), later)
    page = text(signed_in("chair"), "/morning/")
    assert "Nothing was recorded since yesterday." in page
    assert "Nothing is overdue." in page


def test_the_steps_are_searched_filtered_and_exported(chair: Client) -> None:
    page = text(chair, "/timetable/?q=abroad")
    assert "Print ballots abroad" in page
    assert "Distribute under guard" not in page
    assert "Distribute under guard" in text(chair, "/timetable/?state=not+begun")
    assert "No step fits" in text(chair, "/timetable/?q=nothing-such")
    export = chair.get("/timetable/?export=csv")
    assert export["Content-Type"].startswith("text/csv")
    assert "Print ballots abroad" in export.content.decode("utf-8-sig")


def test_a_sheet_tells_its_history_and_hides_what_no_longer_stands(computed: SmallElection) -> None:
    from writ.offices.timetable.acts import correct_record

    clerk = computed.by("sec.clerk")
    done = record_finish(by=clerk, at=AT, election="example", task="print", finished_at=AT)
    correct_record(
        by=clerk, at=AT, election="example", task="print", record=done.act, reason="Another lot ended."
    )
    record_start(by=clerk, at=AT, election="example", task="print", started_at=AT)
    page = text(signed_in("clerk"), "/timetable/step/print/")
    for words in ("Both printers", "Another lot ended.", "No longer stands", "under way", "Record the end"):
        assert words in page, words


def test_who_may_not_record_is_told_who_may(chair: Client) -> None:
    page = text(chair, "/timetable/step/print/")
    assert "Not yours to record in this post." in page
    assert 'href="/timetable/step/print/finish/"' not in page


def test_a_step_that_is_not_in_the_plan_is_not_there(chair: Client) -> None:
    assert chair.get("/timetable/step/no-such-step/").status_code == 404


def test_every_page_speaks_every_language(chair: Client) -> None:
    for language in ("sq", "sr-cyrl", "sr-latn"):
        chair.cookies["writ_language"] = language
        for url in PAGES:
            assert f'lang="{language}"' in text(chair, url)

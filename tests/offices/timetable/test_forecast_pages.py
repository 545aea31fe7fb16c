"""Curves, latest safe dates and the forecast's own history: what they say, empty, late, stopped, and as files."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from small_commission import AT
from small_election import PLAN, SmallElection, load_election
from writ.desk.models import JobProgress
from writ.desk.progress import Reporter, ask_to_stop
from writ.exchange.plan import Ends, Estimate, LinkEntry, Override, PlanDocument, Reading
from writ.law.cite import Status
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import record_finish, record_start, reestimate
from writ.offices.timetable.acts.forecasts import compute_at_once, open_forecast
from writ.offices.timetable.rules import Range
from writ.web.clock import set_clock

CURVE, DATES, HISTORY = "/timetable/curve/", "/timetable/dates/", "/timetable/forecasts/"
PAGES = (CURVE, DATES, HISTORY)
EARLIER = Reading(
    "final-2-october",
    {"en": "Lists final on 2 October"},
    "at-stations",
    datetime(2007, 11, 17),
    overrides=(
        Override("lists-final", ends=Ends(datetime(2007, 10, 3), datetime(2007, 10, 3), Status.ASSUMED)),
    ),
)


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def rows(client: Client, url: str) -> list[list[str]]:
    """The rows of the file that a page gives."""
    answer = client.get(url)
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))


def estimate(small: SmallElection, low: int, high: int, at: datetime) -> None:
    reestimate(
        by=small.by("sec.clerk"),
        at=at,
        election="example",
        task="print",
        duration=Range(Decimal(low), Decimal(high)),
        source="Both printers",
        said_at=at,
        firmness="promise",
        control="contractor",
    )


def days(low: int, high: int) -> Estimate:
    return Estimate("uniform", (Decimal(low), Decimal(high)), status=Status.SCENARIO)


def with_readings(*more: Reading) -> PlanDocument:
    return replace(PLAN, readings=(*PLAN.readings, *more))


@pytest.fixture
def computed(db: None) -> SmallElection:
    """Two readings, computed before and after an act that cost two days."""
    small = load_election(at=AT - timedelta(days=3), plan=with_readings(EARLIER))
    compute_at_once(called(), AT - timedelta(days=2))
    estimate(small, 21, 49, AT - timedelta(days=1))
    compute_at_once(called(), AT)
    set_clock(AT)
    return small


@pytest.fixture
def chair(computed: SmallElection) -> Client:
    return signed_in("chair")


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_for_who_may_read_the_forecast(computed: SmallElection, url: str) -> None:
    assert Client().get(url).status_code == 302
    assert signed_in("auditor").get(url).status_code == 404
    assert signed_in("chair").get(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_the_same_few_questions_of_more_facts(chair: Client, url: str) -> None:
    """Twelve at most, however many forecasts and steps there are."""
    for hours in range(1, 4):
        compute_at_once(called(), AT + timedelta(hours=hours))
    with CaptureQueriesContext(connection) as asked:
        text(chair, url)
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]


@pytest.mark.parametrize("url", PAGES)
def test_a_page_says_reading_time_versions_and_restriction(chair: Client, url: str) -> None:
    page = text(chair, url)
    for words in (
        "Ballots only",
        "Computed for Thu 13\N{NO-BREAK SPACE}Sep, 09:00\N{NO-BREAK SPACE}CEST",
        "Plan version 1",
        "seed 1",
        "Law pack",
        "Restricted: forecast competence",
        "39 in 100" if url != CURVE else "In 39 of 100",
    ):
        assert words in page, words


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("query", ["?reading=none&days=none", "?sort=-nothing&page=x", "?reading=%00&days='"])
def test_nonsense_in_the_address_gives_the_default_reading(chair: Client, url: str, query: str) -> None:
    page = text(chair, url + query)
    assert '<b aria-current="page">continuously</b>' in page


@pytest.mark.parametrize("url", PAGES)
def test_before_a_plan_or_a_forecast_the_page_says_what_it_waits_for(db: None, url: str) -> None:
    set_clock(AT)
    load_election(plan=None)
    assert "No plan has been adopted yet." in text(signed_in("chair"), url)


@pytest.mark.parametrize("url", PAGES)
def test_before_the_first_forecast_it_can_be_asked_for(small: SmallElection, url: str) -> None:
    """Looking at a page computes nothing by itself."""
    set_clock(AT)
    page = text(signed_in("chair"), url)
    assert "There is no forecast yet." in page
    assert 'action="/morning/compute/"' in page
    assert JobProgress.objects.count() == 0


@pytest.mark.parametrize("url", PAGES)
def test_figures_behind_the_record_say_so(computed: SmallElection, url: str) -> None:
    estimate(computed, 21, 45, AT)
    assert "1 act has come since these figures." in text(signed_in("chair"), url)


def test_each_reading_is_a_curve_with_its_days(chair: Client) -> None:
    """21 to 49 days of printing from 12 October: half of them end by 19 November, all three days later."""
    page = text(chair, CURVE)
    assert page.count('class="c-curve c-curve-') == 2 * 2 + 2  # two drawings, and the keys of the narrow one
    assert "Due: the end of Fri 16\N{NO-BREAK SPACE}Nov" in page
    assert "Lists final on 2 October" in page
    assert "Mon 19\N{NO-BREAK SPACE}Nov" in page
    assert '<th scope="row">Sun 18\N{NO-BREAK SPACE}Nov</th>' in page


def test_whole_days_are_another_answer(chair: Client) -> None:
    """Uniform 21 to 49 in whole days: 12 of 29 courses are in time."""
    page = text(chair, f"{CURVE}?days=whole")
    assert "In 41 of 100" in page
    assert "Days are counted as whole days." in page


def test_a_picture_holds_readings_of_one_due_moment_and_four_at_most(db: None) -> None:
    """A curve is read at its own due line; a fifth one could not be told from the others."""
    alike = [replace(EARLIER, id=f"like-{place}", names={"en": f"Like {place}"}) for place in range(4)]
    later = replace(EARLIER, id="later", names={"en": "Two days later"}, due=datetime(2007, 11, 19))
    load_election(plan=with_readings(*alike, later))
    compute_at_once(called(), AT)
    set_clock(AT)
    page = text(signed_in("chair"), CURVE)
    assert page.count('class="chart chart-wide"') == 2
    assert "1 more reading has no room here" in page
    for day in ("Fri 16", "Sun 18"):
        assert f'-title">Due: the end of {day}\N{NO-BREAK SPACE}Nov</h2>' in page, (
            "told apart by their headings"
        )


def test_each_unfinished_step_has_its_latest_days_and_whom_to_call(chair: Client) -> None:
    page = text(chair, DATES)
    for words in (
        "Print ballots abroad",
        "Sec.Clerk",
        "promise",
        "a contractor",
        "the end of Tue 13\N{NO-BREAK SPACE}Nov",
        "3\N{NO-BREAK SPACE}days short",
        "too soon",
    ):
        assert words in page, words
    assert (
        page.index("Lists final") < page.index("Print ballots abroad") < page.index("Distribute under guard")
    )


def test_the_dates_of_another_reading(chair: Client) -> None:
    """Ten days earlier the same estimate leaves a week."""
    assert "7\N{NO-BREAK SPACE}days of slack" in text(chair, f"{DATES}?reading=final-2-october")


def test_what_a_day_costs_is_said_from_the_day_it_costs(chair: Client) -> None:
    """Three days of distribution stand still: printing may end on 13 November, and a day later all is lost."""
    told = {row[0]: row for row in rows(chair, f"{DATES}?export=csv")[1:]}
    assert told["Print ballots abroad"][-2:] == ["2007-11-13", "100.0"]
    assert told["Print ballots abroad"][5:10] == ["2007-11-13"] * 5
    cost = float(told["Lists final"][-1])
    assert 3 < cost < 4.2  # a point of 29


def test_a_chance_that_no_day_keeps_is_said(db: None) -> None:
    """Where kits alone come in time in half the courses, no haste with the lists gives more."""
    kits = replace(PLAN.task("print"), id="kits", names={"en": "Pack kits"}, links=(), estimate=days(55, 75))
    ready = replace(PLAN.task("at-stations"), links=(LinkEntry("distribute"), LinkEntry("kits")))
    load_election(plan=replace(PLAN, tasks=(*PLAN.tasks[:-1], kits, ready)))
    compute_at_once(called(), AT)
    set_clock(AT)
    lists = {row[0]: row for row in rows(signed_in("chair"), f"{DATES}?export=csv")}["Lists final"]
    assert lists[6:10] == ["no day keeps it"] * 4
    assert "no day keeps it" in text(signed_in("chair"), DATES)


def test_a_finished_step_and_the_target_need_no_date(computed: SmallElection) -> None:
    for task in ("print", "distribute"):
        record_start(
            by=computed.by("sec.clerk"),
            at=AT,
            election="example",
            task=task,
            started_at=AT - timedelta(hours=2),
        )
    record_finish(
        by=computed.by("sec.clerk"),
        at=AT,
        election="example",
        task="print",
        finished_at=AT - timedelta(hours=1),
    )
    names = [row[0] for row in rows(signed_in("chair"), f"{DATES}?export=csv")[1:]]
    assert names == ["Lists final", "Distribute under guard"]


def test_a_date_that_has_passed_is_said_in_words(chair: Client) -> None:
    """A forecast left alone grows old: its dates pass, and the page says since when."""
    set_clock(datetime(2007, 11, 15, 9, tzinfo=AT.tzinfo))
    page = text(chair, DATES)
    assert "passed 2\N{NO-BREAK SPACE}days ago" in page
    assert "2 steps should have ended already." in page


def test_dates_are_sorted_as_asked_and_say_so(chair: Client) -> None:
    assert "Sorted by Rests on, controlled by, firmest first." in text(chair, f"{DATES}?sort=-firmness")
    names = [row[0] for row in rows(chair, f"{DATES}?sort=name&export=csv")[1:]]
    assert names == ["Distribute under guard", "Lists final", "Print ballots abroad"]


def test_the_history_says_which_act_moved_the_day(chair: Client) -> None:
    page = text(chair, HISTORY)
    for words in (
        "2\N{NO-BREAK SPACE}days lost",
        "Print ballots abroad: re-estimated",
        "Plan version 1 adopted",
    ):
        assert words in page, words
    assert page.count('class="chart chart-') == 3
    told = rows(chair, f"{HISTORY}?export=csv&sort=id")
    assert [row[2] for row in told[1:]] == ["46", "39"]
    assert told[2][6:8] == ["100000", "1"]


def test_the_history_of_another_reading_says_no_effect_that_is_not_its_own(chair: Client) -> None:
    """What an act moved is reckoned for the default reading alone; the difference of two forecasts is for each."""
    page = text(chair, f"{HISTORY}?reading=final-2-october")
    assert page.count("2\N{NO-BREAK SPACE}days lost") == 1
    assert "Lists final on 2 October" in page


def test_who_may_not_read_the_record_is_led_nowhere(computed: SmallElection) -> None:
    page = text(signed_in("chair"), HISTORY)
    assert "act 4" in page
    assert "/authority/record/" not in page


def test_a_forecast_under_way_shows_how_far_it_is_and_can_be_stopped(computed: SmallElection) -> None:
    chair = signed_in("chair")
    mine = str(Account.objects.get(name="chair").pk)
    opened = open_forecast(called(), AT, "Forecast", mine)
    assert opened is not None
    Reporter(opened[1])(100_000)
    page = text(chair, HISTORY)
    assert "is being computed; until it is there, these stand." in page
    assert "100,000 of 400,000" in page
    assert f'action="/jobs/{opened[1]}/"' in page
    other = text(signed_in("member"), HISTORY)
    assert "Whoever asked for it can stop it." in other
    assert "hx-get" not in other
    assert chair.post(f"/jobs/{opened[1]}/").status_code == 302
    assert JobProgress.objects.get(pk=opened[1]).stop_asked


def test_a_forecast_that_failed_or_was_stopped_is_said(computed: SmallElection) -> None:
    for end in ("stopped", "failed"):
        opened = open_forecast(called(), AT, "Forecast", "")
        assert opened is not None
        reporter = Reporter(opened[1])
        if end == "stopped":
            ask_to_stop(opened[1])
            reporter.stopped()
        else:
            reporter.failed("A circle in the plan.")
    page = text(signed_in("chair"), HISTORY)
    assert "was stopped before it had an answer." in page
    assert "could not be computed." in page
    assert "A circle in the plan." in page
    assert 'action="/morning/compute/"' in page
    assert "39 in 100" in page


def test_a_first_forecast_that_failed_is_said_on_the_empty_page(small: SmallElection) -> None:
    opened = open_forecast(called(), AT, "Forecast", "")
    assert opened is not None
    Reporter(opened[1]).failed("A circle in the plan.")
    set_clock(AT)
    page = text(signed_in("chair"), HISTORY)
    assert "There is no forecast yet." in page
    assert "A circle in the plan." in page


def test_the_pages_speak_the_language_of_the_reader(chair: Client) -> None:
    for url in PAGES:
        for language in ("sq", "sr-cyrl", "sr-latn"):
            chair.cookies["writ_language"] = language
            assert f'lang="{language}"' in text(chair, url)

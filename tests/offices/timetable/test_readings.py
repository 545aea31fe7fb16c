"""The readings side by side, and the plan's own estimates beside the working ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from small_commission import AT
from small_election import PLAN, SmallElection, load_election
from writ.exchange.plan import Ends, Override, Reading
from writ.law.cite import Status
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import reestimate
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.queries.readings import narrower, official_of
from writ.offices.timetable.rules import Range
from writ.web.clock import set_clock

URL = "/timetable/readings/"
ON_2 = datetime(2007, 10, 3)
EARLIER = Reading(
    "final-2-october",
    {"en": "Lists final on 2 October"},
    "at-stations",
    datetime(2007, 11, 17),
    overrides=(Override("lists-final", ends=Ends(ON_2, ON_2, Status.ASSUMED)), Override("print", links=())),
)
PRINTED = Reading(
    "printed", {"en": "Printed in time"}, "print", datetime(2007, 11, 17), tasks=("lists-final", "print")
)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def page(name: str = "chair") -> str:
    answer = signed_in(name).get(URL)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def computed(db: None) -> SmallElection:
    small = load_election(
        at=AT - timedelta(days=3), plan=replace(PLAN, readings=(*PLAN.readings, EARLIER, PRINTED))
    )
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)
    set_clock(AT)
    return small


def test_each_reading_has_its_own_row_and_says_what_it_says_otherwise(computed: SmallElection) -> None:
    found = page()
    for words in (
        "Lists final on 2 October",
        "Printed in time",
        "1 day short",
        "ends on 2 Oct",
        "waits for nothing",
        "Official and working estimates are the same.",
    ):
        assert words in found, words


def test_a_working_estimate_stands_beside_the_official_one(computed: SmallElection) -> None:
    reestimate(
        by=computed.by("sec.clerk"),
        at=AT,
        election="example",
        task="print",
        duration=Range(Decimal(21), Decimal(35)),
        source="Both printers",
        said_at=AT,
        firmness="promise",
        control="contractor",
    )
    found = page()
    assert "21 to 45 days" in found
    assert "21 to 35 days" in found
    assert "Sec.Clerk" in found


def test_a_page_asks_few_questions(computed: SmallElection) -> None:
    chair = signed_in("chair")
    with CaptureQueriesContext(connection) as asked:
        chair.get(URL)
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]


def test_the_narrower_question_is_due_on_the_same_day_and_takes_fewer_steps(computed: SmallElection) -> None:
    """ "Ballots only" stands beneath "every gate", never a reading of another day."""
    called = election("example")
    assert called is not None
    forecast = newest(called.id)
    assert forecast is not None
    plan = replace(PLAN, readings=(*PLAN.readings, EARLIER, PRINTED))
    found = narrower(plan, forecast, forecast.answers["final-12-october", "continuous"])
    assert found is not None
    assert found.reading == "printed"
    other_day = replace(PRINTED, due=datetime(2007, 12, 8))
    plan = replace(PLAN, readings=(*PLAN.readings, EARLIER, other_day))
    assert narrower(plan, forecast, forecast.answers["final-12-october", "continuous"]) is None


def test_a_forecast_without_the_official_answer_says_nothing_of_it() -> None:
    assert official_of({}) is None
    found = official_of({"official": {"hits": 46, "runs": 100, "slack": -1}})
    assert found is not None
    assert (found.in_100, found.days_of_slack) == (46, -1)

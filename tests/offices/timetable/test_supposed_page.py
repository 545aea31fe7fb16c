"""The page of the other call: every reading as it stands, and as it would stand had it been called earlier."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from small_commission import AT
from small_election import load_election
from writ.offices.authority.models import Account
from writ.offices.elections.acts import call_election
from writ.offices.timetable.views.supposed import _months_before
from writ.web.clock import set_clock

URL = "/timetable/called/"


@pytest.fixture
def called(db: None) -> None:
    small = load_election(at=AT - timedelta(days=3))
    call_election(
        by=small.by("cec.chair"), at=AT - timedelta(days=2), election="example", called_on=date(2007, 9, 1)
    )
    set_clock(AT)


def page(query: str = "", name: str = "chair", status: int = 200) -> str:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    answer = client.get(URL + query)
    assert answer.status_code == status
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_four_months_before_the_polls_is_asked_where_nobody_says(called: None) -> None:
    """For 17 November that is 17 July: the call that the cable wished for."""
    found = page()
    assert 'value="2007-07-17"' in found
    assert "123 days before the polls." in found


def test_what_would_be_stands_beside_what_is(called: None) -> None:
    """Called four months ahead the ballots are there in every course."""
    found = page("?called_on=2007-07-17")
    assert ">46<" in found
    assert "<b>100</b>" in found


@pytest.mark.parametrize("query", ["?called_on=17.07.2007", "?called_on=2007-11-17", "?called_on=1999-01-01"])
def test_a_day_that_cannot_be_is_told_beside_its_field(called: None, query: str) -> None:
    """Nothing is computed for a date that is none, or after the polls, or years before them."""
    found = page(query)
    assert 'id="called_on-error"' in found
    assert "In 100, called then" not in found


def test_before_the_call_there_is_nothing_to_move(db: None) -> None:
    """An empty page says why, and asks for nothing."""
    load_election(at=AT - timedelta(days=3))
    set_clock(AT)
    assert "The elections are not called yet." in page()


def test_who_may_not_read_forecasts_is_not_shown_them(called: None) -> None:
    """The page is as restricted as the forecast."""
    page(name="auditor", status=404)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2007, 11, 17), date(2007, 7, 17)),
        (date(2008, 6, 30), date(2008, 2, 29)),
        (date(2024, 1, 5), date(2023, 9, 5)),
    ],
)
def test_four_months_before_is_a_day_that_exists(day: date, before: date) -> None:
    """The end of a long month goes back to the end of a shorter one."""
    assert _months_before(day, 4) == before

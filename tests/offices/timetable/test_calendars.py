"""The calendars of three audiences as pages and as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import icalendar
import pytest
from django.test import Client

from small_commission import AT
from small_election import PLAN, load_election
from writ.exchange.plan import Milestone
from writ.law.cite import Cite, Status
from writ.offices.authority.models import Account
from writ.web.clock import set_clock

NAMES = {"en": "Lists close"}
DATES = (
    Milestone("past", {"en": "Call"}, "event", Status.SOURCED, datetime(2007, 9, 2)),
    Milestone("lists-close", NAMES, "legal", Status.SCENARIO, datetime(2007, 10, 13), cite=Cite("Law", "12")),
    Milestone(
        "weeks", {"en": "Campaign"}, "legal", Status.SOURCED, datetime(2007, 11, 16), date(2007, 10, 17)
    ),
    Milestone(
        "tender", {"en": "Tender"}, "administrative", Status.SOURCED, datetime(2007, 9, 20, 16), note="Ours."
    ),
    Milestone("post", {"en": "Ballots by mail"}, "legal", Status.EMPTY),
)


def get(url: str, name: str = "chair") -> tuple[int, str]:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    answer = client.get(url)
    return answer.status_code, answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def loaded(db: None) -> None:
    load_election(plan=replace(PLAN, milestones=DATES))
    set_clock(AT)


def test_the_public_is_told_legal_dates_and_events(loaded: None) -> None:
    code, page = get("/timetable/calendars/public/")
    assert code == 200
    assert "2 dates are still to come; the next is: Lists close." in page
    assert "Fri 12 Oct 2007" in page
    assert "Wed 17 Oct – Thu 15 Nov 2007" in page
    assert "nobody knows yet" in page
    assert "Tender" not in page
    assert page.index("Call<") < page.index("Campaign") < page.index("Ballots by mail")


def test_the_office_sees_its_own_dates_and_notes_too(loaded: None) -> None:
    _, page = get("/timetable/calendars/internal/")
    assert "Tender" in page
    assert "16:00" in page
    assert "Ours." in page
    assert "Restricted" in page


def test_a_date_nobody_sourced_is_marked(loaded: None) -> None:
    _, page = get("/timetable/calendars/parties/")
    assert "scenario" in page[page.index("Lists close", page.index("<table")) :]


def test_the_kinds_can_be_told_apart(loaded: None) -> None:
    _, page = get("/timetable/calendars/public/?kind=event")
    assert "Campaign" not in page[page.index("<table") :]
    assert "Call<" in page


def test_the_file_is_for_any_calendar_program(loaded: None) -> None:
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    answer = client.get("/timetable/calendars/public/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "calendar-public.ics" in answer["Content-Disposition"]
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == [
        "Call",
        "Lists close [scenario]",
        "Campaign",
    ]
    assert client.get("/timetable/calendars/public/calendar.ics").content == answer.content


def test_another_audience_is_not_there(loaded: None) -> None:
    assert get("/timetable/calendars/press/")[0] == 404
    assert get("/timetable/calendars/press/calendar.ics")[0] == 404


def test_who_may_not_read_the_timetable_sees_no_calendar(loaded: None) -> None:
    client = Client()
    assert client.get("/timetable/calendars/internal/").status_code in (302, 403, 404)


def test_without_a_date_the_page_says_so(db: None) -> None:
    load_election(plan=PLAN)
    set_clock(AT)
    _, page = get("/timetable/calendars/public/")
    assert "No date of the plan is meant for these readers." in page


def test_before_a_plan_the_page_says_why_it_is_empty(db: None) -> None:
    load_election(plan=None)
    set_clock(AT)
    code, _ = get("/timetable/calendars/public/")
    assert code == 200
    assert get("/timetable/calendars/public/calendar.ics")[0] == 404

"""The replay page: what could be known on each sourced date, and what happened in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from small_commission import AT
from small_election import PLAN, load_election
from writ.exchange.plan import Milestone, PlanDocument
from writ.law.cite import Cite, Status
from writ.offices.authority.models import Account
from writ.offices.timetable.views import replay
from writ.web.clock import set_clock

URL = "/timetable/replay/"
REPORT = Cite("A report of September", source="https://example.org/report")


def milestone(name: str, month: int, day: int, cite: Cite | None = None) -> Milestone:
    return Milestone(name, {"en": name}, "event", Status.SOURCED, datetime(2007, month, day), cite=cite)


def plan() -> PlanDocument:
    """Printing is told of by a report of 12 September; the polls were held on 17 November."""
    dates = (
        milestone("The call", 9, 2),
        milestone("The report", 9, 13, REPORT),
        milestone("Silence", 11, 16),
        milestone("The polls are held", 11, 18),
    )
    estimate = PLAN.tasks[1].estimate
    assert estimate is not None
    printing = replace(PLAN.tasks[1], estimate=replace(estimate, cite=REPORT))
    return replace(PLAN, milestones=dates, tasks=(PLAN.tasks[0], printing, *PLAN.tasks[2:]))


def page(name: str = "chair", status: int = 200) -> str:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    answer = client.get(URL)
    assert answer.status_code == status
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_each_date_says_what_could_be_known_and_the_end_what_happened(db: None) -> None:
    load_election(at=AT - timedelta(days=3), plan=plan())
    set_clock(AT)
    found = page()
    for words in (
        "not computable",
        "No source says yet how long it takes:",
        "A report of September",
        "<b>46</b>",
        "1 day short",
        "Should have ended; no source says so:",
        "What happened",
        "The polls are held",
    ):
        assert words in found, words
    assert found.index("The call") < found.index("The report") < found.index("The polls are held")
    page("auditor", 404)


def test_a_plan_without_sourced_dates_says_when_they_would_stand_here(db: None) -> None:
    load_election()
    set_clock(AT)
    assert "No sourced date lies before the due day." in page()


def test_a_reading_too_large_for_a_page_names_the_command(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    load_election(plan=plan())
    set_clock(AT)
    monkeypatch.setattr(replay, "MOST", 2)
    assert "writ replay DIR" in page()


def test_before_a_plan_there_is_nothing_to_replay(db: None) -> None:
    load_election(plan=None)
    set_clock(AT)
    assert "No plan has been adopted yet." in page()

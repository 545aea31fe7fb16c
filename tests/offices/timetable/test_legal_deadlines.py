"""A legal deadline is told from a date of our own, and never shows without its article and what missing it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from small_commission import AT
from small_election import PLAN, load_election
from writ.exchange.plan import Milestone
from writ.law.cite import Cite, Status
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts.analyses import analyse, open_analyses
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Forecast
from writ.offices.timetable.queries.advice import sensitivity_found
from writ.offices.timetable.queries.deadlines import deadlines, legal
from writ.web.clock import set_clock

ARTICLE = Cite("Regulation 2007/23", "Article 4.2", "")
MISSED = {"en": "Lists that come later are refused", "sq": "Listat e vonuara refuzohen"}


def milestone(ident: str, kind: str, task: str, at: datetime | None, **more: Any) -> Milestone:
    return Milestone(ident, {"en": ident}, kind, Status.SOURCED, at, task=task, **more)


SET = replace(
    PLAN,
    milestones=(
        milestone("our-own", "administrative", "lists-final", datetime(2007, 9, 10)),
        milestone("by-rule", "legal", "lists-final", datetime(2007, 9, 12), missed=MISSED, cite=ARTICLE),
        milestone("unsourced", "legal", "print", datetime(2007, 11, 1)),
        milestone("undated", "legal", "distribute", None, missed=MISSED, cite=ARTICLE),
        milestone("stations-due", "administrative", "at-stations", datetime(2007, 11, 16)),
    ),
    readings=(replace(PLAN.readings[0], kind="legal"),),
)


@pytest.fixture
def plan(db: None) -> Any:
    load_election(plan=SET)
    found = election("example")
    assert found is not None
    compute_at_once(found, AT)
    set_clock(AT + timedelta(hours=1))
    return found


def page(url: str) -> str:
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    answer: Any = client.get(url)
    assert answer.status_code == 200, answer.content[:500]
    text: str = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return text


def test_the_law_comes_before_dates_of_our_own_and_a_known_day_before_none() -> None:
    extra = milestone("later", "legal", "lists-final", datetime(2007, 9, 20))
    none = milestone("never", "legal", "lists-final", None)
    found = deadlines(replace(SET, milestones=(none, extra, *SET.milestones)))["lists-final"]
    assert [one.id for one in found] == ["by-rule", "later", "never", "our-own"]
    assert legal(SET, "lists-final") == SET.milestones[1]
    unknown = milestone("some-day", "administrative", "print", None)
    assert deadlines(replace(SET, milestones=(unknown,))) == {}
    assert legal(SET, "at-stations") is None


@pytest.mark.parametrize(
    "url", ["/timetable/", "/timetable/step/lists-final/", "/timetable/dates/", "/morning/"]
)
def test_article_and_consequence_stand_beside_a_legal_deadline(plan: Any, url: str) -> None:
    told = page(url)
    assert "by law" in told
    assert "Regulation 2007/23, Article 4.2" in told
    assert "If it is missed: Lists that come later are refused." in told


@pytest.mark.parametrize(
    "url", ["/timetable/", "/timetable/step/print/", "/timetable/dates/", "/timetable/readings/"]
)
def test_where_neither_is_at_hand_that_is_said(plan: Any, url: str) -> None:
    told = page(url)
    assert "article not at hand" in told
    assert "Nobody has said what missing it does." in told


def test_a_legal_deadline_whose_day_nobody_knows_is_told_all_the_same(plan: Any) -> None:
    told = page("/timetable/step/distribute/")
    assert "The day is not at hand, by law" in told
    assert "Article 4.2" in told


def test_a_date_of_our_own_rests_on_no_article(plan: Any) -> None:
    told = page("/timetable/step/at-stations/")
    assert "by the plan" in told
    assert "by law" not in told
    assert "article not at hand" not in told


def test_of_two_dates_that_have_passed_the_one_by_law_is_overdue(plan: Any) -> None:
    told = page("/morning/")
    overdue = told[told.index('id="overdue"') : told.index('id="readings"')]
    assert overdue.count("Lists final") == 1
    assert "the end of Tue 11 Sep" in overdue
    assert "by the plan" not in overdue[: overdue.index("Lists that come later")]


def test_who_is_called_about_a_legal_deadline_is_told_which(plan: Any) -> None:
    """On the page and in the file."""
    told = page("/calls/")
    assert "Regulation 2007/23, Article 4.2" in told
    assert "If it is missed: Lists that come later are refused." in told
    file = page("/calls/?export=csv")
    assert (
        "by law: Regulation 2007/23, Article 4.2. If it is missed: Lists that come later are refused." in file
    )


def test_the_tasks_can_be_chosen_by_what_sets_their_date(plan: Any) -> None:
    assert "Ballots at every station" not in page("/timetable/?due=legal").split("<tbody>")[1]
    assert "Print ballots abroad" not in page("/timetable/?due=administrative").split("<tbody>")[1]


@pytest.mark.parametrize(("owner", "doubted"), [("", True), ("gone.post", True), ("sec.clerk", False)])
def test_a_step_with_a_legal_deadline_that_nobody_owns_is_a_finding(
    db: None, owner: str, doubted: bool
) -> None:
    """Of a deadline that the reading does not ask about as well; a post that there is not owns nothing."""
    tasks = tuple(replace(task, owner=owner) if task.id == "print" else task for task in SET.tasks)
    load_election(plan=replace(SET, tasks=tasks))
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)
    number = Forecast.objects.latest("pk").pk
    open_analyses(number)
    analyse(number, runs=2000)
    found = sensitivity_found(called.id, "final-12-october")
    assert found is not None
    assert [one.task for one in found.facts.doubts if one.code == "P-307"] == ["print"] * doubted
    set_clock(AT + timedelta(hours=1))
    assert ("Nobody owns task" in page("/timetable/expert/")) is doubted

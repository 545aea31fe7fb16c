"""Making the working estimates official: the plan says what the work goes by, and the answer stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from small_commission import AT
from small_election import PLAN, SmallElection, load_election
from writ.exchange.plan import Ends, Estimate, LinkEntry, Override
from writ.law.cite import Status
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import adopt_plan, record_finish, reestimate
from writ.offices.timetable.acts.estimates import Ending
from writ.offices.timetable.queries.official import made_official
from writ.offices.timetable.queries.outlook import official_answer, outlook
from writ.offices.timetable.queries.plans import plan_in_force
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.rules import Range
from writ.web.clock import set_clock

URL = "/timetable/official/"
READINGS = (
    replace(
        PLAN.readings[0],
        overrides=(
            Override("print", Estimate("fixed", (Decimal(40),)), firmness="hearsay"),
            Override("distribute", links=(LinkEntry("lists-final"),), firmness="hearsay"),
        ),
    ),
)


def stands() -> Situation:
    called = election("example")
    assert called is not None
    found = situation(called, AT)
    assert found is not None
    return found


def estimate(small: SmallElection, task: str = "print", **said: object) -> None:
    given = said or {"duration": Range(Decimal(26), Decimal(34))}
    reestimate(
        by=small.by("sec.clerk"),
        at=AT,
        election="example",
        task=task,
        source="Both printers",
        said_at=AT,
        firmness="promise",
        control="contractor",
        **given,
    )


def test_what_was_said_takes_the_place_of_what_the_plan_said(db: None) -> None:
    """The override of its figure gives way, as it did to the working one; other overrides stay."""
    small = load_election(plan=replace(PLAN, readings=READINGS))
    estimate(small)
    plan = made_official(stands())
    task = plan.task("print")
    assert task.estimate == Estimate("uniform", (Decimal(26), Decimal(34)), status=Status.SOURCED)
    assert (task.firmness, task.controlled_by) == ("promise", "contractor")
    assert [one.task for one in plan.readings[0].overrides] == ["distribute"]
    before = outlook(stands(), runs=2_000)
    adopt_plan(
        by=small.by("cec.chair"), at=AT, election="example", document=plan.as_json(), reason="As they stand."
    )
    after = stands()
    assert outlook(after, runs=2_000).hits == before.hits
    assert outlook(after.official, runs=2_000).hits == before.hits


def test_a_date_set_by_others_takes_the_place_of_the_plans(small: SmallElection) -> None:
    first = datetime(2007, 10, 9, 22, tzinfo=UTC)
    estimate(small, "lists-final", ending=Ending(first, first + timedelta(days=2)))
    ends = made_official(stands()).task("lists-final").ends
    assert ends == Ends(datetime(2007, 10, 10), datetime(2007, 10, 12), Status.SOURCED)


def test_what_is_over_stays_as_it_was_planned(small: SmallElection) -> None:
    estimate(small)
    record_finish(by=small.by("sec.clerk"), at=AT, election="example", task="print", finished_at=AT)
    assert made_official(stands()) == PLAN


def test_the_official_answer_leaves_out_what_was_said_since(small: SmallElection) -> None:
    """One day short by the plan, two days of slack by what the printers say."""
    now = stands()
    same = official_answer(now, outlook(now, runs=2_000), "")
    assert (same.slack, same.runs) == (-1440, 2_000)
    estimate(small)
    now = stands()
    answer = outlook(now)
    official = official_answer(now, answer, "")
    assert (answer.slack, official.slack) == (2 * 1440, -1440)
    assert official.hits / official.runs == pytest.approx(11 / 24, abs=0.02)
    assert official.hits / official.runs < answer.hits / answer.runs


class Sheet:
    """The chair at the sheet."""

    def __init__(self) -> None:
        set_clock(AT)
        self.client = Client()
        self.client.force_login(Account.objects.get(name="chair"))
        self.page = self.client.get(URL).content.decode()
        self.key = self.page.split('name="key" value="')[1].split('"')[0]

    def send(self, step: str) -> Any:
        fields = {"key": self.key, "seen": "", "reason": "Both printers have written.", "step": step}
        return self.client.post(URL, fields)


def test_the_button_puts_the_plan_in_force(small: SmallElection) -> None:
    estimate(small)
    sheet = Sheet()
    assert "Make the working estimates official" in sheet.page
    assert "version 2, 4 steps" in sheet.send("preview").content.decode()
    assert sheet.send("confirm").url == "/timetable/"
    called = election("example")
    plan = plan_in_force(called.id) if called else None
    assert plan is not None
    assert (plan.number, plan.document) == (2, made_official(stands()))


def test_nothing_said_since_is_nothing_to_make_official(small: SmallElection) -> None:
    assert "T-117" in Sheet().send("confirm").content.decode()

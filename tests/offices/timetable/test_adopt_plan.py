"""Adopting a plan, and the baseline it is measured against."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from small_commission import AT
from small_election import PLAN, SmallElection, changed, load_election
from writ.exchange.plan import LinkEntry
from writ.law.findings import Refused
from writ.offices.authority.acts import confirm, propose
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import adopt_plan
from writ.offices.timetable.queries.plans import baseline, plan_in_force

LATER = changed(print=(21, 41))


def adopt(small: SmallElection, post: str = "cec.chair", **changes: Any) -> Any:
    inputs = {"election": "example", "document": LATER.as_json(), "reason": "The printers answered."}
    return adopt_plan(by=small.by(post), at=AT, **{**inputs, **changes})


def number() -> int:
    found = election("example")
    assert found is not None
    return found.id


def test_a_plan_is_in_force_word_for_word(small: SmallElection) -> None:
    adopt(small)
    plan = plan_in_force(number())
    assert plan is not None
    assert (plan.number, plan.document) == (2, LATER)
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.count, entry.outcome["plan"]) == ("timetable.adopt_plan", 4, LATER.version)
    first = plan_in_force(number(), until=entry.seq - 1)
    assert first is not None
    assert first.document == PLAN


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"document": PLAN.as_json()}, "T-117"),
        ({"reason": " "}, "T-126"),
        ({"election": "another"}, "T-121"),
        ({"post": "sec.clerk"}, "A-104"),
    ],
)
def test_what_is_not_adopted(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        adopt(small, **changes)


def test_a_circle_of_steps_is_named_and_not_adopted(small: SmallElection) -> None:
    tasks = [
        replace(task, links=(LinkEntry("at-stations"),)) if task.id == "print" else task
        for task in PLAN.tasks
    ]
    with pytest.raises(Refused, match="P-104"):
        adopt(small, document=replace(PLAN, tasks=tuple(tasks)).as_json())


def test_a_baseline_keeps_the_dates_of_its_day(small: SmallElection) -> None:
    """The law asks for two persons; the dates are those of the middle estimates."""
    inputs = {"election": "example", "reason": "The first plan, as decided."}
    proposal = propose(
        by=small.by("cec.chair"), at=AT, kind="timetable.adopt_baseline", election="example", inputs=inputs
    )
    confirm(by=small.by("cec.member"), at=AT + timedelta(hours=1), proposal=proposal.act)
    found = baseline(number())
    assert found is not None
    assert (found.number, found.plan) == (1, 1)
    assert found.dates["print"] == (datetime(2007, 10, 13), datetime(2007, 11, 15))
    with pytest.raises(Refused, match="T-125"):
        propose(
            by=small.by("cec.chair"),
            at=AT,
            kind="timetable.adopt_baseline",
            election="example",
            inputs=inputs,
        )


def test_no_baseline_without_a_plan(db: None) -> None:
    small = load_election(plan=None)
    inputs = {"election": "example", "reason": "None."}
    with pytest.raises(Refused, match="T-119"):
        propose(
            by=small.by("cec.chair"),
            at=AT,
            kind="timetable.adopt_baseline",
            election="example",
            inputs=inputs,
        )

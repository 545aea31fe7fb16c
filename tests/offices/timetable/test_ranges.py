"""Where a step that nobody guarantees may end is drawn on a wall: it must be counted, not guessed from its middle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from small_commission import AT
from small_election import PLAN, load_election
from writ.exchange.plan import CalendarEntry, Ends, Estimate, PlanDocument, TaskEntry
from writ.law.cite import Status
from writ.offices.elections.queries import election
from writ.offices.timetable.queries.outlook import Days, Outlook, outlook
from writ.offices.timetable.queries.ranges import ranges
from writ.offices.timetable.queries.situation import Situation, situation
from writ.reckon.plan import schedule

OFFICE = CalendarEntry(
    "office",
    {"en": "Office"},
    (((480, 960),),) * 5 + ((), ()),
    closed=(date(2007, 10, 17),),
)


def with_print(**changes: object) -> PlanDocument:
    tasks = tuple(replace(one, **changes) if one.id == "print" else one for one in PLAN.tasks)
    return replace(PLAN, calendars=(OFFICE,), tasks=tasks)


def standing(plan: PlanDocument, days: Days = "continuous") -> tuple[Situation, Outlook]:
    load_election(at=AT - timedelta(days=3), plan=plan)
    called = election("example")
    assert called is not None
    stands = situation(called, AT)
    assert stands is not None
    return stands, outlook(stands, runs=1_000, days=days)


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["continuous", "whole"])
def test_the_ends_are_those_of_the_shortest_and_the_longest_work(days: Days) -> None:
    """Ten to sixteen working days, on a calendar with a closed day: no share of the middle gives these."""
    estimate = Estimate("uniform", (Decimal(10), Decimal(16)))
    stands, answer = standing(with_print(calendar="office", estimate=estimate), days)
    plan, deadline = stands.build("", days)
    origin = datetime.combine(plan.origin, datetime.min.time())
    soonest, latest = (
        origin
        + timedelta(minutes=schedule(plan, [deadline], quantile=end, days=days).dates["print"].early_finish)
        for end in (0.0, 1.0)
    )
    assert ranges(stands, answer, {"print"}, "", days) == {"print": (soonest, latest)}
    assert soonest < answer.steps["print"].early_finish < latest


@pytest.mark.django_db
def test_a_date_that_others_set_lies_between_its_own_bounds() -> None:
    first, last = datetime(2007, 11, 1, 12), datetime(2007, 11, 9, 12)
    stands, answer = standing(with_print(estimate=None, ends=Ends(first, last, Status.SCENARIO)))
    assert ranges(stands, answer, {"print"}, "", "continuous") == {"print": (first, last)}


@pytest.mark.django_db
def test_a_step_that_is_certain_or_over_has_no_range() -> None:
    certain: TaskEntry = PLAN.tasks[2]
    plan = with_print(
        started_at=datetime(2007, 9, 1), finished_at=datetime(2007, 9, 10), calendar="continuous"
    )
    stands, answer = standing(plan)
    assert ranges(stands, answer, {"print", certain.id}, "", "continuous") == {}
    assert ranges(stands, answer, set(), "", "continuous") == {}

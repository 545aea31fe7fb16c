"""What cannot be reckoned is named, all at once, and never answered with a number."""

from __future__ import annotations

import string
from datetime import date, timedelta
from itertools import pairwise

import pytest

from writ.reckon.calendar import Span, WorkCalendar, office_week
from writ.reckon.plan import (
    SENTENCES,
    Deadline,
    Discrete,
    Fixed,
    Infeasible,
    Link,
    Pert,
    Plan,
    Task,
    TruncatedNormal,
    Uniform,
    backwards,
    check,
    exact,
    schedule,
    simulate,
)

DAY = 1440
ORIGIN = date(2007, 9, 13)
ONCE = WorkCalendar("once", ((),) * 7, exceptions={ORIGIN: (Span(0, 60),)})
OFFICE = WorkCalendar("office", office_week(540, 1020))


def plan(*tasks: Task, data_date: int = 0, **calendars: WorkCalendar) -> Plan:
    return Plan(ORIGIN, tasks, calendars, data_date)


CASES = {
    "P-101": plan(),
    "P-102": plan(Task("a"), Task("a")),
    "P-103": plan(Task("a", links=(Link("b"),))),
    "P-104": plan(
        Task("a", links=(Link("b"),)), Task("b", links=(Link("c"),)), Task("c", links=(Link("a"),))
    ),
    "P-105": plan(Task("a", calendar="court")),
    "P-106": plan(Task("a", Fixed(61), "once"), once=ONCE),
    "P-107": plan(Task("a", Fixed(-1))),
    "P-108": plan(Task("a", Uniform(45, 21))),
    "P-110": plan(Task("a", start_not_before=-1)),
    "P-111": plan(Task("a", start_not_before=5 * DAY, start_not_after=4 * DAY)),
    "P-112": plan(Task("a", Fixed(5 * DAY)), Task("b", links=(Link("a"),), finish_not_after=4 * DAY)),
    "P-113": plan(Task("a", started=2, finished=1), data_date=5),
    "P-114": plan(Task("a", started=6), data_date=5),
    "P-115": plan(Task("a", remaining=Fixed(1))),
    "P-116": plan(Task("a", Fixed(2000 * DAY)), Task("b", Fixed(2000 * DAY), links=(Link("a"),))),
    "P-119": plan(Task("a"), Task("b", links=(Link("a", "XX"),))),  # type: ignore[arg-type]
    "P-120": plan(Task("a"), data_date=-1),
    "P-121": plan(Task("a", links=(Link("a"),))),
    "P-122": plan(Task("a", unit=0)),
    "P-123": plan(Task("a", Fixed(float("nan")))),
    "P-124": plan(Task("a", Discrete((), ()))),
    "P-125": plan(Task("a", TruncatedNormal(0, 9, 5, 0))),
    "P-126": plan(Task("a", TruncatedNormal(90, 99, 0, 1))),
    "P-127": plan(Task("a", Pert(1, 2, 3, weight=-1))),
}


@pytest.mark.parametrize("code", CASES)
def test_each_fault_is_named_and_stops_every_question(code):
    """One fault, one code, from all doors."""
    faulty = CASES[code]
    assert [problem.code for problem in check(faulty)] == [code]
    deadline = Deadline("a", DAY)
    for ask in (
        lambda: simulate(faulty, runs=1),
        lambda: schedule(faulty),
        lambda: exact(faulty, deadline),
        lambda: backwards(faulty, [deadline], runs=1),
    ):
        with pytest.raises(Infeasible, match=code):
            ask()


def test_deadlines_are_checked_with_the_plan():
    good = plan(Task("a"))
    assert [p.code for p in check(good, [Deadline("x", 1), Deadline("a", -1)])] == ["P-117", "P-118"]
    assert [p.code for p in check(good, [Deadline("a", 4000 * DAY)])] == ["P-116"]


def test_estimates_in_whole_days_must_be_whole_days():
    """Half a day cannot be drawn as a whole one; an estimate in hours says that its unit is the hour."""
    half = plan(Task("a", Uniform(720, 1440)))
    assert [p.code for p in check(half, days="whole")] == ["P-109"]
    assert check(half) == ()
    assert check(plan(Task("a", Uniform(720, 1440), unit=60)), days="whole") == ()
    assert check(plan(Task("a", Fixed(700))), days="whole") == ()
    assert [p.code for p in check(plan(Task("a", release=Uniform(0, 60))), days="whole")] == ["P-109"]
    replaced = Task("a", Uniform(720, 1440), started=0, remaining=Uniform(0, 1440))
    assert check(plan(replaced), days="whole") == ()


def test_all_faults_are_found_at_once():
    faulty = plan(
        Task("a", Uniform(9, 1), "court", (Link("gone"), Link("a"))),
        Task("a", Fixed(-5), started=9, finished=3),
        data_date=1,
    )
    codes = {problem.code for problem in check(faulty)}
    assert codes == {"P-102", "P-103", "P-105", "P-107", "P-108", "P-113", "P-114", "P-121"}


def test_a_circle_is_named_in_its_order():
    """Each task waits for the one named after it."""
    (problem,) = check(CASES["P-104"])
    names = problem.facts["tasks"].split(", ")
    assert len(names) == 4
    assert set(pairwise(names)) == {("a", "b"), ("b", "c"), ("c", "a")}


def test_a_contradiction_is_said_in_dates():
    (problem,) = check(CASES["P-112"])
    assert problem.code == "P-112"
    assert problem.facts == {"task": "b", "earliest": "2007-09-17 24:00", "latest": "2007-09-16 24:00"}


def test_being_late_is_an_answer_and_no_contradiction():
    """The plan as laid down could keep its ceiling; that it was missed is told as a chance of nothing."""
    late = plan(Task("a", Fixed(DAY), finish_not_after=2 * DAY), data_date=5 * DAY)
    assert check(late) == ()
    assert simulate(late, runs=10).broken == {"a": 1.0}


def test_a_calendar_without_working_time_in_reach_is_named():
    """No working day in the years ahead is a fault of the calendar; a long holiday is not."""
    closed = frozenset(ORIGIN + timedelta(days=day) for day in range(60))
    away = WorkCalendar("office", office_week(540, 1020), closed)
    assert check(plan(Task("a", Fixed(60), "office"), office=away)) == ()
    assert check(plan(Task("a", Fixed(60), "once"), once=ONCE)) == ()


def test_every_code_has_a_sentence_whose_facts_are_given():
    """The words are filled in elsewhere; here every placeholder must find its fact."""
    given = {problem.code: problem for case in CASES.values() for problem in check(case)}
    for code, problem in given.items():
        names = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
        assert names == set(problem.facts), code
    early = {code for code in SENTENCES if code < "P-128" or code in ("P-201", "P-202")}
    assert set(CASES) | {"P-109", "P-117", "P-118", "P-201", "P-202"} == early

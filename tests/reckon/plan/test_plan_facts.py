"""What has happened by the data date, and what that leaves to luck."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import (
    Deadline,
    Discrete,
    Fixed,
    Link,
    Pert,
    Plan,
    Task,
    Uniform,
    check,
    exact,
    schedule,
    simulate,
)

DAY = 1440
ORIGIN = date(2007, 9, 13)


def at(day: int, *tasks: Task, calendars=None) -> Plan:
    return Plan(ORIGIN, tasks, calendars or {}, data_date=day * DAY)


def test_nothing_unstarted_starts_before_the_data_date():
    dates = schedule(at(5, Task("a", Fixed(DAY)), Task("b", links=(Link("a", lag=-4 * DAY),)))).dates
    assert (dates["a"].early_start, dates["a"].early_finish) == (5 * DAY, 6 * DAY)
    assert dates["b"].early_finish == 5 * DAY


def test_a_finished_task_is_a_fact_and_waits_for_nothing():
    """Out of sequence is allowed: the record is right and the link is not."""
    plan = at(
        5,
        Task("a", Fixed(9 * DAY)),
        Task("b", Fixed(DAY), links=(Link("a"),), started=DAY, finished=3 * DAY),
        Task("c", links=(Link("b"),)),
    )
    found = simulate(plan, runs=100, toward="c")
    assert found.percentile_day("b", 1) == found.percentile_day("b", 100) == date(2007, 9, 15)
    assert schedule(plan).dates["b"].early_start == DAY
    assert found.percentile_day("c", 100) == date(2007, 9, 17)
    assert found.criticality == {"a": 0.0, "b": 0.0, "c": 1.0}


def test_a_started_task_is_drawn_given_that_it_is_not_finished():
    """Ten days into "5 to 20 days" the rest is uniform on 10 to 20: P(by day 15 of work) is 1/2, not 2/3."""
    plan = at(10, Task("a", Uniform(5 * DAY, 20 * DAY), started=0))
    deadline = Deadline("a", 15 * DAY)
    assert exact(plan, deadline) == Fraction(1, 2)
    found = simulate(plan, [deadline], runs=100_000)
    assert found.joint() == pytest.approx(0.5, abs=0.007)
    assert found.by_end_of("a", plan.day_of(10 * DAY)) == 0.0


def test_a_started_task_in_whole_days():
    """Day 10 has passed: 11 to 20 are left, each with the same chance."""
    plan = at(10, Task("a", Uniform(5 * DAY, 20 * DAY), started=0))
    deadline = Deadline("a", 15 * DAY)
    assert exact(plan, deadline, "whole") == Fraction(1, 2)
    found = simulate(plan, [deadline], runs=100_000, days="whole")
    assert found.joint() == pytest.approx(0.5, abs=0.007)
    counts = found.spread["a"].counts
    assert found.spread["a"].by_end_of(plan.day_of(10 * DAY)) == 0
    assert sum(count > 0 for count in counts) == 10


def test_a_discrete_estimate_drops_the_values_already_past():
    plan = at(3, Task("a", Discrete((2 * DAY, 4 * DAY, 8 * DAY), (2, 1, 1)), started=0))
    assert exact(plan, Deadline("a", 4 * DAY), "whole") == Fraction(1, 2)
    assert simulate(plan, [Deadline("a", 4 * DAY)], runs=40_000).joint() == pytest.approx(0.5, abs=0.01)


def test_elapsed_work_is_counted_on_the_tasks_calendar():
    """From Thursday to Monday morning an office has worked two days, not four."""
    office = {"office": WorkCalendar("office", office_week(540, 1020))}
    plan = at(4, Task("a", Fixed(3 * 480), "office", started=0), calendars=office)
    assert check(plan) == ()
    assert schedule(plan).dates["a"].early_finish == 4 * DAY + 1020


def test_a_remaining_estimate_counts_from_the_data_date():
    """A re-estimate replaces what the first one left."""
    plan = at(10, Task("a", Uniform(0, 5 * DAY), started=0, remaining=Fixed(3 * DAY)))
    assert check(plan) == ()
    dates = schedule(plan).dates["a"]
    assert (dates.early_start, dates.early_finish) == (0, 13 * DAY)


@pytest.mark.parametrize("law", [Fixed(3 * DAY), Uniform(DAY, 4 * DAY), Pert(DAY, 2 * DAY, 4 * DAY)])
def test_an_estimate_that_has_been_outrun_is_named_beside_the_figure(law):
    """Nothing unfinished ends before the data date; that it ends just then is hope, and is said to be."""
    plan = at(6, Task("a", law, started=0), Task("b", links=(Link("a"),)))
    (notice,) = check(plan)
    assert (notice.code, notice.facts, notice.stops) == ("P-201", {"task": "a"}, False)
    found = simulate(plan, [Deadline("b", 6 * DAY)], runs=100)
    assert found.joint() == 1.0
    assert found.notices == (notice,)
    assert simulate(plan, [Deadline("b", 6 * DAY - 1)], runs=100).joint() == 0.0


def test_nothing_unfinished_ends_before_the_data_date():
    """Outrun on Friday and still open on Sunday: it has not ended on Friday."""
    office = {"office": WorkCalendar("office", office_week(540, 1020))}
    plan = at(3, Task("a", Fixed(2 * 480), "office", started=0), calendars=office)
    assert schedule(plan).dates["a"].early_finish == 3 * DAY


def test_a_started_task_no_longer_waits_to_start_but_still_to_finish():
    plan = at(
        2,
        Task("a", Fixed(9 * DAY)),
        Task("b", Fixed(3 * DAY), links=(Link("a"),), started=DAY),
        Task("c", Fixed(3 * DAY), links=(Link("a", "FF"),), started=DAY),
    )
    dates = schedule(plan).dates
    assert dates["b"].early_finish == 4 * DAY
    assert dates["c"].early_finish == 11 * DAY


def test_a_release_that_has_not_come_lies_ahead():
    """On the 8th, "evenly between the 2nd and the 12th" means evenly between the 8th and the 12th."""
    plan = at(6, Task("final", release=Uniform(0, 10 * DAY)))
    assert exact(plan, Deadline("final", 8 * DAY)) == Fraction(1, 2)
    assert simulate(plan, [Deadline("final", 8 * DAY)], runs=40_000).joint() == pytest.approx(0.5, abs=0.01)
    late = at(11, Task("final", release=Uniform(0, 10 * DAY)))
    assert [problem.code for problem in check(late)] == ["P-202"]
    assert simulate(late, [Deadline("final", 11 * DAY)], runs=10).joint() == 1.0

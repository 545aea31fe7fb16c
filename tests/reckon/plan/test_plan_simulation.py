"""What many runs come to, held against closed forms."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import sqrt

import pytest

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import (
    Cancelled,
    Deadline,
    Discrete,
    Fixed,
    Infeasible,
    Link,
    NotExact,
    Pert,
    Plan,
    Task,
    Triangular,
    Uniform,
    exact,
    simulate,
)

DAY = 1440
ORIGIN = date(2007, 9, 13)  # a Thursday
OFFICE = WorkCalendar("office", office_week(540, 1020))


def near(found: float, expected: float, runs: int) -> bool:
    return abs(found - expected) < 4 * sqrt(max(expected * (1 - expected), 1 / runs) / runs)


def fork() -> Plan:
    """Two uniform strands of ten days that meet."""
    return Plan(
        ORIGIN,
        (
            Task("a", Uniform(0, 10 * DAY)),
            Task("b", Uniform(0, 10 * DAY)),
            Task("meet", links=(Link("a"), Link("b"))),
        ),
    )


def test_merge_bias_is_seen():
    """P(both by day 7) is 0.49, not 0.7: the reason for simulating the whole network and not one path."""
    runs = 100_000
    found = simulate(fork(), [Deadline("meet", 7 * DAY)], runs=runs)
    assert near(found.joint(), 0.49, runs)
    assert near(found.criticality["a"], 0.5, runs)
    assert found.criticality["a"] + found.criticality["b"] >= 1.0
    assert found.criticality["meet"] == 1.0


def test_joint_probability_of_several_deadlines():
    """Independent strands multiply; a subset of the deadlines can be asked for alone."""
    runs = 100_000
    one, other = Deadline("a", 4 * DAY, "legal"), Deadline("b", 5 * DAY + 60)
    found = simulate(fork(), [one, other], runs=runs)
    assert near(found.joint(), 0.4 * (5 * DAY + 60) / (10 * DAY), runs)
    assert found.joint([one]) == found.probability("a", 4 * DAY) == found.by_end_of("a", date(2007, 9, 16))
    assert found.joint([]) == 1.0
    assert found.probability("b", other.due) == found.joint([other])
    with pytest.raises(ValueError, match="within a day"):
        found.probability("b", 5 * DAY + 61)


def test_curve_percentiles_and_errors():
    """The S-curve ends at 1; a percentile day is the first that holds its share; no error is ever zero."""
    found = simulate(fork(), runs=40_000)
    curve = found.s_curve("meet")
    shares = [share for _, share in curve]
    assert shares == sorted(shares)
    assert curve[-1] == (date(2007, 9, 22), 1.0)
    for percent in (1, 50, 80, 99, 100):
        day = found.percentile_day("meet", percent)
        assert found.by_end_of("meet", day) >= percent / 100
        assert found.by_end_of("meet", date.fromordinal(day.toordinal() - 1)) < percent / 100
    assert found.by_end_of("meet", date(2007, 1, 1)) == 0.0
    assert found.standard_error(0.5) == pytest.approx(0.0025, rel=1e-3)
    assert 0 < found.standard_error(1.0) < 1e-4


def test_ties_make_both_strands_critical():
    """Where two strands always end together, each is critical in every run."""
    plan = Plan(
        ORIGIN,
        (Task("a", Fixed(DAY)), Task("b", Fixed(DAY)), Task("meet", links=(Link("a"), Link("b")))),
    )
    assert set(simulate(plan, runs=100).criticality.values()) == {1.0}


def test_criticality_is_room_on_the_tasks_own_calendar():
    """Work that ends on Friday evening is critical to Monday's; a delivery on Saturday has the weekend left."""
    plan = Plan(
        ORIGIN,
        (
            Task("print", Fixed(2 * 480), "office"),  # Thursday and Friday
            Task("deliver", Fixed(2 * DAY + 600)),  # Saturday, 10:00
            Task("pack", Fixed(60), "office", (Link("print"), Link("deliver"))),
        ),
        {"office": OFFICE},
    )
    assert simulate(plan, runs=10).criticality == {"print": 1.0, "deliver": 0.0, "pack": 1.0}


def test_criticality_toward_a_milestone_and_toward_the_end():
    """A strand that does not lead to the question is not critical to it."""
    plan = Plan(ORIGIN, (Task("ballots", Fixed(DAY)), Task("report", Fixed(9 * DAY))))
    assert simulate(plan, [Deadline("ballots", DAY)], runs=10).criticality == {"ballots": 1.0, "report": 0.0}
    assert simulate(plan, runs=10).criticality == {"ballots": 0.0, "report": 1.0}
    assert simulate(plan, runs=10, toward="ballots").criticality == {"ballots": 1.0, "report": 0.0}


def test_a_broken_ceiling_is_counted():
    """A hard latest date moves nothing in a run: the runs that break it are counted."""
    runs = 40_000
    plan = Plan(
        ORIGIN,
        (
            Task("a", Uniform(0, 10 * DAY), finish_not_after=8 * DAY),
            Task("b", Fixed(60), links=(Link("a"),), start_not_after=7 * DAY),
        ),
    )
    found = simulate(plan, runs=runs)
    assert near(found.broken["a"], 0.2, runs)
    assert near(found.broken["b"], 0.3, runs)


@pytest.mark.parametrize("days", ["continuous", "whole"])
@pytest.mark.parametrize(
    "steps",
    [
        (Triangular(DAY, 2 * DAY, 6 * DAY), Uniform(0, 4 * DAY)),
        (Triangular(2 * DAY, 2 * DAY, 5 * DAY), Triangular(0, 3 * DAY, 3 * DAY), Uniform(DAY, 2 * DAY)),
        (Discrete((DAY, 4 * DAY), (3, 1)), Uniform(0, 5 * DAY), Fixed(DAY)),
    ],
)
def test_chains_agree_with_their_exact_chance(steps, days):
    """Sums of three families, by fractions and by simulation."""
    tasks = [Task("t0", steps[0])]
    for number, law in enumerate(steps[1:], start=1):
        tasks.append(Task(f"t{number}", law, links=(Link(f"t{number - 1}", lag=60),)))
    plan = Plan(ORIGIN, tuple(tasks))
    runs = 200_000
    for due in (4 * DAY, 6 * DAY + 120, 8 * DAY):
        deadline = Deadline(tasks[-1].id, due)
        chance = exact(plan, deadline, days)
        assert isinstance(chance, Fraction)
        assert near(simulate(plan, [deadline], runs=runs, days=days).joint(), float(chance), runs)


def test_exact_in_whole_days_walks_calendars():
    """Enumeration needs no formula: three working days from a Thursday end on Monday."""
    plan = Plan(ORIGIN, (Task("a", Uniform(480, 5 * 480), "office", unit=480),), {"office": OFFICE})
    assert exact(plan, Deadline("a", 4 * DAY + 1020), "whole") == Fraction(3, 5)
    with pytest.raises(NotExact, match="calendar"):
        exact(plan, Deadline("a", 4 * DAY + 1020))


@pytest.mark.parametrize("days", ["continuous", "whole"])
def test_exact_at_the_very_minute(days):
    """Due is met at that minute; a start held back is as likely as all the earlier ends together."""
    plan = Plan(
        ORIGIN,
        (
            Task("a", Discrete((DAY, 2 * DAY, 3 * DAY), (1, 1, 2))),
            Task("b", Fixed(DAY), links=(Link("a"),), start_not_before=2 * DAY),
        ),
    )
    assert exact(plan, Deadline("a", 2 * DAY), days) == Fraction(1, 2)
    assert exact(plan, Deadline("a", 2 * DAY - 1), days) == Fraction(1, 4)
    assert exact(plan, Deadline("b", 3 * DAY), days) == Fraction(1, 2)
    assert exact(plan, Deadline("b", 3 * DAY - 1), days) == 0
    assert exact(plan, Deadline("b", 4 * DAY), days) == 1


def test_exact_refuses_what_it_cannot_prove():
    with pytest.raises(NotExact, match="one finish alone"):
        exact(fork(), Deadline("meet", 7 * DAY))
    pert = Plan(ORIGIN, (Task("a", Pert(0, DAY, 4 * DAY)),))
    with pytest.raises(NotExact, match="density"):
        exact(pert, Deadline("a", DAY))


def test_progress_is_told_and_false_cancels():
    """A long job can be watched, and stopped between chunks."""
    told: list[int] = []
    simulate(fork(), runs=10_000, on_chunk=told.append)
    assert told == [4096, 8192, 10_000]
    with pytest.raises(Cancelled):
        simulate(fork(), runs=10_000, on_chunk=lambda done: done < 8192)


def test_what_cannot_be_reckoned_is_refused():
    with pytest.raises(Infeasible, match="P-101"):
        simulate(Plan(ORIGIN, ()))
    with pytest.raises(ValueError, match="run"):
        simulate(fork(), runs=0)

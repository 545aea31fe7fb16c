"""The question of 13 September 2007: printing 21 to 45 days, three days of distribution, due by 16 November."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from writ.reckon.plan import Deadline, Distribution, Fixed, Link, Plan, Task, Uniform, exact, simulate

DAY = 1440
ORIGIN = date(2007, 9, 13)
FINAL_12_OCTOBER = Fixed(30 * DAY)
FINAL_2_TO_12_OCTOBER = Uniform(20 * DAY, 30 * DAY)
FOUR_FIGURES = [
    (FINAL_12_OCTOBER, "continuous", Fraction(11, 24)),
    (FINAL_12_OCTOBER, "whole", Fraction(12, 25)),
    (FINAL_2_TO_12_OCTOBER, "continuous", Fraction(2, 3)),
    (FINAL_2_TO_12_OCTOBER, "whole", Fraction(17, 25)),
]


def ballots(final: Distribution) -> tuple[Plan, Deadline]:
    plan = Plan(
        ORIGIN,
        (
            Task("lists-final", release=final),
            Task("printing", Uniform(21 * DAY, 45 * DAY), links=(Link("lists-final"),)),
            Task("distribution", Fixed(3 * DAY), links=(Link("printing"),)),
        ),
    )
    return plan, Deadline("distribution", plan.end_of(date(2007, 11, 16)))


def test_the_end_of_a_day_is_the_midnight_after_it():
    """A finish at 00:00 on the 13th is a finish by the end of the 12th."""
    plan, _ = ballots(FINAL_12_OCTOBER)
    assert plan.end_of(date(2007, 10, 12)) == FINAL_12_OCTOBER.value
    assert plan.day_of(FINAL_12_OCTOBER.value) == date(2007, 10, 12)
    assert plan.day_of(FINAL_12_OCTOBER.value + 1) == date(2007, 10, 13)


@pytest.mark.parametrize(("final", "days", "chance"), FOUR_FIGURES)
def test_the_four_figures_are_exact(final, days, chance):
    """They are proved by enumeration, not only sampled."""
    assert exact(*ballots(final), days) == chance


@pytest.mark.parametrize(("final", "days", "chance"), FOUR_FIGURES)
def test_a_million_runs_agree_with_the_exact_figure(final, days, chance):
    """The simulation is within four standard errors of the proof."""
    plan, deadline = ballots(final)
    found = simulate(plan, [deadline], runs=1_000_000, seed=2007, days=days)
    probability = found.probability("distribution", deadline.due)
    assert abs(probability - chance) < 4 * found.standard_error(probability)
    assert found.joint() == found.by_end_of("distribution", date(2007, 11, 16)) == probability


def test_whole_days_are_25_and_11_equal_values():
    """Whole days stretch and floor: no first or last day at half a chance, no last day out of reach."""
    plan, deadline = ballots(FINAL_2_TO_12_OCTOBER)
    found = simulate(plan, [deadline], runs=200_000, days="whole")
    released = found.spread["lists-final"].counts
    assert len(released) == 11
    assert released.min() > 0.97 * 200_000 / 11
    assert released.max() < 1.03 * 200_000 / 11
    assert found.spread["lists-final"].first == date(2007, 10, 2)

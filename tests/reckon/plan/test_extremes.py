"""The fastest and the slowest of several draws: two full orders, and an order split in two."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.plan import (
    Deadline,
    Discrete,
    FastestOf,
    Fixed,
    Link,
    Plan,
    SlowestOf,
    Task,
    Triangular,
    Uniform,
    check,
    simulate,
)

DAY = 1440
PRINTING = Uniform(21 * DAY, 45 * DAY)


@pytest.mark.parametrize(
    ("law", "chance"),
    [
        (PRINTING, 11 / 24),
        (FastestOf(PRINTING, 2), 1 - (13 / 24) ** 2),
        (SlowestOf(PRINTING, 2), (11 / 24) ** 2),
        (FastestOf(PRINTING, 3), 1 - (13 / 24) ** 3),
    ],
)
def test_two_orders_and_a_split_give_the_figures_of_the_cable(law, chance):
    """70.7 % where the whole is ordered twice, 21 % where it is split in two: exact, and in a million runs."""
    assert law.cumulative(32 * DAY) == pytest.approx(chance)
    tasks = (Task("print", law), Task("move", Fixed(3 * DAY), links=(Link("print"),)))
    due = Deadline("move", 35 * DAY)
    found = simulate(Plan(date(2007, 10, 13), tasks, {}, 0), [due], runs=1_000_000, seed=7)
    assert abs(found.probability("move", due.due) - chance) < 4 * found.standard_error(chance)


@given(
    st.sampled_from(
        [PRINTING, Triangular(DAY, 2 * DAY, 9 * DAY), Discrete((0.0, 5.0, 9.0), (1.0, 2.0, 3.0))]
    ),
    st.integers(1, 6),
    st.floats(0.0, 1.0),
)
def test_the_extremes_invert_their_cumulative_and_stay_in_bounds(law, count, u):
    """A quantile is no less probable than asked, and lies where the draws lie; fastest is never after slowest."""
    fastest, slowest = FastestOf(law, count), SlowestOf(law, count)
    for one in (fastest, slowest):
        value = one.quantile(u)
        assert one.low <= value <= one.high
        assert one.cumulative(value) >= u - 1e-6
    assert fastest.quantile(u) <= slowest.quantile(u)


def test_in_whole_days_each_order_is_counted_in_whole_days():
    """The faster of two whole numbers of days is a whole number of days, with the chances of the two."""
    law = FastestOf(PRINTING, 2).whole_days()
    u = np.linspace(0.0005, 0.9995, 1000)
    days = np.unique(law.inverse(u)) / DAY
    assert days.tolist() == list(range(21, 46))
    assert law.cumulative(32 * DAY) == pytest.approx(1 - (13 / 25) ** 2)


def test_no_draw_is_no_distribution():
    """An order placed no time at all, and a range that runs backwards, are refused by their numbers."""
    tasks = (Task("a", FastestOf(PRINTING, 0)), Task("b", SlowestOf(Uniform(5, 1), 2)))
    assert {problem.code for problem in check(Plan(date(2007, 9, 13), tasks, {}, 0))} == {"P-154", "P-108"}

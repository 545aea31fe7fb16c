"""A count says how much of a step is left: what is gone stays, and what is left takes its share of the estimate."""

from __future__ import annotations

from decimal import Decimal

import pytest

from writ.exchange.plan import Estimate
from writ.offices.timetable.queries.pace import Work, at_pace

DAY = 1440
TEN_DAYS = 10 * DAY


def counted(done: int, planned: int = 4) -> Work:
    return Work(done, planned, TEN_DAYS)


def numbers(*values: float) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(value)) for value in values)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("fixed", (8,), (16,)),
        ("uniform", (20, 40), (25, 40)),
        ("triangular", (20, 24, 40), (25, 28, 40)),
        ("pert", (20, 24, 40), (25, 28, 40)),
        ("normal", (20, 40, 30, 4), (25, 40, 32.5, 3)),
        ("discrete", (20, 3, 40, 1), (25, 3, 40, 1)),
        ("empirical", (20, 28), (25, 31)),
    ],
)
def test_a_quarter_done_in_ten_days(kind, before, after) -> None:
    """Ten days are gone; of every estimate three quarters are left, whatever its family. Weights stay."""
    moved = at_pace(Estimate(kind, numbers(*before)), counted(1), DAY)
    assert (moved.kind, moved.numbers) == (kind, numbers(*after))


def test_a_lognormal_moves_by_its_quantiles() -> None:
    before = Estimate("lognormal", numbers(20, 60, 30, 0.4))
    moved = at_pace(before, counted(1), DAY)
    assert moved.kind == "empirical"
    middle = Decimal(str(before.distribution(DAY).median / DAY))
    assert abs(sorted(moved.numbers)[49] - (10 + middle * Decimal("0.75"))) < Decimal("0.01")


def test_all_done_takes_what_it_took() -> None:
    moved = at_pace(Estimate("normal", numbers(20, 40, 30, 4)), counted(4), DAY)
    assert (moved.kind, moved.numbers) == ("fixed", (Decimal(10),))


def test_whole_days_are_rounded_up() -> None:
    moved = at_pace(Estimate("uniform", numbers(21, 45)), counted(1), DAY, whole=True)
    assert moved.numbers == (Decimal(26), Decimal(44))


def test_what_nobody_has_said_stays_unsaid() -> None:
    assert at_pace(Estimate("empty"), counted(1), DAY) == Estimate("empty")

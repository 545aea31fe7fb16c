"""Families of estimates: each inverts one uniform, and its table is checked in the tails, not only in the mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.plan import (
    Discrete,
    Empirical,
    Fixed,
    LogNormal,
    Pert,
    Triangular,
    TruncatedNormal,
    Uniform,
)

DAY = 1440
UNIFORMS = (np.arange(2**20) + 0.5) / 2**20
SMOOTH = [
    Uniform(21 * DAY, 45 * DAY),
    Triangular(0, 2 * DAY, 30 * DAY),
    Triangular(DAY, DAY, 3 * DAY),
    Triangular(DAY, 3 * DAY, 3 * DAY),
    Pert(2 * DAY, 5 * DAY, 20 * DAY),
    Pert(0, 0, 10 * DAY),
    Pert(0, 9 * DAY, 10 * DAY, weight=12.0),
    TruncatedNormal(0, 30 * DAY, 14 * DAY, 5 * DAY),
    TruncatedNormal(20 * DAY, 30 * DAY, 10 * DAY, 4 * DAY),
    LogNormal(0, 90 * DAY, 10 * DAY, 0.6),
    LogNormal(5 * DAY, 90 * DAY, 10 * DAY, 0.6),
]
STEPPED = [Discrete((5 * DAY, 2 * DAY), (1, 3)), Empirical((9.0, 3.0, 4.0, 3.0)), Fixed(7)]


@pytest.mark.parametrize("law", [*SMOOTH, *STEPPED], ids=repr)
def test_draws_rise_with_the_uniform_and_stay_within_bounds(law):
    """More luck is never less time."""
    values = law.inverse(UNIFORMS)
    assert (np.diff(values) >= 0).all()
    assert law.low <= values[0]
    assert values[-1] <= law.high
    assert law.inverse(UNIFORMS.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize("law", SMOOTH, ids=repr)
@pytest.mark.parametrize("probability", [1e-5, 0.001, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999, 1 - 1e-5])
def test_cumulative_is_the_inverse_of_inverse(law, probability):
    """A conditional draw needs both, and they must agree."""
    assert law.cumulative(law.quantile(probability)) == pytest.approx(probability, abs=2e-6)


def test_closed_forms():
    """Where a formula exists, it is met."""
    assert Uniform(21, 45).quantile(11 / 24) == pytest.approx(32)
    assert Triangular(0, 2, 10).quantile(0.2) == pytest.approx(2)
    assert Triangular(0, 2, 10).quantile(1 - 0.05) == pytest.approx(10 - (0.05 * 80) ** 0.5)
    assert Pert(0, 0, 1).quantile(0.99) == pytest.approx(1 - 0.01**0.2, abs=1e-6)  # Beta(1, 5)
    assert Pert(0, 1, 1).quantile(1e-4) == pytest.approx(1e-4**0.2, abs=1e-6)  # Beta(5, 1)


@pytest.mark.parametrize(("alpha", "beta"), [(3, 3), (2, 4), (4, 2)])
@pytest.mark.parametrize("tail", [1e-6, 1e-4, 0.01, 0.3, 0.5])
def test_pert_matches_the_binomial_sum_in_both_tails(alpha, beta, tail):
    """For whole parameters the beta distribution is a binomial sum: an independent road to the same quantile."""
    from math import comb

    law = Pert(0, (alpha - 1) / 4, 1)
    n = alpha + beta - 1
    for probability in (tail, 1 - tail):
        x = law.quantile(probability)
        below = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(alpha, n + 1))
        above = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(alpha))
        assert min(below, above) == pytest.approx(min(probability, 1 - probability), rel=2e-4, abs=2e-8)


@pytest.mark.parametrize("probability", [1e-6, 0.001, 0.025, 0.5, 0.975, 0.999, 1 - 1e-6])
def test_normal_and_lognormal_match_the_error_function(probability):
    """The tables hold the tail: a cut far out does not fatten the last cell."""
    from math import erf, exp, log, sqrt

    def phi(z):
        return 0.5 * (1 + erf(z / sqrt(2)))

    wide = TruncatedNormal(0, 1_000_000, 500, 50)
    assert phi((wide.quantile(probability) - 500) / 50) == pytest.approx(probability, abs=2e-8, rel=2e-4)
    long = LogNormal(0, 1_000_000, 100, 0.5)
    assert phi(log(long.quantile(probability) / 100) / 0.5) == pytest.approx(probability, abs=2e-8, rel=2e-4)
    assert wide.quantile(1 - 2.0**-24) < 500 + 6 * 50
    assert long.quantile(1 - 2.0**-24) < 100 * exp(6 * 0.5)


def test_a_cut_in_the_far_tail_keeps_its_digits():
    """Four standard deviations out, the shape is still nearly exponential, not a row of steps."""
    law = TruncatedNormal(40, 100, 0, 10)
    assert len(np.unique(law.inverse(UNIFORMS[::256]))) == 4096
    mean = law.inverse(UNIFORMS).mean()
    assert mean == pytest.approx(42.26, abs=0.01)  # 10 * phi(4) / (1 - Phi(4)), by tables


@pytest.mark.parametrize("law", SMOOTH[:6], ids=repr)
def test_moments_of_the_families(law):
    """The mean of evenly spread quantiles is the mean of the family."""
    if isinstance(law, Uniform):
        mean = (law.low + law.high) / 2
    elif isinstance(law, Triangular):
        mean = (law.low + law.mode + law.high) / 3
    else:
        mean = (law.low + 4 * law.mode + law.high) / 6
    assert law.inverse(UNIFORMS).mean() == pytest.approx(mean, rel=1e-5)


def test_stepped_families_keep_their_weights():
    values = Discrete((5, 2), (1, 3)).inverse(UNIFORMS)
    assert (values == 2).mean() == 0.75
    seen = Empirical((9, 3, 4, 3)).inverse(UNIFORMS)
    assert [(seen == value).mean() for value in (3, 4, 9)] == [0.5, 0.25, 0.25]
    assert Discrete((5, 2), (1, 3)).cumulative(4.9) == 0.75
    assert Empirical((9, 3, 4, 3)).cumulative(2) == 0.0


@pytest.mark.parametrize("law", SMOOTH, ids=repr)
def test_whole_days_reach_every_day_from_low_to_high(law):
    """Stretched and floored: the last day is as likely as its neighbours, none lies outside."""
    if not law.in_whole_days():
        pytest.skip("not in whole days")
    whole = law.whole_days()
    values = whole.inverse(UNIFORMS)
    assert (values % DAY == 0).all()
    assert law.low <= values[0]
    assert values[-1] <= law.high
    assert (whole.quantile(0.0), whole.quantile(1.0)) == (law.low, law.high)
    assert whole.cumulative(law.high) == 1.0
    assert whole.cumulative(law.low - 1) == 0.0


@given(st.integers(0, 60), st.integers(1, 60), st.sampled_from([60, 480, 1440]))
def test_whole_uniform_gives_each_day_the_same_chance(low, width, unit):
    """Uniform over n days is n equal values, whatever a day is in minutes."""
    law = Uniform(low * unit, (low + width) * unit).whole_days(unit)
    chances = [law.cumulative((low + day) * unit) for day in range(width + 1)]
    assert chances == pytest.approx([(day + 1) / (width + 1) for day in range(width + 1)])
    middles = (np.arange(width + 1, dtype=np.float32) + np.float32(0.5)) / np.float32(width + 1)
    assert law.inverse(middles).tolist() == [(low + day) * unit for day in range(width + 1)]


@pytest.mark.parametrize(
    ("law", "code"),
    [
        (Uniform(45, 21), "P-108"),
        (Triangular(1, 9, 5), "P-108"),
        (Pert(1, 0, 5), "P-108"),
        (Fixed(float("nan")), "P-123"),
        (Uniform(0, float("inf")), "P-123"),
        (Discrete((), ()), "P-124"),
        (Discrete((1, 2), (1,)), "P-124"),
        (Discrete((1, 2), (1, 0)), "P-124"),
        (Empirical((1, float("nan"))), "P-123"),
        (TruncatedNormal(0, 10, 5, 0), "P-125"),
        (TruncatedNormal(0, 10, float("nan"), 1), "P-123"),
        (TruncatedNormal(90, 100, 0, 1), "P-126"),
        (LogNormal(0, 10, 0, 1), "P-125"),
        (LogNormal(1e9, 2e9, 1, 0.1), "P-126"),
        (LogNormal(10, 1, 1, 0.1), "P-108"),
        (Pert(1, 2, 5, weight=-1), "P-127"),
    ],
    ids=repr,
)
def test_what_is_no_distribution_is_named(law, code):
    """A constructor accepts it, `fault` names it."""
    assert law.fault() == code


@pytest.mark.parametrize("law", [*SMOOTH, *STEPPED, Pert(5, 5, 5), Triangular(5, 5, 5)], ids=repr)
def test_sound_families_have_no_fault(law):
    assert law.fault() is None
    assert law.low <= law.median <= law.high

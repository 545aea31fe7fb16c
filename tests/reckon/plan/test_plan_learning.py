"""Odds and pace learned from what has been done, held against closed forms and brute force."""

from __future__ import annotations

import numpy as np
import pytest

from writ.reckon.plan import AtPace, Fixed, Odds, Pert, Soonest, Triangular, Uniform, dispersion, remaining

DAY = 1440


def test_odds_are_the_beta_posterior():
    """3 of 18 with a flat prior: Beta(4, 16), mean 1/5; nothing seen leaves everything open."""
    odds = Odds(18, 3)
    assert odds.probability == pytest.approx(0.2)
    assert odds.standard_deviation == pytest.approx((0.2 * 0.8 / 21) ** 0.5)
    nothing = Odds(0, 0)
    assert [round(nothing.quantile(at), 4) for at in (0.05, 0.5, 0.95)] == [0.05, 0.5, 0.95]
    assert Odds(10, 0).quantile(0.9) == pytest.approx(1 - 0.1 ** (1 / 11), abs=1e-4)
    assert Odds(4, 1, (2, 8)).probability == pytest.approx(3 / 14)


def test_odds_of_many_cases_stay_sound():
    """20,000 cases: the normal bound of the binomial, two points either way of nothing odd."""
    odds = Odds(20_000, 8_000)
    assert odds.quantile(0.975) == pytest.approx(0.4 + 1.96 * (0.24 / 20_000) ** 0.5, abs=2e-4)
    for wrong in (lambda: Odds(2, 3), lambda: Odds(2, 1, (0.5, 1))):
        with pytest.raises(ValueError, match=r"hit|prior"):
            wrong()


@pytest.mark.parametrize(("planned", "done"), [(30, 12), (30, 29), (5000, 20), (2000, 900)])
def test_what_is_left_is_a_gamma_mixed_with_a_poisson_process(planned, done):
    """Rate from Gamma(done, minutes), time from Gamma(left, rate): quantiles within 3 % of a million draws."""
    dice = np.random.Generator(np.random.PCG64(1))
    minutes = 6 * 480.0
    rate = dice.gamma(done, 1 / minutes, 1_000_000)
    drawn = dice.gamma(planned - done, 1 / rate)
    law = remaining(planned, done, minutes)
    assert law.fault() is None
    for at in (0.05, 0.5, 0.95):
        assert law.quantile(at) == pytest.approx(float(np.quantile(drawn, at)), rel=0.03)
        assert law.cumulative(law.quantile(at)) == pytest.approx(at, abs=2e-3)


def test_a_prior_counts_like_pieces_seen_before():
    """Nothing done yet: the earlier estimate alone, uncertain by what it is worth; then the two add up."""
    assert remaining(10, 0, 0, prior=(5, 2400)) == AtPace(10, 5, 2400, 48_000.0)
    assert remaining(10, 4, 960, prior=(5, 2400)).done == 9
    assert remaining(10, 10, 960) == Fixed(0)
    for wrong in (lambda: remaining(10, 0, 480), lambda: remaining(10, 11, 480)):
        with pytest.raises(ValueError, match=r"pace|done"):
            wrong()


def test_days_that_differ_much_make_the_pace_less_sure():
    assert dispersion((4, 4, 4)) == 1.0
    assert dispersion((0, 8, 0, 8)) == pytest.approx(64 / 3 / 4)
    sure, unsure = (remaining(60, 30, 2400, dispersion=factor) for factor in (1.0, 5.0))
    assert unsure.quantile(0.9) > sure.quantile(0.9) > sure.quantile(0.5)
    assert sure.median == pytest.approx(unsure.median, rel=0.05)
    assert AtPace(1, 1, 0, 1).fault() == "P-125"


def test_the_first_of_several_is_ready_when_one_is():
    """1 - (1 - F)^2 for the same printer twice; the product of both tails for two that differ."""
    twice = Soonest((Uniform(21 * DAY, 45 * DAY),) * 2)
    for day in (21.5, 25, 32, 44):
        alone = (day - 21) / 24
        assert twice.cumulative(day * DAY) == pytest.approx(1 - (1 - alone) ** 2)
        assert twice.quantile(1 - (1 - alone) ** 2) == pytest.approx(day * DAY, rel=1e-4)
    unlike = Soonest((Triangular(2, 5, 11), Pert(3, 4, 9)))
    for at in (0.01, 0.3, 0.9, 0.999):
        assert unlike.cumulative(unlike.quantile(at)) == pytest.approx(at, abs=1e-4)
    assert Soonest(()).fault() == "P-124"
    assert Soonest((Fixed(3), Fixed(2))).quantile(0.7) == 2


def test_the_first_of_several_in_whole_days():
    """Two printers of 25 days each: the chance of day k is the difference of squares."""
    days = Soonest((Uniform(21 * DAY, 45 * DAY),) * 2).whole_days()
    assert days.low == 21 * DAY
    for day in (21, 30, 45):
        assert days.cumulative(day * DAY) == pytest.approx(1 - ((45 - day) / 25) ** 2)


def test_the_two_halves_of_a_law_meet_in_the_middle() -> None:
    """Of 4,554 pieces 160 are done: no quantile of the rest lies below an earlier one."""
    law = remaining(4554, 160, 4 * 1440, prior=(23.0, 200.0))
    values = [law.quantile((place + 0.5) / 999) for place in range(999)]
    assert values == sorted(values)

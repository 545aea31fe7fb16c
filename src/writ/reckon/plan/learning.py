"""What has been done so far teaches odds and pace: documented estimators, each with its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import fsum, inf, isfinite, log, sqrt

import numpy as np
import numpy.typing as npt

from writ.reckon.plan import quantiles
from writ.reckon.plan.distributions import Distribution, Fixed
from writ.reckon.plan.quantiles import Floats, Knots

_MANY = 300.0
"""Where both counts are greater, the logarithm of their ratio is normal to better than one part in a thousand."""


@dataclass(frozen=True)
class Odds:
    """The probability of an event after seeing it `hit` times in `of`: a Beta(prior + hit, prior + of - hit).

    A prior of (1, 1) says that nothing was known; (2, 8) counts like ten cases of which two were hit. For one event
    `probability`, the posterior mean, is all that a simulation needs: drawing the odds anew in each run and then the
    event gives the same. The bounds say how little has been seen.
    """

    of: int
    hit: int
    prior: tuple[float, float] = (1.0, 1.0)

    def __post_init__(self) -> None:
        if not 0 <= self.hit <= self.of:
            raise ValueError("hit lies between 0 and of")
        if not all(1.0 <= part < inf for part in self.prior):
            raise ValueError("both parts of the prior are at least 1")

    @property
    def alpha(self) -> float:
        """Cases for, seen and supposed."""
        return self.prior[0] + self.hit

    @property
    def beta(self) -> float:
        """Cases against, seen and supposed."""
        return self.prior[1] + self.of - self.hit

    @property
    def probability(self) -> float:
        """The posterior mean."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def standard_deviation(self) -> float:
        """Of the posterior."""
        mean = self.probability
        return sqrt(mean * (1 - mean) / (self.alpha + self.beta + 1))

    def quantile(self, probability: float) -> float:
        """The value below which the true odds lie with this probability."""
        return float(quantiles.look_up(self._knots, np.array([probability]))[0])

    @cached_property
    def _knots(self) -> Knots:
        ratio = _ratios(self.alpha, self.beta)
        with np.errstate(invalid="ignore"):
            return quantiles.knots(np.where(np.isinf(ratio), 1.0, ratio / (1.0 + ratio)))


@dataclass(frozen=True)
class AtPace(Distribution):
    """The time `left` pieces take when `done` pieces took `minutes`; cut at `high`.

    Pieces come as a Poisson process whose rate has the Gamma(done, minutes) posterior; the time to the last of them
    is then minutes * X / (1 - X) with X from Beta(left, done). So it is uncertain twice: how fast the work goes,
    and how it falls. `dispersion` is how many times more the daily counts vary than Poisson's; it
    makes both counts worth less.
    """

    left: float
    done: float
    minutes: float
    high: float
    dispersion: float = 1.0

    @property
    def low(self) -> float:  # type: ignore[override]
        return 0.0

    def inverse(self, u: Floats) -> Floats:
        return quantiles.look_up(self._knots, u)

    def cumulative(self, x: float) -> float:
        if not 0.0 <= x < self.high:
            return 0.0 if x < 0.0 else 1.0
        return quantiles.cumulative(self._knots, x)

    def fault(self) -> str | None:
        parts = (self.left, self.done, self.minutes, self.high, self.dispersion)
        if not all(map(isfinite, parts)):
            return "P-123"
        return None if min(parts) > 0 and self.dispersion >= 1.0 else "P-125"

    @cached_property
    def _knots(self) -> Knots:
        left, done = (max(1.0, count / self.dispersion) for count in (self.left, self.done))
        # Counts worth less by the same factor keep their ratio, except where fewer than one is left of them.
        scale = self.minutes * (self.left / self.done) * (done / left)
        return quantiles.knots(np.clip(scale * _ratios(left, done), 0.0, self.high))


def _ratios(alpha: float, beta: float) -> npt.NDArray[np.float64]:
    """Quantiles at the knots of X / (1 - X), X from Beta(alpha, beta): the ratio of two gamma variables."""
    if min(alpha, beta) > _MANY:
        middle, spread = log((alpha - 0.5) / (beta - 0.5)), sqrt(1 / alpha + 1 / beta)
        return np.asarray(np.exp(middle + spread * quantiles.normal_scores(-inf, inf)))
    share = quantiles.beta_quantiles(alpha, beta)
    with np.errstate(divide="ignore"):
        return np.asarray(share / (1.0 - share))


def remaining(
    planned: int,
    done: int,
    minutes: float,
    *,
    prior: tuple[float, float] = (0.0, 0.0),
    dispersion: float = 1.0,
    high: float | None = None,
) -> Distribution:
    """How long the rest takes, in working minutes, when `done` of `planned` pieces took so many working minutes.

    `prior` counts like pieces and minutes seen before (an earlier estimate, and how much it is worth). Without `high`
    it is cut at ten times its plain proportion. Raises ValueError where nothing at all is known of the pace.
    """
    if not 0 <= done <= planned:
        raise ValueError("done lies between 0 and planned")
    if done == planned:
        return Fixed(0)
    pieces, spent = done + prior[0], minutes + prior[1]
    if not (pieces > 0 and spent > 0):
        raise ValueError("of the pace nothing is known: no piece is done and there is no prior")
    left = planned - done
    return AtPace(left, pieces, spent, 10.0 * spent * left / pieces if high is None else high, dispersion)


def dispersion(counts: tuple[int, ...], minutes: tuple[float, ...] | None = None) -> float:
    """How many times more these counts per day vary than Poisson's would; at least 1, and 1 for fewer than two days.

    `minutes` are the working minutes of each count, where they were not counted day by day (Pearson's statistic over
    its degrees of freedom).
    """
    spent = minutes or (1.0,) * len(counts)
    pace = sum(counts) / sum(spent) if counts else 0.0
    if len(counts) < 2 or pace == 0:
        return 1.0
    pairs = zip(counts, spent, strict=True)
    return max(
        1.0, fsum((count - pace * time) ** 2 / (pace * time) for count, time in pairs) / (len(counts) - 1)
    )

"""Uncertain durations and dates, in minutes. Each is drawn by inverting one uniform.

`inverse` takes probabilities in [0, 1] and answers in their precision; `cumulative(x)` is the probability of x or
less. A constructor accepts anything: `fault()` says what is wrong, so that a plan can name all its mistakes at once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import floor, inf, isfinite, log

import numpy as np

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan import quantiles
from writ.reckon.plan.quantiles import Floats, Knots

_LEAST_KEPT = 1e-6


class Distribution(ABC):
    """What all families can do; every draw lies in [`low`, `high`]."""

    low: float
    high: float

    @abstractmethod
    def inverse(self, u: Floats) -> Floats:
        """The value at each probability u in [0, 1], as a new array."""

    @abstractmethod
    def cumulative(self, x: float) -> float:
        """The probability of x or less."""

    @abstractmethod
    def fault(self) -> str | None:
        """The code of the problem that makes this no distribution; None when it is sound."""

    def whole_days(self, unit: int = MINUTES_A_DAY) -> Distribution:
        """The same family in whole days of `unit` minutes."""
        return self if self.high == self.low else Whole(self, unit)

    def in_whole_days(self, unit: int = MINUTES_A_DAY) -> bool:
        """Whether `whole_days` can draw this: its low and high are whole days, or it is not drawn at all."""
        return self.high == self.low or (self.low % unit == 0 and self.high % unit == 0)

    @property
    def median(self) -> float:
        """The middle: half of the draws are no greater."""
        return self.quantile(0.5)

    def quantile(self, probability: float) -> float:
        """The value at one probability; 0 and 1 give the bounds."""
        return float(self.inverse(np.array([probability]))[0])


@dataclass(frozen=True)
class Fixed(Distribution):
    """One value, not drawn: the same in both day conventions."""

    value: float

    @property
    def low(self) -> float:  # type: ignore[override]
        return self.value

    @property
    def high(self) -> float:  # type: ignore[override]
        return self.value

    def inverse(self, u: Floats) -> Floats:
        return np.full_like(u, self.value)

    def cumulative(self, x: float) -> float:
        return 1.0 if x >= self.value else 0.0

    def fault(self) -> str | None:
        return _not_rising(self.value)


@dataclass(frozen=True)
class Uniform(Distribution):
    """Every value from low to high alike: "between 21 and 45 days", and nobody knows more."""

    low: float
    high: float

    def inverse(self, u: Floats) -> Floats:
        value = np.multiply(u, self.high - self.low)
        return np.add(value, self.low, out=value)

    def cumulative(self, x: float) -> float:
        if not self.low <= x < self.high:
            return 0.0 if x < self.low else 1.0
        return (x - self.low) / (self.high - self.low)

    def fault(self) -> str | None:
        return _not_rising(self.low, self.high)


@dataclass(frozen=True)
class Triangular(Distribution):
    """A straight rise from low to the mode and a straight fall to high."""

    low: float
    mode: float
    high: float

    def inverse(self, u: Floats) -> Floats:
        # The branch of the rise is concave in u, that of the fall convex, and they touch at the mode: so the first
        # held at most at the mode, plus what the second has beyond the mode, is the quantile, without a branch.
        width, rise, fall = self.high - self.low, self.mode - self.low, self.high - self.mode
        up = np.multiply(u, width * rise)
        np.sqrt(up, out=up)
        np.minimum(up, rise, out=up)
        beyond = np.subtract(1.0, u)
        np.multiply(beyond, width * fall, out=beyond)
        np.sqrt(beyond, out=beyond)
        np.subtract(fall, beyond, out=beyond)
        np.maximum(beyond, 0.0, out=beyond)
        np.add(up, beyond, out=up)
        return np.add(up, self.low, out=up)

    def cumulative(self, x: float) -> float:
        if not self.low <= x < self.high:
            return 0.0 if x < self.low else 1.0
        width = self.high - self.low
        if x < self.mode:
            return (x - self.low) ** 2 / (width * (self.mode - self.low))
        return 1.0 - (self.high - x) ** 2 / (width * (self.high - self.mode))

    def fault(self) -> str | None:
        return _not_rising(self.low, self.mode, self.high)


class Tabled(Distribution):
    """A family drawn from knots, given above `low`, that are made once per distribution."""

    @cached_property
    def knots(self) -> Knots:
        """The quantiles above `low`, at `quantiles.knot_probabilities()`."""
        raise NotImplementedError

    def inverse(self, u: Floats) -> Floats:
        if self.high == self.low:
            return np.full_like(u, self.low)
        value = quantiles.look_up(self.knots, u)
        return np.add(value, self.low, out=value)

    def cumulative(self, x: float) -> float:
        if not self.low <= x < self.high:
            return 0.0 if x < self.low else 1.0
        return quantiles.cumulative(self.knots, x - self.low)


@lru_cache(maxsize=256)  # 4 MB at most: a plan is forecast again at every act
def pert_knots(low: float, mode: float, high: float, weight: float) -> Knots:
    """The quantiles above `low` of `Pert`, one table for all that are asked for the same."""
    share = (mode - low) / (high - low)
    beta = quantiles.beta_quantiles(1.0 + weight * share, 1.0 + weight * (1.0 - share))
    knots = quantiles.knots(beta * (high - low))
    knots.flags.writeable = False
    return knots


@dataclass(frozen=True)
class Pert(Tabled):
    """The beta distribution of project planning, with mean (low + weight * mode + high) / (weight + 2).

    Malcolm, Roseboom, Clark and Fazar (1959) use weight 4; a greater weight trusts the mode more.
    """

    low: float
    mode: float
    high: float
    weight: float = 4.0

    def fault(self) -> str | None:
        if not 0.0 <= self.weight <= 100.0:
            return "P-127"
        return _not_rising(self.low, self.mode, self.high)

    @cached_property
    def knots(self) -> Knots:
        return pert_knots(self.low, self.mode, self.high, self.weight)


@dataclass(frozen=True)
class TruncatedNormal(Tabled):
    """A normal of this mean and standard deviation, as they are before it is cut to [low, high]."""

    low: float
    high: float
    mean: float
    sd: float

    def fault(self) -> str | None:
        if not isfinite(self.mean):
            return "P-123"
        if not 0.0 < self.sd < inf:
            return "P-125"
        return _not_rising(self.low, self.high) or _cut_away(*self._cut())

    def _cut(self) -> tuple[float, float]:
        return (self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd

    @cached_property
    def knots(self) -> Knots:
        values = self.mean + self.sd * quantiles.normal_scores(*self._cut())
        return quantiles.knots(np.clip(values, self.low, self.high) - self.low)


@dataclass(frozen=True)
class LogNormal(Tabled):
    """scale * exp(sigma * Z), Z standard normal, cut to [low, high]; `scale` is the median before the cut.

    `high` is asked for, because a lognormal without end puts some runs years away.
    """

    low: float
    high: float
    scale: float
    sigma: float

    def fault(self) -> str | None:
        if not (0.0 < self.scale < inf and 0.0 < self.sigma < inf):
            return "P-125"
        return _not_rising(self.low, self.high) or _cut_away(*self._cut())

    def _cut(self) -> tuple[float, float]:
        low, high = (log(x / self.scale) / self.sigma if x > 0.0 else -inf for x in (self.low, self.high))
        return low, high

    @cached_property
    def knots(self) -> Knots:
        values = self.scale * np.exp(self.sigma * quantiles.normal_scores(*self._cut()))
        return quantiles.knots(np.clip(values, self.low, self.high) - self.low)


class _Stepped(Distribution):
    """A family of single values; whole days are whatever it holds."""

    values: tuple[float, ...]

    def shares(self) -> tuple[float, ...]:
        """The weight of each value, on any scale."""
        raise NotImplementedError

    @property
    def low(self) -> float:  # type: ignore[override]
        return min(self.values)

    @property
    def high(self) -> float:  # type: ignore[override]
        return max(self.values)

    def inverse(self, u: Floats) -> Floats:
        values, bounds = self._steps
        return values.astype(u.dtype)[np.searchsorted(bounds.astype(u.dtype), u, side="right")]

    def cumulative(self, x: float) -> float:
        values, bounds = self._steps
        sums: list[float] = [0.0, *bounds.tolist(), 1.0]
        return sums[bisect_right(values.tolist(), x)]

    def fault(self) -> str | None:
        if not self.values or len(self.values) != len(self.shares()):
            return "P-124"
        if not all(0 < weight < inf for weight in self.shares()):
            return "P-124"
        return None if all(map(isfinite, self.values)) else "P-123"

    def whole_days(self, unit: int = MINUTES_A_DAY) -> Distribution:
        return self

    def in_whole_days(self, unit: int = MINUTES_A_DAY) -> bool:
        return all(value % unit == 0 for value in self.values)

    @cached_property
    def _steps(self) -> tuple[Floats, Floats]:
        """The values in order, and the probabilities at which each gives way to the next."""
        pairs = sorted(zip(self.values, self.shares(), strict=True))
        sums = list(accumulate(float(weight) for _, weight in pairs))
        return np.array([value for value, _ in pairs], dtype=np.float64), np.array(sums[:-1]) / sums[-1]


@dataclass(frozen=True)
class Discrete(_Stepped):
    """Some values, each with its weight: `Discrete((2880, 7200), (3, 1))` is two days, one time in four five."""

    values: tuple[float, ...]
    weights: tuple[float, ...]

    def shares(self) -> tuple[float, ...]:
        return self.weights


@dataclass(frozen=True)
class Empirical(_Stepped):
    """What was seen before, each time as likely as any other: resampled, nothing smoothed in between."""

    values: tuple[float, ...]

    def shares(self) -> tuple[float, ...]:
        return (1.0,) * len(self.values)


@dataclass(frozen=True)
class Whole(Distribution):
    """`of` in whole days: stretched to [low, high + one day) and floored to days of `unit` minutes from `low`.

    So `Uniform` from 21 to 45 days gives each of 25 days the same chance. Rounding the draws would give the first
    and last day half a chance each; flooring without the stretch would never reach the last day.
    """

    of: Distribution
    unit: int

    @property
    def low(self) -> float:  # type: ignore[override]
        return self.of.low

    @property
    def high(self) -> float:  # type: ignore[override]
        return self.of.high

    def inverse(self, u: Floats) -> Floats:
        width = self.high - self.low
        days = np.subtract(self.of.inverse(u), self.low)
        np.multiply(days, (width + self.unit) / (width * self.unit), out=days)
        np.floor(days, out=days)
        np.minimum(days, width // self.unit, out=days)
        np.multiply(days, self.unit, out=days)
        return np.add(days, self.low, out=days)

    def cumulative(self, x: float) -> float:
        if not self.low <= x < self.high:
            return 0.0 if x < self.low else 1.0
        width = self.high - self.low
        days = floor((x - self.low) / self.unit) + 1
        return self.of.cumulative(self.low + days * self.unit * width / (width + self.unit))

    def fault(self) -> str | None:
        return self.of.fault()


def _not_rising(*values: float) -> str | None:
    if not all(map(isfinite, values)):
        return "P-123"
    return "P-108" if any(a > b for a, b in pairwise(values)) else None


def _cut_away(low: float, high: float) -> str | None:
    return "P-126" if quantiles.kept(low, high) < _LEAST_KEPT else None

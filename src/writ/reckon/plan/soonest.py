"""The first of several: an order placed twice is ready when one of the printers is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import prod

import numpy as np

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan import quantiles
from writ.reckon.plan.distributions import Discrete, Distribution
from writ.reckon.plan.quantiles import Floats, Knots


@dataclass(frozen=True)
class Soonest(Distribution):
    """The least of independent draws, one from each of `of`.

    What waits for the *last* of several needs no family of its own: it has a link to each.
    """

    of: tuple[Distribution, ...]

    @property
    def low(self) -> float:  # type: ignore[override]
        return min((law.low for law in self.of), default=0.0)

    @property
    def high(self) -> float:  # type: ignore[override]
        return min((law.high for law in self.of), default=0.0)

    def inverse(self, u: Floats) -> Floats:
        if self.high == self.low:
            return np.full_like(u, self.low)
        value = quantiles.look_up(self._knots, u)
        return np.add(value, self.low, out=value)

    def cumulative(self, x: float) -> float:
        return 1.0 - prod(1.0 - law.cumulative(x) for law in self.of)

    def fault(self) -> str | None:
        faults = [fault for law in self.of if (fault := law.fault()) is not None]
        return "P-124" if not self.of else faults[0] if faults else None

    def whole_days(self, unit: int = MINUTES_A_DAY) -> Distribution:
        """The least of the same draws in whole days, value by value."""
        if self.high == self.low:
            return self
        days = Soonest(tuple(law.whole_days(unit) for law in self.of))
        values = [self.low + unit * day for day in range(int(self.high - self.low) // unit + 1)]
        reached = [0.0, *map(days.cumulative, values)]
        chances = [
            (value, by - before)
            for value, (before, by) in zip(values, pairwise(reached), strict=True)
            if by > before
        ]
        return Discrete(tuple(value for value, _ in chances), tuple(chance for _, chance in chances))

    def in_whole_days(self, unit: int = MINUTES_A_DAY) -> bool:
        return all(law.in_whole_days(unit) for law in self.of)

    @cached_property
    def _knots(self) -> Knots:
        at = quantiles.knot_probabilities()
        if len(set(self.of)) == 1:
            # 1 - (1 - u)^(1/n), written so that small probabilities keep their digits
            with np.errstate(divide="ignore"):
                each = -np.expm1(np.log1p(-at) / len(self.of))
            return quantiles.knots(self.of[0].inverse(each).astype(np.float64) - self.low)
        found = np.unique(np.concatenate([law.inverse(at.copy()) for law in self.of]))
        values = found[(found >= self.low) & (found <= self.high)]
        reached = np.array([self.cumulative(value) for value in values.tolist()])
        return quantiles.knots(np.interp(at, reached, values) - self.low)

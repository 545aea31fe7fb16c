"""The fastest or the slowest of several independent draws: the same order placed twice, or an order split."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.distributions import Distribution
from writ.reckon.plan.quantiles import Floats


@dataclass(frozen=True)
class _Extreme(Distribution):
    """One draw that stands for `count` independent ones of `of`, by the inverse of the order statistic."""

    of: Distribution
    count: int

    @property
    def low(self) -> float:  # type: ignore[override]
        return self.of.low

    @property
    def high(self) -> float:  # type: ignore[override]
        return self.of.high

    def whole_days(self, unit: int = MINUTES_A_DAY) -> Distribution:
        """Of draws in whole days, not the extreme of others made whole."""
        return type(self)(self.of.whole_days(unit), self.count)

    def in_whole_days(self, unit: int = MINUTES_A_DAY) -> bool:
        return self.of.in_whole_days(unit)

    def fault(self) -> str | None:
        return self.of.fault() or (None if self.count >= 1 else "P-154")


@dataclass(frozen=True)
class FastestOf(_Extreme):
    """The least of `count` draws: what is needed is there when the first of them is done."""

    def inverse(self, u: Floats) -> Floats:
        left = np.subtract(1.0, u, dtype=u.dtype)
        np.power(left, 1.0 / self.count, out=left)
        return self.of.inverse(np.subtract(1.0, left, out=left))

    def cumulative(self, x: float) -> float:
        return 1.0 - (1.0 - self.of.cumulative(x)) ** self.count


@dataclass(frozen=True)
class SlowestOf(_Extreme):
    """The greatest of `count` draws: what is needed is there when the last of them is done."""

    def inverse(self, u: Floats) -> Floats:
        return self.of.inverse(np.power(u, 1.0 / self.count, dtype=u.dtype))

    def cumulative(self, x: float) -> float:
        return self.of.cumulative(x) ** self.count

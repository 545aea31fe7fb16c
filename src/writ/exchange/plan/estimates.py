"""Estimates: how long a step may take or when others will end it, with who is behind the figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from writ.law.cite import Cite, Status

if TYPE_CHECKING:
    from writ.reckon.plan import Distribution

UNITS = ("minutes", "hours", "days")
TIMES = "times"
"""The unit of a factor, which is a number and no duration."""
KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "fixed": ("value",),
        "uniform": ("shortest", "longest"),
        "triangular": ("shortest", "usual", "longest"),
        "pert": ("shortest", "usual", "longest"),
        "normal": ("shortest", "longest", "mean", "deviation"),
        "lognormal": ("shortest", "longest", "median", "sigma"),
        "discrete": (),
        "empirical": (),
        "empty": (),
    }
)
"""Families of estimates and the order of their numbers; discrete alternates value and weight."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A duration: `kind` and `numbers` as in `KINDS`, in `unit`s; a day is a working day of the step's calendar.

    `kind` "empty" is a step whose duration nobody has said: a forecast leaves it out and says so. `of` makes it the
    "fastest" or the "slowest" of `count` independent draws: the same order placed twice, or an order split.
    """

    kind: str
    numbers: tuple[Decimal, ...] = ()
    unit: str = "days"
    status: Status = Status.SCENARIO
    cite: Cite | None = None
    note: str = ""
    of: str = ""
    count: int = 1

    @property
    def is_empty(self) -> bool:
        """True where nobody has said how long it takes."""
        return self.kind == "empty"

    @property
    def shortest(self) -> Decimal:
        """The least it may take, in its unit."""
        values = self.numbers[::2] if self.kind == "discrete" else self.numbers
        return min(values) if self.kind in ("discrete", "empirical") else values[0]

    @property
    def longest(self) -> Decimal:
        """The most it may take, in its unit."""
        if self.kind in ("discrete", "empirical"):
            return max(self.numbers[::2] if self.kind == "discrete" else self.numbers)
        if self.kind in ("normal", "lognormal"):
            return self.numbers[1]
        return self.numbers[-1]

    def unit_minutes(self, day_minutes: int) -> int:
        """Minutes of one unit, where a day has `day_minutes`."""
        return {TIMES: 1, "minutes": 1, "hours": 60, "days": day_minutes}[self.unit]

    def distribution(self, day_minutes: int) -> Distribution:
        """The estimate in minutes, or as a number where it is a factor; a working day has `day_minutes`."""
        from writ.reckon import plan  # numpy loads when called

        one = self._one(day_minutes)
        if not self.of:
            return one
        return (plan.FastestOf if self.of == "fastest" else plan.SlowestOf)(one, self.count)

    def _one(self, day_minutes: int) -> Distribution:
        from writ.reckon import plan

        scale = self.unit_minutes(day_minutes)
        first, *rest = [float(number * scale) for number in self.numbers] or [0.0]
        if self.kind in ("fixed", "empty"):
            return plan.Fixed(first)
        if self.kind == "uniform":
            return plan.Uniform(first, *rest)
        if self.kind == "triangular":
            return plan.Triangular(first, *rest)
        if self.kind == "pert":
            return plan.Pert(first, *rest)
        if self.kind == "normal":
            return plan.TruncatedNormal(first, *rest)
        if self.kind == "lognormal":
            return plan.LogNormal(first, rest[0], rest[1], float(self.numbers[3]))
        if self.kind == "discrete":
            values = tuple(float(number * scale) for number in self.numbers[::2])
            return plan.Discrete(values, tuple(float(number) for number in self.numbers[1::2]))
        return plan.Empirical((first, *rest))


@dataclass(frozen=True, slots=True)
class Ends:
    """A step that others end on a date: evenly between two local moments, or at one where they are the same."""

    first: datetime
    last: datetime
    status: Status = Status.SCENARIO
    cite: Cite | None = None
    note: str = ""

    def release(self, origin: date) -> Distribution:
        """The moment of the end, in civil minutes from `origin`."""
        from writ.reckon import plan  # numpy loads when called

        first, last = minutes_from(origin, self.first), minutes_from(origin, self.last)
        return plan.Fixed(first) if first == last else plan.Uniform(first, last)


def minutes_from(origin: date, moment: datetime) -> int:
    """Civil minutes from 00:00 of `origin` to a local moment, 1,440 a day in every zone."""
    return (moment.date() - origin).days * 1440 + moment.hour * 60 + moment.minute

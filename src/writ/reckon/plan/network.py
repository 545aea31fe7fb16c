"""A plan ready for arithmetic: tasks as rows in working order, links by row number, calendars as counting rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, prod

from writ.reckon.plan.counting import Counting
from writ.reckon.plan.distributions import Distribution
from writ.reckon.plan.problems import Problem
from writ.reckon.plan.risks import Correlation
from writ.reckon.plan.unrolling import Chance

LIMIT_DAYS = 3653
"""No plan is reckoned further ahead than ten years."""


@dataclass(frozen=True, slots=True)
class Wire:
    """A link by row number: the start or finish of row `before`, lagged, holds this row's start or finish."""

    before: int
    from_start: bool
    to_finish: bool
    lag: int
    counting: Counting


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn for a row, given that it is greater than its value of cumulative probability `above`."""

    law: Distribution
    above: float = 0.0

    @property
    def is_fixed(self) -> bool:
        """Nothing to draw."""
        return self.law.low == self.law.high


@dataclass(frozen=True, slots=True)
class Shift:
    """What a driver or a risk does to a row: a factor on its work, a delay of its end, in the runs in which it happens.

    `cause` names its stream, `purpose` the kind of stream; a driver always happens.
    """

    purpose: str
    cause: str
    probability: float
    factor: Distribution | None
    delay: Distribution | None


@dataclass(frozen=True, slots=True)
class Row:
    """One task, with its facts weighed against the data date and only the links that still hold it.

    `begin` is set where work is under way: from there it is counted. `ended` is a fact that settles everything.
    `start_matters` where somebody asks for the start itself, not only for the finish. `luck` keys the stream of the
    row. A row with `when` exists only in the runs in which all of it holds: in the others it holds nobody up.
    """

    id: str
    counting: Counting
    wires: tuple[Wire, ...]
    work: Drawn
    release: Drawn | None
    floor: int
    finish_floor: int
    started: int | None
    begin: int | None
    ended: int | None
    latest_start: int | None
    latest_finish: int | None
    start_matters: bool
    luck: str
    when: tuple[Chance, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def countings(self) -> Iterator[Counting]:
        """Of its work and of the lags of its wires."""
        yield self.counting
        for wire in self.wires:
            yield wire.counting

    @property
    def is_first(self) -> bool:
        """Whether this is the first turn of its task, and not one that may have to follow."""
        return self.luck == self.id

    @property
    def extremes(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The least and the most minutes that can be drawn for work, and for the release (0 and 0 without one)."""
        factor, most = (1.0, 1.0), 0.0
        if self.shifts:
            factors = [(shift.probability, shift.factor) for shift in self.shifts if shift.factor is not None]
            lows = (law.low if chance >= 1 else min(1.0, law.low) for chance, law in factors)
            highs = (law.high if chance >= 1 else max(1.0, law.high) for chance, law in factors)
            factor = (prod(lows), prod(highs))
            most = sum(shift.delay.high for shift in self.shifts if shift.delay is not None)
        room = _ROUNDING if self.shifts else 0
        work = (
            max(0, ceil(self.work.law.low * factor[0]) - room),
            ceil(self.work.law.high * factor[1] + most) + room,
        )
        if self.release is None:
            return work, (0, 0)
        return work, (ceil(self.release.law.low), ceil(self.release.law.high + most) + room)


_ROUNDING = 2
"""Minutes that products in single precision may be off over ten years."""


@dataclass(frozen=True)
class Network:
    """Rows, each after all it waits for; the number of each task's row; what must be said beside any figure.

    A task that may be done again has several rows; its number is that of the row with which it has ended for good.
    """

    rows: tuple[Row, ...]
    number: Mapping[str, int]
    notices: tuple[Problem, ...]
    correlations: tuple[Correlation, ...] = ()

    def is_last(self, number: int) -> bool:
        """Whether the figures of a task are those of this row."""
        return self.number.get(self.rows[number].id) == number

    def before(self, targets: Iterable[int]) -> list[int]:
        """The targets and all rows they wait for, however far back, in working order."""
        found = set(targets)
        for number in range(len(self.rows) - 1, -1, -1):
            if number in found:
                found.update(wire.before for wire in self.rows[number].wires)
        return sorted(found)

    def after(self, number: int) -> list[int]:
        """The rows that wait for this one, however far ahead, in working order."""
        found = {number}
        for later in range(number + 1, len(self.rows)):
            if any(wire.before in found for wire in self.rows[later].wires):
                found.add(later)
        return sorted(found - {number})

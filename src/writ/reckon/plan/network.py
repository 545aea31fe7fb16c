"""A plan ready for arithmetic: tasks as rows in working order, links by row number, calendars as counting rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from writ.reckon.plan.counting import Counting
from writ.reckon.plan.distributions import Distribution
from writ.reckon.plan.problems import Problem

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
class Row:
    """One task, with its facts weighed against the data date and only the links that still hold it.

    `begin` is set where work is under way: from there it is counted. `ended` is a fact that settles everything.
    `start_matters` where somebody asks for the start itself, not only for the finish.
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


@dataclass(frozen=True)
class Network:
    """Rows, each after all it waits for; the number of each task's row; what must be said beside any figure."""

    rows: tuple[Row, ...]
    number: Mapping[str, int]
    notices: tuple[Problem, ...]

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

"""What may have to be done once a task has ended: an appeal is upheld, a list comes too late. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.distributions import Distribution, Fixed

MOST_ROUNDS = 20
"""No branch goes round more often."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way a branch may go, with its probability: some work of recovery, and perhaps a return.

    `work` counts working minutes of `calendar`: stamping, stickers, errata, or the time to hear of a ruling. With
    `redo_from` everything from that task to the branch is then done again, and the branch may be taken again.
    """

    id: str
    probability: float
    work: Distribution = field(default_factory=lambda: Fixed(0))
    calendar: str = "continuous"
    redo_from: str | None = None
    unit: int = MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Branch:
    """When the task `after` has ended, one of the ways is taken, or, with what probability is left, none.

    What waits for `after`, or for a task that is done again, waits until no more has to be done. A branch is taken
    `at_most` so many times; None, without end, is refused. Once it is known how it went, the caller says so by odds
    of 1 or by leaving it out.
    """

    id: str
    after: str
    ways: tuple[Way, ...]
    at_most: int | None = 1

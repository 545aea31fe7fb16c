"""What a plan is made of: tasks, links, deadlines. Plain values: `check` judges them, not their constructors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from writ.reckon.calendar import MINUTES_A_DAY, WorkCalendar
from writ.reckon.plan.branches import Branch
from writ.reckon.plan.distributions import Distribution, Fixed
from writ.reckon.plan.risks import Correlation, Driver, Risk

CONTINUOUS = "continuous"
"""The calendar on which every minute works; always known, whatever a plan's calendars are."""

DayConvention = Literal["continuous", "whole"]
LinkKind = Literal["FS", "SS", "FF", "SF"]


@dataclass(frozen=True, slots=True)
class Link:
    """This task waits for `before`: FS start after its finish, SS start after its start, FF finish after its
    finish, SF finish after its start.

    `lag` is in minutes of `lag_calendar` and may be negative (a lead).
    """

    before: str
    kind: LinkKind = "FS"
    lag: int = 0
    lag_calendar: str = CONTINUOUS


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a plan; a milestone is a task of duration `Fixed(0)`. Moments are civil minutes of the plan.

    `duration` counts working minutes of `calendar`. `unit` is what one whole day of this estimate is in those
    minutes (1,440 without a calendar, 480 on a calendar of eight hours, 60 for an estimate given in hours): the
    day convention `whole` draws whole units.

    `release` is drawn too, and is a moment: the step ends at that moment, or later where its work or links end
    later (a date that others set). The four constraints are hard: `_not_before` holds the step back;
    `_not_after` bounds the late dates and, where the plan as laid down cannot keep it, is a problem.

    Facts: `started`, `finished`, and for a step under way optionally `remaining`, the work left at the plan's
    data date. A started step no longer waits for links to its start; a finished one waits for nothing.
    """

    id: str
    duration: Distribution = field(default_factory=lambda: Fixed(0))
    calendar: str = CONTINUOUS
    links: tuple[Link, ...] = ()
    start_not_before: int | None = None
    start_not_after: int | None = None
    finish_not_before: int | None = None
    finish_not_after: int | None = None
    release: Distribution | None = None
    started: int | None = None
    finished: int | None = None
    remaining: Distribution | None = None
    unit: int = MINUTES_A_DAY


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a task is due: met when it finishes at that minute or before.

    Due "by the end of 16 November" is 00:00 of the 17th. A deadline measures; it moves nothing.
    """

    task: str
    due: int
    kind: Literal["legal", "administrative"] = "administrative"


@dataclass(frozen=True)
class Plan:
    """Tasks in any order, their calendars by id, and the data date: what is known is known up to there.

    Drivers, correlations, risks and branches say what strikes several tasks, and what may have to be done again.

    All moments are civil minutes since 00:00 of `origin`, 1,440 to every day; none lies before it.
    """

    origin: date
    tasks: tuple[Task, ...]
    calendars: Mapping[str, WorkCalendar] = field(default_factory=dict, hash=False)
    data_date: int = 0
    drivers: tuple[Driver, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    risks: tuple[Risk, ...] = ()
    branches: tuple[Branch, ...] = ()

    @property
    def is_undisturbed(self) -> bool:
        """Whether every task has only luck of its own, and is done once."""
        return not (self.drivers or self.correlations or self.risks or self.branches)

    @property
    def laid_down(self) -> Plan:
        """The plan as it was laid down: no risk happens, no branch is taken, no driver drives."""
        return replace(self, drivers=(), correlations=(), risks=(), branches=())

    def day_of(self, moment: int) -> date:
        """The day in which the moment falls; a midnight belongs to the day that it ends."""
        return self.origin + timedelta(days=-(-moment // MINUTES_A_DAY) - 1)

    def end_of(self, day: date) -> int:
        """The moment at which the day ends: 00:00 of the next."""
        return ((day - self.origin).days + 1) * MINUTES_A_DAY

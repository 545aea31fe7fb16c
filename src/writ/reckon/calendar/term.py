"""A period of the law, as its words give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from writ.reckon.calendar.errors import UnclearTerm


class Unit(StrEnum):
    """What a term counts. Days, weeks and months are civil; hours are elapsed, also when the clocks change."""

    HOURS = "hours"
    WORKING_HOURS = "working_hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    WEEKDAY = "weekday"


class Direction(StrEnum):
    """From the event onwards, or back from it."""

    FORWARD = "forward"
    BACK = "back"


class Roll(StrEnum):
    """Where a term goes that would end on a closed day."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class Days(StrEnum):
    """WHOLE: days run from midnight to midnight. CONTINUOUS: from the minute of the event to the same minute."""

    WHOLE = "whole"
    CONTINUOUS = "continuous"


CLOCK_UNITS = frozenset({Unit.HOURS, Unit.WORKING_HOURS})
WORKING_UNITS = frozenset({Unit.WORKING_HOURS, Unit.WORKING_DAYS})
DAY_UNITS = frozenset({Unit.DAYS, Unit.WORKING_DAYS})


@dataclass(frozen=True, kw_only=True)
class Term:
    """How long a period is and how it is counted; `deadline` says when it ends.

    amount: how many units; 0 is the day of the event itself.
    unit: `weeks` lead to the same day of the week, or with `weekday` (Monday is 0) to the first such day not before it
        (going back: not after it). `weekday` is the amount-th such day after the event (going back: before it).
        `months` lead to the same day of the month, or its last day where there is no such day.
    calendar: whose working time is counted, and whose closed days a roll leaves.
    count_first: the day of the event is day 1. Otherwise counting starts on the day after.
    count_last: the last day counted is still inside the period. Otherwise the days are clear days and the term ends
        on the day after them (going back: before them).
    days: whole days end at the end of the day, or at `at`; continuous days end at the minute of the event.
    roll: moves by whole days, and keeps the time of the day.
    at: local time on the last day, as in "by 18:00"; 00:00 is its beginning. None is its end.

    Raises UnclearTerm where these do not fit together: what the law leaves open is asked, not guessed.
    """

    amount: int
    unit: Unit
    direction: Direction = Direction.FORWARD
    calendar: str | None = None
    count_first: bool = False
    count_last: bool = True
    days: Days = Days.WHOLE
    weekday: int | None = None
    roll: Roll = Roll.NONE
    at: time | None = None

    def __post_init__(self) -> None:
        for part, refused, why in self._checks():
            if refused:
                raise UnclearTerm(part, why)

    @property
    def runs_by_the_clock(self) -> bool:
        """It ends at a minute, not with a day, and starts from one."""
        return self.unit in CLOCK_UNITS or self.days is Days.CONTINUOUS

    @property
    def step(self) -> int:
        """1 forward, -1 back."""
        return 1 if self.direction is Direction.FORWARD else -1

    def _checks(self) -> tuple[tuple[str, bool, str], ...]:
        first_or_last = self.count_first or not self.count_last
        continuous = self.days is Days.CONTINUOUS
        needs_calendar = self.unit in WORKING_UNITS or self.roll is not Roll.NONE
        return (
            ("amount", self.amount < 0, "not negative: say the direction instead"),
            ("amount", self.amount == 0 and self.count_first, "nothing is counted, so no first day either"),
            ("amount", self.amount == 0 and self.unit is Unit.WEEKDAY, "the first such weekday is number 1"),
            ("calendar", needs_calendar and self.calendar is None, "working time and roll-over need one"),
            ("calendar", not needs_calendar and self.calendar is not None, "nothing in the term asks for it"),
            ("days", continuous and self.unit not in DAY_UNITS, "only days are whole or continuous"),
            ("count_first", self.runs_by_the_clock and first_or_last, "only whole days are counted or not"),
            ("count_first", self.weekday is not None and first_or_last, "a weekday is found, not counted"),
            ("weekday", self.unit is Unit.WEEKDAY and self.weekday is None, "which day of the week?"),
            ("weekday", self.weekday not in (None, *range(7)), "0 is Monday, 6 is Sunday"),
            (
                "weekday",
                self.weekday is not None and self.unit not in (Unit.WEEKS, Unit.WEEKDAY),
                "not counted",
            ),
            ("at", self.at is not None and self.runs_by_the_clock, "the clock of the event settles the time"),
            ("at", self.at is not None and self.at.tzinfo is not None, "local time, without a zone"),
        )

"""When an office works: hours by weekday, closed days, and days with hours of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from writ.reckon.calendar import windows
from writ.reckon.calendar.errors import BadHours, NoWorkingTime

if TYPE_CHECKING:
    from writ.reckon.calendar.tables import Tables

MINUTES_A_DAY = 1440
"""Civil minutes: every civil day has 1,440, also where the clocks change."""


class Span(NamedTuple):
    """Working time within a day, `[start, end)` in minutes since midnight: 09:00 to 17:00 is (540, 1020)."""

    start: int
    end: int


Hours = tuple[Span, ...]
Week = tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]

ALL_DAY: Hours = (Span(0, MINUTES_A_DAY),)
CLOSED: Hours = ()


def office_week(start: int, end: int, working_days: int = 5) -> Week:
    """A week from Monday with the same hours on each of its first `working_days` days."""
    open_day: Hours = (Span(start, end),)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        open_day if day < working_days else CLOSED for day in range(7)
    )
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


@dataclass(frozen=True)
class WorkCalendar:
    """The working time of one office, printer, carrier or court, in civil minutes of its place.

    `week` holds seven days from Monday. A day in `exceptions` has those hours whatever else is said of it;
    then a day in `closed` has none; every other day follows `week`.

    Raises BadHours for hours that cannot be, NoWorkingTime for a calendar that never works.
    """

    id: str
    week: Week
    closed: frozenset[date] = frozenset()
    exceptions: Mapping[date, Hours] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise BadHours(f"calendar {self.id!r}: a week has 7 days, not {len(self.week)}")
        for hours in (*self.week, *self.exceptions.values()):
            _check_hours(self.id, hours)
        if not any(self.week) and not any(self.exceptions.values()):
            raise NoWorkingTime(self.id)

    @classmethod
    def continuous(cls, id: str = "continuous") -> WorkCalendar:  # noqa: A002
        """The calendar on which every minute works."""
        return cls(id, (ALL_DAY,) * 7)

    @property
    def is_continuous(self) -> bool:
        """Every minute of every day works, so that counting is plain addition."""
        return not self.closed and all(hours == ALL_DAY for hours in (*self.week, *self.exceptions.values()))

    def spans_on(self, day: date) -> Hours:
        """The working spans of the day, in order."""
        if day in self.exceptions:
            return self.exceptions[day]
        return CLOSED if day in self.closed else self.week[day.weekday()]

    def works_on(self, day: date) -> bool:
        """Whether the day has any working time."""
        return bool(self.spans_on(day))

    def working_minutes(self, start: int, end: int, origin: date) -> int:
        """Working minutes in `[start, end)`, civil minutes from `origin`; negative when `end` comes first."""
        if end < start:
            return -self.working_minutes(end, start, origin)
        total = 0
        for opens, closes in self.open_windows(start, origin, 1):
            if opens >= end:
                break
            total += max(0, min(closes, end) - max(opens, start))
        return total

    def add_working(self, start: int, minutes: int, origin: date) -> int:
        """The civil minute that `minutes` of working time lead to from `start`; negative minutes go back.

        Forward lands on the end of the last working minute, back on the beginning of the first; nothing stays
        put. Raises NoWorkingTime where the calendar gives out.
        """
        step = 1 if minutes >= 0 else -1
        reached = windows.count(self.open_windows(start, origin, step), start, abs(minutes), step)
        if reached is None:
            raise NoWorkingTime(self.id)
        return reached

    def open_windows(self, minute: int, origin: date, step: int) -> Iterator[windows.Window]:
        """Working windows in civil minutes, from the day that holds the minute, in the order of time or against it.

        They end only where no work comes any more.
        """
        for day in self.days_from(origin + timedelta(days=minute // MINUTES_A_DAY), step):
            midnight = (day - origin).days * MINUTES_A_DAY
            for span in self.spans_on(day)[::step]:
                yield midnight + span.start, midnight + span.end

    def days_from(self, day: date, step: int) -> Iterator[date]:
        """Every day from `day` on, by steps of 1 or -1, for as long as a working day may still come."""
        while any(self.week) or any((other - day).days * step >= 0 for other in self.exceptions):
            yield day
            if day == (date.max if step > 0 else date.min):
                return
            day += timedelta(days=step)

    def by_whole_days(self) -> WorkCalendar:
        """The same working days, each of them open from midnight to midnight."""
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(_whole, self.week)
        week = monday, tuesday, wednesday, thursday, friday, saturday, sunday
        return replace(
            self, week=week, exceptions={day: _whole(hours) for day, hours in self.exceptions.items()}
        )

    def tables(self, origin: date, days: int) -> Tables:
        """The same counts as two lookups over `days` days from `origin`, for the simulation."""
        from writ.reckon.calendar.tables import Tables  # numpy loads when called

        return Tables.of(self, origin, days)


def _check_hours(calendar: str, hours: Hours) -> None:
    for start, end in hours:
        if not 0 <= start < end <= MINUTES_A_DAY:
            raise BadHours(f"calendar {calendar!r}: {start} to {end} is not a span of minutes within a day")
    for earlier, later in pairwise(hours):
        if later.start < earlier.end:
            raise BadHours(f"calendar {calendar!r}: {earlier} and {later} overlap or are out of order")


def _whole(hours: Hours) -> Hours:
    return ALL_DAY if hours else CLOSED

"""What a calendar or a term refuses, and why.

CalendarError
├── BadHours         a span outside the day, or two spans of a day that overlap
├── NoWorkingTime    a calendar that never works, or none of its working time is left
├── OffTheTable      a count that runs past either end of a table
├── UnclearTerm      a term that the law's words do not settle
├── UnknownCalendar  a term names a calendar that was not given
└── UnknownHolidays  the `holidays` package does not know the country, its part or the year

They carry facts, not sentences for the screen: the floors above choose the words.
"""

from __future__ import annotations

from datetime import date


class CalendarError(ValueError):
    """Anything this package refuses."""


class BadHours(CalendarError):
    """Working hours that cannot be: outside the day, empty, unsorted or overlapping."""


class NoWorkingTime(CalendarError):
    """The calendar `calendar` has no working time, or none left where the count must go."""

    def __init__(self, calendar: str) -> None:
        super().__init__(f"calendar {calendar!r} has no working time where it is needed")
        self.calendar = calendar


class OffTheTable(CalendarError):
    """A count on calendar `calendar` left the table of `days` days that starts on `origin`."""

    def __init__(self, calendar: str, origin: date, days: int) -> None:
        super().__init__(f"calendar {calendar!r}: outside the {days} days from {origin.isoformat()}")
        self.calendar = calendar
        self.origin = origin
        self.days = days


class UnclearTerm(CalendarError):
    """A term whose parts do not fit together; `part` names the field that has to be settled."""

    def __init__(self, part: str, why: str) -> None:
        super().__init__(f"{part}: {why}")
        self.part = part


class UnknownCalendar(CalendarError):
    """A term counts on calendar `calendar`, which is not among those given."""

    def __init__(self, calendar: str) -> None:
        super().__init__(f"no calendar {calendar!r} was given")
        self.calendar = calendar


class UnknownHolidays(CalendarError):
    """No holidays are known for `country` (ISO 3166-1 alpha-2), its part `subdivision`, or these `years` of it."""

    def __init__(self, country: str, subdivision: str | None, years: list[int]) -> None:
        super().__init__(f"no holidays known for {country!r}, part {subdivision!r}, years {years}")
        self.country = country
        self.subdivision = subdivision
        self.years = years

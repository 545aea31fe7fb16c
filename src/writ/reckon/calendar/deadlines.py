"""When a legal term ends, and the count that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType

from writ.reckon.calendar.by_the_clock import end_of_clock
from writ.reckon.calendar.errors import UnclearTerm, UnknownCalendar
from writ.reckon.calendar.pauses import Pause, paused_days
from writ.reckon.calendar.steps import Step, step
from writ.reckon.calendar.term import DAY_UNITS, WORKING_UNITS, Term
from writ.reckon.calendar.whole_days import last_day, rolled
from writ.reckon.calendar.working import WorkCalendar
from writ.reckon.calendar.zones import civil, instant

NO_CALENDARS: Mapping[str, WorkCalendar] = MappingProxyType({})
EVERY_DAY = WorkCalendar.continuous()


@dataclass(frozen=True)
class Deadline:
    """The end of a term: it is kept by whatever is finished at or before `moment`.

    moment: with the zone of the term. The end of a day is 00:00 of the day after it.
    day: the last day, as people say it.
    steps: how the count went, in order.
    """

    moment: datetime
    day: date
    steps: tuple[Step, ...]

    @property
    def ends_with_day(self) -> bool:
        """The whole of the last day is still in time."""
        return self.moment.replace(tzinfo=None) == _end_of(self.day)


Anchor = date | datetime | Deadline
"""The event a term counts from: a whole day, a moment with a zone, or the end of an earlier term."""


def deadline(
    term: Term,
    anchor: Anchor,
    zone: tzinfo,
    calendars: Mapping[str, WorkCalendar] = NO_CALENDARS,
    pauses: Iterable[Pause] = (),
) -> Deadline:
    """The end of the term from the event, in the civil time of the zone.

    A pause stops a clock; a whole day that a pause touches is not counted. Raises UnclearTerm where term, event and
    pauses do not fit together, UnknownCalendar, and NoWorkingTime where the calendar gives out.
    """
    own = _calendar_of(term, calendars)
    counting = own if term.unit in WORKING_UNITS else EVERY_DAY
    count = _by_the_clock if term.runs_by_the_clock else _by_whole_days
    try:
        end, counted_to, steps = count(term, anchor, zone, counting, tuple(pauses))
        day, roll_steps = rolled(term, counted_to, own)
        if day != counted_to:
            end = instant(civil(end, zone) + (day - counted_to), zone)
    except OverflowError:
        raise UnclearTerm("amount", "leads out of the years 1 to 9999") from None
    by_the_day = not term.runs_by_the_clock and term.at is None
    last = step("ends_with_day", day=day) if by_the_day else step("ends_at", moment=civil(end, zone))
    return Deadline(end, day, (*steps, *roll_steps, last))


Counted = tuple[datetime, date, list[Step]]
"""The end of a term before any roll-over, its last day, and how they were found."""


def _by_the_clock(
    term: Term, anchor: Anchor, zone: tzinfo, calendar: WorkCalendar, pauses: tuple[Pause, ...]
) -> Counted:
    end, steps = end_of_clock(term, _moment_of(anchor), zone, calendar, pauses)
    day = (civil(end, zone) - timedelta(microseconds=1)).date()  # 00:00 is the end of the day before
    return end, day, steps


def _by_whole_days(
    term: Term, anchor: Anchor, zone: tzinfo, calendar: WorkCalendar, pauses: tuple[Pause, ...]
) -> Counted:
    if pauses and term.unit not in DAY_UNITS:
        raise UnclearTerm("pauses", f"how long is a pause in {term.unit}? Count in days")
    day, steps = last_day(term, _day_of(anchor, zone), calendar, paused_days(pauses, zone))
    end = _end_of(day) if term.at is None else datetime.combine(day, term.at)
    return instant(end, zone), day, steps


def _calendar_of(term: Term, calendars: Mapping[str, WorkCalendar]) -> WorkCalendar:
    if term.calendar is None:
        return EVERY_DAY
    if term.calendar not in calendars:
        raise UnknownCalendar(term.calendar)
    return calendars[term.calendar]


def _moment_of(anchor: Anchor) -> datetime:
    moment = anchor.moment if isinstance(anchor, Deadline) else anchor
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise UnclearTerm("anchor", "a clock starts at a moment with a zone, not with a day")
    return moment.astimezone(UTC)


def _day_of(anchor: Anchor, zone: tzinfo) -> date:
    match anchor:
        case Deadline():
            return anchor.day
        case datetime():
            return civil(_moment_of(anchor), zone).date()
        case _:
            return anchor


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.min) + timedelta(days=1)

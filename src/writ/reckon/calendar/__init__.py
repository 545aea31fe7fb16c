"""Working time and legal terms: what is a working minute, and when does a period of the law end?

Everything is exact integer arithmetic on civil time; a zone is asked only where a term counts elapsed hours.
Nothing here reads a clock, a disk or the network.
"""

from writ.reckon.calendar.deadlines import Anchor, Deadline, deadline
from writ.reckon.calendar.errors import (
    BadHours,
    CalendarError,
    NoWorkingTime,
    OffTheTable,
    UnclearTerm,
    UnknownCalendar,
    UnknownHolidays,
)
from writ.reckon.calendar.holiday import holidays_of
from writ.reckon.calendar.pauses import Pause
from writ.reckon.calendar.steps import Step
from writ.reckon.calendar.term import Days, Direction, Roll, Term, Unit
from writ.reckon.calendar.working import (
    ALL_DAY,
    CLOSED,
    MINUTES_A_DAY,
    Hours,
    Span,
    Week,
    WorkCalendar,
    office_week,
)

__all__ = [
    "ALL_DAY",
    "CLOSED",
    "MINUTES_A_DAY",
    "Anchor",
    "BadHours",
    "CalendarError",
    "Days",
    "Deadline",
    "Direction",
    "Hours",
    "NoWorkingTime",
    "OffTheTable",
    "Pause",
    "Roll",
    "Span",
    "Step",
    "Term",
    "UnclearTerm",
    "Unit",
    "UnknownCalendar",
    "UnknownHolidays",
    "Week",
    "WorkCalendar",
    "deadline",
    "holidays_of",
    "office_week",
]

"""Terms that run from midnight to midnight: which day is the last."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from writ.reckon.calendar.errors import NoWorkingTime
from writ.reckon.calendar.steps import Step, counted, step
from writ.reckon.calendar.term import DAY_UNITS, Roll, Term, Unit
from writ.reckon.calendar.working import WorkCalendar


def last_day(
    term: Term, day: date, calendar: WorkCalendar, paused: frozenset[date]
) -> tuple[date, list[Step]]:
    """The last day of the term from the day of the event, before any roll-over, and how it was found."""
    if term.unit in DAY_UNITS:
        return _day_by_day(term, day, calendar, paused)
    reached = _leap(term, day)
    steps = [step("from_day" if term.count_first else "from_day_after", day=day)]
    steps.append(counted(term, reached))
    if term.weekday is not None and reached.weekday() != term.weekday:
        reached = _to_weekday(reached, term)
        steps.append(step("to_weekday", day=reached))
    if not term.count_last:
        reached += timedelta(days=term.step)
        steps.append(step("clear_days", day=reached))
    return reached, steps


def rolled(term: Term, day: date, calendar: WorkCalendar) -> tuple[date, list[Step]]:
    """The day itself where it is open, else the next or previous open day, as the term says."""
    if term.roll is Roll.NONE or calendar.works_on(day):
        return day, []
    for other in calendar.days_from(day, 1 if term.roll is Roll.NEXT else -1):
        if calendar.works_on(other):
            return other, [step(f"roll_{term.roll}", closed=day, calendar=calendar.id, day=other)]
    raise NoWorkingTime(calendar.id)


def _day_by_day(
    term: Term, day: date, calendar: WorkCalendar, paused: frozenset[date]
) -> tuple[date, list[Step]]:
    needed = term.amount if term.count_last else term.amount + 1
    running: list[date] = []
    closed: list[date] = []
    stood_still: list[date] = []
    first = day if term.count_first else day + timedelta(days=term.step)
    for candidate in calendar.days_from(first, term.step):
        if len(running) == needed:
            break
        kind = stood_still if candidate in paused else running
        (kind if calendar.works_on(candidate) else closed).append(candidate)
    if len(running) < needed:
        raise NoWorkingTime(calendar.id)
    steps = [step("from_day" if term.count_first else "from_day_after", day=day)]
    if closed:
        steps.append(step("closed_days", days=closed))
    if stood_still:
        steps.append(step("paused_days", days=stood_still))
    steps.append(counted(term, running[term.amount - 1] if term.amount else day))
    if not term.count_last:
        steps.append(step("clear_days", day=running[-1]))
    return (running[-1] if running else day), steps


def _leap(term: Term, day: date) -> date:
    """Weeks, months or weekdays away, less a day where the day of the event is day 1."""
    match term.unit:
        case Unit.WEEKS:
            reached = day + timedelta(weeks=term.amount * term.step)
        case Unit.MONTHS:
            reached = _months_away(day, term.amount * term.step)
        case _:
            next_day = day + timedelta(days=term.step)
            reached = _to_weekday(next_day, term) + timedelta(weeks=(term.amount - 1) * term.step)
    return reached - timedelta(days=term.step) if term.count_first else reached


def _months_away(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _to_weekday(day: date, term: Term) -> date:
    """The first day with the weekday of the term, `day` itself or further on in its direction."""
    assert term.weekday is not None
    return day + timedelta(days=(term.weekday - day.weekday()) * term.step % 7 * term.step)

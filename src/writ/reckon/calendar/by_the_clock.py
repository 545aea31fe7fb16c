"""Terms that run from a minute to a minute: elapsed hours, working hours, continuous days."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from writ.reckon.calendar import windows
from writ.reckon.calendar.errors import NoWorkingTime
from writ.reckon.calendar.pauses import Pause
from writ.reckon.calendar.steps import Step, counted, step
from writ.reckon.calendar.term import Term, Unit
from writ.reckon.calendar.working import MINUTES_A_DAY, WorkCalendar
from writ.reckon.calendar.zones import civil, instant

TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
TICKS_A_MINUTE = MINUTE // TICK


def end_of_clock(
    term: Term, start: datetime, zone: tzinfo, calendar: WorkCalendar, pauses: tuple[Pause, ...]
) -> tuple[datetime, list[Step]]:
    """The moment, in the zone, at which the clock has run its amount from `start` (UTC), and how."""
    if term.unit is Unit.HOURS:
        end = _elapsed(term, start, pauses).astimezone(zone)
    else:
        end = instant(_through_work(term, civil(start, zone), zone, calendar, pauses), zone)
    began, ended = sorted((start, end))
    steps = [step("from_moment", moment=civil(start, zone))]
    steps += [
        step("paused", start=civil(pause.start, zone), end=civil(pause.end, zone))
        for pause in sorted(pauses)
        if pause.start < ended and began < pause.end
    ]
    steps.append(counted(term, civil(end, zone)))
    if term.unit is Unit.HOURS and start.astimezone(zone).utcoffset() != end.utcoffset():
        steps.append(step("clocks_change"))
    return end, steps


def _elapsed(term: Term, start: datetime, pauses: tuple[Pause, ...]) -> datetime:
    """Real time: an hour is an hour, whatever the wall clock does meanwhile."""
    origin = start.astimezone(UTC)
    still = [((pause.start - origin) // TICK, (pause.end - origin) // TICK) for pause in pauses]
    ticks = term.amount * 60 * TICKS_A_MINUTE
    far = ticks + sum(resumed - paused for paused, resumed in still)
    running = windows.without([(0, far) if term.step > 0 else (-far, 0)], still, term.step)
    reached = windows.count(running, 0, ticks, term.step)
    assert reached is not None
    return origin + reached * TICK


def _through_work(
    term: Term, start: datetime, zone: tzinfo, calendar: WorkCalendar, pauses: tuple[Pause, ...]
) -> datetime:
    """Civil time, through the calendar's working hours or, for continuous days, through its working days."""
    if term.unit is Unit.WORKING_HOURS:
        minutes = term.amount * 60
    else:
        minutes, calendar = term.amount * MINUTES_A_DAY, calendar.by_whole_days()
    midnight = datetime.combine(start.date(), time.min)
    still = [_civil_ticks(pause, zone, midnight) for pause in pauses]
    work = calendar.open_windows((start - midnight) // MINUTE, midnight.date(), term.step)
    ticking = ((opens * TICKS_A_MINUTE, closes * TICKS_A_MINUTE) for opens, closes in work)
    running = windows.without(ticking, still, term.step)
    reached = windows.count(running, (start - midnight) // TICK, minutes * TICKS_A_MINUTE, term.step)
    if reached is None:
        raise NoWorkingTime(calendar.id)
    return midnight + reached * TICK


def _civil_ticks(pause: Pause, zone: tzinfo, midnight: datetime) -> windows.Window:
    paused, resumed = ((civil(moment, zone) - midnight) // TICK for moment in (pause.start, pause.end))
    return paused, max(paused, resumed)  # in the hour that comes twice a wall clock can run backwards

"""The tables count exactly as a clerk who walks the calendar minute by minute."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from writ.reckon.calendar import (
    ALL_DAY,
    CLOSED,
    MINUTES_A_DAY,
    Hours,
    NoWorkingTime,
    OffTheTable,
    Span,
    WorkCalendar,
    office_week,
)

ORIGIN = date(2007, 10, 25)  # a Thursday, three days before the clocks go back
DAYS = 9


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    edges = sorted(draw(st.sets(st.integers(0, MINUTES_A_DAY), max_size=6)))
    return tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def work_calendars(draw: st.DrawFn) -> WorkCalendar:
    days = st.sampled_from([ORIGIN + timedelta(n) for n in range(DAYS)])
    week = draw(st.tuples(*[st.one_of(hours(), st.just(CLOSED), st.just(ALL_DAY))] * 7))
    assume(any(week))
    closed = draw(st.frozensets(days, max_size=3))
    exceptions = draw(st.dictionaries(days, hours(), max_size=2))
    calendar = WorkCalendar("drawn", week, closed, exceptions)
    assume(any(calendar.works_on(ORIGIN + timedelta(n)) for n in range(DAYS)))
    return calendar


def working_minute_starts(calendar: WorkCalendar) -> list[int]:
    """Every working minute, found by asking minute after minute."""
    return [
        day * MINUTES_A_DAY + minute
        for day in range(DAYS)
        for minute in range(MINUTES_A_DAY)
        if any(span.start <= minute < span.end for span in calendar.spans_on(ORIGIN + timedelta(day)))
    ]


@settings(max_examples=40, deadline=None)
@given(work_calendars())
def test_both_tables_are_what_the_minute_by_minute_walk_finds(calendar: WorkCalendar) -> None:
    tables = calendar.tables(ORIGIN, DAYS)
    starts = np.array(working_minute_starts(calendar))
    moments = np.arange(DAYS * MINUTES_A_DAY + 1)
    assert (tables.worked == np.searchsorted(starts, moments)).all()
    assert tables.moment[0] == 0
    assert (tables.moment[1:] == starts + 1).all()
    assert tables.total == len(starts)
    assert tables.worked.dtype == tables.moment.dtype == np.int32


@settings(deadline=None)
@given(work_calendars(), st.integers(0, DAYS * MINUTES_A_DAY), st.integers(-3000, 3000))
def test_two_lookups_give_what_the_calendar_gives(calendar: WorkCalendar, at: int, minutes: int) -> None:
    tables = calendar.tables(ORIGIN, DAYS)
    try:
        looked_up = int(tables.add_working(np.array([at]), np.array([minutes]))[0])
    except OffTheTable:
        assert not 0 <= tables.worked[at] + minutes <= tables.total
        return
    assert looked_up == calendar.add_working(at, minutes, ORIGIN)


@settings(deadline=None)
@given(work_calendars(), st.integers(0, DAYS * MINUTES_A_DAY), st.integers(1, 2000))
def test_adding_then_subtracting_leads_to_the_next_start(
    calendar: WorkCalendar, at: int, minutes: int
) -> None:
    tables = calendar.tables(ORIGIN, DAYS)
    assume(tables.worked[at] + minutes <= tables.total)
    moment, amount = np.array([at]), np.array([minutes])
    back = tables.add_working(tables.add_working(moment, amount), -amount)
    assert back == tables.next_start(moment)
    assert calendar.working_minutes(at, int(tables.add_working(moment, amount)[0]), ORIGIN) == minutes


@settings(deadline=None)
@given(work_calendars())
def test_later_never_becomes_earlier(calendar: WorkCalendar) -> None:
    tables = calendar.tables(ORIGIN, DAYS)
    assert (np.diff(tables.worked) >= 0).all()
    assert (np.diff(tables.moment) >= 1).all()
    every = np.flatnonzero(tables.worked + 60 <= tables.total)
    assert (np.diff(tables.add_working(every, np.full(len(every), 60))) >= 0).all()
    counts = np.arange(tables.total + 1)
    assert (tables.worked[tables.moment[counts]] == counts).all()
    assert (tables.moment[tables.worked] <= np.arange(len(tables.worked))).all()


def test_a_finish_lands_at_the_end_of_a_day_and_a_start_on_the_next_morning() -> None:
    """Friday 17:00 as a finish is Monday 09:00 as a start."""
    office = WorkCalendar("office", office_week(9 * 60, 17 * 60))
    monday = date(2007, 9, 10)
    tables = office.tables(monday, 14)
    friday_morning, friday_close = 4 * MINUTES_A_DAY + 9 * 60, 4 * MINUTES_A_DAY + 17 * 60
    next_monday = 7 * MINUTES_A_DAY + 9 * 60
    moment, a_day = np.array([friday_morning]), np.array([8 * 60])
    assert tables.add_working(moment, a_day) == friday_close
    assert tables.next_start(np.array([friday_close])) == next_monday
    assert tables.last_finish(np.array([next_monday])) == friday_close
    assert tables.add_working(np.array([friday_close]), a_day * 0) == friday_close
    assert tables.add_working(np.array([next_monday]), -a_day) == friday_morning


def test_running_off_either_end_is_named_and_never_wraps_round() -> None:
    tables = WorkCalendar("office", office_week(9 * 60, 17 * 60)).tables(date(2007, 9, 10), 7)
    start, end, one = np.array([0]), np.array([7 * MINUTES_A_DAY]), np.array([1])
    for off in (
        lambda: tables.add_working(end, one),
        lambda: tables.add_working(start, -one),
        lambda: tables.add_working(-one, one),
        lambda: tables.add_working(end + 1, one),
        lambda: tables.next_start(end),
        lambda: tables.last_finish(start),
    ):
        with pytest.raises(OffTheTable) as caught:
            off()
        assert (caught.value.calendar, caught.value.days) == ("office", 7)


def test_a_table_without_a_working_day_is_refused() -> None:
    one_saturday = {date(2007, 11, 17): ALL_DAY}
    polling_day_only = WorkCalendar("polling", (CLOSED,) * 7, exceptions=one_saturday)
    with pytest.raises(NoWorkingTime, match="polling"):
        polling_day_only.tables(date(2007, 9, 1), 30)
    assert polling_day_only.tables(date(2007, 11, 1), 30).total == MINUTES_A_DAY


def test_four_calendars_over_three_years_are_well_under_64_megabytes() -> None:
    calendars = (
        WorkCalendar.continuous(),
        WorkCalendar("office", office_week(9 * 60, 17 * 60)),
        WorkCalendar("printer", office_week(0, MINUTES_A_DAY, working_days=6)),
        WorkCalendar("carrier", office_week(6 * 60, 22 * 60, working_days=6)),
    )
    made = [calendar.tables(date(2007, 1, 1), 3 * 365 + 1) for calendar in calendars]
    arrays = {id(table): table.nbytes for tables in made for table in (tables.worked, tables.moment)}
    assert sum(arrays.values()) < 40 * 2**20
    assert made[0].is_continuous
    assert made[0].worked is made[0].moment

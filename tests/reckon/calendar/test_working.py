"""A work calendar knows its hours, counts them exactly, and refuses hours that cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from writ.reckon.calendar import (
    ALL_DAY,
    CLOSED,
    MINUTES_A_DAY,
    BadHours,
    NoWorkingTime,
    Span,
    WorkCalendar,
    office_week,
)

MONDAY = date(2007, 9, 10)
FLAG_DAY = date(2007, 11, 28)
POLLING_DAY = date(2007, 11, 17)  # a Saturday
OFFICE = WorkCalendar(
    "office",
    office_week(9 * 60, 17 * 60),
    closed=frozenset({FLAG_DAY, POLLING_DAY}),
    exceptions={POLLING_DAY: (Span(5 * 60, 12 * 60), Span(13 * 60, MINUTES_A_DAY))},
)


def test_an_exceptional_day_has_its_own_hours_even_when_it_is_closed() -> None:
    assert OFFICE.spans_on(MONDAY) == (Span(540, 1020),)
    assert OFFICE.spans_on(MONDAY + timedelta(days=5)) == CLOSED
    assert not OFFICE.works_on(FLAG_DAY)
    assert OFFICE.spans_on(POLLING_DAY) == (Span(300, 720), Span(780, 1440))


def test_working_time_is_counted_over_nights_breaks_and_weekends() -> None:
    from_monday = OFFICE.add_working(0, 40 * 60, MONDAY)
    assert from_monday == 4 * MINUTES_A_DAY + 17 * 60
    assert OFFICE.add_working(from_monday, 1, MONDAY) == 7 * MINUTES_A_DAY + 9 * 60 + 1
    assert OFFICE.add_working(from_monday, -40 * 60, MONDAY) == 9 * 60
    assert OFFICE.add_working(11 * 60, 7 * 60, POLLING_DAY) == 19 * 60
    assert OFFICE.working_minutes(0, 14 * MINUTES_A_DAY, MONDAY) == 80 * 60
    assert OFFICE.working_minutes(14 * MINUTES_A_DAY, 0, MONDAY) == -80 * 60


def test_nothing_added_moves_nothing_even_at_night() -> None:
    assert OFFICE.add_working(3 * 60, 0, MONDAY) == 3 * 60


def test_the_origin_may_lie_after_the_minute() -> None:
    """Minutes before the origin are negative, and count the same."""
    a_week_later = MONDAY + timedelta(days=7)
    shift = 7 * MINUTES_A_DAY
    assert OFFICE.add_working(-shift, 40 * 60, a_week_later) == OFFICE.add_working(0, 40 * 60, MONDAY) - shift


@given(
    st.integers(-20_000, 200_000),
    st.integers(-30_000, 30_000),
    st.sampled_from([OFFICE, WorkCalendar.continuous()]),
)
def test_what_was_added_is_what_is_counted(start: int, minutes: int, calendar: WorkCalendar) -> None:
    reached = calendar.add_working(start, minutes, MONDAY)
    assert calendar.working_minutes(start, reached, MONDAY) == minutes
    assume(minutes)
    assert (reached > start) == (minutes > 0)


@given(st.integers(0, 100_000), st.integers(0, 5_000), st.integers(0, 10_000))
def test_a_later_start_or_more_work_never_ends_earlier(start: int, later: int, minutes: int) -> None:
    reached = OFFICE.add_working(start, minutes, MONDAY)
    assert OFFICE.add_working(start, minutes + later, MONDAY) >= reached
    assert OFFICE.add_working(start + later, minutes, MONDAY) >= reached or minutes == 0


def test_every_minute_works_on_the_continuous_calendar() -> None:
    calendar = WorkCalendar.continuous()
    assert (calendar.id, calendar.is_continuous) == ("continuous", True)
    assert calendar.add_working(17, 100_000, MONDAY) == 100_017
    assert not OFFICE.is_continuous
    assert not WorkCalendar("shut once", (ALL_DAY,) * 7, closed=frozenset({MONDAY})).is_continuous
    assert OFFICE.by_whole_days().spans_on(MONDAY) == ALL_DAY
    assert OFFICE.by_whole_days().spans_on(FLAG_DAY) == CLOSED


def test_a_calendar_that_never_works_is_refused() -> None:
    with pytest.raises(NoWorkingTime) as caught:
        WorkCalendar("nobody", (CLOSED,) * 7, exceptions={MONDAY: CLOSED})
    assert caught.value.calendar == "nobody"


def test_a_calendar_that_works_once_gives_out_before_and_after() -> None:
    once = WorkCalendar("once", (CLOSED,) * 7, exceptions={MONDAY: ALL_DAY})
    assert once.add_working(-5_000, MINUTES_A_DAY, MONDAY) == MINUTES_A_DAY
    assert once.add_working(5_000, -MINUTES_A_DAY, MONDAY) == 0
    for start, minutes in ((1, MINUTES_A_DAY), (MINUTES_A_DAY, 1), (0, -1)):
        with pytest.raises(NoWorkingTime):
            once.add_working(start, minutes, MONDAY)


@pytest.mark.parametrize(
    "hours",
    [
        (Span(-1, 60),),
        (Span(60, 60),),
        (Span(61, 60),),
        (Span(0, 1441),),
        (Span(0, 61), Span(60, 90)),
        (Span(600, 700), Span(0, 60)),
    ],
)
def test_hours_outside_the_day_empty_overlapping_or_unsorted_are_refused(hours: tuple[Span, ...]) -> None:
    with pytest.raises(BadHours):
        WorkCalendar("bad", (*(ALL_DAY,) * 6, hours))
    with pytest.raises(BadHours):
        WorkCalendar("bad", (ALL_DAY,) * 7, exceptions={MONDAY: hours})


def test_a_week_of_six_days_is_refused() -> None:
    with pytest.raises(BadHours, match="7 days, not 6"):
        WorkCalendar("short", (ALL_DAY,) * 6)  # type: ignore[arg-type]


def test_spans_that_touch_are_one_stretch_of_work() -> None:
    split = WorkCalendar("split", ((Span(0, 720), Span(720, 1440)),) * 7)
    assert split.add_working(700, 40, MONDAY) == 740
    assert split.tables(MONDAY, 2).is_continuous

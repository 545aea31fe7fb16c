"""A term ends where the words of the law say: which days count, which do not, and when the last one is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import (
    MINUTES_A_DAY,
    Anchor,
    Days,
    Deadline,
    Direction,
    Roll,
    Term,
    Unit,
    WorkCalendar,
    deadline,
    office_week,
)

ZONE = ZoneInfo("Europe/Belgrade")
POLLING_DAY = date(2007, 11, 17)  # a Saturday
WEDNESDAY = date(2007, 9, 12)
OFFICE = WorkCalendar("office", office_week(9 * 60, 17 * 60), closed=frozenset({date(2007, 9, 17)}))
CALENDARS = {"office": OFFICE}
BACK = Direction.BACK
DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


def end(anchor: Anchor, **parts: object) -> Deadline:
    return deadline(Term(**parts), anchor, ZONE, CALENDARS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "last_day"),
    [
        ({"amount": 3}, date(2007, 9, 15)),
        ({"amount": 3, "count_first": True}, date(2007, 9, 14)),
        ({"amount": 3, "count_last": False}, date(2007, 9, 16)),
        ({"amount": 3, "count_first": True, "count_last": False}, date(2007, 9, 15)),
        ({"amount": 0}, date(2007, 9, 12)),
        ({"amount": 0, "count_last": False}, date(2007, 9, 13)),
        ({"amount": 3, "direction": BACK}, date(2007, 9, 9)),
        ({"amount": 3, "direction": BACK, "count_first": True}, date(2007, 9, 10)),
        ({"amount": 3, "direction": BACK, "count_last": False}, date(2007, 9, 8)),
    ],
)
def test_first_and_last_day_count_or_not(parts: dict[str, object], last_day: date) -> None:
    found = end(WEDNESDAY, unit=Unit.DAYS, **parts)
    assert found.day == last_day
    assert found.ends_with_day
    assert found.moment == datetime.combine(last_day + timedelta(days=1), time.min, ZONE)


def test_clear_days_all_lie_between_the_event_and_the_act() -> None:
    """Three clear days before polling: the 14th, 15th and 16th; the act falls on the 13th."""
    assert end(POLLING_DAY, amount=3, unit=Unit.DAYS, direction=BACK, count_last=False).day == date(
        2007, 11, 13
    )


@pytest.mark.parametrize(
    ("event", "parts", "last_day"),
    [
        (WEDNESDAY, {"amount": 3}, date(2007, 9, 18)),  # Thu 13, Fri 14, Tue 18: Monday the 17th is closed
        (WEDNESDAY, {"amount": 3, "count_first": True}, date(2007, 9, 14)),
        (date(2007, 9, 15), {"amount": 1, "count_first": True}, date(2007, 9, 18)),
        (date(2007, 9, 18), {"amount": 1, "direction": BACK}, date(2007, 9, 14)),
        (date(2007, 9, 18), {"amount": 1, "direction": BACK, "count_last": False}, date(2007, 9, 13)),
    ],
)
def test_working_days_pass_over_closed_days(event: date, parts: dict[str, object], last_day: date) -> None:
    assert end(event, unit=Unit.WORKING_DAYS, calendar="office", **parts).day == last_day


@pytest.mark.parametrize(
    ("roll", "last_day"),
    [
        (Roll.NONE, date(2007, 9, 15)),
        (Roll.NEXT, date(2007, 9, 18)),
        (Roll.PREVIOUS, date(2007, 9, 14)),
    ],
)
def test_a_term_that_ends_on_a_closed_day_rolls_as_the_law_says(roll: Roll, last_day: date) -> None:
    calendar = None if roll is Roll.NONE else "office"
    found = end(WEDNESDAY, amount=3, unit=Unit.DAYS, roll=roll, calendar=calendar, at=time(18))
    assert found.day == last_day
    assert found.moment == datetime.combine(last_day, time(18), ZONE)


def test_a_term_that_ends_on_an_open_day_does_not_roll() -> None:
    assert end(WEDNESDAY, amount=2, unit=Unit.DAYS, roll=Roll.NEXT, calendar="office").day == date(
        2007, 9, 14
    )


def test_a_roll_of_hours_keeps_the_hour_and_midnight_belongs_to_the_day_before() -> None:
    friday_noon = datetime(2007, 9, 14, 12, tzinfo=ZONE)
    rolled = end(friday_noon, amount=24, unit=Unit.HOURS, roll=Roll.NEXT, calendar="office")
    assert rolled.moment == datetime(2007, 9, 18, 12, tzinfo=ZONE)
    to_midnight = end(friday_noon, amount=12, unit=Unit.HOURS, roll=Roll.NEXT, calendar="office")
    assert (to_midnight.day, to_midnight.moment) == (date(2007, 9, 14), datetime(2007, 9, 15, tzinfo=ZONE))


def test_weeks_lead_to_the_same_weekday_or_to_the_one_named() -> None:
    saturday = POLLING_DAY
    assert end(saturday, amount=3, unit=Unit.WEEKS).day == date(2007, 12, 8)
    assert end(saturday, amount=4, unit=Unit.WEEKS, weekday=6).day == date(2007, 12, 16)
    assert end(saturday, amount=1, unit=Unit.WEEKS, direction=BACK, weekday=6).day == date(2007, 11, 4)
    assert end(saturday, amount=1, unit=Unit.WEEKS, count_first=True).day == date(2007, 11, 23)


def test_the_fourth_sunday_after_a_saturday_is_sooner_than_a_sunday_four_weeks_later() -> None:
    """Both readings are at hand; on a Sunday they agree, and the law pack says which is meant."""
    assert end(POLLING_DAY, amount=4, unit=Unit.WEEKDAY, weekday=6).day == date(2007, 12, 9)
    assert end(POLLING_DAY, amount=1, unit=Unit.WEEKDAY, weekday=6, direction=BACK).day == date(2007, 11, 11)
    assert end(POLLING_DAY, amount=1, unit=Unit.WEEKDAY, weekday=5).day == date(2007, 11, 24)


@given(DAYS, st.integers(0, 200), st.sampled_from(Direction))
def test_on_the_weekday_itself_both_readings_agree(day: date, amount: int, direction: Direction) -> None:
    weekday = day.weekday()
    by_weeks = end(day, amount=amount + 1, unit=Unit.WEEKS, weekday=weekday, direction=direction)
    by_weekday = end(day, amount=amount + 1, unit=Unit.WEEKDAY, weekday=weekday, direction=direction)
    assert by_weeks.day == by_weekday.day


@pytest.mark.parametrize(
    ("event", "months", "last_day"),
    [
        (date(2007, 11, 17), -4, date(2007, 7, 17)),
        (date(2007, 8, 31), 1, date(2007, 9, 30)),
        (date(2007, 12, 31), 2, date(2008, 2, 29)),
        (date(2007, 1, 31), -11, date(2006, 2, 28)),
        (date(2007, 1, 1), -1, date(2006, 12, 1)),
    ],
)
def test_months_lead_to_the_same_day_or_to_the_last_of_the_month(
    event: date, months: int, last_day: date
) -> None:
    direction = Direction.FORWARD if months > 0 else BACK
    assert end(event, amount=abs(months), unit=Unit.MONTHS, direction=direction).day == last_day


def test_working_hours_run_only_while_the_office_is_open() -> None:
    """24 working hours are three office days, or one day where every hour of a working day works."""
    notified = datetime(2007, 9, 12, 16, tzinfo=ZONE)
    term = Term(amount=24, unit=Unit.WORKING_HOURS, calendar="office")
    assert deadline(term, notified, ZONE, CALENDARS).moment == datetime(2007, 9, 18, 16, tzinfo=ZONE)
    every_hour = {"office": OFFICE.by_whole_days()}
    assert deadline(term, notified, ZONE, every_hour).moment == datetime(2007, 9, 13, 16, tzinfo=ZONE)
    back = Term(amount=24, unit=Unit.WORKING_HOURS, calendar="office", direction=BACK)
    assert deadline(back, datetime(2007, 9, 18, 16, tzinfo=ZONE), ZONE, CALENDARS).moment == datetime(
        2007, 9, 12, 16, tzinfo=ZONE
    )


def test_the_seconds_of_the_event_are_kept() -> None:
    notified = datetime(2007, 9, 12, 16, 30, 15, 7, tzinfo=ZONE)
    found = end(notified, amount=8, unit=Unit.WORKING_HOURS, calendar="office")
    assert found.moment == datetime(2007, 9, 13, 16, 30, 15, 7, tzinfo=ZONE)


@given(
    st.integers(0, 40),
    st.integers(0, 30 * MINUTES_A_DAY),
    st.sampled_from(Direction),
)
def test_working_hours_agree_with_the_calendar(hours: int, minute: int, direction: Direction) -> None:
    origin = date(2007, 6, 4)
    event = datetime.combine(origin, time.min) + timedelta(minutes=minute)
    found = end(
        event.replace(tzinfo=ZONE),
        amount=hours,
        unit=Unit.WORKING_HOURS,
        calendar="office",
        direction=direction,
    )
    step = 1 if direction is Direction.FORWARD else -1
    reached = OFFICE.add_working(minute, step * hours * 60, origin)
    assert found.moment.replace(tzinfo=None) == datetime.combine(origin, time.min) + timedelta(
        minutes=reached
    )


def test_whole_days_end_with_the_day_and_continuous_days_at_the_minute() -> None:
    announced = datetime(2007, 12, 3, 14, 30, tzinfo=ZONE)
    assert end(announced, amount=2, unit=Unit.DAYS).moment == datetime(2007, 12, 6, tzinfo=ZONE)
    continuous = end(announced, amount=2, unit=Unit.DAYS, days=Days.CONTINUOUS)
    assert (continuous.moment, continuous.day) == (announced + timedelta(days=2), date(2007, 12, 5))
    assert not continuous.ends_with_day


def test_continuous_working_days_stand_still_on_closed_days() -> None:
    parts = {"amount": 1, "unit": Unit.WORKING_DAYS, "calendar": "office", "days": Days.CONTINUOUS}
    friday = datetime(2007, 9, 14, 14, 30, tzinfo=ZONE)
    assert end(friday, **parts).moment == datetime(2007, 9, 18, 14, 30, tzinfo=ZONE)
    saturday = datetime(2007, 9, 15, 10, tzinfo=ZONE)
    assert end(saturday, **parts).moment == datetime(2007, 9, 19, tzinfo=ZONE)


def test_a_time_of_day_ends_the_last_day_early_or_opens_it() -> None:
    assert end(WEDNESDAY, amount=0, unit=Unit.DAYS, at=time(18)).moment == datetime(
        2007, 9, 12, 18, tzinfo=ZONE
    )
    opening = end(POLLING_DAY, amount=30, unit=Unit.DAYS, direction=BACK, at=time(0))
    assert (opening.moment, opening.day) == (datetime(2007, 10, 18, tzinfo=ZONE), date(2007, 10, 18))
    assert not opening.ends_with_day


def test_a_term_may_start_from_the_end_of_another() -> None:
    """The end of 14 September is 00:00 of the 15th, and still the 14th for whoever counts days."""
    filing = end(WEDNESDAY, amount=2, unit=Unit.DAYS)
    assert end(filing, amount=1, unit=Unit.DAYS).day == date(2007, 9, 15)
    assert end(filing, amount=24, unit=Unit.HOURS).moment == datetime(2007, 9, 16, tzinfo=ZONE)


def test_the_event_is_read_in_the_zone_of_the_term() -> None:
    """23:30 in UTC is already the next day in Kosovo."""
    late = datetime(2007, 9, 12, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert end(late, amount=1, unit=Unit.DAYS).day == date(2007, 9, 14)


@given(DAYS, st.integers(0, 400))
def test_back_undoes_forward(day: date, amount: int) -> None:
    there = end(day, amount=amount, unit=Unit.DAYS)
    assert end(there, amount=amount, unit=Unit.DAYS, direction=BACK).day == day


@given(DAYS, st.integers(0, 20), st.integers(0, 60), st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS]))
def test_a_later_event_never_has_an_earlier_end(day: date, later: int, amount: int, unit: Unit) -> None:
    assert (
        end(day, amount=amount, unit=unit).moment
        <= end(day + timedelta(days=later), amount=amount, unit=unit).moment
    )


@given(DAYS, st.integers(1, 60), st.sampled_from(Direction))
def test_working_days_agree_with_a_walk_from_day_to_day(day: date, amount: int, direction: Direction) -> None:
    step = timedelta(days=1 if direction is Direction.FORWARD else -1)
    walked, left = day, amount
    while left:
        walked += step
        left -= OFFICE.works_on(walked)
    assert (
        end(day, amount=amount, unit=Unit.WORKING_DAYS, calendar="office", direction=direction).day == walked
    )


def test_the_steps_tell_how_it_was_counted() -> None:
    found = end(WEDNESDAY, amount=3, unit=Unit.WORKING_DAYS, calendar="office", count_last=False, at=time(18))
    assert [step.sentence for step in found.steps] == [
        "The day of the event, 2007-09-12, is not counted.",
        "Closed days passed over: 2007-09-15, 2007-09-16, 2007-09-17.",
        "Working days of calendar office counted forward: 3, to 2007-09-18.",
        "All of these days must be over: the term ends on 2007-09-19.",
        "It ends at 2007-09-19 18:00.",
    ]
    rolled = end(WEDNESDAY, amount=3, unit=Unit.DAYS, count_first=True, roll=Roll.NEXT, calendar="office")
    assert rolled.steps[0].sentence == "The day of the event, 2007-09-12, is day 1."
    assert rolled.steps[-1].kind == "ends_with_day"
    weekend = end(WEDNESDAY, amount=3, unit=Unit.DAYS, roll=Roll.PREVIOUS, calendar="office")
    assert weekend.steps[-2].sentence == (
        "2007-09-15 is closed on calendar office: the term rolls back to 2007-09-14."
    )
    sunday = end(POLLING_DAY, amount=4, unit=Unit.WEEKS, weekday=6)
    assert sunday.steps[-2].sentence == "The weekday asked for is 2007-12-16."

"""A paused clock stands still, and a day touched by a pause is not counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import (
    Days,
    Direction,
    Pause,
    Term,
    UnclearTerm,
    Unit,
    WorkCalendar,
    deadline,
    office_week,
)

ZONE = ZoneInfo("Europe/Belgrade")
MONDAY = datetime(2007, 9, 10, 9, tzinfo=ZONE)
OFFICE = {"office": WorkCalendar("office", office_week(9 * 60, 17 * 60))}


def pause(start_hour: int, hours: int) -> Pause:
    start = MONDAY + timedelta(hours=start_hour)
    return Pause(start, start + timedelta(hours=hours))


def test_hours_run_on_where_the_pause_ends() -> None:
    term = Term(amount=48, unit=Unit.HOURS)
    held = [pause(10, 20), pause(25, 10), pause(200, 5)]  # two that overlap, one after the end
    found = deadline(term, MONDAY, ZONE, pauses=held)
    assert found.moment == MONDAY + timedelta(hours=48 + 25)
    assert [step.kind for step in found.steps].count("paused") == 2


def test_a_pause_that_starts_as_the_clock_runs_out_changes_nothing() -> None:
    term = Term(amount=48, unit=Unit.HOURS)
    assert deadline(term, MONDAY, ZONE, pauses=[pause(48, 5)]).moment == MONDAY + timedelta(hours=48)


def test_hours_counted_back_skip_the_pause_too() -> None:
    term = Term(amount=48, unit=Unit.HOURS, direction=Direction.BACK)
    event = MONDAY + timedelta(hours=60)
    assert deadline(term, event, ZONE, pauses=[pause(10, 20)]).moment == event - timedelta(hours=68)


def test_a_pause_at_night_costs_no_working_hours() -> None:
    term = Term(amount=10, unit=Unit.WORKING_HOURS, calendar="office")
    at_night, by_day = pause(8, 10), pause(2, 3)
    assert deadline(term, MONDAY, ZONE, OFFICE, [at_night]).moment == datetime(2007, 9, 11, 11, tzinfo=ZONE)
    assert deadline(term, MONDAY, ZONE, OFFICE, [at_night, by_day]).moment == datetime(
        2007, 9, 11, 14, tzinfo=ZONE
    )


@pytest.mark.parametrize(
    ("start", "end", "last_day"),
    [
        (datetime(2007, 9, 11, 23, 59), datetime(2007, 9, 12, 0, 1), date(2007, 9, 14)),
        (datetime(2007, 9, 11), datetime(2007, 9, 12), date(2007, 9, 13)),  # ends as the 12th begins
        (datetime(2007, 9, 10, 12), datetime(2007, 9, 10, 13), date(2007, 9, 12)),  # on the day not counted
    ],
)
def test_a_whole_day_touched_by_a_pause_is_not_counted(
    start: datetime, end: datetime, last_day: date
) -> None:
    held = [Pause(start.replace(tzinfo=ZONE), end.replace(tzinfo=ZONE))]
    found = deadline(Term(amount=2, unit=Unit.DAYS), MONDAY, ZONE, pauses=held)
    assert found.day == last_day
    assert ("paused_days" in [step.kind for step in found.steps]) == (last_day != date(2007, 9, 12))


def test_continuous_days_lose_only_the_minutes_of_the_pause() -> None:
    term = Term(amount=2, unit=Unit.DAYS, days=Days.CONTINUOUS)
    assert deadline(term, MONDAY, ZONE, pauses=[pause(10, 5)]).moment == MONDAY + timedelta(hours=53)


@given(
    st.lists(st.tuples(st.integers(-50, 200), st.integers(1, 60)), max_size=6),
    st.integers(0, 120),
    st.sampled_from(Direction),
)
def test_a_paused_clock_agrees_with_a_walk_from_hour_to_hour(
    held: list[tuple[int, int]], hours: int, direction: Direction
) -> None:
    step = 1 if direction is Direction.FORWARD else -1
    still = {hour for start, length in held for hour in range(start, start + length)}
    at, left = 0, hours
    while left:
        passing = at if step > 0 else at - 1
        left -= passing not in still
        at += step
    term = Term(amount=hours, unit=Unit.HOURS, direction=direction)
    found = deadline(term, MONDAY, ZONE, pauses=[pause(*each) for each in held])
    assert found.moment.astimezone(UTC) == MONDAY.astimezone(UTC) + timedelta(hours=at)


def test_over_the_hour_that_comes_twice_a_pause_never_runs_backwards() -> None:
    """From 02:50 summer time to 02:10 winter time: 20 minutes, none of them civil."""
    held = [
        Pause(datetime(2007, 10, 28, 2, 50, tzinfo=ZONE), datetime(2007, 10, 28, 2, 10, tzinfo=ZONE, fold=1))
    ]
    start = datetime(2007, 10, 27, 12, tzinfo=ZONE)
    hours = deadline(Term(amount=24, unit=Unit.HOURS), start, ZONE, pauses=held)
    assert hours.moment.isoformat() == "2007-10-28T11:20:00+01:00"
    days = deadline(Term(amount=1, unit=Unit.DAYS, days=Days.CONTINUOUS), start, ZONE, pauses=held)
    assert days.moment.isoformat() == "2007-10-28T12:00:00+01:00"


def test_a_pause_without_zone_or_without_length_is_refused() -> None:
    with pytest.raises(UnclearTerm, match="zone"):
        Pause(datetime(2007, 9, 10), MONDAY)
    with pytest.raises(UnclearTerm, match="after it starts"):
        Pause(MONDAY, MONDAY)

"""Where the clocks change, days are civil and hours are elapsed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import Days, Direction, Term, Unit, deadline

ZONE = ZoneInfo(
    "Europe/Belgrade"
)  # back an hour at 03:00 on 28 October 2007, on an hour at 02:00 on 25 March
NOON = datetime(2007, 10, 27, 12, tzinfo=ZONE)


def test_a_48_hour_clock_over_the_night_of_28_october_is_elapsed_hours() -> None:
    found = deadline(Term(amount=48, unit=Unit.HOURS), NOON, ZONE)
    assert found.moment.isoformat() == "2007-10-29T11:00:00+01:00"
    assert "clocks_change" in [step.kind for step in found.steps]


def test_a_two_day_term_over_the_same_night_is_civil() -> None:
    assert (
        deadline(Term(amount=2, unit=Unit.DAYS), NOON, ZONE).moment.isoformat() == "2007-10-30T00:00:00+01:00"
    )
    continuous = deadline(Term(amount=2, unit=Unit.DAYS, days=Days.CONTINUOUS), NOON, ZONE)
    assert continuous.moment.isoformat() == "2007-10-29T12:00:00+01:00"


def test_a_day_of_23_hours_is_a_day() -> None:
    noon = datetime(2007, 3, 24, 12, tzinfo=ZONE)
    assert (
        deadline(Term(amount=24, unit=Unit.HOURS), noon, ZONE).moment.isoformat()
        == "2007-03-25T13:00:00+02:00"
    )
    back = Term(amount=24, unit=Unit.HOURS, direction=Direction.BACK)
    assert deadline(back, datetime(2007, 3, 25, 13, tzinfo=ZONE), ZONE).moment == noon


def test_hours_that_end_in_the_first_of_two_equal_hours_stay_there() -> None:
    start = datetime(2007, 10, 27, 2, 30, tzinfo=ZONE)
    assert (
        deadline(Term(amount=24, unit=Unit.HOURS), start, ZONE).moment.isoformat()
        == "2007-10-28T02:30:00+02:00"
    )


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2007, 10, 28), "2007-10-28T02:30:00+01:00"),  # comes twice: not over while it is still to come
        (
            date(2007, 3, 25),
            "2007-03-25T03:30:00+02:00",
        ),  # never comes: as much later as the clocks were moved
    ],
)
def test_a_time_that_comes_twice_or_never_is_the_later_one(day: date, shown: str) -> None:
    found = deadline(Term(amount=0, unit=Unit.DAYS, at=time(2, 30)), day, ZONE)
    assert found.moment.isoformat() == shown


@given(
    st.datetimes(datetime(2007, 1, 1), datetime(2008, 12, 31), timezones=st.just(ZONE)),
    st.integers(0, 2000),
    st.sampled_from(Direction),
)
def test_hours_are_real_hours_wherever_they_fall(start: datetime, hours: int, direction: Direction) -> None:
    found = deadline(Term(amount=hours, unit=Unit.HOURS, direction=direction), start, ZONE)
    elapsed = found.moment.astimezone(UTC) - start.astimezone(UTC)
    assert elapsed == timedelta(hours=hours) * (1 if direction is Direction.FORWARD else -1)


@given(st.dates(date(2007, 1, 1), date(2008, 12, 31)), st.integers(0, 700))
def test_a_day_ends_at_midnight_on_the_wall_however_long_it_was(day: date, amount: int) -> None:
    found = deadline(Term(amount=amount, unit=Unit.DAYS), day, ZONE)
    assert found.moment.replace(tzinfo=None) == datetime.combine(day + timedelta(days=amount + 1), time.min)

"""What the law's words leave open is asked about by name, never guessed."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import (
    CLOSED,
    Anchor,
    Days,
    Deadline,
    Direction,
    NoWorkingTime,
    Pause,
    Roll,
    Term,
    UnclearTerm,
    Unit,
    UnknownCalendar,
    WorkCalendar,
    deadline,
    office_week,
)

ZONE = ZoneInfo("Europe/Belgrade")
WEDNESDAY = date(2007, 9, 12)
OFFICE = WorkCalendar("office", office_week(9 * 60, 17 * 60), closed=frozenset({date(2007, 9, 17)}))
CALENDARS = {"office": OFFICE}


def end(anchor: Anchor, **parts: object) -> Deadline:
    return deadline(Term(**parts), anchor, ZONE, CALENDARS)  # type: ignore[arg-type]


@given(
    st.sampled_from(Unit),
    st.sampled_from(Direction),
    st.sampled_from(Days),
    st.sampled_from(Roll),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, 6]),
    st.integers(0, 40),
)
def test_every_term_is_either_refused_or_shows_its_work(
    unit: Unit,
    direction: Direction,
    days: Days,
    roll: Roll,
    first: bool,
    last: bool,
    weekday: int | None,
    amount: int,
) -> None:
    needs_calendar = unit in (Unit.WORKING_HOURS, Unit.WORKING_DAYS) or roll is not Roll.NONE
    try:
        term = Term(
            amount=amount,
            unit=unit,
            direction=direction,
            days=days,
            roll=roll,
            count_first=first,
            count_last=last,
            weekday=weekday,
            calendar="office" if needs_calendar else None,
        )
    except UnclearTerm:
        return
    found = deadline(term, datetime(2007, 9, 15, 12, tzinfo=ZONE), ZONE, CALENDARS)
    assert all(step.sentence for step in found.steps)
    assert found.steps[-1].kind in ("ends_with_day", "ends_at")


@pytest.mark.parametrize(
    ("part", "parts"),
    [
        ("amount", {"amount": -1, "unit": Unit.DAYS}),
        ("amount", {"amount": 0, "unit": Unit.DAYS, "count_first": True}),
        ("amount", {"amount": 0, "unit": Unit.WEEKDAY, "weekday": 6}),
        ("calendar", {"amount": 1, "unit": Unit.WORKING_DAYS}),
        ("calendar", {"amount": 1, "unit": Unit.WORKING_HOURS}),
        ("calendar", {"amount": 1, "unit": Unit.DAYS, "roll": Roll.NEXT}),
        ("calendar", {"amount": 1, "unit": Unit.DAYS, "calendar": "office"}),
        ("days", {"amount": 1, "unit": Unit.WEEKS, "days": Days.CONTINUOUS}),
        ("count_first", {"amount": 1, "unit": Unit.HOURS, "count_first": True}),
        ("count_first", {"amount": 1, "unit": Unit.DAYS, "days": Days.CONTINUOUS, "count_last": False}),
        ("count_first", {"amount": 1, "unit": Unit.WEEKS, "weekday": 6, "count_first": True}),
        ("weekday", {"amount": 1, "unit": Unit.WEEKDAY}),
        ("weekday", {"amount": 1, "unit": Unit.WEEKS, "weekday": 7}),
        ("weekday", {"amount": 1, "unit": Unit.DAYS, "weekday": 6}),
        ("at", {"amount": 1, "unit": Unit.HOURS, "at": time(18)}),
        ("at", {"amount": 1, "unit": Unit.DAYS, "at": time(18, tzinfo=ZONE)}),
    ],
)
def test_a_term_whose_parts_do_not_fit_is_asked_about_not_guessed(
    part: str, parts: dict[str, object]
) -> None:
    with pytest.raises(UnclearTerm) as caught:
        Term(**parts)  # type: ignore[arg-type]
    assert caught.value.part == part


def test_an_event_that_does_not_fit_the_term_is_refused() -> None:
    for anchor in (WEDNESDAY, datetime(2007, 9, 12, 12)):
        with pytest.raises(UnclearTerm, match="anchor"):
            end(anchor, amount=48, unit=Unit.HOURS)
    with pytest.raises(UnclearTerm, match="anchor"):
        end(datetime(2007, 9, 12, 12), amount=2, unit=Unit.DAYS)
    with pytest.raises(UnknownCalendar, match="court"):
        end(WEDNESDAY, amount=1, unit=Unit.WORKING_DAYS, calendar="court")


def test_a_term_that_leads_out_of_the_calendar_is_refused() -> None:
    for unit in (Unit.WEEKS, Unit.MONTHS):
        with pytest.raises(UnclearTerm, match="9999"):
            end(WEDNESDAY, amount=10**6, unit=unit)
    with pytest.raises(UnclearTerm, match="9999"):
        end(date.max, amount=1, unit=Unit.DAYS)


def test_a_calendar_that_gives_out_is_named() -> None:
    once = WorkCalendar("once", (CLOSED,) * 7, exceptions={WEDNESDAY: office_week(0, 60)[0]})
    noon = datetime(2007, 9, 12, 12, tzinfo=ZONE)
    for term in (
        Term(amount=1, unit=Unit.WORKING_DAYS, calendar="once"),
        Term(amount=1, unit=Unit.WORKING_HOURS, calendar="once"),
        Term(amount=1, unit=Unit.DAYS, calendar="once", roll=Roll.NEXT),
    ):
        with pytest.raises(NoWorkingTime, match="once"):
            deadline(term, noon, ZONE, {"once": once})


def test_pauses_of_weeks_are_asked_about() -> None:
    pause = Pause(datetime(2007, 9, 13, tzinfo=ZONE), datetime(2007, 9, 14, tzinfo=ZONE))
    with pytest.raises(UnclearTerm, match="pauses"):
        deadline(Term(amount=2, unit=Unit.WEEKS), WEDNESDAY, ZONE, pauses=[pause])

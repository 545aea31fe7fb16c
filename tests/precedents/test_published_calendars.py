"""Every deadline of a published election calendar comes out on the day that was published."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from writ.reckon.calendar import (
    MINUTES_A_DAY,
    Direction,
    Roll,
    Term,
    Unit,
    WorkCalendar,
    deadline,
    holidays_of,
    office_week,
)

FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parent.glob("calendars/*.toml"))
}
ENUMS = {"unit": Unit, "direction": Direction, "roll": Roll}


class Precedent(NamedTuple):
    """One published deadline: the event, the term, and the day or moment on which it fell."""

    term: Term
    event: date
    zone: ZoneInfo
    calendars: dict[str, WorkCalendar]
    falls_on: date | None
    ends_at: datetime | None


def calendars_of(file: dict[str, Any]) -> dict[str, WorkCalendar]:
    given = file.get("calendars", {})
    week = office_week(0, MINUTES_A_DAY)
    return {name: WorkCalendar(name, week, frozenset().union(*closed_lists(given, name))) for name in given}


def closed_lists(given: dict[str, Any], name: str) -> list[list[date]]:
    """The calendar's own closed days, and those of the calendars it is like."""
    entry = given[name]
    return [entry["closed"], *(given[other]["closed"] for other in entry.get("closed_like", ()))]


def term_of(group: dict[str, Any], row: dict[str, Any]) -> Term:
    parts = {**group["term"], **{key: row[key] for key in row.keys() & Term.__dataclass_fields__.keys()}}
    parts["calendar"] = parts.get("calendar") or None
    return Term(**{key: ENUMS[key](value) if key in ENUMS else value for key, value in parts.items()})


def precedents() -> Iterator[Any]:
    for name, file in FILES.items():
        for group in file["group"]:
            assert group["law"]
            assert group.get("source") or file.get("source")
            for row in group["rows"]:
                yield pytest.param(
                    Precedent(
                        term_of(group, row),
                        row["event"],
                        ZoneInfo(file["zone"]),
                        calendars_of(file),
                        row.get("falls_on"),
                        row.get("ends_at"),
                    ),
                    id=f"{name}: {row['what']} ({group['law'].split(':')[-1].strip()})",
                )


@pytest.mark.parametrize("precedent", list(precedents()))
def test_the_term_falls_where_it_was_published(precedent: Precedent) -> None:
    event = precedent.event
    if isinstance(event, datetime):
        event = event.replace(tzinfo=precedent.zone)
    found = deadline(precedent.term, event, precedent.zone, precedent.calendars)
    shown = [step.sentence for step in found.steps]
    if precedent.ends_at is None:
        assert found.day == precedent.falls_on, shown
    else:
        assert found.moment == precedent.ends_at.replace(tzinfo=precedent.zone), shown


@pytest.mark.parametrize(
    ("country", "subdivision", "closed"),
    [
        pytest.param(entry["country"], entry.get("subdivision"), frozenset(entry["closed"]), id=calendar)
        for file in FILES.values()
        for calendar, entry in file.get("calendars", {}).items()
        if "country" in entry
    ],
)
def test_the_holidays_package_knows_the_closed_days(
    country: str, subdivision: str | None, closed: frozenset[date]
) -> None:
    """It may know more of them: a holiday on a Saturday beside the Monday kept instead."""
    years = {day.year for day in closed}
    assert closed <= holidays_of(country, years, subdivision).keys()


def test_a_complaint_filed_two_days_later_is_late_under_24_hours_whatever_the_hour() -> None:
    """Election Complaints and Appeals Panel, decision 350/2019: violation on 7 October, complaint on 9 October."""
    zone = ZoneInfo("Europe/Belgrade")
    last_moment = datetime(2019, 10, 7, 23, 59, tzinfo=zone)
    assert deadline(Term(amount=24, unit=Unit.HOURS), last_moment, zone).moment < datetime(
        2019, 10, 9, tzinfo=zone
    )

"""The calendars of three audiences: each is told what is meant for it, and a date that moves keeps its id."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import icalendar
import pytest

import writ
from writ.exchange.appointments import COLUMNS, Appointment, calendar_of, csv_of, ics_of
from writ.exchange.folder import read
from writ.exchange.plan import Milestone, PlanDocument
from writ.law.cite import Cite, Status

NAMES = {"en": "Example; with, signs", "sr-cyrl": "Пример"}
DAY = Milestone("day", NAMES, "legal", Status.SOURCED, datetime(2007, 10, 13), missed={"en": "It lapses."})
HOUR = Milestone("hour", NAMES, "event", Status.SCENARIO, datetime(2007, 10, 12, 16))
SPAN = Milestone(
    "span", NAMES, "administrative", Status.ASSUMED, datetime(2007, 10, 21), date(2007, 10, 15), note="Ours."
)
UNKNOWN = Milestone("unknown", NAMES, "legal", Status.EMPTY)


@pytest.fixture(scope="module")
def example() -> PlanDocument:
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    assert folder is not None
    return folder.plan


@pytest.fixture
def plan(example: PlanDocument) -> PlanDocument:
    return replace(example, milestones=(UNKNOWN, SPAN, HOUR, DAY), options=(), risks=())


def ics(appointments: tuple[Appointment, ...], **more: str) -> bytes:
    stamp = datetime(2007, 9, 13, 9)
    return ics_of(
        appointments, election="example", name="Example", zone="Europe/Belgrade", stamp=stamp, **more
    )


def events(raw: bytes) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(raw)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_an_administrative_date_is_internal_unless_it_says_otherwise(plan: PlanDocument) -> None:
    assert [one.id for one in calendar_of(plan, "public")] == ["hour", "day", "unknown"]
    assert [one.id for one in calendar_of(plan, "parties")] == ["hour", "day", "unknown"]
    assert [one.id for one in calendar_of(plan, "internal")] == ["hour", "day", "span", "unknown"]


def test_dates_stand_in_their_order_and_unknown_ones_last(example: PlanDocument) -> None:
    for audience in ("public", "parties", "internal"):
        days = [one.last for one in calendar_of(example, audience)]
        known = [day for day in days if day]
        assert known == sorted(known)
        assert days == known + [None] * (len(days) - len(known))


def test_the_last_day_to_decide_is_internal(example: PlanDocument) -> None:
    codes = {
        audience: {one.kind for one in calendar_of(example, audience)}
        for audience in ("public", "parties", "internal")
    }
    assert "decision" in codes["internal"]
    assert "decision" not in codes["public"] | codes["parties"]


def test_what_is_settled_is_left_out_and_a_risk_is_told_by_its_answer(example: PlanDocument) -> None:
    risk = next(one for one in example.risks if one.answer and one.decide_by)
    names = {one.id: one.name("en") for one in calendar_of(example, "internal")}
    assert names[f"decide-{risk.id}"] == f"{risk.names['en']}: {risk.answer.names['en']}"
    left = calendar_of(example, "internal", (risk.id, "second-shift"))
    assert names.keys() - {one.id for one in left} == {f"decide-{risk.id}", "decide-second-shift"}


def test_notes_stay_inside(plan: PlanDocument) -> None:
    told = replace(plan, milestones=(replace(SPAN, audience=("public", "internal")),))
    assert [one.note for one in calendar_of(told, "public")] == [""]
    assert [one.note for one in calendar_of(told, "internal")] == ["Ours."]


def test_an_audience_nobody_agreed_on_is_refused(plan: PlanDocument) -> None:
    with pytest.raises(KeyError):
        calendar_of(plan, "press")


def test_a_midnight_is_the_whole_day_before_and_an_hour_is_a_moment(plan: PlanDocument) -> None:
    hour, day, span = events(ics(calendar_of(plan, "internal"))).values()
    assert (day["DTSTART"].dt, day["DTEND"].dt) == (date(2007, 10, 12), date(2007, 10, 13))
    assert (span["DTSTART"].dt, span["DTEND"].dt) == (date(2007, 10, 15), date(2007, 10, 21))
    assert hour["DTSTART"].to_ical() == b"20071012T140000Z"
    assert "DTEND" not in hour


def test_what_nobody_sourced_is_marked_and_what_law_does_is_said(plan: PlanDocument) -> None:
    hour, day, span = events(ics(calendar_of(plan, "internal"))).values()
    assert str(hour["SUMMARY"]) == "Example; with, signs [scenario]"
    assert str(day["SUMMARY"]) == "Example; with, signs"
    assert "If it is missed: It lapses." in str(day["DESCRIPTION"])
    assert str(span["DESCRIPTION"]).endswith("Ours.")


def test_the_same_plan_gives_the_same_bytes_and_a_moved_date_keeps_its_id(plan: PlanDocument) -> None:
    """Who takes the file in again sees the date moved, and not two of it."""
    before = ics(calendar_of(plan, "public"))
    assert before == ics(calendar_of(plan, "public"))
    later = replace(plan, milestones=(replace(DAY, at=datetime(2007, 10, 20)), HOUR))
    after = ics(calendar_of(later, "public"))
    assert events(before).keys() == events(after).keys()
    assert before != after


def test_each_date_of_the_example_has_its_own_id(example: PlanDocument) -> None:
    dates = [one for one in calendar_of(example, "internal") if one.last]
    assert len(events(ics(tuple(dates)))) == len(dates)


def test_the_file_keeps_to_the_lines_of_the_standard(example: PlanDocument) -> None:
    """RFC 5545: lines end in CR LF and have at most 75 octets, in Cyrillic too."""
    raw = ics(calendar_of(example, "internal"), language="sr-cyrl")
    assert raw.endswith(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_table_has_a_row_for_each_date_known_or_not(plan: PlanDocument) -> None:
    cited = replace(DAY, cite=Cite("Law", "12"), names={"en": "=1+1"})
    rows = list(
        csv.reader(
            io.StringIO(csv_of(calendar_of(replace(plan, milestones=(cited, HOUR, UNKNOWN)), "public")))
        )
    )
    assert rows[0] == list(COLUMNS)
    assert rows[1][:4] == ["2007-10-12", "2007-10-12", "16:00", "Example; with, signs"]
    assert rows[2] == [
        "2007-10-12",
        "2007-10-12",
        "",
        "'=1+1",
        "Legal deadline",
        "It lapses.",
        "12",
        "Law",
        "",
    ]
    assert rows[3][:3] == ["", "", ""]

"""How a deadline was reached, step by step, as values; the English sentences are for documents and tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from writ.reckon.calendar.term import WORKING_UNITS, Term

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "from_moment": "The clock starts at {moment}.",
        "from_day_after": "The day of the event, {day}, is not counted.",
        "from_day": "The day of the event, {day}, is day 1.",
        "hours_forward": "Elapsed hours counted forward: {amount}, to {day}.",
        "hours_back": "Elapsed hours counted back: {amount}, to {day}.",
        "working_hours_forward": "Working hours of calendar {calendar} counted forward: {amount}, to {day}.",
        "working_hours_back": "Working hours of calendar {calendar} counted back: {amount}, to {day}.",
        "days_forward": "Days counted forward: {amount}, to {day}.",
        "days_back": "Days counted back: {amount}, to {day}.",
        "working_days_forward": "Working days of calendar {calendar} counted forward: {amount}, to {day}.",
        "working_days_back": "Working days of calendar {calendar} counted back: {amount}, to {day}.",
        "weeks_forward": "Weeks counted forward: {amount}, to {day}.",
        "weeks_back": "Weeks counted back: {amount}, to {day}.",
        "months_forward": "Months counted forward: {amount}, to {day}.",
        "months_back": "Months counted back: {amount}, to {day}.",
        "weekday_forward": "Days of that weekday counted forward: {amount}, to {day}.",
        "weekday_back": "Days of that weekday counted back: {amount}, to {day}.",
        "closed_days": "Closed days passed over: {days}.",
        "paused_days": "Days on which the clock is paused, passed over: {days}.",
        "paused": "The clock stands still from {start} to {end}.",
        "clear_days": "All of these days must be over: the term ends on {day}.",
        "to_weekday": "The weekday asked for is {day}.",
        "clocks_change": "The clocks change in between; the hours are elapsed hours.",
        "roll_next": "{closed} is closed on calendar {calendar}: the term rolls on to {day}.",
        "roll_previous": "{closed} is closed on calendar {calendar}: the term rolls back to {day}.",
        "ends_with_day": "It ends with the end of {day}.",
        "ends_at": "It ends at {moment}.",
    }
)


@dataclass(frozen=True)
class Step:
    """One step of a count: a kind that SENTENCES knows, and its facts (dates and moments in ISO 8601)."""

    kind: str
    facts: Mapping[str, str | int]

    @property
    def sentence(self) -> str:
        """The step in English."""
        return SENTENCES[self.kind].format(**self.facts)


def step(kind: str, **facts: date | datetime | str | int | Iterable[date]) -> Step:
    """A step with its facts written out: moments to the second, days as dates, several days with commas."""
    return Step(kind, {name: _written(fact) for name, fact in facts.items()})


def counted(term: Term, reached: date | datetime) -> Step:
    """The step of the count itself, with the calendar it asked."""
    named = {"calendar": term.calendar} if term.calendar and term.unit in WORKING_UNITS else {}
    return step(f"{term.unit}_{term.direction}", amount=term.amount, day=reached, **named)


def _written(fact: date | datetime | str | int | Iterable[date]) -> str | int:
    match fact:
        case str() | int():
            return fact
        case datetime():
            return fact.isoformat(" ", "seconds" if fact.second else "minutes")
        case date():
            return fact.isoformat()
        case _:
            return ", ".join(day.isoformat() for day in fact)

"""Intervals during which a legal clock stands still, for instance while a court holds the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from writ.reckon.calendar.errors import UnclearTerm
from writ.reckon.calendar.zones import civil


@dataclass(frozen=True, order=True)
class Pause:
    """The clock stands still from `start` up to, not including, `end`; kept in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise UnclearTerm("pauses", "a pause starts and ends at moments with a zone")
        for name in ("start", "end"):  # moments of one zone would be compared by the wall clock
            object.__setattr__(self, name, getattr(self, name).astimezone(UTC))
        if self.end <= self.start:
            raise UnclearTerm("pauses", "a pause ends after it starts")


def paused_days(pauses: Iterable[Pause], zone: tzinfo) -> frozenset[date]:
    """Every day that a pause touches: none of them counts as a whole day."""
    touched: set[date] = set()
    for pause in pauses:
        first = civil(pause.start, zone).date()
        last = civil(pause.end - timedelta(microseconds=1), zone).date()
        touched.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return frozenset(touched)

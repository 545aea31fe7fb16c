"""What a file of MS Project says, before it is held against a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from writ.exchange.ledger import Ledger
from writ.exchange.msproject import words
from writ.exchange.plan.document import CalendarEntry, Hours
from writ.law.findings import Severity

MOST_DAYS = 400
READ = frozenset(
    (
        "SaveVersion",
        "Name",
        "Title",
        "ScheduleFromStart",
        "StartDate",
        "CalendarUID",
        "MinutesPerDay",
        "MinutesPerWeek",
        "StatusDate",
        "ExtendedAttributes",
        "Calendars",
        "Tasks",
        "UID",
        "ID",
        "Manual",
        "Contact",
        "OutlineLevel",
        "Duration",
        "DurationFormat",
        "Milestone",
        "Summary",
        "PercentComplete",
        "ActualStart",
        "ActualFinish",
        "ConstraintType",
        "ConstraintDate",
        "Deadline",
        "IgnoreResourceCalendar",
        "Notes",
        "PredecessorLink",
        "ExtendedAttribute",
    )
)
_DAY = 1440


@dataclass(frozen=True, slots=True)
class SeenLink:
    """A link: the number of the task waited for, its kind, its lag in minutes, in which unit, elapsed or not."""

    before: int
    kind: str
    lag: int
    unit: str
    elapsed: bool


@dataclass(frozen=True, slots=True)
class SeenTask:
    """A task of the file. `fields` are the texts written by us, `inside` is the name of its summary task."""

    uid: int
    name: str
    owner: str
    minutes: int | None
    unit: str
    calendar: str
    milestone: bool
    limit: tuple[int, datetime] | None
    deadline: datetime | None
    started: datetime | None
    finished: datetime | None
    note: str
    links: tuple[SeenLink, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""

    @property
    def where(self) -> str:
        """How a finding names it."""
        return f"{self.name} (UID {self.uid})"


@dataclass(frozen=True, slots=True)
class Seen:
    """All of a file: tasks that are no summaries, and calendars by their names."""

    tasks: tuple[SeenTask, ...]
    calendars: tuple[CalendarEntry, ...]


def see(file: str, raw: bytes, ledger: Ledger) -> Seen | None:
    """The content of a file; None where it is none of MS Project, with the reason in the ledger."""
    from defusedxml import DefusedXmlException  # loads when called
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        ledger.add("F-197", file, reason="<!DOCTYPE>")
        return None
    except (ParseError, ValueError, LookupError) as error:
        ledger.add("F-197", file, reason=str(error) or type(error).__name__)
        return None
    if _plain(root.tag) != "Project":
        ledger.add("F-197", file, reason=f"<{_plain(root.tag)}>")
        return None
    return _File(file, root, ledger).see()


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


class _File:
    """One walk through the XML."""

    def __init__(self, file: str, root: Any, ledger: Ledger) -> None:
        self.file, self.root, self.ledger = file, root, ledger

    def see(self) -> Seen:
        version = self.text(self.root, "SaveVersion")
        if version.isdecimal() and int(version) > words.SAVED_BY:
            self.inform("F-198", version=version)
        names = self.aliases()
        calendars = {
            self.text(one, "UID"): self.calendar(one)
            for one in self.inner(self.root, "Calendars", "Calendar")
        }
        tasks, inside, other = [], "", {_plain(one.tag) for one in self.root} - READ
        for one in self.inner(self.root, "Tasks", "Task"):
            if self.text(one, "Summary") == "1" or self.text(one, "UID") == "0":
                inside = self.text(one, "Name")
            elif self.text(one, "IsNull") != "1":
                other |= {_plain(part.tag) for part in one} - READ
                tasks.append(self.task(one, names, calendars, inside))
        if other:
            self.inform("F-205", names=", ".join(sorted(other)[:12]) + (" …" if len(other) > 12 else ""))
        return Seen(tuple(tasks), tuple(calendar for calendar in calendars.values() if calendar))

    def inform(self, code: str, key: str | None = None, **facts: str | int) -> None:
        self.ledger.add(code, self.file, None, key, severity=Severity.INFORMATION, cite=None, **facts)

    def children(self, parent: Any, name: str) -> Iterator[Any]:
        return (one for one in parent if _plain(one.tag) == name)

    def inner(self, parent: Any, group: str, name: str) -> Iterator[Any]:
        for one in self.children(parent, group):
            yield from self.children(one, name)

    def text(self, parent: Any, name: str) -> str:
        return next((str(one.text or "").strip() for one in self.children(parent, name)), "")

    def aliases(self) -> dict[str, str]:
        """Which of our texts each field holds."""
        found = {}
        for one in self.inner(self.root, "ExtendedAttributes", "ExtendedAttribute"):
            alias = self.text(one, "Alias").removeprefix("writ ")
            if alias in words.FIELDS:
                found[self.text(one, "FieldID")] = alias
        return found

    def moment(self, parent: Any, name: str, key: str) -> datetime | None:
        text = self.text(parent, name)
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.ledger.add("F-123", self.file, None, key, value=text)
            return None

    def task(
        self, one: Any, names: Mapping[str, str], calendars: Mapping[str, CalendarEntry | None], inside: str
    ) -> SeenTask:
        uid, name = self.number(one, "UID"), self.text(one, "Name")
        key = f"{name} (UID {uid})"
        duration, limit = self.text(one, "Duration"), None
        minutes = words.minutes_of(duration) if duration else 0
        if minutes is None or minutes < 0:
            self.ledger.add("F-131", self.file, None, key, value=duration)
        style = self.number(one, "DurationFormat") or 7
        code, at = self.number(one, "ConstraintType"), self.moment(one, "ConstraintDate", key)
        if code in (2, 3) and at:  # must start on, must finish on
            self.inform("F-201", key, date=f"{at:%Y-%m-%d}")
        if code in words.CONSTRAINTS and at:
            limit = (code, at)
        calendar = calendars.get(self.text(one, "CalendarUID"))
        fields = {
            names[number]: self.text(extra, "Value")
            for extra in self.children(one, "ExtendedAttribute")
            if (number := self.text(extra, "FieldID")) in names
        }
        return SeenTask(
            uid, name, self.text(one, "Contact"), minutes,
            {**words.ELAPSED, **words.WORKING}.get(style, "days"),
            calendar.id if calendar else "",
            self.text(one, "Milestone") == "1",
            limit,
            self.moment(one, "Deadline", key),
            self.moment(one, "ActualStart", key),
            self.moment(one, "ActualFinish", key),
            self.text(one, "Notes"),
            tuple(self.links(one, key)),
            fields,
            inside,
        )  # fmt: skip

    def number(self, parent: Any, name: str) -> int:
        text = self.text(parent, name)
        return int(text) if text.removeprefix("-").isdecimal() and len(text) < 15 else 0

    def links(self, one: Any, key: str) -> Iterator[SeenLink]:
        kinds = {code: kind for kind, code in words.LINKS.items()}
        for link in self.children(one, "PredecessorLink"):
            style = self.number(link, "LagFormat") or 7
            lag = self.number(link, "LinkLag")
            if self.text(link, "CrossProject") == "1":
                self.inform("F-203", key)
                continue
            if style in (19, 20, 51, 52) and lag:
                self.ledger.add("F-202", self.file, None, key)
            kind = kinds.get(self.number(link, "Type") if self.text(link, "Type") else 1, "FS")
            unit = {**words.ELAPSED, **words.WORKING}.get(style, "days")
            yield SeenLink(self.number(link, "PredecessorUID"), kind, lag // 10, unit, style in words.ELAPSED)

    # ------------------------------------------------------------------------------------------------------ calendars
    def calendar(self, one: Any) -> CalendarEntry | None:
        name = self.text(one, "Name")
        if self.text(one, "IsBaseCalendar") == "0" or not name:
            return None
        week: list[tuple[tuple[int, int], ...]] = [()] * 7
        closed: list[date] = []
        others: list[Hours] = []
        exceptions = list(self.inner(one, "Exceptions", "Exception"))
        for day in self.inner(one, "WeekDays", "WeekDay"):
            kind = self.number(day, "DayType")
            if 1 <= kind <= 7:
                week[(kind + 5) % 7] = self.hours(day)
            elif not exceptions:
                self.exception(day, name, closed, others)
        for day in exceptions:
            self.exception(day, name, closed, others)
        return CalendarEntry(name, {}, tuple(week), tuple(sorted(set(closed))), tuple(others))

    def exception(self, one: Any, name: str, closed: list[date], others: list[Hours]) -> None:
        """Single days, or days on end; what comes round every year is noted and left out."""
        period = next(self.children(one, "TimePeriod"), None)
        first = self.moment(period, "FromDate", name) if period is not None else None
        last = self.moment(period, "ToDate", name) if period is not None else None
        length = (last.date() - first.date()).days + 1 if first and last else 0
        if first is None or self.number(one, "Type") > 1 or not 1 <= length <= MOST_DAYS:
            self.inform("F-204", name)
            return
        for place in range(length):
            day = first.date() + timedelta(days=place)
            if spans := self.hours(one):
                others.append(Hours(day, spans))
            else:
                closed.append(day)

    def hours(self, one: Any) -> tuple[tuple[int, int], ...]:
        if self.text(one, "DayWorking") != "1":
            return ()
        spans = []
        for time in self.inner(one, "WorkingTimes", "WorkingTime"):
            start, end = (_minute(self.text(time, name)) for name in ("FromTime", "ToTime"))
            if start is not None and end is not None and start < (end or _DAY):
                spans.append((start, end or _DAY))
        return tuple(sorted(spans))


def _minute(text: str) -> int | None:
    parts = text.split(":")
    if len(parts) < 2 or not all(part[:2].isdecimal() for part in parts[:2]):
        return None
    return min(int(parts[0]) * 60 + int(parts[1]), _DAY)

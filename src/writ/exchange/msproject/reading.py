"""A file of MS Project held against a plan: what was changed there is changed here, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from writ.exchange.ledger import Ledger
from writ.exchange.msproject import words
from writ.exchange.msproject.seen import Seen, SeenTask, see
from writ.exchange.msproject.writing import project_xml
from writ.exchange.plan.checking import MOST_STEPS
from writ.exchange.plan.document import CalendarEntry, PlanDocument, TaskEntry
from writ.exchange.plan.estimates import Estimate
from writ.exchange.plan.parts import LinkEntry
from writ.exchange.words import CODE, first_cycle
from writ.law.cite import Cite, Status
from writ.law.findings import Severity
from writ.law.spelling import near

LARGEST = 32_000_000
_DAY = 1440


@dataclass(frozen=True, slots=True)
class Project:
    """What a file says: its steps as the plan would have them, calendars that are new or other, steps it leaves out."""

    tasks: tuple[TaskEntry, ...]
    calendars: tuple[CalendarEntry, ...] = ()
    left_out: tuple[str, ...] = ()


def read_project(
    path: Path,
    document: PlanDocument,
    ledger: Ledger,
    posts: Collection[str] | None = None,
    language: str = "en",
) -> Project | None:
    """The steps in a file of MS Project; None where something blocks.

    Our own export knows its steps again by their codes; each field that differs from what would be exported now is
    taken over. A step that is new needs a strand, an owner (the contact) and names. `language` is that of the names.
    """
    try:
        if path.stat().st_size > LARGEST:
            ledger.add("F-103", path.name, limit=LARGEST)
            return None
        raw = path.read_bytes()
    except OSError as error:
        ledger.add("F-156", path.name, reason=error.strerror or type(error).__name__)
        return None
    seen = see(path.name, raw, ledger)
    if seen is None or ledger.blocks:
        return None
    if len(seen.tasks) > MOST_STEPS:
        ledger.add("F-175", path.name, count=len(seen.tasks), limit=MOST_STEPS)
        return None
    return _Reader(path.name, document, ledger, posts, language).read(seen)


class _Reader:
    """One comparison of a file with a plan."""

    def __init__(
        self, file: str, document: PlanDocument, ledger: Ledger, posts: Collection[str] | None, language: str
    ) -> None:
        self.file, self.document, self.ledger, self.language = file, document, ledger, language
        self.posts = posts if posts is not None else {task.owner for task in document.tasks}
        self.present = {task.id: task for task in document.tasks}
        own = see(file, project_xml(document, "", language), Ledger())
        assert own is not None
        self.own = {task.fields["id"]: task for task in own.tasks}
        self.own_ids = {task.uid: code for code, task in self.own.items()}
        self.own_calendars = {calendar.id: calendar for calendar in own.calendars}
        self.cite = Cite(f"MS Project: {file}", source=file)

    def read(self, seen: Seen) -> Project | None:
        ids: dict[int, str] = {}
        for task in seen.tasks:
            code = task.fields.get("id") or f"ms-{task.uid}"
            if code in ids.values():
                self.fault("F-119", task, kind="task", value=code)
            elif code not in self.present and not CODE.fullmatch(code):
                self.fault("F-118", task, value=code)
            ids[task.uid] = code
        calendars = self.calendars(seen)
        days = {words.CONTINUOUS: _DAY} | {one.id: one.day_minutes for one in calendars.values()}
        tasks = [self.task(task, ids, days) for task in seen.tasks]
        left_out = tuple(code for code in self.present if code not in ids.values())
        if left_out:
            self.ledger.add("F-195", self.file, severity=Severity.INFORMATION, count=len(left_out))
        every = self.present | {task.id: task for task in tasks}
        cycle = first_cycle({code: [link.before for link in task.links] for code, task in every.items()})
        if cycle:
            self.ledger.add("F-133", self.file, tasks=" → ".join(reversed(cycle)))
        known = {calendar.id: calendar for calendar in self.document.calendars}
        used = {task.calendar for task in tasks}
        moved = tuple(one for code, one in calendars.items() if known.get(code) != one and code in used)
        return None if self.ledger.blocks else Project(tuple(tasks), moved, left_out)

    def fault(self, code: str, task: SeenTask, **facts: Any) -> None:
        self.ledger.add(code, self.file, None, task.where, **facts)

    def calendars(self, seen: Seen) -> dict[str, CalendarEntry]:
        """The calendars of the plan as the file has them, and new ones under names of the file."""
        found = {calendar.id: calendar for calendar in self.document.calendars}
        names = dict.fromkeys(language for task in self.document.tasks for language in task.names)
        for calendar in seen.calendars:
            if calendar.id == words.CONTINUOUS:
                continue
            before = found.get(calendar.id)
            if before is None:
                titled = MappingProxyType(dict.fromkeys(names, calendar.id))
                found[calendar.id] = replace(calendar, names=titled)
            elif calendar != self.own_calendars.get(calendar.id):
                found[calendar.id] = replace(
                    calendar,
                    names=before.names,
                    holidays=before.holidays if before.closed == calendar.closed else "",
                )
        return found

    def task(self, seen: SeenTask, ids: Mapping[int, str], days: Mapping[str, int]) -> TaskEntry:
        code = ids[seen.uid]
        before, own = self.present.get(code), self.own.get(code)
        base = before or TaskEntry(code, "", MappingProxyType({}), "")
        changes: dict[str, Any] = {}
        if own is None or seen.owner != own.owner:
            changes["owner"] = seen.owner
        if own is None or seen.calendar != own.calendar:
            changes["calendar"] = seen.calendar or words.CONTINUOUS
        if own is None or seen.note != own.note:
            changes["note"] = seen.note
        if own is None or seen.fields.get("strand") != own.fields.get("strand"):
            changes["strand"] = self.strand(seen)
        changes["names"] = self.names(seen, own, before)
        calendar = changes.get("calendar", base.calendar)
        if calendar not in days:
            self.fault("F-120", seen, kind="calendar", value=calendar, choices=near(calendar, days))
        day = days.get(calendar, _DAY)
        if (
            own is None or (seen.minutes, seen.milestone) != (own.minutes, own.milestone)
        ) and seen.minutes is not None:
            changes["estimate"] = self.estimate(seen, day)
        if own is None or (seen.limit, seen.deadline) != (own.limit, own.deadline):
            changes |= dict(self.limits(seen, own))
        if own is None or (seen.started, seen.finished) != (own.started, own.finished):
            changes |= {"started_at": seen.started, "finished_at": seen.finished}
            changes["fact_cite"] = self.cite if seen.started or seen.finished else None
        links = self.links(seen, ids, calendar, days)
        if own is None or links != self.links(own, self.own_ids, base.calendar, days):
            changes["links"] = links
        task = replace(base, **changes)
        self.check(seen, task, before)
        return task

    def strand(self, seen: SeenTask) -> str:
        """The strand by its code, else by the name of the summary task."""
        by_name = {name.casefold(): one.id for one in self.document.strands for name in one.names.values()}
        return seen.fields.get("strand") or by_name.get(seen.inside.casefold(), seen.inside)

    def names(self, seen: SeenTask, own: SeenTask | None, before: TaskEntry | None) -> Mapping[str, str]:
        found = dict(before.names) if before else {}
        for language in dict.fromkeys(language for task in self.document.tasks for language in task.names):
            field = f"name_{language.replace('-', '_')}"
            name = seen.fields.get(field, "")
            if name and (own is None or name != own.fields.get(field)):
                found[language] = name
        if own is None or seen.name != own.name:
            found[self.language] = seen.name
        return MappingProxyType(found)

    def estimate(self, seen: SeenTask, day: int) -> Estimate | None:
        """The one figure of the file, marked as assumed until somebody says who is behind it."""
        if seen.milestone and not seen.minutes:
            return None
        size = {"minutes": 1, "hours": 60, "days": day}[seen.unit]
        return Estimate("fixed", (_exact(seen.minutes or 0, size),), seen.unit, Status.ASSUMED, self.cite)

    def limits(self, seen: SeenTask, own: SeenTask | None) -> Iterator[tuple[str, datetime | None]]:
        if own is not None and own.limit is not None:
            yield words.CONSTRAINTS[own.limit[0]], None
        yield "finish_not_after", seen.deadline
        if seen.limit is not None:
            yield words.CONSTRAINTS[seen.limit[0]], seen.limit[1]

    def links(
        self, seen: SeenTask, ids: Mapping[int, str], calendar: str, days: Mapping[str, int]
    ) -> tuple[LinkEntry, ...]:
        """What a task waits for; a lag of working time is counted in the calendar of the task itself."""
        found = []
        for link in seen.links:
            if link.before not in ids:
                self.fault("F-120", seen, kind="task", value=str(link.before), choices="UID")
                continue
            inside = "" if link.elapsed or not link.lag or calendar == words.CONTINUOUS else calendar
            size = {"minutes": 1, "hours": 60, "days": days.get(inside, _DAY)}[link.unit]
            lag = _exact(link.lag, size)
            unit = link.unit if lag else "days"
            found.append(LinkEntry(ids[link.before], link.kind, lag, unit, inside))
        return tuple(sorted(dict.fromkeys(found), key=lambda link: link != LinkEntry(link.before)))

    def check(self, seen: SeenTask, task: TaskEntry, before: TaskEntry | None) -> None:
        strands = [strand.id for strand in self.document.strands]
        if task.strand not in strands:
            self.fault("F-120", seen, kind="strand", value=task.strand or "–", choices=", ".join(strands))
        if not task.owner:
            self.fault("F-114", seen, name="Contact")
        elif (before is None or before.owner != task.owner) and task.owner not in self.posts:
            self.fault("F-120", seen, kind="post", value=task.owner, choices=near(task.owner, self.posts))
        for language in dict.fromkeys(language for one in self.document.tasks for language in one.names):
            if not task.names.get(language):
                self.fault("F-126", seen, language=language)
        if task.started_at and task.finished_at and task.finished_at < task.started_at:
            self.fault(
                "F-138",
                seen,
                start=f"{task.started_at:%Y-%m-%d %H:%M}",
                end=f"{task.finished_at:%Y-%m-%d %H:%M}",
            )


def _exact(minutes: int, size: int) -> Decimal:
    """Minutes in a unit of so many minutes, to a hundredth, which a minute of a day never falls below."""
    return round(Decimal(minutes) / size, 4).normalize() if minutes % size else Decimal(minutes // size)

"""Reads `plan.toml` into a `PlanDocument`, noting every mistake with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from writ.exchange import words
from writ.exchange.plan.document import (
    CONTROLLED_BY,
    FIRMNESS,
    CalendarEntry,
    Milestone,
    Override,
    PlanDocument,
    Reading,
    Strand,
    TaskEntry,
)
from writ.exchange.plan.figures import read_calendar, read_ends, read_estimate, read_links
from writ.exchange.toml import Table, TomlFile, cite_of, read_cites, status_of
from writ.law.cite import Cite, Status
from writ.law.spelling import near

DEADLINE_KINDS = ("legal", "administrative")
MILESTONE_KINDS = (*DEADLINE_KINDS, "event")
LIMITS = ("start_not_before", "start_not_after", "finish_not_before", "finish_not_after")
ALWAYS_KNOWN = "continuous"


@dataclass
class PlanReader:
    """One walk through `plan.toml`; `posts` are the posts a task may name, `called_on` the day nothing may precede."""

    file: TomlFile
    languages: tuple[str, ...]
    posts: frozenset[str] | None
    called_on: date | None
    cites: Mapping[str, Cite] = field(default_factory=dict)

    def read(self) -> PlanDocument | None:
        """The document; None where something blocks."""
        root = self.file.root()
        self.cites = read_cites(root)
        as_of = root.moment("as_of", end_of_day=False)
        calendars = [(table, self.calendar(table)) for table in root.tables("calendars")]
        strands = [(table, self.strand(table)) for table in root.tables("strands")]
        tasks = [(table, self.task(table)) for table in root.tables("tasks")]
        milestones = [(table, self.milestone(table)) for table in root.tables("milestones")]
        readings = [(table, self.reading(table)) for table in root.tables("readings")]
        default = root.code("default_reading")
        root.close()
        for kind, entries in (
            ("calendar", calendars),
            ("strand", strands),
            ("task", tasks),
            ("milestone", milestones),
            ("reading", readings),
        ):
            _check_twice(kind, entries)
        self.check_tasks(tasks, {entry.id for _, entry in strands}, {entry.id for _, entry in calendars})
        ids = {entry.id for _, entry in tasks}
        for table, milestone in milestones:
            self.names_known(table, "task", (milestone.task,) if milestone.task else (), ids, "task")
        for table, entry in readings:
            self.check_reading(table, entry, ids)
        self.names_known(root, "default_reading", (default,), {entry.id for _, entry in readings}, "reading")
        if as_of is None or self.file.ledger.blocks:
            return None
        return PlanDocument(
            as_of,
            default,
            tuple(entry for _, entry in calendars),
            tuple(entry for _, entry in strands),
            tuple(entry for _, entry in tasks),
            tuple(entry for _, entry in milestones),
            tuple(entry for _, entry in readings),
        )

    def calendar(self, table: Table) -> CalendarEntry:
        return read_calendar(table, self.languages)

    def strand(self, table: Table) -> Strand:
        entry = Strand(table.code("id"), table.names("name", self.languages))
        table.close()
        return entry

    def task(self, table: Table) -> TaskEntry:
        duration, ends = table.table("duration"), table.table("ends")
        limits = {name: self.moment(table, name) for name in LIMITS}
        started, finished = (
            table.moment("started_at", needed=False),
            table.moment("finished_at", needed=False),
        )
        entry = TaskEntry(
            table.code("id"),
            table.code("strand"),
            table.names("name", self.languages),
            table.code("owner"),
            table.choice("controlled_by", CONTROLLED_BY, "we"),
            table.choice("firmness", FIRMNESS, "estimate", needed=duration is not None or ends is not None),
            table.code("calendar", needed=False) or ALWAYS_KNOWN,
            read_estimate(duration, self.cites) if duration else None,
            read_ends(ends, self.cites) if ends else None,
            read_links(table),
            planned=table.codes("planned"),
            done=table.codes("done"),
            unit=table.text("unit", needed=False, longest=words.LONGEST_NAME),
            started_at=started,
            finished_at=finished,
            fact_cite=cite_of(table, self.cites, needed=started is not None or finished is not None),
            note=table.text("note", needed=False),
            **limits,
        )
        if started and finished and finished < started:
            table.fault("F-138", "finished_at", start=started.isoformat(" "), end=finished.isoformat(" "))
        table.close()
        return entry

    def moment(self, table: Table, name: str) -> datetime | None:
        begins = name.endswith("before")
        moment = table.moment(name, needed=False, end_of_day=not begins)
        if moment:
            self.not_before_call(table, name, moment, begins=begins)
        return moment

    def not_before_call(self, table: Table, name: str, moment: datetime, *, begins: bool = False) -> None:
        """Note a moment before the call; a midnight is the end of the day before, unless something begins then."""
        day = moment.date() if begins else (moment - timedelta(microseconds=1)).date()
        if self.called_on and day < self.called_on:
            table.fault("F-134", name, moment=day.isoformat(), call=self.called_on.isoformat())

    def milestone(self, table: Table) -> Milestone:
        status = status_of(table)
        name = next((name for name in ("on", "at", "to") if table.has(name)), "on")
        at = table.moment(name, needed=False)
        since = table.day("from", needed=False)
        kind = table.choice("kind", MILESTONE_KINDS, "event")
        if at is None and name not in table.values and status is not Status.EMPTY:
            table.fault("L-110", rule=table.path, status=status or "")
        if at is not None and status is Status.EMPTY:
            table.fault("L-111", name, rule=table.path)
        if at and kind != "event":
            self.not_before_call(table, name, at)
        if at and since and words.end_of(since) > at:
            table.fault("F-132", "from", values=f"{since}, {at:%Y-%m-%d}")
        entry = Milestone(
            table.code("id"),
            table.names("name", self.languages),
            kind,
            status or Status.EMPTY,
            at,
            since,
            table.code("task", needed=False),
            table.names("missed", self.languages, needed=kind == "legal"),
            cite_of(table, self.cites, needed=status is not Status.EMPTY),
            table.text("note", needed=False),
        )
        table.close()
        return entry

    def reading(self, table: Table) -> Reading:
        due = table.moment("due")
        if due:
            self.not_before_call(table, "due", due)
        entry = Reading(
            table.code("id"),
            table.names("name", self.languages),
            table.code("milestone"),
            due or words.end_of(date.min),
            table.choice("kind", DEADLINE_KINDS, "administrative"),
            table.codes("tasks"),
            tuple(self.override(inner) for inner in table.tables("overrides")),
            table.text("note", needed=False),
        )
        table.close()
        return entry

    def override(self, table: Table) -> Override:
        duration, ends = table.table("duration"), table.table("ends")
        entry = Override(
            table.code("task"),
            read_estimate(duration, self.cites) if duration else None,
            read_ends(ends, self.cites) if ends else None,
            table.choice("firmness", FIRMNESS, needed=False),
            read_links(table) if table.has("after") or table.has("links") else None,
        )
        table.close()
        return entry

    def check_tasks(
        self, tasks: list[tuple[Table, TaskEntry]], strands: set[str], calendars: set[str]
    ) -> None:
        ids = {task.id for _, task in tasks}
        known = calendars | {ALWAYS_KNOWN}
        for table, task in tasks:
            self.names_known(table, "strand", (task.strand,), strands, "strand")
            self.names_known(table, "calendar", (task.calendar,), known, "calendar")
            if self.posts is not None:
                self.names_known(table, "owner", (task.owner,), self.posts, "post")
            self.names_known(table, "after", table.codes("after"), ids, "task")
            for link, inner in zip(
                task.links[len(table.codes("after")) :], table.tables("links"), strict=True
            ):
                self.names_known(inner, "before", (link.before,), ids, "task")
                self.names_known(inner, "calendar", (link.calendar or ALWAYS_KNOWN,), known, "calendar")
        waits: dict[str, list[str]] = {}
        for _, task in tasks:
            waits.setdefault(task.id, []).extend(link.before for link in task.links)
        cycle = words.first_cycle(waits)
        if cycle:
            table = next(table for table, task in tasks if task.id == cycle[0])
            table.fault(
                "F-133", "after" if table.has("after") else "links", tasks=" → ".join(reversed(cycle))
            )

    def check_reading(self, table: Table, entry: Reading, ids: set[str]) -> None:
        self.names_known(table, "tasks", entry.tasks, ids, "task")
        self.names_known(table, "milestone", (entry.milestone,), set(entry.tasks) or ids, "task")
        for override, inner in zip(entry.overrides, table.tables("overrides"), strict=True):
            self.names_known(inner, "task", (override.task,), set(entry.tasks) or ids, "task")
            for link in override.links or ():
                self.names_known(inner, "after", (link.before,), ids, "task")

    def names_known(
        self, table: Table, name: str, wanted: Iterable[str], known: Iterable[str], kind: str
    ) -> None:
        """Note every name that nothing bears; a name left out has been noted already."""
        for code in wanted:
            if code and code not in known and not words.foreign_signs(code):
                table.fault("F-120", name, kind=kind, value=code, choices=near(code, known))


def _check_twice(kind: str, entries: Iterable[tuple[Table, object]]) -> None:
    seen: Counter[str] = Counter()
    for table, entry in entries:
        code = str(getattr(entry, "id", ""))
        seen[code] += 1
        if code and seen[code] == 2:
            table.fault("F-119", "id", kind=kind, value=code)


def read_plan(
    file: TomlFile,
    languages: tuple[str, ...],
    posts: frozenset[str] | None = None,
    called_on: date | None = None,
) -> PlanDocument | None:
    """The plan in a parsed `plan.toml`; None where something blocks, with the findings in the file's ledger."""
    return PlanReader(file, languages, posts, called_on, MappingProxyType({})).read()

"""Reads `plan.toml` into a `PlanDocument`, noting every mistake with its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from writ.exchange import facts, words
from writ.exchange.plan.checking import Checker, check_twice, is_too_large
from writ.exchange.plan.document import (
    AUDIENCES,
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
from writ.exchange.plan.figures import read_calendar, read_ends, read_estimate, read_links, step_name
from writ.exchange.plan.parts import Area, Names
from writ.exchange.plan.places import Elsewhere, Places, Written, expanded
from writ.exchange.plan.reading_luck import LuckReader
from writ.exchange.toml import Table, TomlFile, cite_of, read_cites, status_of
from writ.law.cite import Cite, Status
from writ.law.spelling import near
from writ.law.texts import N_

DEADLINE_KINDS = ("legal", "administrative")
MILESTONE_KINDS = (*DEADLINE_KINDS, "event")
LIMITS = ("start_not_before", "start_not_after", "finish_not_before", "finish_not_after")
ALWAYS_KNOWN = "continuous"
_T = TypeVar("_T")


@dataclass
class PlanReader:
    """One walk through `plan.toml`.

    `posts` are the posts a task may name, `called_on` the day nothing may precede, `areas` where steps are done that
    are done everywhere, `currency` that of the costs.
    """

    file: TomlFile
    languages: tuple[str, ...]
    posts: frozenset[str] | None
    called_on: date | None
    areas: tuple[facts.Area, ...] = ()
    currency: str = ""
    cites: Mapping[str, Cite] = field(default_factory=dict)

    def read(self) -> PlanDocument | None:
        """The document; None where something blocks."""
        root = self.file.root()
        self.cites = read_cites(root)
        as_of = root.moment("as_of", end_of_day=False)
        calendars = _each(root, "calendars", self.calendar)
        strands = _each(root, "strands", self.strand)
        tasks = _each(root, "tasks", self.task)
        milestones = _each(root, "milestones", self.milestone)
        readings = _each(root, "readings", self.reading)
        luck = LuckReader(self.cites, self.languages, self.currency, self.not_before_call)
        drivers = _each(root, "drivers", luck.driver)
        correlations = _each(root, "correlations", luck.correlation)
        risks = _each(root, "risks", luck.risk)
        branches = _each(root, "branches", luck.branch)
        options = _each(root, "options", luck.option)
        default = root.code("default_reading")
        root.close()
        for kind, entries in (
            ("calendar", calendars),
            ("strand", strands),
            ("task", tasks),
            ("milestone", milestones),
            ("reading", readings),
            ("option", options),
        ):
            check_twice(kind, entries)
        check_twice("risk", [*drivers, *correlations, *risks, *branches])
        written = [one for _, one in tasks]
        places = Places.of(written)
        if is_too_large(root, written, places):
            return None
        steps = tuple(expanded(written, places))
        read = [places.reading(entry) for _, entry in readings]
        checker = Checker(
            self.posts,
            {ALWAYS_KNOWN, *(entry.id for _, entry in calendars)},
            {entry.id for _, entry in strands},
            {step.id: step for step in steps},
            places,
            read,
            {risk.id: risk for _, risk in risks},
            {one.id for _, one in (*drivers, *risks, *branches) if one},
            as_of,
        )
        checker.tasks(tasks, steps)
        for table, milestone in milestones:
            checker.milestone(table, milestone)
        for table, entry in readings:
            checker.reading(table, entry)
        for table, driver in (*drivers, *correlations):
            checker.spoken_of(table, driver.tasks if driver else ())
        for table, risk in risks:
            checker.risk(table, risk)
        for table, branch in branches:
            checker.branch(table, branch)
        for table, option in options:
            checker.option(table, option)
        checker.known(root, "default_reading", (default,), {entry.id for entry in read}, "reading")
        if as_of is None or self.file.ledger.blocks:
            return None
        used = {area.code: area for one in written for area in one.areas}
        return PlanDocument(
            as_of,
            default,
            tuple(entry for _, entry in calendars),
            tuple(entry for _, entry in strands),
            steps,
            tuple(entry for _, entry in milestones),
            tuple(read),
            tuple(used.values()),
            tuple(replace(one, tasks=places.every(one.tasks)) for _, one in drivers if one),
            tuple(replace(one, tasks=places.every(one.tasks)) for _, one in correlations),
            tuple(places.risk(one) for _, one in risks),
            tuple(entry for _, entry in branches),
            tuple(places.option(one) for _, one in options),
        )

    def calendar(self, table: Table) -> CalendarEntry:
        return read_calendar(table, self.languages)

    def strand(self, table: Table) -> Strand:
        entry = Strand(table.code("id"), table.names("name", self.languages))
        table.close()
        return entry

    def task(self, table: Table) -> Written:
        duration, ends = table.table("duration"), table.table("ends")
        limits = {name: self.moment(table, name) for name in LIMITS}
        started, finished = (
            table.moment("started_at", needed=False),
            table.moment("finished_at", needed=False),
        )
        gate = table.get("gate", needed=False)
        if gate is not None and not isinstance(gate, bool):
            table.wrong("gate", N_("true or false"))
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
            limits["start_not_before"],
            limits["start_not_after"],
            limits["finish_not_before"],
            limits["finish_not_after"],
            table.codes("planned"),
            table.codes("done"),
            table.text("unit", needed=False, longest=words.LONGEST_NAME),
            started,
            finished,
            cite_of(table, self.cites, needed=started is not None or finished is not None),
            table.text("note", needed=False),
            gate=gate is True,
        )
        if started and finished and finished < started:
            table.fault("F-138", "finished_at", start=started.isoformat(" "), end=finished.isoformat(" "))
        written = Written(entry, self.areas_of(table), self.elsewhere(table))
        table.close()
        return written

    def areas_of(self, table: Table) -> tuple[Area, ...]:
        """The areas a step is done in: all of one kind; none for a step that is done once."""
        kind = table.text("for_each", needed=False)
        found = tuple(Area(area.code, self._names(area)) for area in self.areas if area.kind == kind)
        if kind and not found:
            known = {area.kind for area in self.areas}
            table.fault("F-120", "for_each", kind="area kind", value=kind, choices=near(kind, known))
        return found

    def _names(self, area: facts.Area) -> Names:
        return {language: area.names[language] for language in self.languages if area.names.get(language)}

    def elsewhere(self, table: Table) -> tuple[Elsewhere, ...]:
        """What is otherwise about a step in single areas."""
        found: dict[str, Elsewhere] = {}
        kind = table.text("for_each", needed=False)
        codes = {area.code for area in self.areas if not kind or area.kind == kind}
        for inner in table.tables("areas"):
            code, duration = inner.text("area", longest=64), inner.table("duration")
            if code and code not in codes:
                inner.fault("F-120", "area", kind="area", value=code, choices=near(code, codes))
            if code in found:
                inner.fault("F-173", "area", area=code)
            if not table.has("for_each"):
                inner.fault("F-174")
            said: dict[str, object] = {
                "estimate": read_estimate(duration, self.cites) if duration else None,
                "owner": inner.code("owner", needed=False),
                "firmness": inner.choice("firmness", FIRMNESS, needed=False),
                "controlled_by": inner.choice("controlled_by", CONTROLLED_BY, needed=False),
                "calendar": inner.code("calendar", needed=False),
                "note": inner.text("note", needed=False),
            }
            found[code] = Elsewhere(code, {name: value for name, value in said.items() if value})
            inner.close()
        return tuple(found.values())

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
            step_name(table, "task", needed=False),
            table.names("missed", self.languages, needed=kind == "legal"),
            cite_of(table, self.cites, needed=status is not Status.EMPTY),
            table.text("note", needed=False),
            table.codes("audience"),
        )
        for audience in entry.audience:
            if audience not in AUDIENCES:
                table.fault("F-116", "audience", value=audience, choices=", ".join(AUDIENCES))
        table.close()
        return entry

    def reading(self, table: Table) -> Reading:
        due = table.moment("due")
        if due:
            self.not_before_call(table, "due", due)
        entry = Reading(
            table.code("id"),
            table.names("name", self.languages),
            step_name(table, "milestone"),
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
            step_name(table, "task"),
            read_estimate(duration, self.cites) if duration else None,
            read_ends(ends, self.cites) if ends else None,
            table.choice("firmness", FIRMNESS, needed=False),
            read_links(table) if table.has("after") or table.has("links") else None,
        )
        table.close()
        return entry


def _each(root: Table, name: str, read: Callable[[Table], _T]) -> list[tuple[Table, _T]]:
    return [(table, read(table)) for table in root.tables(name)]


def read_plan(
    file: TomlFile,
    languages: tuple[str, ...],
    posts: frozenset[str] | None = None,
    called_on: date | None = None,
    areas: tuple[facts.Area, ...] = (),
    currency: str = "",
) -> PlanDocument | None:
    """The plan in a parsed `plan.toml`; None where something blocks, with the findings in the file's ledger."""
    return PlanReader(file, languages, posts, called_on, areas, currency, MappingProxyType({})).read()

"""Reads `plan.toml` into a `PlanDocument`, noting every mistake with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TypeVar

from writ.exchange import facts, words
from writ.exchange.plan.choices import OptionEntry
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
from writ.exchange.plan.figures import read_calendar, read_ends, read_estimate, read_links
from writ.exchange.plan.luck import BranchEntry, ImpactEntry, RiskEntry
from writ.exchange.plan.parts import Area, LinkEntry, Names
from writ.exchange.plan.places import Elsewhere, Places, Written, expanded
from writ.exchange.plan.reading_luck import LuckReader, step_name
from writ.exchange.toml import Table, TomlFile, cite_of, read_cites, status_of
from writ.law.cite import Cite, Status
from writ.law.findings import Severity
from writ.law.spelling import near
from writ.law.texts import N_

DEADLINE_KINDS = ("legal", "administrative")
MILESTONE_KINDS = (*DEADLINE_KINDS, "event")
LIMITS = ("start_not_before", "start_not_after", "finish_not_before", "finish_not_after")
ALWAYS_KNOWN = "continuous"
MOST_STEPS = 4_000
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
            _check_twice(kind, entries)
        _check_twice("risk", [*drivers, *correlations, *risks, *branches])
        written = [one for _, one in tasks]
        places = Places.of(written)
        steps = tuple(expanded(written, places))
        if len(steps) > MOST_STEPS:
            root.fault("F-175", "tasks", count=len(steps), limit=MOST_STEPS)
            return None
        ids = {step.id for step in steps} | places.areas_of.keys()
        known = {entry.id for _, entry in calendars} | {ALWAYS_KNOWN}
        self.check_tasks(tasks, steps, {entry.id for _, entry in strands}, known, ids)
        for table, milestone in milestones:
            self.names_known(table, "task", (milestone.task,) if milestone.task else (), ids, "task")
        for table, entry in readings:
            self.check_reading(table, entry, ids)
        for table, driver in (*drivers, *correlations):
            self.names_known(table, "tasks", driver.tasks if driver else (), ids, "task")
        for table, risk in risks:
            self.check_risk(table, risk, ids)
        for table, branch in branches:
            self.check_branch(table, branch, ids, known)
        read = [placed_reading(entry, places) for _, entry in readings]
        for table, option in options:
            self.check_option(table, option, ids, known, read, {risk.id for _, risk in risks}, places, as_of)
        self.names_known(root, "default_reading", (default,), {entry.id for _, entry in readings}, "reading")
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
            tuple(placed_risk(one, places) for _, one in risks),
            tuple(entry for _, entry in branches),
            tuple(placed_option(one, places) for _, one in options),
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
        codes = {area.code for area in self.areas}
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

    def check_tasks(
        self,
        tasks: Sequence[tuple[Table, Written]],
        steps: Iterable[TaskEntry],
        strands: set[str],
        calendars: set[str],
        ids: set[str],
    ) -> None:
        for table, written in tasks:
            task = written.task
            self.names_known(table, "strand", (task.strand,), strands, "strand")
            self.names_known(table, "calendar", (task.calendar,), calendars, "calendar")
            self.posts_known(table, "owner", task.owner)
            for other, inner in zip(written.elsewhere, table.tables("areas"), strict=False):
                self.posts_known(inner, "owner", str(other.fields.get("owner", "")))
                self.names_known(
                    inner, "calendar", (str(other.fields.get("calendar", "")),), calendars, "calendar"
                )
            self.links_known(table, task.links, ids, calendars)
        waits: dict[str, list[str]] = {}
        for step in steps:
            waits.setdefault(step.id, []).extend(link.before for link in step.links)
        cycle = words.first_cycle(waits)
        if cycle:
            first = cycle[0].partition("_")[0]
            table = next(table for table, written in tasks if written.task.id in (cycle[0], first))
            table.fault(
                "F-133", "after" if table.has("after") else "links", tasks=" → ".join(reversed(cycle))
            )

    def links_known(
        self, table: Table, links: Sequence[LinkEntry], ids: set[str], calendars: set[str]
    ) -> None:
        plain = table.codes("after")
        self.names_known(table, "after", plain, ids, "task")
        for link, inner in zip(links[len(plain) :], table.tables("links"), strict=True):
            self.names_known(inner, "before", (link.before,), ids, "task")
            self.names_known(inner, "calendar", (link.calendar,), calendars, "calendar")

    def posts_known(self, table: Table, name: str, post: str) -> None:
        if self.posts is not None:
            self.names_known(table, name, (post,), self.posts, "post")

    def check_risk(self, table: Table, risk: RiskEntry, ids: set[str]) -> None:
        self.posts_known(table, "owner", risk.owner)
        sides = [(table, risk.impacts)]
        answer = table.table("answer")
        if answer is not None and risk.answer is not None:
            self.posts_known(answer, "owner", risk.answer.owner)
            sides.append((answer, risk.answer.impacts))
        for side, impacts in sides:
            for impact, inner in zip(impacts, side.tables("impacts"), strict=True):
                self.names_known(inner, "task", (impact.task,), ids, "task")

    def check_branch(self, table: Table, branch: BranchEntry, ids: set[str], calendars: set[str]) -> None:
        self.names_known(table, "after", (branch.after,), ids, "task")
        _check_twice("way", list(zip(table.tables("ways"), branch.ways, strict=True)))
        for way, inner in zip(branch.ways, table.tables("ways"), strict=True):
            self.names_known(inner, "redo_from", (way.redo_from,), ids, "task")
            self.names_known(inner, "calendar", (way.calendar,), calendars, "calendar")

    def check_option(
        self,
        table: Table,
        option: OptionEntry,
        ids: set[str],
        calendars: set[str],
        readings: Sequence[Reading],
        risks: set[str],
        places: Places,
        as_of: datetime | None,
    ) -> None:
        self.posts_known(table, "owner", option.owner)
        self.names_known(table, "mitigate", option.mitigate, risks, "risk")
        named = {reading.id for reading in readings}
        for change, inner in zip(option.changes, table.tables("changes"), strict=True):
            self.names_known(inner, "task", (change.task,), ids, "task")
            self.names_known(inner, "readings", change.readings, named, "reading")
            self.names_known(inner, "calendar", (change.calendar,), calendars, "calendar")
            self.links_known(inner, change.links or (), ids, calendars)
            steps = set(places.ids(change.task))
            asked = [one for one in readings if not change.readings or one.id in change.readings]
            if change.task in ids and asked and not any(steps & set(one.tasks or ids) for one in asked):
                inner.fault("F-172", "task", task=change.task)
        if option.decide_by and as_of and option.decide_by < as_of:
            table.fault(
                "F-176",
                "decide_by",
                severity=Severity.INFORMATION,
                moment=f"{option.decide_by:%Y-%m-%d %H:%M}",
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


def placed_reading(reading: Reading, places: Places) -> Reading:
    """A reading that names each step by its area."""
    overrides = (
        replace(
            override,
            task=step,
            links=None if override.links is None else places.links_of(step, override.links),
        )
        for override in reading.overrides
        for step in places.ids(override.task)
    )
    return replace(reading, tasks=places.every(reading.tasks), overrides=tuple(overrides))


def placed_risk(risk: RiskEntry, places: Places) -> RiskEntry:
    """A risk that names each step it strikes by its area."""
    answer = risk.answer
    return replace(
        risk,
        impacts=_placed_impacts(risk.impacts, places),
        answer=answer and replace(answer, impacts=_placed_impacts(answer.impacts, places)),
    )


def _placed_impacts(impacts: Iterable[ImpactEntry], places: Places) -> tuple[ImpactEntry, ...]:
    return tuple(replace(one, task=step) for one in impacts for step in places.ids(one.task))


def placed_option(option: OptionEntry, places: Places) -> OptionEntry:
    """An option that names each step it changes by its area."""
    changes = (
        replace(
            change, task=step, links=None if change.links is None else places.links_of(step, change.links)
        )
        for change in option.changes
        for step in places.ids(change.task)
    )
    return replace(option, changes=tuple(changes), drop=places.every(option.drop))


def _each(root: Table, name: str, read: Callable[[Table], _T]) -> list[tuple[Table, _T]]:
    return [(table, read(table)) for table in root.tables(name)]


def _check_twice(kind: str, entries: Iterable[tuple[Table, object]]) -> None:
    seen: Counter[str] = Counter()
    for table, entry in entries:
        code = str(getattr(getattr(entry, "task", entry), "id", ""))
        seen[code] += 1
        if code and seen[code] == 2:
            table.fault("F-119", "id", kind=kind, value=code)


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

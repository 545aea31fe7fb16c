"""Do the names in `plan.toml` stand for something, and has what it says an effect? Every mistake with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from writ.exchange import words
from writ.exchange.plan.choices import OptionChange, OptionEntry
from writ.exchange.plan.document import Milestone, Reading, TaskEntry
from writ.exchange.plan.luck import BranchEntry, RiskEntry
from writ.exchange.plan.parts import LinkEntry
from writ.exchange.plan.places import Places, Written
from writ.exchange.toml import Table
from writ.law.findings import Severity
from writ.law.spelling import near

MOST_STEPS = 4_000
MOST_LINKS = 20_000


@dataclass(frozen=True)
class Checker:
    """What the names of a plan may stand for. `readings` name each step by its area; no `posts`: any may be named."""

    posts: frozenset[str] | None
    calendars: Collection[str]
    strands: Collection[str]
    steps: Mapping[str, TaskEntry]
    places: Places
    readings: Sequence[Reading]
    risks: Mapping[str, RiskEntry]
    luck: Collection[str]
    as_of: datetime | None

    @property
    def names(self) -> set[str]:
        """Every step, and every id that stands for a step in each area."""
        return self.steps.keys() | self.places.areas_of.keys()

    def tasks(self, tasks: Sequence[tuple[Table, Written]], steps: Iterable[TaskEntry]) -> None:
        """Strand, calendar, owner and links of each step, and no step that waits for itself."""
        for table, written in tasks:
            task = written.task
            self.known(table, "strand", (task.strand,), self.strands, "strand")
            self.known(table, "calendar", (task.calendar,), self.calendars, "calendar")
            self.post(table, "owner", task.owner)
            self.links(table, task.links)
            for other, inner in zip(written.elsewhere, table.tables("areas"), strict=False):
                calendar = str(other.fields.get("calendar", ""))
                self.post(inner, "owner", str(other.fields.get("owner", "")))
                self.known(inner, "calendar", (calendar,), self.calendars, "calendar")
        waits: dict[str, list[str]] = {}
        for step in steps:
            waits.setdefault(step.id, []).extend(link.before for link in step.links)
        cycle = words.first_cycle(waits)
        if cycle:
            written_id = self.steps[cycle[0]].template or cycle[0]
            table = next(table for table, written in tasks if written.task.id == written_id)
            at = "after" if table.has("after") else "links"
            table.fault("F-133", at, tasks=" → ".join(reversed(cycle)))

    def milestone(self, table: Table, milestone: Milestone) -> None:
        self.one_step(table, "task", milestone.task, self.names)

    def reading(self, table: Table, entry: Reading) -> None:
        self.known(table, "tasks", entry.tasks, self.names, "task")
        kept = {*entry.tasks, *self.places.every(entry.tasks)} or self.names
        self.one_step(table, "milestone", entry.milestone, kept)
        for override, inner in zip(entry.overrides, table.tables("overrides"), strict=True):
            self.known(inner, "task", (override.task,), kept, "task")
            self.links(inner, override.links or ())

    def spoken_of(self, table: Table, tasks: Iterable[str]) -> None:
        self.known(table, "tasks", tasks, self.names, "task")

    def risk(self, table: Table, risk: RiskEntry) -> None:
        self.post(table, "owner", risk.owner)
        sides = [(table, risk.impacts)]
        answer = table.table("answer")
        if answer is not None and risk.answer is not None:
            self.post(answer, "owner", risk.answer.owner)
            sides.append((answer, risk.answer.impacts))
        for side, impacts in sides:
            for impact, inner in zip(impacts, side.tables("impacts"), strict=True):
                self.known(inner, "task", (impact.task,), self.names, "task")
        if risk.answer and not risk.mitigated:
            self.still_open(table, risk.decide_by)

    def branch(self, table: Table, branch: BranchEntry) -> None:
        self.one_step(table, "after", branch.after, self.names)
        check_twice("way", list(zip(table.tables("ways"), branch.ways, strict=True)))
        for way, inner in zip(branch.ways, table.tables("ways"), strict=True):
            self.one_step(inner, "redo_from", way.redo_from, self.names)
            self.known(inner, "calendar", (way.calendar,), self.calendars, "calendar")

    def option(self, table: Table, option: OptionEntry) -> None:
        self.post(table, "owner", option.owner)
        self.known(table, "mitigate", option.mitigate, self.risks, "risk")
        for risk in option.mitigate:
            if risk in self.risks and self.risks[risk].answer is None:
                table.fault("F-178", "mitigate", risk=risk)
        self.known(table, "drop", option.drop, {*self.names, *self.luck}, "task")
        for name in option.drop:
            if name in self.names and name in self.luck:
                table.fault("F-119", "drop", kind="task", value=name)
        asked = {reading.milestone for reading in self.readings}
        for name in self.places.every(option.drop):
            if name in asked or (name in self.steps and self.steps[name].gate):
                table.fault("F-179", "drop", task=name)
        ids = {reading.id for reading in self.readings}
        for change, inner in zip(option.changes, table.tables("changes"), strict=True):
            self.known(inner, "task", (change.task,), self.names, "task")
            self.known(inner, "readings", change.readings, ids, "reading")
            self.known(inner, "calendar", (change.calendar,), self.calendars, "calendar")
            self.links(inner, change.links or ())
            if change.task in self.names and not self.has_effect(change):
                inner.fault("F-172", "task", task=change.task)
        self.still_open(table, option.decide_by)

    def has_effect(self, change: OptionChange) -> bool:
        """Whether a reading of those named has the step; unknown readings have been noted already."""
        steps = set(self.places.ids(change.task))
        where = [one for one in self.readings if not change.readings or one.id in change.readings]
        return not where or any(not one.tasks or steps & set(one.tasks) for one in where)

    def still_open(self, table: Table, decide_by: datetime | None) -> None:
        """Note, and no more, that the last moment to decide lies before the plan was written."""
        if decide_by and self.as_of and decide_by < self.as_of:
            moment = f"{decide_by:%Y-%m-%d %H:%M}"
            table.fault("F-176", "decide_by", severity=Severity.INFORMATION, moment=moment)

    def links(self, table: Table, links: Sequence[LinkEntry]) -> None:
        plain = table.codes("after") if links else ()
        self.known(table, "after", plain, self.names, "task")
        for link, inner in zip(links[len(plain) :], table.tables("links"), strict=False):
            self.known(inner, "before", (link.before,), self.names, "task")
            self.known(inner, "calendar", (link.calendar,), self.calendars, "calendar")

    def post(self, table: Table, name: str, post: str) -> None:
        if self.posts is not None:
            self.known(table, name, (post,), self.posts, "post")

    def one_step(self, table: Table, name: str, task: str, known: Collection[str]) -> None:
        """Note a name that stands for no step, or for one in each area where one alone is meant."""
        if task in self.places.areas_of:
            steps = self.places.ids(task)
            table.fault("F-177", name, task=task, count=len(steps), step=steps[0])
        else:
            self.known(table, name, (task,), known, "task")

    def known(
        self, table: Table, name: str, wanted: Iterable[str], known: Collection[str], kind: str
    ) -> None:
        """Note every name that nothing bears; a name left out has been noted already."""
        for code in wanted:
            if code and code not in known and not words.foreign_signs(code):
                table.fault("F-120", name, kind=kind, value=code, choices=near(code, known))


def check_twice(kind: str, entries: Iterable[tuple[Table, object]]) -> None:
    """Note each id that is given a second time."""
    seen: Counter[str] = Counter()
    for table, entry in entries:
        code = str(getattr(getattr(entry, "task", entry), "id", ""))
        seen[code] += 1
        if code and seen[code] == 2:
            table.fault("F-119", "id", kind=kind, value=code)


def is_too_large(root: Table, written: Sequence[Written], places: Places) -> bool:
    """Note a plan of more steps or links than can be reckoned; counted before anything is written out."""
    sizes = {one.task.id: max(1, len(one.areas)) for one in written}
    steps = sum(sizes.values())
    links = sum(
        sizes[one.task.id]
        * (1 if one.areas == places.areas_of.get(link.before) else sizes.get(link.before, 1))
        for one in written
        for link in one.task.links
    )
    if steps > MOST_STEPS:
        root.fault("F-175", "tasks", count=steps, limit=MOST_STEPS)
    elif links > MOST_LINKS:
        root.fault("F-210", "tasks", count=links, limit=MOST_LINKS)
    return steps > MOST_STEPS or links > MOST_LINKS

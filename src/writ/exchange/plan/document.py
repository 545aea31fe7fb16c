"""The plan as people wrote it: calendars, strands, tasks, milestones and readings, with names, owners and sources."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from writ.exchange.plain import from_plain, to_plain
from writ.exchange.plan.choices import OptionEntry
from writ.exchange.plan.estimates import Ends, Estimate
from writ.exchange.plan.luck import BranchEntry, CorrelationEntry, DriverEntry, RiskEntry
from writ.exchange.plan.parts import Area, LinkEntry, Names
from writ.law.cite import Cite, Status

CONTROLLED_BY = ("we", "contractor", "other authority", "nobody")
FIRMNESS = ("hearsay", "estimate", "promise", "contract")
AUDIENCES = ("public", "parties", "internal")


@dataclass(frozen=True, slots=True)
class Hours:
    """A day with hours of its own: spans in minutes of the day, none for a closed day."""

    day: date
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Working hours by weekday from Monday, closed days, days with other hours, and the country of the holidays."""

    id: str
    names: Names
    week: tuple[tuple[tuple[int, int], ...], ...]
    closed: tuple[date, ...] = ()
    other_hours: tuple[Hours, ...] = ()
    holidays: str = ""

    @property
    def day_minutes(self) -> int:
        """Working minutes of its fullest day: what a day of work on it means."""
        return max(sum(end - start for start, end in spans) for spans in self.week)


@dataclass(frozen=True, slots=True)
class Strand:
    """A strand of work, such as the ballots or the voter roll."""

    id: str
    names: Names


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One step: whose it is, who controls it, how firmly its estimate stands, what it waits for.

    Without `estimate` and `ends` it is a milestone, and a `gate` where everything must be there by then. `planned`,
    `done` are act kinds whose entries count as work planned and done, in `unit`. `started_at`, `finished_at` are facts
    known when the plan was written. A step that is done in every area has one entry for each, with its `area` and
    the id it was written under, its `template`.
    """

    id: str
    strand: str
    names: Names
    owner: str
    controlled_by: str = "we"
    firmness: str = "estimate"
    calendar: str = "continuous"
    estimate: Estimate | None = None
    ends: Ends | None = None
    links: tuple[LinkEntry, ...] = ()
    start_not_before: datetime | None = None
    start_not_after: datetime | None = None
    finish_not_before: datetime | None = None
    finish_not_after: datetime | None = None
    planned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    unit: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    fact_cite: Cite | None = None
    note: str = ""
    area: str = ""
    template: str = ""
    gate: bool = False

    @property
    def is_milestone(self) -> bool:
        """True for a mere moment, without work of its own."""
        return self.estimate is None

    @property
    def status(self) -> Status | None:
        """How the step's figure is known; None where it has none."""
        figure = self.ends if self.ends is not None else self.estimate
        return figure.status if figure else None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date everybody knows by name, set by law or by the administration; `at` is None where nobody knows it.

    `at` is the moment, or the last of the days from `since` on. `task` names the step that must be done by then;
    `missed` says what missing it does.
    """

    id: str
    names: Names
    kind: str
    status: Status
    at: datetime | None = None
    since: date | None = None
    task: str = ""
    missed: Names = field(default_factory=dict)
    cite: Cite | None = None
    note: str = ""
    audience: tuple[str, ...] = ()

    @property
    def audiences(self) -> tuple[str, ...]:
        """Whose calendars it stands in: where nobody said, an administrative date is internal, any other for all."""
        return self.audience or (("internal",) if self.kind == "administrative" else AUDIENCES)


@dataclass(frozen=True, slots=True)
class Override:
    """What one reading says otherwise about a task; None and empty leave the plan's own word."""

    task: str
    estimate: Estimate | None = None
    ends: Ends | None = None
    firmness: str = ""
    links: tuple[LinkEntry, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A named way to read the question: which steps, which estimates, which milestone by when. None of `tasks`: all."""

    id: str
    names: Names
    milestone: str
    due: datetime
    kind: str = "administrative"
    tasks: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The whole plan. `version` changes with every word of it."""

    as_of: datetime
    default_reading: str
    calendars: tuple[CalendarEntry, ...]
    strands: tuple[Strand, ...]
    tasks: tuple[TaskEntry, ...]
    milestones: tuple[Milestone, ...]
    readings: tuple[Reading, ...]
    areas: tuple[Area, ...] = ()
    drivers: tuple[DriverEntry, ...] = ()
    correlations: tuple[CorrelationEntry, ...] = ()
    risks: tuple[RiskEntry, ...] = ()
    branches: tuple[BranchEntry, ...] = ()
    options: tuple[OptionEntry, ...] = ()

    @property
    def version(self) -> str:
        """SHA-256 of the canonical JSON (RFC 8785) of the document."""
        import rfc8785  # loads when called

        return hashlib.sha256(rfc8785.dumps(self.as_json())).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values, fit to be stored and hashed."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> PlanDocument:
        """The document that `as_json` wrote."""
        return from_plain(cls, raw)

    def task(self, task_id: str) -> TaskEntry:
        """A task by id; `KeyError` where there is none."""
        return {task.id: task for task in self.tasks}[task_id]

    def reading(self, reading_id: str = "") -> Reading:
        """A reading by id, the default one for none; `KeyError` where there is none."""
        return {reading.id: reading for reading in self.readings}[reading_id or self.default_reading]

    def option(self, option_id: str) -> OptionEntry:
        """An option by id; `KeyError` where there is none."""
        return {option.id: option for option in self.options}[option_id]

    def risk(self, risk_id: str) -> RiskEntry:
        """A risk by id; `KeyError` where there is none."""
        return {risk.id: risk for risk in self.risks}[risk_id]

    def gates(self, reading: Reading) -> tuple[TaskEntry, ...]:
        """The gates of a reading, in the order of the areas."""
        order = {area.code: place for place, area in enumerate(self.areas)}
        found = [task for task in self.steps(reading) if task.gate]
        return tuple(sorted(found, key=lambda task: order.get(task.area, len(order))))

    def steps(self, reading: Reading) -> tuple[TaskEntry, ...]:
        """The tasks of a reading, each as the reading has it, waiting only for tasks that the reading keeps."""
        kept = frozenset(reading.tasks) or frozenset(task.id for task in self.tasks)
        overrides = {override.task: override for override in reading.overrides}
        return tuple(_as_read(task, overrides.get(task.id), kept) for task in self.tasks if task.id in kept)

    def unsaid(self, reading: Reading) -> tuple[TaskEntry, ...]:
        """The tasks of a reading whose duration nobody has said; the forecast leaves their time out."""
        return tuple(task for task in self.steps(reading) if task.estimate and task.estimate.is_empty)

    def marked(self, reading: Reading) -> tuple[TaskEntry, ...]:
        """The tasks of a reading whose figure is recalled, assumed or scenario, to be marked where it is used."""
        return tuple(task for task in self.steps(reading) if task.status and task.status.is_marked)


def _as_read(task: TaskEntry, override: Override | None, kept: frozenset[str]) -> TaskEntry:
    links = task.links
    if override is None and all(link.before in kept for link in links):
        return task
    if override is not None:
        links = links if override.links is None else override.links
        moved = override.estimate is not None or override.ends is not None
        task = replace(
            task,
            estimate=override.estimate if moved else task.estimate,
            ends=override.ends if moved else task.ends,
            firmness=override.firmness or task.firmness,
        )
    return replace(task, links=tuple(link for link in links if link.before in kept))

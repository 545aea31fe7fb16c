"""The plan replayed: what it would have said on each sourced date, from sources alone, and what happened then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from writ.exchange.plan.building import build
from writ.exchange.plan.document import Milestone, PlanDocument, Reading, TaskEntry
from writ.law.cite import Cite, Status

RUNS, SEED = 100_000, 1
MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """One sourced date: its milestones, what sources knew by then, and the answer of that day.

    `known` are the steps that sources had ended, new since the line before; `unsaid` those whose time no source had
    given yet; `silent` those that should have ended by the first answer, and of which no source says so. `hits` of
    `runs` met the due moment and `slack` is minutes at the middle estimates; both are None where something is unsaid,
    and once the due moment `is_past`: then the milestones tell what happened.
    """

    at: datetime
    milestones: tuple[Milestone, ...]
    is_past: bool
    known: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    hits: int | None = None
    runs: int = 0
    slack: int | None = None


def sourced_reading(document: PlanDocument) -> Reading:
    """The reading that takes the fewest values on trust; the plan's order where several take equally few."""
    return min(document.readings, key=lambda one: len(document.marked(one)))


def replay(
    document: PlanDocument, reading_id: str = "", *, runs: int = RUNS, seed: int = SEED
) -> tuple[ReplayLine, ...]:
    """A line for every sourced date, oldest first, in a reading or in the one that rests on sources most.

    An estimate is known from the day of its source on, where a milestone has that day; a fact from its own day on,
    where it has a source. Silence is not filled: a step that nobody reported stays open, and the chance falls with it.
    """
    from writ.reckon.plan import schedule, simulate  # numpy loads when called

    reading = document.reading(reading_id) if reading_id else sourced_reading(document)
    told = replace(document, tasks=tuple(map(_from_sources, document.tasks)))
    steps, published = told.steps(reading), _published(document.milestones)
    lines: list[ReplayLine] = []
    expected: dict[str, datetime] = {}
    known: frozenset[str] = frozenset()
    for at, milestones in _dates(document.milestones):
        ended = frozenset(task.id for task in steps if task.finished_at and task.finished_at <= at)
        line = ReplayLine(
            at,
            milestones,
            at >= reading.due,
            tuple(sorted(ended - known)),
            tuple(task.id for task in steps if task.id not in ended and not _is_said(task, published, at)),
            tuple(task for task, end in expected.items() if end <= at and task not in ended),
        )
        known = ended
        if not line.is_past and not line.unsaid:
            plan, deadline = build(told, reading.id, data_date=at)
            answer, middle = (
                simulate(plan, [deadline], runs=runs, seed=seed),
                schedule(plan, [deadline], quantile=MIDDLE),
            )
            hits = round(answer.probability(deadline.task, deadline.due) * runs)
            line = replace(line, hits=hits, runs=runs, slack=middle.slack or 0)
            midnight = datetime.combine(plan.origin, datetime.min.time())
            expected = expected or {
                task: midnight + timedelta(minutes=int(one.early_finish))
                for task, one in middle.dates.items()
            }
        lines.append(line)
    return tuple(lines)


def _from_sources(task: TaskEntry) -> TaskEntry:
    """The step with what has happened to it where a source says so, else without."""
    return task if task.fact_cite else replace(task, started_at=None, finished_at=None)


def _dates(milestones: Iterable[Milestone]) -> Iterable[tuple[datetime, tuple[Milestone, ...]]]:
    """The moments that sources give, each with its milestones in the plan's order."""
    dated = [(one.at, one) for one in milestones if one.at is not None and one.status is Status.SOURCED]
    for at, same in groupby(sorted(dated, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield at, tuple(one for _, one in same)


def _published(milestones: Iterable[Milestone]) -> Mapping[Cite, datetime]:
    """From when each source is known: the first of the sourced dates that rest on it."""
    found: dict[Cite, datetime] = {}
    for at, same in _dates(milestones):
        for one in same:
            if one.cite is not None:
                found.setdefault(one.cite, at)
    return found


def _is_said(task: TaskEntry, published: Mapping[Cite, datetime], at: datetime) -> bool:
    """True where the time of a step was known; a source without a date of its own was there all along."""
    figure = task.ends or task.estimate
    said = published.get(figure.cite) if figure and figure.cite else None
    return said is None or said <= at

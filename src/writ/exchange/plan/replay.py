"""The plan replayed: what it would have said on each sourced date, from sources alone, and what happened then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from writ.exchange.plan.building import build
from writ.exchange.plan.document import Milestone, PlanDocument, Reading, TaskEntry
from writ.law.cite import Status

RUNS, SEED = 100_000, 1
MIDDLE = 0.5


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """One sourced date: its milestones, the steps that sources had ended by then, and the answer of that day.

    `hits` of `runs` met the due moment and `slack` is minutes at the middle estimates; both are None from the due
    moment on, when nothing is forecast any more: the milestones tell what happened. `known` are ids, new since the
    line before.
    """

    at: datetime
    milestones: tuple[Milestone, ...]
    known: tuple[str, ...]
    hits: int | None
    runs: int
    slack: int | None

    @property
    def is_past(self) -> bool:
        """True once the due moment has come."""
        return self.hits is None


def sourced_reading(document: PlanDocument) -> Reading:
    """The reading that takes the fewest values on trust; the plan's order where several take equally few."""
    return min(document.readings, key=lambda one: len(document.marked(one)))


def replay(
    document: PlanDocument, reading_id: str = "", *, runs: int = RUNS, seed: int = SEED
) -> tuple[ReplayLine, ...]:
    """A line for every sourced date, oldest first, in a reading or in the one that rests on sources most.

    What the plan estimates stands as it is written; what had happened counts from its day on, where a source says
    so. Silence of the sources is not filled: a step that nobody reported stays open, and the chance falls with it.
    """
    from writ.reckon.plan import schedule, simulate  # numpy loads when called

    told = replace(document, tasks=tuple(map(_from_sources, document.tasks)))
    reading = document.reading(reading_id) if reading_id else sourced_reading(document)
    lines: list[ReplayLine] = []
    known: frozenset[str] = frozenset()
    for at, milestones in _dates(document.milestones):
        ended = frozenset(
            task.id for task in told.steps(reading) if task.finished_at and task.finished_at <= at
        )
        hits = slack = None
        if at < reading.due:
            plan, deadline = build(told, reading.id, data_date=at)
            answer = simulate(plan, [deadline], runs=runs, seed=seed)
            hits = round(answer.probability(deadline.task, deadline.due) * runs)
            slack = schedule(plan, [deadline], quantile=MIDDLE).slack or 0
        lines.append(ReplayLine(at, milestones, tuple(sorted(ended - known)), hits, runs, slack))
        known = ended
    return tuple(lines)


def _from_sources(task: TaskEntry) -> TaskEntry:
    """The step with what has happened to it where a source says so, else without."""
    return task if task.fact_cite else replace(task, started_at=None, finished_at=None)


def _dates(milestones: Iterable[Milestone]) -> Iterable[tuple[datetime, tuple[Milestone, ...]]]:
    """The moments that sources give, each with its milestones in the plan's order."""
    dated = [(one.at, one) for one in milestones if one.at is not None and one.status is Status.SOURCED]
    for at, same in groupby(sorted(dated, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield at, tuple(one for _, one in same)

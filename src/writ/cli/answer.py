"""The answer to a forecast's question: figures alone, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from writ.cli.question import Question
from writ.exchange.plan import Reading, TaskEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from writ.reckon.plan import Backwards, DayConvention, Deadline, Plan, Problem, Simulation

PERCENTILES = (10, 50, 80, 90, 95)
MOST_BACKWARD_RUNS = 20_000


@dataclass(frozen=True)
class Answer:
    """The forecast of one reading. Probabilities and shares are fractions of 1; slack is whole days, short if < 0."""

    question: Question
    reading: Reading
    as_of: datetime
    probability: float
    standard_error: float
    exact: Fraction | None
    slack_days: int
    middle: date
    percentiles: Mapping[int, date]
    backwards: Backwards
    criticality: tuple[tuple[TaskEntry, float], ...]
    unsaid: tuple[TaskEntry, ...]
    marked: tuple[TaskEntry, ...]
    notices: tuple[Problem, ...]
    seed: int
    runs: int
    days: DayConvention


def answer(
    question: Question, reading_id: str, as_of: datetime, *, runs: int, seed: int, days: DayConvention
) -> Answer:
    """Simulate the reading as known at `as_of`; raises `Infeasible` with the problems of the plan."""
    from writ.reckon.plan import backwards, schedule, simulate  # numpy loads when called

    reading = question.plan.reading(reading_id)
    plan, deadline = question.build(reading.id, as_of)
    simulation = simulate(plan, [deadline], runs=runs, seed=seed, days=days)
    middle = schedule(plan, [deadline], days=days)
    safe = backwards(plan, [deadline], runs=min(runs, MOST_BACKWARD_RUNS), seed=seed, days=days)
    probability = simulation.probability(deadline.task, deadline.due)
    return Answer(
        question=question,
        reading=reading,
        as_of=as_of,
        probability=probability,
        standard_error=simulation.standard_error(probability),
        exact=exact_or_none(plan, deadline, days),
        slack_days=(middle.slack or 0) // 1440,
        middle=plan.day_of(middle.dates[deadline.task].early_finish),
        percentiles={level: simulation.percentile_day(deadline.task, level) for level in PERCENTILES},
        backwards=safe,
        criticality=_critical(question, reading, simulation),
        unsaid=_as_planned(question, reading, question.plan.unsaid(reading)),
        marked=_as_planned(question, reading, question.plan.marked(reading)),
        notices=simulation.notices,
        seed=seed,
        runs=runs,
        days=days,
    )


def exact_or_none(plan: Plan, deadline: Deadline, days: DayConvention) -> Fraction | None:
    """The exact chance, where the plan has one path alone."""
    from writ.reckon.plan import NotExact, exact

    try:
        return exact(plan, deadline, days)
    except NotExact:
        return None


def _critical(
    question: Question, reading: Reading, simulation: Simulation
) -> tuple[tuple[TaskEntry, float], ...]:
    shares = [(task, simulation.criticality.get(task.id, 0.0)) for task in question.plan.steps(reading)]
    return tuple(sorted(shares, key=lambda pair: -pair[1]))


def _as_planned(question: Question, reading: Reading, tasks: Iterable[TaskEntry]) -> tuple[TaskEntry, ...]:
    """The tasks about which nothing has been said since the plan was written."""
    known = question.known(reading.id)

    def untouched(task: TaskEntry) -> bool:
        so_far = known.get(task.id)
        return so_far is None or (
            so_far.estimate is None and so_far.ends is None and so_far.finished_at is None
        )

    return tuple(task for task in tasks if untouched(task))

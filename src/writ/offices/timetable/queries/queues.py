"""What a day of delay costs, office by office: the work that lies there now, and what one more day on it takes off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from writ.exchange.plan import TaskEntry
from writ.offices.timetable.queries.forecasts import AnswerFacts
from writ.offices.timetable.queries.morning import state_of
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import StepState


@dataclass(frozen=True, slots=True)
class QueueCost:
    """The dearest of the `steps` that lie with an office now: what one more day on it takes off the chance, in 1,000.

    `ends` is the day on which it is expected to end, at the middle estimates.
    """

    owner: str
    task: TaskEntry
    price: int
    ends: date
    steps: int


def queue_costs(stands: Situation, answer: AnswerFacts) -> tuple[QueueCost, ...]:
    """One line for each office that has work of this reading in hand, the dearest first."""
    document, outlook = stands.plan.document, answer.outlook
    steps = {task.id: task for task in document.steps(document.reading(answer.reading))}
    state = {name: state_of(stands, task) for name, task in steps.items()}
    found: dict[str, list[QueueCost]] = {}
    for name, task in steps.items():
        safe, dates = answer.safe.get(name), outlook.steps.get(name)
        if safe is None or not safe.curve or dates is None or task.is_milestone or not _in_hand(task, state):
            continue
        ends = (dates.early_finish - timedelta(minutes=1)).date()
        found.setdefault(task.owner, []).append(QueueCost(task.owner, task, safe.day_price(ends), ends, 0))
    lines = []
    for costs in found.values():
        dearest = max(costs, key=lambda one: one.price)
        lines.append(QueueCost(dearest.owner, dearest.task, dearest.price, dearest.ends, len(costs)))
    return tuple(sorted(lines, key=lambda one: (-one.price, one.ends, one.owner)))


def _in_hand(task: TaskEntry, state: Mapping[str, StepState]) -> bool:
    """Whether the step is under way, or nothing unfinished holds up its start."""
    if state[task.id] is not StepState.NOT_BEGUN:
        return state[task.id] is StepState.STARTED
    return all(
        state[link.before] is StepState.FINISHED
        or (link.kind == "SS" and state[link.before] is StepState.STARTED)
        for link in task.links
        if link.kind in ("FS", "SS")
    )

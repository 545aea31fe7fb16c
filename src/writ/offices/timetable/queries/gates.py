"""The gates: in each area whether everything that a station needs will be there, strand by strand, and how soon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from writ.exchange.plan import Area, PlanDocument, Reading, TaskEntry
from writ.offices.timetable.queries.forecasts import AnswerFacts, in_100, whole_days
from writ.offices.timetable.queries.morning import state_of
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import StepState

WEEK = 7


@dataclass(frozen=True, slots=True)
class StrandFacts:
    """The steps of one strand at one gate, or shared by all. `slack` is minutes, of the step that has least.

    `weakest` is that step among the unfinished; it and `slack` are None once every step is done.
    """

    strand: str
    steps: tuple[TaskEntry, ...]
    done: int
    weakest: TaskEntry | None
    slack: int | None

    @property
    def days(self) -> int | None:
        """Whole days of slack; None once every step is done."""
        return None if self.slack is None else whole_days(self.slack)


@dataclass(frozen=True, slots=True)
class GateFacts:
    """One gate: its area, its strands in the plan's order, and how many of `runs` met it, None where not reckoned.

    `slack` is minutes of what is done in the area itself; `whole` counts what all gates share too.
    """

    area: Area
    task: TaskEntry
    is_met: bool
    strands: tuple[StrandFacts, ...]
    slack: int | None
    whole: int | None
    hits: int | None
    runs: int

    @property
    def days(self) -> int | None:
        """Whole days of slack of the area's own strands; None once all of them are done."""
        return None if self.slack is None else whole_days(self.slack)

    @property
    def weakest(self) -> StrandFacts | None:
        """The area's own strand with the least slack; None once all are done."""
        open_strands = [one for one in self.strands if one.slack is not None]
        return min(open_strands, key=lambda one: one.slack or 0, default=None)

    @property
    def in_100(self) -> int | None:
        """The chance in 100 that the gate is met in time, with everything it shares."""
        return None if self.hits is None else in_100(self.hits, self.runs)


@dataclass(frozen=True, slots=True)
class Gates:
    """Every gate of a reading, worst first, and what all of them share: steps that are done in no area."""

    reading: Reading
    gates: tuple[GateFacts, ...]
    shared: tuple[StrandFacts, ...]

    @property
    def strands(self) -> tuple[str, ...]:
        """The strands that some gate has, in the plan's order."""
        return tuple(dict.fromkeys(one.strand for gate in self.gates for one in gate.strands))


def gates_of(stands: Situation, answer: AnswerFacts) -> Gates:
    """The gates of the reading that the answer is for; none where the reading does not go through gates."""
    document = stands.plan.document
    reading = document.reading(answer.reading)
    steps = document.steps(reading)
    standing = {task.id: state_of(stands, task) for task in steps}
    areas = {area.code: area for area in document.areas}
    own: dict[str, list[TaskEntry]] = {}
    for task in steps:
        if task.area and not task.gate:
            own.setdefault(task.area, []).append(task)
    reckoned: Mapping[str, Mapping[str, int]] = answer.figures.get("gates", {})
    closing = [task for task in document.gates(reading) if task.area in areas]
    found = [
        _gate(
            document, areas[task.area], task, own.get(task.area, ()), standing, answer, reckoned.get(task.id)
        )
        for task in closing
    ]
    return Gates(
        reading, tuple(sorted(found, key=_worst_first)), _shared(document, steps, closing, standing, answer)
    )


def headline_of(document: PlanDocument, answers: Mapping[tuple[str, str], AnswerFacts]) -> AnswerFacts | None:
    """The answer whose reading has the gates: the plan's default, else the first that has any."""
    readings = sorted(document.readings, key=lambda one: one.id != document.default_reading)
    for reading in readings:
        answer = answers.get((reading.id, "continuous"))
        if answer is not None and document.gates(reading):
            return answer
    return None


def _gate(
    document: PlanDocument,
    area: Area,
    task: TaskEntry,
    steps: Sequence[TaskEntry],
    standing: Mapping[str, StepState],
    answer: AnswerFacts,
    reckoned: Mapping[str, int] | None,
) -> GateFacts:
    strands = tuple(
        _strand(strand.id, mine, standing, answer)
        for strand in document.strands
        if (mine := tuple(one for one in steps if one.strand == strand.id))
    )
    own = [one.slack for one in strands if one.slack is not None]
    dates = answer.outlook.steps.get(task.id)
    return GateFacts(
        area,
        task,
        standing[task.id] is StepState.FINISHED,
        strands,
        min(own, default=None),
        reckoned["slack"] if reckoned else dates.slack if dates else None,
        reckoned["hits"] if reckoned else None,
        answer.runs,
    )


def _strand(
    strand: str, steps: tuple[TaskEntry, ...], standing: Mapping[str, StepState], answer: AnswerFacts
) -> StrandFacts:
    open_steps = [one for one in steps if standing[one.id] is not StepState.FINISHED]
    dated = [one for one in open_steps if one.id in answer.outlook.steps]
    weakest = min(dated, key=lambda one: answer.outlook.steps[one.id].slack, default=None)
    slack = None if weakest is None else answer.outlook.steps[weakest.id].slack
    return StrandFacts(strand, steps, len(steps) - len(open_steps), weakest, slack)


def _shared(
    document: PlanDocument,
    steps: Sequence[TaskEntry],
    closing: Sequence[TaskEntry],
    standing: Mapping[str, StepState],
    answer: AnswerFacts,
) -> tuple[StrandFacts, ...]:
    """What every gate waits for and no area does itself, one entry for each step."""
    waited = {link.before for task in closing for link in task.links}
    found = [task for task in steps if task.id in waited and not task.area]
    return tuple(_strand(task.strand, (task,), standing, answer) for task in found)


def _worst_first(gate: GateFacts) -> tuple[bool, int, str]:
    return gate.slack is None, gate.slack or 0, gate.area.code

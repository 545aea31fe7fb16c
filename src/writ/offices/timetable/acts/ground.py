"""What every act on a step stands on: the election, the plan in force, and what is recorded about the step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from writ.exchange.plan import finding_of
from writ.exchange.plan.places import area_in
from writ.law.findings import Finding, Refused
from writ.offices.authority.acts.door import OpenAct
from writ.offices.authority.queries import territory_codes
from writ.offices.elections.queries import Called, election
from writ.offices.timetable.models import Record
from writ.offices.timetable.queries.plans import AdoptedPlan, plan_in_force
from writ.offices.timetable.queries.records import RecordLine, newest, records, standing
from writ.offices.timetable.queries.steps import NOTHING, Standing, by_step, step_facts
from writ.offices.timetable.rules import StepFacts
from writ.offices.timetable.states import RecordKind

if TYPE_CHECKING:
    from writ.reckon.plan import Plan


@dataclass(frozen=True, slots=True)
class Ground:
    """The step as it stands, with everything ever recorded about it; `step` is None where the plan has no such step."""

    called: Called
    plan: AdoptedPlan
    step: StepFacts | None
    stands: Standing
    lines: tuple[RecordLine, ...]

    def turn(self, kind: RecordKind) -> int:
        """How many records of this kind on the step have been corrected."""
        return sum(line.kind is kind and line.corrected is not None for line in self.lines)


def place_of(inputs: Mapping[str, Any]) -> str | None:
    """The territory of the step that an act is on; the whole for a step done once, or in an area that is none."""
    area = area_in(inputs["task"])
    return area if area is not None and area in territory_codes() else None


def called_election(code: str) -> Called:
    """The election; `Refused` (T-121) where there is none."""
    found = election(code)
    if found is None:
        raise Refused(Finding("T-121", {"election": code}))
    return found


def ground(code: str, task: str, at: datetime) -> Ground:
    """What an act on a step at `at` stands on; `Refused` where there is no such election, or no plan (T-119)."""
    called = called_election(code)
    plan = plan_in_force(called.id)
    if plan is None:
        raise Refused(Finding("T-119"))
    lines = records(called.id, task)
    stands = by_step(standing(lines)).get(task, NOTHING)
    entry = next((one for one in plan.document.tasks if one.id == task), None)
    step = (
        None if entry is None else step_facts(plan.document, entry, stands, called.local(at), newest(lines))
    )
    return Ground(called, plan, step, stands, lines)


def enter(act: OpenAct, found: Ground, kind: RecordKind, task: str, values: Mapping[str, Any]) -> None:
    """Write one record on a step."""
    Record.objects.create(
        election_id=found.called.id,
        task=task,
        kind=kind,
        turn=found.turn(kind),
        recorded_at=act.at,
        act_id=act.id,
        **values,
    )


def problems(plans: Iterable[Plan]) -> tuple[Finding, ...]:
    """What keeps any of these plans from being computed, each said once."""
    from writ.reckon.plan import check  # numpy loads when called

    found = {
        (problem.code, tuple(sorted(problem.facts.items()))): finding_of(problem)
        for plan in plans
        for problem in check(plan)
        if problem.stops
    }
    return tuple(found.values())

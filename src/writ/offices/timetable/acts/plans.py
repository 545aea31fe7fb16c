"""The plan that is followed, and the baseline it is measured against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from writ.exchange.plan import PlanDocument, build
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.timetable.acts.ground import called_election, problems
from writ.offices.timetable.models import Baseline, PlanVersion
from writ.offices.timetable.queries.outlook import planned_dates
from writ.offices.timetable.queries.plans import baseline, plan_in_force
from writ.offices.timetable.queries.situation import situation
from writ.offices.timetable.rules import check_reason, may_adopt_baseline, may_adopt_plan


@dataclass(frozen=True, slots=True)
class PlanAdopted:
    """A plan is in force. `count` is the number of its steps, `plan` the hash of its canonical JSON."""

    subject: str
    count: int
    version: int
    plan: str
    reason: str


@dataclass(frozen=True, slots=True)
class BaselineAdopted:
    """A plan version has become the one that is measured against."""

    subject: str
    number: int
    version: int
    reason: str


@official_act(
    "timetable.adopt_plan", needs="timetable.adopt_plan", title=N_("Adopt a plan"), page="timetable:proposal"
)
def adopt_plan(act: OpenAct, *, election: str, document: Mapping[str, Any], reason: str) -> PlanAdopted:
    """Put a plan in force; `document` is the canonical JSON of `exchange.plan`. What is on record about steps stays."""
    called = called_election(election)
    plan = PlanDocument.from_json(document)
    in_force = plan_in_force(called.id)
    act.refuse(
        *may_adopt_plan(plan.version, (in_force.number, in_force.hash) if in_force else None),
        *check_reason(reason),
        *problems(build(plan, reading.id)[0] for reading in plan.readings),
    )
    number = in_force.number + 1 if in_force else 1
    PlanVersion.objects.create(
        election_id=called.id,
        number=number,
        document=rfc8785.dumps(plan.as_json()).decode(),
        hash=plan.version,
        reason=reason.strip(),
        adopted_at=act.at,
        act_id=act.id,
    )
    return PlanAdopted(election, len(plan.tasks), number, plan.version, reason.strip())


@official_act(
    "timetable.adopt_baseline",
    needs="timetable.adopt_plan",
    title=N_("Adopt a baseline"),
    page="timetable:proposal",
)
def adopt_baseline(act: OpenAct, *, election: str, reason: str) -> BaselineAdopted:
    """Measure from now on against the plan in force and the options adopted, with the dates they give today at the
    middle estimates."""
    called = called_election(election)
    plan, before = plan_in_force(called.id), baseline(called.id)
    act.refuse(
        *may_adopt_baseline(plan.number if plan else None, before.plan if before else None),
        *check_reason(reason),
    )
    assert plan is not None
    number = before.number + 1 if before else 1
    stands = situation(called, act.at)
    dates = planned_dates(stands) if stands else {}
    Baseline.objects.create(
        election_id=called.id,
        number=number,
        plan_id=plan.id,
        dates={task: [moment.isoformat() for moment in moments] for task, moments in dates.items()},
        reason=reason.strip(),
        adopted_at=act.at,
        act_id=act.id,
    )
    return BaselineAdopted(election, number, plan.number, reason.strip())

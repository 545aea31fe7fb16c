"""How long a step will take, or when others will end it: who says so, when, how firmly, and who controls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from writ.law.cite import Status
from writ.law.pack import LawPack
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.timetable.acts.ground import enter, ground
from writ.offices.timetable.rules import (
    Range,
    check_dates,
    check_duration,
    check_shape,
    check_source,
    may_record,
)
from writ.offices.timetable.states import RecordKind, StepMove

Firmness = Literal["hearsay", "estimate", "promise", "contract"]
Control = Literal["we", "contractor", "other authority", "nobody"]


@dataclass(frozen=True, slots=True)
class Ending:
    """Dates between which others will end a step."""

    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class StepReestimated:
    """A step has a new estimate. `before` is the act of the estimate it replaces, None where the plan's own stood."""

    subject: str
    duration: Range | None
    ending: Ending | None
    said_at: datetime
    firmness: str
    control: str
    before: UUID | None


def _wants_two(inputs: Mapping[str, Any], law: LawPack) -> bool:
    return law.wants_two_persons(
        "timetable.reestimate", firmness=inputs["firmness"], control=inputs["control"]
    )


@official_act(
    "timetable.reestimate",
    needs="timetable.reestimate",
    two_person=_wants_two,
    title=N_("Re-estimate a step"),
    page="timetable:proposal",
)
def reestimate(
    act: OpenAct,
    *,
    election: str,
    task: str,
    source: str,
    said_at: datetime,
    firmness: Firmness,
    control: Control,
    duration: Range | None = None,
    ending: Ending | None = None,
    status: Status = Status.SOURCED,
    seen: str | None = None,
) -> StepReestimated:
    """Give a step a new duration, in all from its start to its end, or new dates between which others end it."""
    found = ground(election, task, act.at)
    findings = may_record(
        found.step, task, StepMove.REESTIMATE, found.called.local(said_at), found.called.local(act.at), seen
    )
    if found.step is not None:
        findings += check_shape(found.step, by_dates=ending is not None, by_duration=duration is not None)
    if duration is not None:
        findings += check_duration(duration)
    if ending is not None:
        findings += check_dates(found.called.local(ending.first), found.called.local(ending.last))
    act.refuse(*findings, *check_source(source))
    act.seal("source", source.strip())  # free text may name persons
    values: dict[str, Any] = {
        "moment": said_at,
        "firmness": firmness,
        "control": control,
        "status": status,
    }
    if duration is not None:
        low, middle, high = duration.low, duration.middle, duration.high
        values |= {"low": low, "middle": middle, "high": high, "unit": duration.unit}
    if ending is not None:
        values |= {"first_end": ending.first, "last_end": ending.last}
    enter(act, found, RecordKind.REESTIMATED, task, values)
    before = found.stands.estimate
    return StepReestimated(task, duration, ending, said_at, firmness, control, before.act if before else None)

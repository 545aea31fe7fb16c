"""What has happened to a step: it began, it came so far, it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from writ.law.cite import Status
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.timetable.acts.ground import enter, ground, place_of
from writ.offices.timetable.rules import check_finish, check_progress, may_record
from writ.offices.timetable.states import RecordKind, StepMove


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step of the plan has begun."""

    subject: str
    started_at: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class ProgressRecorded:
    """So much of a step is done. `count` is what came since the last count, `done` the whole."""

    subject: str
    count: int
    done: int
    planned: int
    counted_at: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class StepFinished:
    """A step of the plan has ended."""

    subject: str
    finished_at: datetime
    status: Status


@official_act("timetable.record_start", needs="timetable.record", where=place_of, title=N_("Record a start"))
def record_start(
    act: OpenAct,
    *,
    election: str,
    task: str,
    started_at: datetime,
    status: Status = Status.SOURCED,
    seen: str | None = None,
) -> StepStarted:
    """Record that a step has begun.

    `status` says how that is known; `seen` is the act that last touched the step when the form was opened.
    """
    found = ground(election, task, act.at)
    moment = found.called.local(started_at)
    act.refuse(*may_record(found.step, task, StepMove.START, moment, found.called.local(act.at), seen))
    enter(act, found, RecordKind.STARTED, task, {"moment": started_at, "status": status})
    return StepStarted(task, started_at, status)


@official_act(
    "timetable.record_progress", needs="timetable.record", where=place_of, title=N_("Record progress")
)
def record_progress(
    act: OpenAct,
    *,
    election: str,
    task: str,
    done: int,
    planned: int,
    counted_at: datetime,
    status: Status = Status.SOURCED,
    seen: str | None = None,
) -> ProgressRecorded:
    """Record how many of how many are done, counted at a moment."""
    found = ground(election, task, act.at)
    moment = found.called.local(counted_at)
    findings = may_record(found.step, task, StepMove.PROGRESS, moment, found.called.local(act.at), seen)
    if found.step is not None:
        findings += check_progress(found.step, done, planned)
    act.refuse(*findings)
    assert found.step is not None
    values = {"moment": counted_at, "done": done, "planned": planned, "status": status}
    enter(act, found, RecordKind.PROGRESSED, task, values)
    return ProgressRecorded(task, done - (found.step.done or 0), done, planned, counted_at, status)


@official_act(
    "timetable.record_finish", needs="timetable.record", where=place_of, title=N_("Record a finish")
)
def record_finish(
    act: OpenAct,
    *,
    election: str,
    task: str,
    finished_at: datetime,
    status: Status = Status.SOURCED,
    seen: str | None = None,
) -> StepFinished:
    """Record that a step has ended."""
    found = ground(election, task, act.at)
    moment = found.called.local(finished_at)
    findings = may_record(found.step, task, StepMove.FINISH, moment, found.called.local(act.at), seen)
    if found.step is not None:
        findings += check_finish(found.step, moment)
    act.refuse(*findings)
    enter(act, found, RecordKind.FINISHED, task, {"moment": finished_at, "status": status})
    return StepFinished(task, finished_at, status)

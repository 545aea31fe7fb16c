"""Putting a wrong record right: a later act, beside the earlier one, which stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from writ.law.findings import Finding, Refused
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.timetable.acts.ground import ground, place_of
from writ.offices.timetable.models import Correction, Record
from writ.offices.timetable.rules import RecordFacts, check_finish, may_correct
from writ.offices.timetable.states import RecordKind


@dataclass(frozen=True, slots=True)
class RecordCorrected:
    """A record no longer stands. `moment` is the right one, None where the thing did not happen."""

    subject: str
    kind: RecordKind
    record: UUID
    moment: datetime | None


@official_act(
    "timetable.correct_record", needs="timetable.record", where=place_of, title=N_("Correct a record")
)
def correct_record(
    act: OpenAct, *, election: str, task: str, record: UUID, reason: str, moment: datetime | None = None
) -> RecordCorrected:
    """Withdraw the record that an act made on a step; with `moment`, record the right moment in its stead."""
    found = ground(election, task, act.at)
    if found.step is None:
        raise Refused(Finding("T-101", {"task": task}))
    line = next((one for one in found.lines if one.act == record), None)
    facts = None if line is None else RecordFacts(line.task, line.kind, line.corrected is None)
    local = None if moment is None else found.called.local(moment)
    findings = may_correct(facts, found.step, reason, local, found.called.local(act.at))
    if line is not None and line.kind is RecordKind.FINISHED and local is not None:
        findings += check_finish(found.step, local)
    act.refuse(*findings)
    assert line is not None
    act.seal("reason", reason.strip())  # free text may name persons
    act.correct(line.act)
    Correction.objects.create(record_id=line.id, act_id=act.id)
    if moment is not None:
        Record.objects.create(
            election_id=found.called.id,
            task=task,
            kind=line.kind,
            turn=line.turn + 1,
            recorded_at=act.at,
            moment=moment,
            act_id=act.id,
        )
    return RecordCorrected(task, line.kind, line.act, moment)

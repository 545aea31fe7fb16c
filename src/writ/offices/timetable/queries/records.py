"""What has been recorded about the steps, by whom, and which of it still stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from writ.offices.timetable.models import Record
from writ.offices.timetable.states import RecordKind

NOT_YET = 2**62  # the number of an entry that is not on the record, after every one that is


@dataclass(frozen=True, slots=True)
class Amendment:
    """The act that corrected a record."""

    act: UUID
    entry: int
    at: datetime
    post: str
    told: bytes = b""
    leaf: bytes = b""


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record on a step. `entry` is its number on the record; `corrected` is None while it stands.

    `told` are the exact bytes of its entry and `leaf` their hash. An estimate has `low`, `middle`, `high` in `unit`s
    of the step's calendar, or `first_end` and `last_end`.
    """

    id: int
    task: str
    kind: RecordKind
    turn: int
    recorded_at: datetime
    moment: datetime
    act: UUID
    entry: int
    post: str
    told: bytes = b""
    leaf: bytes = b""
    done: int | None = None
    planned: int | None = None
    low: Decimal | None = None
    middle: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    first_end: datetime | None = None
    last_end: datetime | None = None
    firmness: str = ""
    control: str = ""
    status: str = ""
    corrected: Amendment | None = None


def records(election_id: int, task: str = "") -> tuple[RecordLine, ...]:
    """Every record of the election, or of one step, in the order of the journal."""
    rows = Record.objects.filter(election_id=election_id)
    if task:
        rows = rows.filter(task=task)
    return tuple(map(_line, rows.select_related("act", "correction__act").order_by("act__seq")))


def standing(lines: Iterable[RecordLine], until: int | None = None) -> tuple[RecordLine, ...]:
    """The records that stand, at entry `until` of the journal or now."""
    if until is None:
        return tuple(line for line in lines if line.corrected is None)
    return tuple(
        line
        for line in lines
        if line.entry <= until and (line.corrected is None or line.corrected.entry > until)
    )


def newest(lines: Sequence[RecordLine]) -> str:
    """The act that last recorded or corrected something here; "" where there is none."""
    acts = [(line.entry, line.act) for line in lines]
    acts += [(line.corrected.entry, line.corrected.act) for line in lines if line.corrected]
    return str(max(acts)[1]) if acts else ""


def _line(row: Record) -> RecordLine:
    correction = getattr(row, "correction", None)
    corrected = correction and Amendment(
        correction.act_id,
        correction.act.seq,
        correction.act.at,
        correction.act.post,
        bytes(correction.act.entry),
        bytes(correction.act.leaf),
    )
    return RecordLine(
        row.pk,
        row.task,
        RecordKind(row.kind),
        row.turn,
        row.recorded_at,
        row.moment,
        row.act_id,
        row.act.seq,
        row.act.post,
        bytes(row.act.entry),
        bytes(row.act.leaf),
        row.done,
        row.planned,
        row.low,
        row.middle,
        row.high,
        row.unit,
        row.first_end,
        row.last_end,
        row.firmness,
        row.control,
        row.status,
        corrected,
    )

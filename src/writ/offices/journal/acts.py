"""The only writer of the record: opens it once, and appends entries at the end of an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from writ.desk.sql import stored_moment, stored_uuid
from writ.law.findings import Finding, Refused
from writ.offices.journal.queries import HeadFacts
from writ.reckon.plain import plain
from writ.reckon.record import ENTRY_BYTES, Unrecordable, canonical, entry_bytes, leaf_hash

_ENTRY = (
    "INSERT INTO journal_entry (seq, act, election, kind, subject, count, at, recorded_at, post, person, law_version, "
    "corrects, entry, leaf) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_SEALED = "INSERT INTO journal_sealed (act_id, field, salt, value) VALUES (%s, %s, %s, %s)"
_REASONS = {"number": "J-101", "kind": "J-102", "character": "J-103"}


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealed value: its salt, its commitment, and the value itself unless only the commitment is kept."""

    field: str
    salt: bytes
    commitment: bytes
    value: Any = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its number: who did what, in which capacity, on which ground. `more` goes in as it is."""

    act: UUID
    election: str
    kind: str
    subject: str
    count: int
    at: datetime
    post: str
    person: UUID | None
    law_version: str
    corrects: UUID | None
    more: Mapping[str, Any]
    seals: Sequence[Seal] = ()


def open_record(origin: str, *, rehearsal: bool) -> HeadFacts:
    """Open the record of this installation, once; `Refused` (J-106) where it is open already."""
    recorded_at = _machine_clock()()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_head (id, size, recorded_at, origin, rehearsal) VALUES (1, 0, %s, %s, %s) "
            "ON CONFLICT DO NOTHING",
            [stored_moment(recorded_at), origin, rehearsal],
        )
        if cursor.rowcount != 1:
            raise Refused(Finding("J-106"))
    return HeadFacts(0, recorded_at, origin, rehearsal)


def append(head: HeadFacts, drafts: Iterable[Draft]) -> tuple[int, ...]:
    """Add the entries after `head`, which the caller holds locked, and give their numbers.

    `recorded_at` is the machine's clock, or the last entry's moment where the machine's clock has gone back.
    """
    recorded_at = max(head.recorded_at, _machine_clock()())
    moment = stored_moment(recorded_at)
    entries, sealed = [], []
    for seq, draft in enumerate(drafts, head.size + 1):
        entry = written(seq, recorded_at, draft)
        entries.append(
            (
                seq,
                stored_uuid(draft.act),
                draft.election,
                draft.kind,
                draft.subject,
                draft.count,
                stored_moment(draft.at),
                moment,
                draft.post,
                stored_uuid(draft.person),
                draft.law_version,
                stored_uuid(draft.corrects),
                entry,
                leaf_hash(entry),
            )
        )
        sealed += [
            (
                stored_uuid(draft.act),
                seal.field,
                seal.salt,
                None if seal.value is None else canonical(seal.value).decode(),
            )
            for seal in draft.seals
        ]
    with connection.cursor() as cursor:
        _insert(cursor, _ENTRY, entries)
        _insert(cursor, _SEALED, sealed)
        cursor.execute(
            "UPDATE journal_head SET size = %s, recorded_at = %s WHERE id = 1",
            [head.size + len(entries), moment],
        )
    return tuple(entry[0] for entry in entries)


def written(seq: int, recorded_at: datetime, draft: Draft) -> bytes:
    """The exact bytes of an entry; `Refused` (J-101 to J-104) for what no record can hold."""
    fields = {
        "seq": seq,
        "act": str(draft.act),
        "election": draft.election,
        "kind": draft.kind,
        "subject": draft.subject,
        "count": draft.count,
        "at": plain(draft.at),
        "recorded_at": plain(recorded_at),
        "post": draft.post,
        "person": plain(draft.person),
        "law": draft.law_version,
        "corrects": plain(draft.corrects),
        "sealed": {seal.field: seal.commitment.hex() for seal in draft.seals},
        **draft.more,
    }
    try:
        return entry_bytes(fields)
    except Unrecordable as unfit:
        raise Refused(as_finding(unfit)) from unfit


def as_finding(unfit: Unrecordable) -> Finding:
    """The numbered finding for a value that no record can hold."""
    if unfit.reason == "size":
        return Finding("J-104", {"size": int(unfit.value), "limit": ENTRY_BYTES})
    return Finding(_REASONS[unfit.reason], {"place": unfit.at, "value": unfit.value})


def _insert(cursor: Any, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    if len(rows) == 1:
        cursor.execute(statement, rows[0])
    elif rows:
        cursor.executemany(statement, rows)


@cache
def _machine_clock() -> Callable[[], datetime]:
    return import_string(settings.WRIT_MACHINE_CLOCK)

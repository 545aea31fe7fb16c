"""Keys of submissions: the same thing sent twice is done once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from writ.law.findings import Finding, Refused
from writ.offices.authority.acts.sitting import INPUTS, recordable
from writ.offices.authority.models import Submission
from writ.offices.authority.queries import By
from writ.offices.journal.queries import EntryFacts, entry_of, salt_of
from writ.reckon.plain import plain
from writ.reckon.record import commitment


def done_before(kind: str, by: By, key: str | None, given: Mapping[str, Any]) -> EntryFacts | None:
    """The entry that this person's key led to, None for a new key; `Refused` (A-111) where used for another act."""
    if key is None:
        return None
    row = Submission.objects.filter(person=by.person, key=key).first()
    entry = None if row is None else entry_of(row.act_id)
    if entry is None:
        return None
    salt = salt_of(entry.act, INPUTS)
    bound = None if salt is None else commitment(salt, recordable(plain(given), "")).hex()
    if entry.kind != kind or entry.fields["sealed"][INPUTS] != bound:
        raise Refused(Finding("A-111", {"entry": entry.seq}))
    return entry


def remember(by: By, key: str | None, act: UUID) -> None:
    """Keep what the key led to."""
    if key is not None:
        Submission.objects.create(person_id=by.person, key=key, act_id=act)

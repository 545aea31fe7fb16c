"""What stands on the record, as frozen facts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Case, CharField, Exists, F, Min, OuterRef, QuerySet, Sum, Value, When
from django.db.models.functions import TruncDate

from writ.desk.sql import read_moment
from writ.offices.journal.models import Entry, Head, Sealed
from writ.reckon.record import PREFIX

_HEAD = "SELECT size, recorded_at, origin, rehearsal FROM journal_head WHERE id = 1"


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """How many entries there are, when the last was recorded, the record's name, and whether it is a rehearsal's."""

    size: int
    recorded_at: datetime
    origin: str
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry. `fields` is everything its exact bytes say; `leaf` is their hash."""

    seq: int
    act: UUID
    election: str
    kind: str
    subject: str
    count: int
    at: datetime
    recorded_at: datetime
    post: str
    person: UUID | None
    law_version: str
    corrects: UUID | None
    entry: bytes
    leaf: bytes

    @property
    def fields(self) -> Mapping[str, Any]:
        """The entry's JSON object."""
        return told_by(self.entry)

    @property
    def outcome(self) -> Mapping[str, Any]:
        """What the act says it did."""
        return self.fields["outcome"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How much the entries of one kind came to on one local day; `first` is the moment of the first of them.

    `subject` is "" but for the subjects that were asked for apart.
    """

    kind: str
    subject: str
    day: date
    count: int
    first: datetime


def told_by(entry: bytes) -> Mapping[str, Any]:
    """The JSON object in the exact bytes of an entry."""
    return json.loads(entry.removeprefix(PREFIX))


def head() -> HeadFacts | None:
    """Where the record stands, or None before it is opened."""
    row = Head.objects.first()
    return None if row is None else HeadFacts(row.size, row.recorded_at, row.origin, row.rehearsal)


def locked_head() -> HeadFacts | None:
    """The head, held until the transaction ends, so that no other act is judged meanwhile.

    On PostgreSQL this must be the transaction's first statement: at READ COMMITTED every later one then sees all that
    was on the record when the lock was won. SQLite lets one writer in from BEGIN on.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HEAD + (" FOR UPDATE" if connection.features.has_select_for_update else ""))
        row = cursor.fetchone()
    return None if row is None else HeadFacts(row[0], read_moment(row[1]), row[2], bool(row[3]))


def entry(seq: int) -> EntryFacts | None:
    """The entry of that number."""
    return _first(Entry.objects.filter(seq=seq))


def entry_of(act: UUID) -> EntryFacts | None:
    """The entry of that act."""
    return _first(Entry.objects.filter(act=act))


def corrections_of(act: UUID) -> tuple[EntryFacts, ...]:
    """The later entries that correct this act, in their order."""
    return tuple(map(_facts, Entry.objects.filter(corrects=act).order_by("seq")))


def since(seq: int, *, election: str | None = None, limit: int = 1_000) -> tuple[EntryFacts, ...]:
    """The entries after number `seq`, oldest first, at most `limit`."""
    rows = Entry.objects.filter(seq__gt=seq).order_by("seq")
    return tuple(map(_facts, (rows if election is None else rows.filter(election=election))[:limit]))


def entries(
    *,
    election: str | None = None,
    kind: str = "",
    subject: str = "",
    post: str = "",
    start: datetime | None = None,
    end: datetime | None = None,
    newest_first: bool = True,
    offset: int = 0,
    limit: int = 100,
) -> tuple[EntryFacts, ...]:
    """A page of entries: those of an election, kind, subject or post, taken at or after `start` and before `end`."""
    rows = _chosen(election, kind, subject, post, start, end).order_by("-seq" if newest_first else "seq")
    return tuple(map(_facts, rows[offset : offset + limit]))


def count_of(
    *,
    election: str | None = None,
    kind: str = "",
    subject: str = "",
    post: str = "",
    start: datetime | None = None,
    end: datetime | None = None,
) -> int:
    """How many entries `entries` would give without a page."""
    return _chosen(election, kind, subject, post, start, end).count()


def tallies(
    election: str,
    kinds: Collection[str],
    zone: ZoneInfo,
    until: int | None = None,
    apart: Collection[str] = (),
) -> tuple[Tally, ...]:
    """What the entries of these kinds came to, day by day, at entry `until` or now; what was corrected left out.

    The subjects in `apart` are told apart, all others taken together.
    """
    if not kinds:
        return ()
    known = Entry.objects.all() if until is None else Entry.objects.filter(seq__lte=until)
    subject = Case(
        When(subject__in=list(apart), then=F("subject")), default=Value(""), output_field=CharField()
    )
    rows = (
        known.filter(~Exists(known.filter(corrects=OuterRef("act"))), election=election, kind__in=list(kinds))
        .annotate(about=subject, day=TruncDate("at", tzinfo=zone))
        .values("kind", "about", "day")
        .annotate(total=Sum("count"), first=Min("at"))
        .order_by("day", "kind", "about")
        .values_list("kind", "about", "day", "total", "first")
    )
    return tuple(Tally(*row) for row in rows)


def sealed(act: UUID) -> Mapping[str, Any]:
    """The sealed values of an act that are still kept, by field."""
    rows = Sealed.objects.filter(act=act, value__isnull=False).values_list("field", "value")
    return {field: json.loads(value) for field, value in rows if value is not None}


def sealed_of(acts: Iterable[UUID]) -> Mapping[UUID, Mapping[str, Any]]:
    """The sealed values of several acts that are still kept, by act and field."""
    found: dict[UUID, dict[str, Any]] = {}
    for row in Sealed.objects.filter(act__in=list(acts), value__isnull=False):
        found.setdefault(row.act_id, {})[row.field] = json.loads(row.value or "null")
    return found


def salt_of(act: UUID, field: str) -> bytes | None:
    """The salt of a sealed field, None where it has been forgotten."""
    salt = Sealed.objects.filter(act=act, field=field).values_list("salt", flat=True).first()
    return None if salt is None else bytes(salt)


def _chosen(
    election: str | None, kind: str, subject: str, post: str, start: datetime | None, end: datetime | None
) -> QuerySet[Entry]:
    asked: dict[str, Any] = {
        "election": election,
        "kind": kind or None,
        "subject": subject or None,
        "post": post or None,
    }
    asked |= {"at__gte": start, "at__lt": end}
    return Entry.objects.filter(**{name: value for name, value in asked.items() if value is not None})


def _first(rows: QuerySet[Entry]) -> EntryFacts | None:
    row = rows.first()
    return None if row is None else _facts(row)


def _facts(row: Entry) -> EntryFacts:
    return EntryFacts(
        row.seq,
        row.act,
        row.election,
        row.kind,
        row.subject,
        row.count,
        row.at,
        row.recorded_at,
        row.post,
        row.person,
        row.law_version,
        row.corrects,
        bytes(row.entry),
        bytes(row.leaf),
    )

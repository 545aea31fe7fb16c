"""Who is competent: for a function, in a territory and all it lies in, at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from writ.desk.sql import read_uuid, stored_moment, stored_uuid
from writ.law.findings import Finding
from writ.offices.authority.models import Competence, Holding, Post, Territory
from writ.offices.authority.states import Mode

# Hand-written: through the ORM this one question costs more than all the rest of an act.
_COMPETENT = """
WITH RECURSIVE up(code, parent_id) AS (
    SELECT code, parent_id FROM authority_territory WHERE {place}
    UNION ALL
    SELECT above.code, above.parent_id FROM authority_territory above JOIN up ON above.code = up.parent_id
)
SELECT post.code, competence.id, competence.territory_id, competence.instrument, competence.article
FROM authority_post post
JOIN authority_holding holding ON holding.post_id = post.id AND holding.person_id = %s
    AND holding.from_at <= %s AND (holding.until_at IS NULL OR holding.until_at > %s)
JOIN authority_competence competence
    ON (competence.post_id = post.id OR competence.institution_id = post.institution_id)
    AND competence.function = %s AND competence.mode = %s
    AND competence.from_at <= %s AND (competence.until_at IS NULL OR competence.until_at > %s)
JOIN up ON up.code = competence.territory_id
WHERE post.id = %s
LIMIT 1
"""
_IN_PLACE, _IN_ALL = _COMPETENT.format(place="code = %s"), _COMPETENT.format(place="parent_id IS NULL")
_COLUMNS = {"en": "name_en", "sq": "name_sq", "sr-cyrl": "name_sr_cyrl", "sr-latn": "name_sr_latn"}


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, and in which capacity: the ids of a person and of a post that the person holds."""

    person: UUID
    post: UUID


@dataclass(frozen=True, slots=True)
class Competent:
    """On what ground someone may act: the post's code, and the competence with its territory and instrument."""

    post: str
    competence: UUID
    function: str
    territory: str
    instrument: str
    article: str

    def as_json(self) -> Mapping[str, str]:
        """The ground as an entry tells it."""
        return {
            "id": str(self.competence),
            "function": self.function,
            "territory": self.territory,
            "instrument": self.instrument,
            "article": self.article,
        }


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a function: names by language code, since when, by which instrument and article."""

    code: str
    names: Mapping[str, str]
    territory: str
    since: datetime
    until: datetime | None
    mode: str
    instrument: str
    article: str
    status: str


def competence_of(by: By, function: str, territory: str | None, at: datetime) -> Competent | None:
    """The ground on which the person in that post may decide the function there and then, or None."""
    moment = stored_moment(at)
    asked = [
        stored_uuid(by.person),
        moment,
        moment,
        function,
        Mode.DECIDE.value,
        moment,
        moment,
        stored_uuid(by.post),
    ]
    with connection.cursor() as cursor:
        cursor.execute(*(_IN_ALL, asked) if territory is None else (_IN_PLACE, [territory, *asked]))
        row = cursor.fetchone()
    return None if row is None else Competent(row[0], read_uuid(row[1]), function, *row[2:])


def holders(
    function: str, territory: str | None, at: datetime, mode: Mode | None = Mode.DECIDE
) -> tuple[Holder, ...]:
    """Who holds the function in the territory or in one it lies in, nearest first."""
    places = lineage(territory)
    rows = Competence.objects.filter(holds_at(at), function=function, territory__in=places)
    rows = rows if mode is None else rows.filter(mode=mode.value)
    found = [_holder(row) for row in rows.select_related("post", "institution")]
    return tuple(
        sorted(found, key=lambda holder: (places.index(holder.territory), holder.since, holder.code))
    )


def lineage(territory: str | None) -> list[str]:
    """The territory and all it lies in, from the smallest; the whole alone for None."""
    parents = dict(Territory.objects.values_list("code", "parent"))
    code = (
        territory
        if territory is not None
        else next((c for c, parent in parents.items() if parent is None), None)
    )
    chain: list[str] = []
    while code is not None and code in parents and code not in chain:
        chain.append(code)
        code = parents[code]
    return chain


def why_not_competent(by: By, function: str, territory: str | None, at: datetime) -> Finding:
    """The finding for someone who may not act: no such post held (A-103), someone else's (A-104), nobody's (A-105)."""
    post = Post.objects.filter(id=by.post).first()
    held = post is not None and Holding.objects.filter(holds_at(at), post=post, person=by.person).exists()
    if post is None or not held:
        return Finding(
            "A-103",
            {"post": post.code if post else str(by.post)} | (named("post", names_of(post)) if post else {}),
        )
    facts = {"function": function} | {"post": post.code} | named("post", names_of(post))
    place = territory or next(iter(lineage(None)), "")
    row = Territory.objects.filter(code=place).first()
    facts |= {"territory": place} | (named("territory", names_of(row)) if row else {})
    holder = next(iter(holders(function, territory, at)), None)
    if holder is None:
        return Finding("A-105", facts)
    facts |= {"holder": holder.code} | named("holder", holder.names)
    facts |= {"since": f"{holder.since:%Y-%m-%d}", "instrument": holder.instrument, "article": holder.article}
    return Finding("A-104", facts)


def names_of(row: Territory | Post | object) -> Mapping[str, str]:
    """The names of a place, body or post by language code, empty ones left out."""
    return {language: name for language, column in _COLUMNS.items() if (name := getattr(row, column))}


def named_columns(names: Mapping[str, str]) -> dict[str, str]:
    """The name columns of a row, from names by language code."""
    return {column: names.get(language, "") for language, column in _COLUMNS.items()}


def named(fact: str, names: Mapping[str, str]) -> dict[str, str]:
    """Facts that let a sentence use the name in its own language: `holder`, `holder@sq`, …"""
    spoken = {f"{fact}@{language}": name for language, name in names.items()}
    first = next(iter(names.values()), "")
    return spoken | ({fact: first} if first else {})


def holds_at(at: datetime) -> Q:
    """True of rows that hold at the moment: begun, and not ended."""
    return Q(from_at__lte=at) & (Q(until_at__isnull=True) | Q(until_at__gt=at))


def _holder(row: Competence) -> Holder:
    body = row.post or row.institution
    assert body is not None
    return Holder(
        body.code,
        names_of(body),
        row.territory_id,
        row.from_at,
        row.until_at,
        row.mode,
        row.instrument,
        row.article,
        row.status,
    )

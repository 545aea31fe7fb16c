"""What an installation begins with: places, bodies, posts, people, competences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from writ.law.cite import NOT_AT_HAND
from writ.law.findings import Finding
from writ.offices.authority.acts.door import OpenAct
from writ.offices.authority.acts.people import seat_in, sign_up
from writ.offices.authority.models import Competence, Institution, Person, Post, Territory
from writ.offices.authority.models.rows import CODE, NAME
from writ.offices.authority.queries import named_columns
from writ.offices.authority.rules import check_lengths
from writ.offices.authority.states import Mode

if TYPE_CHECKING:  # the folder's reader brings the simulation with it, which no act needs
    from writ.exchange.folder import Folder

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NewTerritory:
    """A place; the whole has no parent. Names by language code."""

    code: str
    names: Names
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class NewInstitution:
    """A body."""

    code: str
    names: Names
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post in a body, for as many persons as it has seats."""

    code: str
    institution: str
    names: Names
    seats: int = 1
    telephone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody, the posts held from `from_at` (the founding itself, where empty) on, and the account's name, if any."""

    id: UUID
    name: str
    posts: tuple[str, ...]
    account: str = ""
    from_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewCompetence:
    """A function in a territory, for a post or for a body, with the instrument it rests on."""

    function: str
    territory: str
    instrument: str
    post: str = ""
    institution: str = ""
    article: str = NOT_AT_HAND
    source: str = ""
    status: str = "sourced"
    mode: str = Mode.DECIDE.value
    from_at: datetime | None = None
    until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Charter:
    """All of it. The founding checks that everything named is there."""

    territories: tuple[NewTerritory, ...]
    institutions: tuple[NewInstitution, ...]
    posts: tuple[NewPost, ...]
    persons: tuple[NewPerson, ...]
    competences: tuple[NewCompetence, ...]


def charter_of(folder: Folder, ids: Iterable[UUID]) -> Charter:
    """The charter that an election folder describes; `ids` gives each person an opaque id, in the folder's order."""
    election, rests_on = folder.election, folder.law.authority.competences
    return Charter(
        tuple(NewTerritory(area.code, area.names, area.parent or None) for area in folder.areas),
        tuple(NewInstitution(body.id, body.names) for body in election.institutions),
        tuple(
            NewPost(
                post.id, post.institution, post.names, _seats(folder, post.id), post.extension, post.hours
            )
            for post in election.posts
        ),
        tuple(
            NewPerson(person_id, person.name, person.posts, person.sign_in)
            for person, person_id in zip(election.persons, ids, strict=False)
        ),
        tuple(
            NewCompetence(
                grant.function,
                grant.territory,
                rests_on.cite.instrument or NOT_AT_HAND,
                grant.post,
                "",
                rests_on.cite.article,
                rests_on.cite.source,
                rests_on.status.value,
            )
            for grant in folder.grants()
        ),
    )


def _seats(folder: Folder, post: str) -> int:
    return max(1, sum(post in person.posts for person in folder.election.persons))


def lay_down(act: OpenAct, charter: Charter) -> None:
    """Write the charter's rows; refuse what does not hang together."""
    act.refuse(*check_charter(charter))
    for (
        place
    ) in charter.territories:  # parents need not come first: keys are checked when the transaction ends
        Territory.objects.create(
            code=place.code, parent_id=place.parent, act_id=act.id, **named_columns(place.names)
        )
    bodies = {
        body.code: Institution.objects.create(
            code=body.code, telephone=body.telephone, act_id=act.id, **named_columns(body.names)
        )
        for body in charter.institutions
    }
    posts = {
        post.code: Post.objects.create(
            code=post.code,
            institution=bodies[post.institution],
            seats=post.seats,
            telephone=post.telephone,
            hours=post.hours,
            act_id=act.id,
            **named_columns(post.names),
        )
        for post in charter.posts
    }
    for person in charter.persons:
        row = Person.objects.create(id=person.id, name=person.name, act_id=act.id)
        if person.account:
            sign_up(act, row.id, person.account)
        for code in person.posts:
            seat_in(act, row.id, posts[code], person.from_at or act.at)
    Competence.objects.bulk_create(
        Competence(
            function=grant.function,
            mode=grant.mode,
            post=posts.get(grant.post),
            institution=bodies.get(grant.institution),
            territory_id=grant.territory,
            instrument=grant.instrument,
            article=grant.article,
            source=grant.source,
            status=grant.status,
            from_at=grant.from_at or act.at,
            until_at=grant.until_at,
            act_id=act.id,
        )
        for grant in charter.competences
    )


def check_charter(charter: Charter) -> tuple[Finding, ...]:
    """One whole, every name known, nothing twice, no post with more holders than seats."""
    places = [place.code for place in charter.territories]
    bodies = [body.code for body in charter.institutions]
    posts = [post.code for post in charter.posts]
    findings = [
        Finding("A-121", {"code": code})
        for codes in (places, bodies, posts)
        for code in sorted(_twice(codes))
    ]
    if [place.parent for place in charter.territories].count(None) != 1:
        findings.append(Finding("A-122"))
    named: list[tuple[str, list[str]]] = [
        (place.parent, places) for place in charter.territories if place.parent
    ]
    named += [(post.institution, bodies) for post in charter.posts]
    named += [(code, posts) for person in charter.persons for code in person.posts]
    for grant in charter.competences:
        named += [
            (grant.territory, places),
            (grant.post or grant.institution, posts if grant.post else bodies),
        ]
    findings += [
        Finding("A-119", {"code": code}) for code in dict.fromkeys(c for c, known in named if c not in known)
    ]
    held = [code for person in charter.persons for code in person.posts]
    findings += [
        Finding("A-123", {"post": post.code, "seats": post.seats})
        for post in charter.posts
        if held.count(post.code) > post.seats
    ]
    findings += check_lengths(
        CODE, *places, *bodies, *posts, *(grant.function for grant in charter.competences)
    )
    names = [place.names for place in charter.territories] + [body.names for body in charter.institutions]
    names += [post.names for post in charter.posts]
    findings += check_lengths(NAME, *(name for variants in names for name in variants.values()))
    findings += check_lengths(NAME, *(grant.instrument for grant in charter.competences))
    findings += check_lengths(NAME, *(grant.article for grant in charter.competences))
    findings += check_lengths(NAME, *(person.name for person in charter.persons))
    return tuple(findings)


def _twice(codes: list[str]) -> set[str]:
    return {code for code in codes if codes.count(code) > 1}

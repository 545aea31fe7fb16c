"""The first entry: the installation's key adopts the law and seats the first posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from writ.law.texts import N_
from writ.offices.authority.acts.charter import Charter, lay_down
from writ.offices.authority.acts.door import By, Done, OpenAct, Publicity, official_act
from writ.offices.authority.acts.law import adopt
from writ.offices.authority.acts.sitting import sitting
from writ.offices.authority.queries import Competent
from writ.offices.journal.acts import open_record

NOBODY = By(UUID(int=0), UUID(int=0))


@dataclass(frozen=True, slots=True)
class Founded:
    """What the installation began with. `installation` is the public key that signs for it."""

    subject: str
    rehearsal: bool
    installation: str
    law: str
    territories: int
    institutions: int
    posts: int
    persons: int
    competences: int


@official_act(
    "authority.found",
    needs="authority.found",
    two_person=False,
    title=N_("Found the installation"),
    public=Publicity("at once", N_("The record {subject} was opened.")),
)
def _found(
    act: OpenAct,
    *,
    installation: str,
    origin: str,
    rehearsal: bool,
    zone: str,
    law: Mapping[str, Any],
    charter: Charter,
) -> Founded:
    """Adopt the law and lay down places, bodies, posts, their holders and their competences."""
    version = adopt(act, election="", zone=zone, law=law)
    lay_down(act, charter)
    return Founded(
        origin,
        rehearsal,
        installation,
        version,
        len(charter.territories),
        len(charter.institutions),
        len(charter.posts),
        len(charter.persons),
        len(charter.competences),
    )


def found(
    *,
    at: datetime,
    installation: str,
    origin: str,
    rehearsal: bool,
    zone: str,
    law: Mapping[str, Any],
    charter: Charter,
) -> Done[Founded]:
    """Open the record with its first entry, by the installation's key; `Refused` (J-106) where it is open already.

    `law` is `LawPack.as_json()`; `zone` the IANA name of the zone in which the law counts its days.
    """
    given = _found.given(
        {
            "installation": installation,
            "origin": origin,
            "rehearsal": rehearsal,
            "zone": zone,
            "law": law,
            "charter": charter,
        }
    )
    with sitting() as seat:
        seat.head = open_record(origin, rehearsal=rehearsal)
        ground = Competent("installation", NOBODY.post, _found.kind, "", "", "")
        outcome, draft = seat.perform(_found, NOBODY, at, given, ground=ground)
        return Done(outcome, draft.act, seat.close()[draft.act])

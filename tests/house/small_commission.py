"""A small commission that tests act on: five posts, a whole and two parts, law that asks for two persons once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from writ.law.pack import LawPack, read_law

AT = datetime(2007, 9, 13, 7, 0, tzinfo=UTC)
ZONE = "Europe/Belgrade"
CHAIR, MEMBER, CLERK, NORTH, AUDITOR = (UUID(int=0xC0FFEE00 + number) for number in range(5))
PEOPLE = {
    "cec.chair": CHAIR,
    "cec.member": MEMBER,
    "sec.clerk": CLERK,
    "mec.north": NORTH,
    "sec.auditor": AUDITOR,
}
INSTRUMENT = "Regulation 1/2007"


def law(**sections: Mapping[str, Any]) -> LawPack:
    """A law pack of the sections given; by itself it asks for two persons to adopt another law pack."""
    cites = {"r1": {"instrument": INSTRUMENT, "article": "7"}}
    authority = {
        "cites": cites,
        "two_persons": {"value": [{"act": "authority.adopt_law_pack"}], "status": "scenario", "cite": "r1"},
        "act_basis": {"value": {"authority": ["r1"]}, "status": "scenario", "cite": "r1"},
    }
    pack, findings = read_law({"authority": authority, **sections})
    assert pack is not None, findings
    return pack


@dataclass(frozen=True)
class Commission:
    """Who can act: `by["cec.chair"]` is the person and post; more functions may be granted at the founding."""

    by: Mapping[str, Any] = field(default_factory=dict)


def found_commission(
    *,
    at: datetime = AT,
    rehearsal: bool = True,
    functions: Mapping[str, tuple[str, ...]] | None = None,
    pack: LawPack | None = None,
) -> Commission:
    """Found it. `functions` adds functions by post code; `mec.north` holds its own in the north, the others in all."""
    from writ.offices.authority import acts
    from writ.offices.authority.models import Post

    bodies = {"cec": "Commission", "sec": "Secretariat", "mec": "Municipal commission"}
    held = {
        "cec.chair": ("authority.seat", "authority.grant", "authority.adopt_law"),
        "cec.member": ("authority.adopt_law", "authority.grant"),
        "sec.clerk": (),
        "mec.north": ("authority.grant",),
        "sec.auditor": ("authority.read_record",),
    }
    competences = [
        acts.NewCompetence(
            function, "north" if post == "mec.north" else "whole", INSTRUMENT, post=post, article="7"
        )
        for post, own in held.items()
        for function in (*own, *(functions or {}).get(post, ()))
    ]
    charter = acts.Charter(
        (
            acts.NewTerritory("whole", {"en": "The whole", "sq": "E tëra"}),
            acts.NewTerritory("north", {"en": "North"}, "whole"),
            acts.NewTerritory("south", {"en": "South"}, "whole"),
        ),
        tuple(acts.NewInstitution(code, {"en": name}) for code, name in bodies.items()),
        tuple(
            acts.NewPost(
                code,
                code.partition(".")[0],
                {"en": code.title(), "sq": f"{code} sq"},
                2 if code == "sec.clerk" else 1,
            )
            for code in PEOPLE
        ),
        tuple(
            acts.NewPerson(person, f"Person of {code}", (code,), code.partition(".")[2])
            for code, person in PEOPLE.items()
        ),
        tuple(competences),
    )
    acts.found(
        at=at,
        installation="installation-key",
        origin="commission.example/2007-11-17",
        rehearsal=rehearsal,
        zone=ZONE,
        law=(pack or law()).as_json(),
        charter=charter,
    )
    posts = dict(Post.objects.values_list("code", "id"))
    return Commission({code: acts.By(person, posts[code]) for code, person in PEOPLE.items()})

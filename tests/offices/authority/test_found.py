"""The founding: the first entry, once, and only of what hangs together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from small_commission import AT, INSTRUMENT, Commission, found_commission, law
from writ.law.findings import Refused
from writ.offices.authority import acts
from writ.offices.authority.models import Account, Competence, Holding, Person, Territory
from writ.offices.authority.queries import law_in_force, person_of
from writ.offices.journal.queries import entries, head

CHARTER = acts.Charter(
    (acts.NewTerritory("north", {"en": "North"}, "whole"), acts.NewTerritory("whole", {"en": "The whole"})),
    (acts.NewInstitution("cec", {"en": "Commission"}),),
    (acts.NewPost("chair", "cec", {"en": "Chair"}),),
    (acts.NewPerson(UUID(int=1), "Arta", ("chair",), "arta"),),
    (acts.NewCompetence("authority.seat", "whole", INSTRUMENT, post="chair"),),
)


def found(**changes: Any) -> Any:
    charter = replace(CHARTER, **{name: value for name, value in changes.items() if hasattr(CHARTER, name)})
    given = {
        "installation": "key",
        "origin": "o",
        "rehearsal": True,
        "zone": "Europe/Belgrade",
        "law": law().as_json(),
    }
    return acts.found(at=AT, **{**given, **{n: v for n, v in changes.items() if n in given}}, charter=charter)


@pytest.mark.django_db
def test_the_founding_is_the_first_entry() -> None:
    """By the installation's key: nobody holds a post yet who could do it."""
    done = found()
    (entry,) = entries()
    assert (entry.seq, entry.kind, entry.post, entry.person) == (1, "authority.found", "installation", None)
    assert entry.outcome["installation"] == "key"
    assert (done.outcome.posts, done.outcome.territories) == (1, 2)
    record, in_force = head(), law_in_force("any")
    assert record is not None
    assert in_force is not None
    assert (record.size, record.origin, record.rehearsal) == (1, "o", True)
    assert (in_force.version, in_force.zone) == (law().version, "Europe/Belgrade")
    assert person_of(Account.objects.get(name="arta").pk) == UUID(int=1)
    assert not Account.objects.get(name="arta").has_usable_password()
    assert b"Arta" not in entry.entry


def test_an_installation_is_founded_once(commission: Commission) -> None:
    with pytest.raises(Refused) as refused:
        found_commission()
    assert [finding.code for finding in refused.value.findings] == ["J-106"]
    assert len(entries()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"territories": (*CHARTER.territories, acts.NewTerritory("other", {}))}, "A-122"),
        ({"territories": ()}, "A-122"),
        ({"territories": (*CHARTER.territories, acts.NewTerritory("x", {}, "missing"))}, "A-119"),
        ({"territories": (*CHARTER.territories, CHARTER.territories[0])}, "A-121"),
        ({"posts": (acts.NewPost("chair", "missing", {}),)}, "A-119"),
        ({"posts": (acts.NewPost("chair", "cec", {"en": "x" * 301}),)}, "A-136"),
        ({"persons": (acts.NewPerson(UUID(int=1), "Arta", ("missing",)),)}, "A-119"),
        ({"persons": tuple(acts.NewPerson(UUID(int=n), "Arta", ("chair",)) for n in (1, 2))}, "A-123"),
        ({"persons": tuple(acts.NewPerson(UUID(int=n), "Arta", (), "arta") for n in (1, 2))}, "A-130"),
        ({"competences": (acts.NewCompetence("f", "missing", INSTRUMENT, post="chair"),)}, "A-119"),
        ({"competences": (acts.NewCompetence("f", "whole", INSTRUMENT, institution="missing"),)}, "A-119"),
        ({"zone": "Europe/Nowhere"}, "A-126"),
        ({"origin": "a\x00b"}, "J-103"),
    ],
)
def test_what_does_not_hang_together_founds_nothing(changes: dict[str, Any], code: str) -> None:
    """Half a founding would be an installation that nobody can act in and nobody can found."""
    with pytest.raises(Refused) as refused:
        found(**changes)
    assert code in [finding.code for finding in refused.value.findings]
    assert head() is None
    rows = (Territory, Person, Holding, Competence, Account)
    assert [model.objects.count() for model in rows] == [0, 0, 0, 0, 0]

"""The law pack in force, adopted by an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from writ.law.findings import Finding
from writ.law.pack import LawPack
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, Publicity, official_act
from writ.offices.authority.models import AdoptedLaw
from writ.reckon.record import canonical


@dataclass(frozen=True, slots=True)
class LawPackAdopted:
    """A law pack in force from now on. `subject` is the election, empty where it holds for all."""

    subject: str
    version: str
    zone: str


@official_act(
    "authority.adopt_law_pack",
    needs="authority.adopt_law",
    title=N_("Adopt a law pack"),
    public=Publicity("at once", N_("A law pack was put in force.")),
)
def adopt_law_pack(act: OpenAct, *, law: Mapping[str, Any], zone: str, election: str = "") -> LawPackAdopted:
    """Put another law pack in force, for one election or for all that have none of their own."""
    return LawPackAdopted(election, adopt(act, election=election, zone=zone, law=law), zone)


def adopt(act: OpenAct, *, election: str, zone: str, law: Mapping[str, Any]) -> str:
    """Store the pack as the one in force and give its version; refuse what is no law pack, or in force already."""
    pack = LawPack.from_json(law)
    if zone not in available_timezones():
        act.refuse(Finding("A-126", {"zone": zone}))
    last = AdoptedLaw.objects.filter(election=election).order_by("-number").first()
    if last is not None and (last.version, last.zone) == (pack.version, zone):
        act.refuse(Finding("A-127", {"version": pack.version[:16]}))
    AdoptedLaw.objects.create(
        act_id=act.id,
        election=election,
        number=last.number + 1 if last else 1,
        version=pack.version,
        zone=zone,
        content=canonical(pack.as_json()).decode(),
    )
    return pack.version

"""The law adopted: which pack is in force for an election, and the pack itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db import connection

from writ.law.pack import LawPack
from writ.offices.authority.models import AdoptedLaw

_IN_FORCE = """
SELECT version, zone FROM authority_adoptedlaw WHERE election IN (%s, '')
ORDER BY CASE WHEN election = '' THEN 1 ELSE 0 END, number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class LawFacts:
    """Which law pack is in force, and in which zone its days are counted."""

    version: str
    zone: str

    def on(self, at: datetime) -> LawPack:
        """The pack as it stands on the local day of `at`."""
        return _pack_on(self.version, at.astimezone(ZoneInfo(self.zone)).date())


def law_in_force(election: str) -> LawFacts | None:
    """The law adopted last for the election, else for all; None before any was adopted."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE, [election])
        row = cursor.fetchone()
    return None if row is None else LawFacts(*row)


def law_of(election: str, at: datetime) -> LawPack | None:
    """The pack in force for the election on the local day of `at`, or None."""
    facts = law_in_force(election)
    return None if facts is None else facts.on(at)


@lru_cache(maxsize=16)
def _pack(version: str) -> LawPack:
    # A version is the hash of its content, so that what is kept here can never be out of date.
    content = AdoptedLaw.objects.filter(version=version).values_list("content", flat=True)[0]
    return LawPack.from_json(json.loads(content))


@lru_cache(maxsize=64)
def _pack_on(version: str, day: date) -> LawPack:
    return _pack(version).on(day)

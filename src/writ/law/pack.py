"""The law pack: the law of one election as typed values, on a day and for a poll, with a version of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

import rfc8785

from writ.law.cite import Cite
from writ.law.findings import Finding, Refused
from writ.law.reading import Reading
from writ.law.rule import Variants
from writ.law.sections import (
    SECTIONS,
    Abroad,
    Authority,
    Ballot,
    Disputes,
    Nominations,
    Polls,
    Results,
    Seats,
    Timetable,
)


class LawPack:
    """The law of one election, read once and never changed.

    `pack.seats.formula` is a `Value`, with its citation and status, in force on the pack's day and for its poll;
    `on(day)` and `for_poll(poll)` give the same pack seen otherwise. `version` is the SHA-256 of the content in the
    canonical JSON of RFC 8785, the same on every machine.
    """

    def __init__(
        self,
        values: Mapping[str, Variants],
        cites: Mapping[str, Cite],
        content: Mapping[str, Any],
        *,
        day: date | None = None,
        poll: str | None = None,
        version: str = "",
    ) -> None:
        self._values, self.cites, self._content = values, cites, content
        self.day, self.poll = day, poll
        self.version = version or hashlib.sha256(rfc8785.dumps(dict(content))).hexdigest()
        self.polls = Polls(values.get("polls", {}), day, poll)
        self.timetable = Timetable(values.get("timetable", {}), day, poll)
        self.nominations = Nominations(values.get("nominations", {}), day, poll)
        self.disputes = Disputes(values.get("disputes", {}), day, poll)
        self.ballot = Ballot(values.get("ballot", {}), day, poll)
        self.seats = Seats(values.get("seats", {}), day, poll)
        self.abroad = Abroad(values.get("abroad", {}), day, poll)
        self.authority = Authority(values.get("authority", {}), day, poll)
        self.results = Results(values.get("results", {}), day, poll)

    @classmethod
    def from_json(cls, content: Mapping[str, Any], day: date | None = None) -> LawPack:
        """The pack that `as_json` wrote; `Refused` where the content is not one."""
        sections = {name: dict(body) for name, body in content.get("sections", {}).items()}
        cites = content.get("cites", {})
        if cites:
            sections.setdefault("authority", {})["cites"] = cites
        pack, findings = read_law(sections)
        if pack is None:
            raise Refused(*findings)
        return pack.on(day)

    def as_json(self) -> dict[str, Any]:
        """The whole content as plain JSON values, fit to be stored and hashed."""
        return dict(self._content)

    def on(self, day: date | None) -> LawPack:
        """The same law as it stands on another day; None asks no day, and then the first variant speaks."""
        return LawPack(self._values, self.cites, self._content, day=day, poll=self.poll, version=self.version)

    def for_poll(self, poll: str | None) -> LawPack:
        """The same law as it speaks of one poll."""
        return LawPack(self._values, self.cites, self._content, day=self.day, poll=poll, version=self.version)

    def wants_two_persons(self, act: str, **facts: str) -> bool:
        """True where the law asks for a second person for this act kind with these facts; unknown means no."""
        occasions = self.authority.two_persons.value or ()
        return any(occasion.meets(act, facts) for occasion in occasions)

    def basis_of(self, act: str) -> tuple[Cite, ...]:
        """The citations an act kind rests on: its own entry, else that of its office, else none."""
        basis = self.authority.act_basis.value or {}
        names = basis.get(act) or basis.get(act.partition(".")[0]) or ()
        return tuple(self.cites[name] for name in names)


def read_law(
    sections: Mapping[str, object], polls: frozenset[str] | None = None
) -> tuple[LawPack | None, tuple[Finding, ...]]:
    """A pack from raw sections by name, or None and every finding; `polls` are the poll ids values may name."""
    reading = Reading(polls)
    reading.read(sections)
    if any(finding.blocks for finding in reading.findings):
        return None, tuple(reading.findings)
    content = {
        "sections": {name: reading.content.get(name, {}) for name in SECTIONS if reading.content.get(name)},
        "cites": {name: cite.as_json() for name, cite in sorted(reading.cites.items())},
    }
    return LawPack(reading.values, reading.cites, content), tuple(reading.findings)

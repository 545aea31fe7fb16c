"""One transaction at the door: the head is locked, acts are judged and run in turn, entries are appended at the end."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID, uuid4

from django.db import DatabaseError, transaction

from writ.law.cite import Cite
from writ.law.findings import Finding, Refused
from writ.law.pack import LawPack
from writ.offices.authority.queries import (
    By,
    Competent,
    LawFacts,
    competence_of,
    law_in_force,
    why_not_competent,
)
from writ.offices.journal.acts import Draft, Seal, append, as_finding
from writ.offices.journal.queries import HeadFacts, head, locked_head
from writ.reckon.plain import plain
from writ.reckon.record import SALT_BYTES, Unrecordable, commitment, settled

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = "inputs"
_FULL = (
    "SQLITE_FULL",
    "SQLITE_IOERR_WRITE",
    "DiskFull",
)  # a file may have reached its limit before the disk has
_open: ContextVar[Sitting | None] = ContextVar("writ_sitting", default=None)


class Kind(Protocol):
    """What a sitting must know of an act kind."""

    kind: str
    function: Callable[..., Any]

    def place(self, inputs: Mapping[str, Any]) -> str | None: ...
    def function_needed(self, inputs: Mapping[str, Any]) -> str: ...
    def wants_two(self, inputs: Mapping[str, Any], law: LawFacts | None, at: datetime) -> bool: ...


@dataclass(slots=True)
class OpenAct:
    """An act while it runs: who acts, when, under which law; what it refuses, seals, cites, corrects."""

    id: UUID
    kind: str
    by: By
    at: datetime
    election: str
    ground: Competent
    law_facts: LawFacts | None
    sitting: Sitting
    seals: list[Seal] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    noted: list[Finding] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)
    corrects: UUID | None = None

    @property
    def law(self) -> LawPack:
        """The law of the election as it stands on the local day of `at`; `Refused` (A-117) before any was adopted."""
        if self.law_facts is None:
            raise Refused(Finding("A-117", {"election": self.election}))
        return self.law_facts.on(self.at)

    def refuse(self, *findings: Finding) -> None:
        """Refuse where a finding blocks; what merely informs stays beside the act, on the record."""
        if any(finding.blocks for finding in findings):
            raise Refused(*findings)
        self.noted += findings

    def seal(self, name: str, value: Any) -> None:
        """Keep a value, personal as a rule, out of the entry, which holds a salted commitment; it can be erased."""
        if name == INPUTS or name in self.kept:
            raise ValueError(f"{name!r} is sealed already")
        self.kept[name] = recordable(plain(value), name)
        self.seals.append(sealing(name, self.kept[name], keep=True))

    def cite(self, *cites: Cite) -> None:
        """Name the articles relied on, beside those the law pack gives for the act kind."""
        self.cites += cites

    def correct(self, act: UUID) -> None:
        """Say which earlier act this one corrects."""
        self.corrects = act


@dataclass(slots=True)
class Sitting:
    """What one transaction gathers. `two_persons` while the second half, or a dry run for it, is under way."""

    head: HeadFacts | None
    two_persons: bool = False
    drafts: list[Draft] = field(default_factory=list)
    running: list[OpenAct] = field(default_factory=list)

    @contextmanager
    def for_two(self) -> Iterator[None]:
        """While an act is tried on behalf of two persons, or done by the second."""
        before, self.two_persons = self.two_persons, True
        try:
            yield
        finally:
            self.two_persons = before

    def judge(self, kind: Kind, by: By, at: datetime, inputs: Mapping[str, Any]) -> Competent:
        """The ground on which the act may be done; `Refused` where there is none, or no record yet."""
        if self.head is None:
            raise Refused(Finding("A-101"))
        function, place = kind.function_needed(inputs), kind.place(inputs)
        ground = competence_of(by, function, place, at)
        if ground is None:
            raise Refused(why_not_competent(by, function, place, at))
        return ground

    def perform(
        self,
        kind: Kind,
        by: By,
        at: datetime,
        inputs: Mapping[str, Any],
        *,
        ground: Competent | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> tuple[Any, Draft]:
        """Judge the act, run it and queue its entry before those of the acts it called."""
        election = str(inputs.get("election", ""))
        ground = ground or self.judge(kind, by, at, inputs)
        law = law_in_force(election)
        if kind.wants_two(inputs, law, at) and not self.two_persons:
            raise Refused(Finding("A-112" if self.running else "A-106", {"act": kind.kind}))
        act = OpenAct(uuid4(), kind.kind, by, at, election, ground, law, self)
        place, outer = len(self.drafts), self.running[-1] if self.running else None
        self.running.append(act)
        try:
            outcome = kind.function(act, **inputs)
        except BaseException:
            del self.drafts[place:]
            raise
        finally:
            self.running.pop()
        draft = drafted(act, outcome, inputs, {"within": str(outer.id) if outer else None, **(more or {})})
        self.drafts.insert(place, draft)
        return outcome, draft

    def close(self) -> dict[UUID, int]:
        """Append all entries and give the number of each act."""
        if not self.drafts or self.head is None:
            return {}
        numbers = append(self.head, self.drafts)
        return {draft.act: seq for draft, seq in zip(self.drafts, numbers, strict=True)}


def current() -> Sitting | None:
    """The sitting under way here, or None."""
    return _open.get()


@contextmanager
def sitting(*, dry: bool = False) -> Iterator[Sitting]:
    """Opens one durable transaction with the head locked first, unless all in it is `dry`.

    Refused with J-105 where the disk is full. Were the head locked last, two people could finish the same task, and a
    competence revoked in mid-act still act.
    """
    try:
        with transaction.atomic(durable=True):
            seat = Sitting(head() if dry else locked_head())
            token = _open.set(seat)
            try:
                yield seat
            finally:
                _open.reset(token)
    except DatabaseError as error:
        if is_disk_full(error):
            raise Refused(Finding("J-105")) from error
        raise


class _ThrownAway(Exception):
    """Ends a dry run, so that nothing of it stays."""


def dry_run(seat: Sitting, kind: Kind, by: By, at: datetime, inputs: Mapping[str, Any]) -> tuple[Any, Draft]:
    """What the act would do and put on the record, in a savepoint thrown away."""
    place = len(seat.drafts)
    try:
        with transaction.atomic():
            result = seat.perform(kind, by, at, inputs)
            raise _ThrownAway
    except _ThrownAway:
        del seat.drafts[place:]
        return result


def drafted(act: OpenAct, outcome: Any, inputs: Mapping[str, Any], more: Mapping[str, Any]) -> Draft:
    """The entry of an act that has run."""
    told = recordable(plain(outcome), "outcome")
    subject, count = told.pop("subject", ""), told.pop("count", 1)
    articles = [*(act.law.basis_of(act.kind) if act.law_facts else ()), *act.cites]
    body = {
        "competence": act.ground.as_json(),
        "articles": [cite.as_json() for cite in dict.fromkeys(articles)],
        "findings": [finding.as_json() for finding in act.noted],
        "outcome": told,
        "proposal": None,
        **more,
    }
    return Draft(
        act.id,
        act.election,
        act.kind,
        str(subject),
        count,
        act.at,
        act.ground.post,
        act.by.person if act.by.person.int else None,
        act.law_facts.version if act.law_facts else "",
        act.corrects,
        body,
        [sealing(INPUTS, recordable(plain(inputs), ""), keep=False), *act.seals],
    )


def sealing(name: str, value: Any, *, keep: bool) -> Seal:
    """A settled value under a fresh salt; `keep` stores the value itself beside the salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Seal(name, salt, commitment(salt, value), value if keep else None)


def recordable(value: Any, place: str) -> Any:
    """The plain value in the form a record holds; `Refused` (J-101 to J-103) where none can."""
    try:
        return settled(value, place)
    except Unrecordable as unfit:
        raise Refused(as_finding(unfit)) from unfit


def is_disk_full(error: BaseException) -> bool:
    """True where the engine says that it could not write for want of space."""
    seen: Sequence[BaseException | None] = (error, error.__cause__, error.__context__)
    return any(
        getattr(one, "sqlite_errorname", "") in _FULL or type(one).__name__ in _FULL
        for one in seen
        if one is not None
    )

"""The door: the one way in which the legal state of an election changes.

`@official_act` makes a function an act. Calling it opens one transaction, locks the record, checks that the person
may act in that post, there and then, runs the function, and puts an entry on the record with what it says it did.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import transaction

from writ.law.findings import Finding, Refused
from writ.offices.authority.acts.sitting import OpenAct, Sitting, current, dry_run, recordable, sitting
from writ.offices.authority.acts.submissions import done_before, remember
from writ.offices.authority.queries import By, LawFacts, law_in_force
from writ.offices.journal.queries import EntryFacts
from writ.reckon.plain import hints_of, plain, revive

__all__ = [
    "NEVER",
    "By",
    "Done",
    "OfficialAct",
    "OpenAct",
    "Preview",
    "Publicity",
    "act_is_open",
    "act_kind",
    "official_act",
]

R = TypeVar("R")
Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Publicity:
    """When an act of a kind becomes public, and in which wording (a msgid); off the record it never is.

    `when` is "at once", "on event" (`event` names the act kind waited for), "after term" (one of the law) or "never".
    """

    when: str
    wording: str = ""
    event: str = ""


NEVER = Publicity("never")


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """An act that is done: what it says it did, its id, and the number of its entry.

    `entry` is None for an act inside another, numbered when that one ends. `repeated` where the same submission had
    been done before, and nothing was done now.
    """

    outcome: R
    act: UUID
    entry: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Preview(Generic[R]):
    """What an act would do, or every finding against it; `two_persons` where a second person is to confirm."""

    outcome: R | None
    findings: tuple[Finding, ...]
    two_persons: bool


class OfficialAct(Generic[R]):
    """One kind of act; call it by name with `by`, `at`, an idempotency `key` or none, and its inputs."""

    def __init__(
        self,
        kind: str,
        function: Callable[..., R],
        needs: str | Callable[[Inputs], str],
        where: Callable[[Inputs], str | None] | None,
        two_person: Callable[[Inputs, Any], bool] | bool | None,
        public: Publicity,
        title: str,
        page: str = "",
    ) -> None:
        self.kind, self.function, self.needs, self.where = kind, function, needs, where
        self.two_person, self.public, self.title, self.page = two_person, public, title, page
        self.signature = inspect.signature(function)
        self.__doc__, self.__name__, self.__module__ = (
            function.__doc__,
            function.__name__,
            function.__module__,
        )

    def __call__(self, *, by: By, at: datetime, key: str | None = None, **inputs: Any) -> Done[R]:
        """Do it, or raise `Refused` with every finding."""
        given = self.given(inputs)
        under_way = current()
        if under_way is not None:
            return self._within(under_way, by, at, given)
        with sitting() as seat:
            before = done_before(self.kind, by, key, given)
            if before is not None:
                return Done(self.outcome(before), before.act, before.seq, repeated=True)
            outcome, draft = seat.perform(self, by, at, given)
            remember(by, key, draft.act)
            return Done(outcome, draft.act, seat.close()[draft.act])

    def propose(
        self,
        *,
        by: By,
        at: datetime,
        key: str | None = None,
        expires_at: datetime | None = None,
        **inputs: Any,
    ) -> Done[Any]:
        """Put it forward for a second person to confirm; the act's id is the proposal's."""
        propose = act_kind("authority.propose")
        given = plain(self.given(inputs))
        return propose(
            by=by,
            at=at,
            key=key,
            election=given.get("election", ""),
            kind=self.kind,
            inputs=given,
            expires_at=expires_at,
        )

    def preview(self, *, by: By, at: datetime, **inputs: Any) -> Preview[R]:
        """Say what it would do, in a savepoint thrown away."""
        two_persons = False
        try:
            given = self.given(inputs)
            with sitting(dry=True) as seat:
                law = law_in_force(str(given.get("election", "")))
                two_persons = self.wants_two(given, law, at)
                with seat.for_two():
                    outcome = dry_run(seat, self, by, at, given)[0]
        except Refused as refused:
            return Preview(None, refused.findings, two_persons)
        return Preview(outcome, (), two_persons)

    def given(self, inputs: Inputs) -> Inputs:
        """The inputs with their defaults, as the record binds them: texts in NFC, moments in UTC, nothing unrecordable.

        The function sees what was bound, no more and no less, and sees the same again when a second person confirms.
        """
        bound = self.signature.bind(None, **inputs)
        bound.apply_defaults()
        told = recordable(plain(dict(list(bound.arguments.items())[1:])), "")
        return self.revived(told)

    def revived(self, told: Inputs) -> Inputs:
        """Typed inputs from their plain form."""
        hints = hints_of(self.function)
        return {name: revive(hints.get(name, Any), value) for name, value in told.items()}

    def outcome(self, entry: EntryFacts) -> R:
        """What an act of this kind said it did, from its entry."""
        kind = hints_of(self.function)["return"]
        columns = {"subject": entry.subject, "count": entry.count}
        told = {name: value for name, value in columns.items() if name in hints_of(kind)}
        return revive(kind, {**entry.outcome, **told})

    def place(self, inputs: Inputs) -> str | None:
        """The territory that the act touches; None for the whole."""
        return self.where(inputs) if self.where else None

    def function_needed(self, inputs: Inputs) -> str:
        """The function in which one must be competent."""
        return self.needs if isinstance(self.needs, str) else self.needs(inputs)

    def wants_two(self, inputs: Inputs, law: LawFacts | None, at: datetime) -> bool:
        """True where a second person must confirm: as declared, else as the law pack says."""
        if isinstance(self.two_person, bool):
            return self.two_person
        if law is None:
            return False
        return (
            self.two_person(inputs, law.on(at))
            if self.two_person
            else law.on(at).wants_two_persons(self.kind)
        )

    def _within(self, seat: Sitting, by: By, at: datetime, given: Inputs) -> Done[R]:
        outer = seat.running[-1]
        if (by, at) != (outer.by, outer.at):
            raise ValueError(
                f"{self.kind} inside {outer.kind} is done by the same person, in the same post, at the same moment"
            )
        with transaction.atomic():
            outcome, draft = seat.perform(self, by, at, given)
        return Done(outcome, draft.act)


def official_act(
    kind: str,
    *,
    needs: str | Callable[[Inputs], str],
    where: Callable[[Inputs], str | None] | None = None,
    two_person: Callable[[Inputs, Any], bool] | bool | None = None,
    public: Publicity = NEVER,
    title: str = "",
    page: str = "",
) -> Callable[[Callable[..., R]], OfficialAct[R]]:
    """Make a function an official act of `kind`, a public name that never changes.

    The function takes an `OpenAct` and keyword-only inputs, and returns a frozen dataclass in the past tense; its
    `subject` and `count` become the entry's. `needs` is the function one must be competent in, `where` the territory
    touched. `two_person` says whether a second person confirms; left out, the law pack says. `page` is the office's own
    page for a proposal of this kind.
    """

    def enter(function: Callable[..., R]) -> OfficialAct[R]:
        if kind in _kinds and _kinds[kind].__module__ != function.__module__:
            raise ValueError(f"act kind {kind} exists already")
        _kinds[kind] = OfficialAct(kind, function, needs, where, two_person, public, title, page)
        return _kinds[kind]

    return enter


_kinds: dict[str, OfficialAct[Any]] = {}


def act_kind(kind: str) -> OfficialAct[Any]:
    """The act of that kind; its office is the first word of the kind."""
    if kind not in _kinds:
        import_module(f"{apps.get_app_config(kind.partition('.')[0]).name}.acts")
    return _kinds[kind]


def act_kinds() -> tuple[OfficialAct[Any], ...]:
    """Every act kind of every office that stands, in order; those that tests made up are left out."""
    for office in apps.get_app_configs():
        if office.name.startswith("writ.offices."):
            import_module(f"{office.name}.acts")
    return tuple(_kinds[kind] for kind in sorted(_kinds) if _kinds[kind].__module__.startswith("writ."))


def act_is_open() -> bool:
    """True while an act runs here, dry runs included."""
    return current() is not None

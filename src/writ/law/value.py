"""A law value: what the law says, where it says so, how well that is known, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from writ.law.cite import Cite, Status
from writ.law.findings import Finding, Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """One variant of a rule of law.

    `value` is None where nobody knows it (`status` empty). `from_` and `until` are the first and last day in
    force, None for open; `polls` narrows the variant to some polls, empty for all.
    """

    rule: str
    value: T | None
    status: Status
    cite: Cite
    from_: date | None = None
    until: date | None = None
    polls: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nobody has said what the value is."""
        return self.value is None

    def known(self) -> T:
        """The value itself; `Refused` with L-120 where nobody knows it."""
        if self.value is None:
            raise Refused(Finding("L-120", {"rule": self.rule}, cite=self.cite))
        return self.value

    def holds(self, day: date | None, poll: str | None) -> bool:
        """True where the variant is in force on `day` and speaks of `poll`; None asks no such question."""
        if day is not None and (
            (self.from_ and day < self.from_) or (self.until is not None and day > self.until)
        ):
            return False
        return not self.polls or poll in self.polls


def unsaid(rule: str) -> Value[object]:
    """The value of a rule about which the pack says nothing at all."""
    return Value(rule, None, Status.EMPTY, Cite("", source=""))

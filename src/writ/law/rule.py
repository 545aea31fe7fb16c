"""Rules and sections: the typed names under which a law pack answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar, overload

from writ.law.kinds import Kind
from writ.law.value import Value, unsaid

T = TypeVar("T")
Variants = Mapping[str, tuple[Value[Any], ...]]


class Rule(Generic[T]):
    """A named place for a law value: on a section it gives the `Value` in force, on the class itself the rule."""

    def __init__(self, kind: Kind[T], meaning: str) -> None:
        self.kind, self.meaning = kind, meaning
        self.name = ""

    def __set_name__(self, owner: type[Section], name: str) -> None:
        self.name = name
        owner.rules = MappingProxyType({**owner.rules, name: self})

    @overload
    def __get__(self, section: None, owner: type[Section]) -> Rule[T]: ...
    @overload
    def __get__(self, section: Section, owner: type[Section]) -> Value[T]: ...
    def __get__(self, section: Section | None, owner: type[Section]) -> Rule[T] | Value[T]:
        return self if section is None else section.in_force(self.name)


class Section:
    """One section of the law on one day, for one poll or none: each rule gives its value in force."""

    title: ClassVar[str]
    rules: ClassVar[Mapping[str, Rule[Any]]] = MappingProxyType({})

    def __init__(self, variants: Variants, day: date | None, poll: str | None) -> None:
        self._variants, self._day, self._poll = variants, day, poll

    def variants(self, rule: str) -> tuple[Value[Any], ...]:
        """Every dated variant of a rule, in the order of the pack."""
        return self._variants.get(rule, ())

    def in_force(self, rule: str) -> Value[Any]:
        """The variant in force; one that names the poll goes before one that speaks of all polls."""
        holding = [value for value in self.variants(rule) if value.holds(self._day, self._poll)]
        if not holding:
            return unsaid(f"{self.title}.{rule}")
        return max(holding, key=lambda value: bool(value.polls))

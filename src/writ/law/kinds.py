"""Kinds of law values: how plain TOML or JSON becomes a typed, exact value, or says what it should have been."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, time
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from writ.law.texts import N_

T = TypeVar("T")
LARGEST = 2**53 - 1  # RFC 8785 writes no larger integer exactly


class Unfit(Exception):
    """Raised when a raw value is not of its kind: the path inside the value, and what was expected (a msgid)."""

    def __init__(self, expected: str, path: str = "", **facts: str) -> None:
        super().__init__(expected)
        self.expected, self.path, self.facts = expected, path, facts

    def under(self, step: str) -> Unfit:
        """The same fault seen from one level higher."""
        joined = step if not self.path else f"{step}{'' if self.path.startswith('[') else '.'}{self.path}"
        return Unfit(self.expected, joined, **self.facts)


@dataclass(frozen=True)
class Kind(Generic[T]):
    """A named kind of value and the function that reads it, raising `Unfit`."""

    name: str
    parse: Callable[[object], T]


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= LARGEST:
        raise Unfit(N_("a whole number, not negative, written in digits alone"))
    return raw


def _fraction(raw: object) -> Fraction:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Fraction(raw)
    if isinstance(raw, str) and (match := re.fullmatch(r"(\d{1,9})/([1-9]\d{0,8})", raw)):
        return Fraction(int(match[1]), int(match[2]))
    raise Unfit(N_("a fraction in quotation marks, such as “1/3” or “5/100”"))


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > 500:
        raise Unfit(N_("a text of 1 to 500 characters"))
    return raw


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Unfit(N_("true or false"))
    return raw


def _day(raw: object) -> date:
    try:
        if isinstance(raw, str) and len(raw) == 10:
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise Unfit(N_("a date written year-month-day, such as 2007-11-17"))


def _moment(raw: object) -> datetime:
    try:
        if isinstance(raw, str) and len(raw) > 10:
            moment = datetime.fromisoformat(raw)
            if moment.tzinfo is None:
                return moment
    except ValueError:
        pass
    raise Unfit(N_("a local date and time, such as 2007-11-16T00:00:00"))


def _clock(raw: object) -> time:
    try:
        if isinstance(raw, str) and re.fullmatch(r"\d\d:\d\d(:00)?", raw):
            return time.fromisoformat(raw)
    except ValueError:
        pass
    raise Unfit(N_("a time of day, such as “07:00”"))


whole = Kind("whole number", _whole)
fraction = Kind("fraction", _fraction)
text = Kind("text", _text)
flag = Kind("true or false", _flag)
day = Kind("date", _day)
moment = Kind("local date and time", _moment)
clock = Kind("time of day", _clock)


def choice(*words: str) -> Kind[str]:
    """One word of a closed list."""

    def parse(raw: object) -> str:
        if not isinstance(raw, str) or raw not in words:
            raise Unfit(N_("one of these words: {choices}"), choices=", ".join(words))
        return raw

    return Kind("one of " + ", ".join(words), parse)


def many(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """A list of values of one kind, in their order."""

    def parse(raw: object) -> tuple[T, ...]:
        if not isinstance(raw, list):
            raise Unfit(N_("a list in square brackets"))
        return tuple(_within(kind, item, f"[{place}]") for place, item in enumerate(raw))

    return Kind(f"list of {kind.name}", parse)


def table(kind: Kind[T]) -> Kind[Mapping[str, T]]:
    """Free words, each with a value of one kind."""

    def parse(raw: object) -> Mapping[str, T]:
        return MappingProxyType({word: _within(kind, item, word) for word, item in _table(raw).items()})

    return Kind(f"table of {kind.name}", parse)


def shape(form: type[T], **kinds: Kind[Any]) -> Kind[T]:
    """A frozen dataclass whose fields have the kinds given; a field with a default may be left out."""
    needed = tuple(
        field.name
        for field in fields(form)  # type: ignore[arg-type]
        if field.default is MISSING
    )
    name = re.sub("(?<=[a-z])(?=[A-Z])", " ", form.__name__).lower()
    return Kind(name, lambda raw: form(**named(kinds, needed, raw)))


def named(kinds: Mapping[str, Kind[Any]], needed: Collection[str], raw: object) -> dict[str, Any]:
    """The values of a table by name, each of its kind; a name that is needed must be there, no other may be."""
    table = _table(raw)
    for name in table:
        if name not in kinds:
            raise Unfit(N_("only these keys: {choices}"), name, choices=", ".join(kinds))
    for name in needed:
        if name not in table:
            raise Unfit(N_("a table that also has the key “{missing}”"), missing=name)
    return {name: _within(kinds[name], item, name) for name, item in table.items()}


def _table(raw: object) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        raise Unfit(N_("a table in braces, such as {{ rounds = 2 }}"))
    return raw


def _within(kind: Kind[T], raw: object, step: str) -> T:
    try:
        return kind.parse(raw)
    except Unfit as unfit:
        raise unfit.under(step) from None

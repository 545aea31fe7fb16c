"""Typed values as plain JSON and back, without loss: what an act is given, and what it says it did."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

_WORDS = (UUID, Decimal, Fraction)


def plain(value: Any) -> Any:
    """The value as plain JSON: dataclasses as objects, moments in UTC with a Z, exact numbers as text.

    A moment without a zone stays without one. Floats and unknown kinds pass through, for the record to refuse.
    """
    if value is None or (isinstance(value, str | bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if isinstance(value, _WORDS):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(item) for item in value), key=repr)
    if isinstance(value, Sequence):
        return [plain(item) for item in value]
    return value


def revive(kind: Any, value: Any) -> Any:
    """The value of type `kind` that `plain` wrote; `TypeError` where the type is none that it knows."""
    if kind is Any or kind is object or value is None:
        return value
    origin = get_origin(kind)
    if origin is Literal:
        return value
    if origin in (Union, types.UnionType):
        return revive(_member(get_args(kind), value), value)
    if origin is not None:
        return _collection(origin, get_args(kind), value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{name: revive(hints[name], item) for name, item in value.items()})
    return _scalar(kind, value)


@cache
def hints_of(thing: Any) -> Mapping[str, Any]:
    """The resolved annotations of a class or function."""
    return get_type_hints(thing)


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _scalar(kind: Any, value: Any) -> Any:
    if kind in (str, int, bool) or kind in (list, tuple, dict):
        return kind(value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind in (date, time):
        return kind.fromisoformat(value)
    if kind is timedelta:
        return timedelta(microseconds=value)
    if kind is bytes:
        return bytes.fromhex(value)
    if kind in _WORDS or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(value)
    raise TypeError(f"no plain form is known for {kind!r}")


def _collection(origin: Any, kinds: tuple[Any, ...], value: Any) -> Any:
    if issubclass(origin, Mapping):
        return {revive(kinds[0], key): revive(kinds[1], item) for key, item in value.items()}
    if origin is tuple and kinds[-1] is not Ellipsis:
        return tuple(revive(kind, item) for kind, item in zip(kinds, value, strict=True))
    items = (revive(kinds[0], item) for item in value)
    return list(items) if origin is list else frozenset(items) if origin in (frozenset, set) else tuple(items)


def _member(kinds: tuple[Any, ...], value: Any) -> Any:
    """The member of a union that the value was: the dataclass with these fields, else the first of another kind."""
    if isinstance(value, dict):
        for kind in kinds:
            if is_dataclass(kind) and {field.name for field in fields(kind)} == set(value):
                return kind
    return next((kind for kind in kinds if kind is not type(None) and not is_dataclass(kind)), kinds[0])

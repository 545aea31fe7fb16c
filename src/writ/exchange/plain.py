"""Facts to plain JSON values and back: dataclasses by their fields, dates as ISO texts, exact numbers as they are."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Plain JSON: whole decimals become integers, others texts; fields at their default are left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value.normalize())
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if is_dataclass(value):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: to_plain(item) for field, item in pairs if item != _default(field)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return value


def from_plain(form: type[T], raw: Any) -> T:
    """The facts of type `form` that `to_plain` wrote; `ValueError`, `KeyError` or `TypeError` where it did not."""
    answer: T = _read(form, raw)
    return answer


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _hints(form: type) -> dict[str, Any]:
    return typing.get_type_hints(form)


def _read(form: Any, raw: Any) -> Any:
    origin, parts = typing.get_origin(form), typing.get_args(form)
    if origin in (types.UnionType, typing.Union):
        return None if raw is None else _read(next(part for part in parts if part is not type(None)), raw)
    if origin is tuple:
        items = parts if parts[-1] is not Ellipsis else parts[:1] * len(raw)
        return tuple(_read(part, item) for part, item in zip(items, raw, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType({_read(parts[0], key): _read(parts[1], item) for key, item in raw.items()})
    if is_dataclass(form):
        hints = _hints(form)  # type: ignore[arg-type]
        return form(**{name: _read(hints[name], item) for name, item in raw.items()})  # type: ignore[operator]
    if form is datetime or form is date:
        return form.fromisoformat(raw)
    if form is Decimal or issubclass(form, Enum):
        return form(raw)
    if not isinstance(raw, form):
        raise TypeError(f"{raw!r} is no {form.__name__}")
    return raw

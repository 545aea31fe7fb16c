"""Typed values come back from their plain form as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.plain import plain, revive


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Fixed:
    minutes: int


@dataclass(frozen=True)
class Between:
    low: int
    high: int


@dataclass(frozen=True)
class Everything:
    text: str
    whole: int
    flag: bool
    moment: datetime
    day: date
    hour: time
    length: timedelta
    share: Fraction
    money: Decimal
    identity: UUID
    colour: Colour
    raw: bytes
    perhaps: int | None
    word: Literal["a", "b"]
    many: tuple[str, ...]
    two: tuple[int, str]
    some: frozenset[int]
    listed: list[date]
    table: Mapping[str, Fraction]
    either: Fixed | Between
    loose: Any


EVERYTHING = Everything(
    "x", 1, True, datetime(2007, 9, 13, 7, 0, 0, 5, tzinfo=UTC), date(2007, 9, 13), time(18, 0), timedelta(minutes=3),
    Fraction(11, 24), Decimal("1.50"), UUID(int=5), Colour.RED, b"\x00\xff", None, "b", ("a", "b"), (1, "x"),
    frozenset({2, 1}), [date(2007, 1, 1)], {"a": Fraction(1, 3)}, Between(21, 45), {"a": [1, None]},
)  # fmt: skip


def test_every_kind_comes_back() -> None:
    told = plain(EVERYTHING)
    assert revive(Everything, told) == EVERYTHING
    assert told["moment"] == "2007-09-13T07:00:00.000005Z"
    assert told["share"] == "11/24"


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_stays_the_same_moment(moment: datetime) -> None:
    if not datetime(2, 1, 1, tzinfo=UTC) < moment.replace(tzinfo=UTC) < datetime(9998, 1, 1, tzinfo=UTC):
        return
    assert revive(datetime, plain(moment)).timestamp() == moment.timestamp()


def test_a_moment_without_a_zone_gets_none() -> None:
    assert revive(datetime, plain(datetime(2007, 9, 13, 9))) == datetime(2007, 9, 13, 9)
    here = datetime(2007, 9, 13, 9, tzinfo=timezone(timedelta(hours=2)))
    assert plain(here) == "2007-09-13T07:00:00Z"


def test_a_kind_without_a_plain_form_is_named() -> None:
    with pytest.raises(TypeError, match="complex"):
        revive(complex, "1")


def test_floats_pass_through_for_the_record_to_refuse() -> None:
    assert plain({"a": 0.5}) == {"a": 0.5}

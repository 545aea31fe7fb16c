"""Facts go to plain JSON and come back the same."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from writ.exchange.plain import from_plain, to_plain
from writ.law.cite import Status


@dataclass(frozen=True)
class Inner:
    number: Decimal
    status: Status = Status.EMPTY


@dataclass(frozen=True)
class Outer:
    day: date
    pairs: tuple[tuple[int, int], ...] = ()
    inner: Inner | None = None
    links: tuple[str, ...] | None = None


@pytest.mark.parametrize(
    "facts",
    [
        Outer(date(2007, 11, 17)),
        Outer(date(2007, 11, 17), ((1, 2), (3, 4)), Inner(Decimal("1.5"), Status.SOURCED), ()),
        Outer(date(2007, 11, 17), inner=Inner(Decimal(21)), links=("a",)),
    ],
)
def test_facts_come_back_the_same(facts):
    assert from_plain(Outer, to_plain(facts)) == facts


def test_none_and_nothing_are_two_things():
    assert "links" not in to_plain(Outer(date(2007, 11, 17)))
    assert to_plain(Outer(date(2007, 11, 17), links=()))["links"] == []


def test_what_is_not_of_its_form_is_refused():
    with pytest.raises(TypeError):
        from_plain(Outer, {"day": "2007-11-17", "links": [1]})

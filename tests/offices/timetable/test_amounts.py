"""Amounts that are typed: a hundred thousand is no hundred, and what is no whole amount is none."""

from __future__ import annotations

import pytest

from writ.offices.timetable.views.amounts import typed


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("100.000", 10_000_000),
        ("1 250,000", 125_000_000),
        (" 0 ", 0),
        ("38000.00", None),
        ("1.5", None),
        ("-5", None),
        ("much", None),
        ("", None),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, cents: int | None) -> None:
    assert typed(text) == cents

"""kill -9 in the middle of an act, and a full disk: nothing half there, nothing acknowledged lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.both_engines
Scene = Callable[..., Any]
WHOLE = {
    "gap_free": True,
    "leaves": True,
    "in_order": True,
    "entries_without_row": 0,
    "rows_without_entry": 0,
}


@pytest.mark.parametrize("times", [20, pytest.param(500, marks=pytest.mark.long)])
def test_a_killed_process_leaves_nothing_half(scenes: Scene, times: int) -> None:
    """Ten times from outside at any moment, ten times in the middle of the act; then others go on at once."""
    told = scenes("killed", times, 2007)
    assert {name: told[name] for name in WHOLE} == WHOLE
    assert told["lost"] == 0
    assert told["acknowledged"] >= times
    assert scenes("resubmitted") == [told["size"] + 1] * 4


@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"),
    reason="SQLite's file; PostgreSQL's is played by a trigger",
)
def test_a_full_disk_refuses_and_breaks_nothing(scenes: Scene) -> None:
    """The act is refused in plain words, reading goes on, and with room again the same act is done."""
    told = scenes("full_disk")
    assert (told["full"], told["read"], told["then"]) == (["J-105"], 1, 2)
    assert {name: told[name] for name in WHOLE} == WHOLE

"""Two and more at the door at once, with real connections and real commits, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.both_engines
Scene = Callable[..., Any]


def test_two_people_record_the_same_finish(scenes: Scene) -> None:
    """One does it; the other is told, though both had looked before either wrote."""
    answers = scenes("same_finish")
    assert sorted(map(str, answers)) == ["2", "['A-121']"]
    assert scenes("audit")["size"] == 2


def test_a_competence_ended_in_mid_act_acts_no_more(scenes: Scene) -> None:
    """The holder came second: what was on the record when the turn came is what counts."""
    ended, acted = scenes("ended_first")
    assert (ended, acted) == (2, ["A-104"])
    assert scenes("audit")["notes"] == 0


def test_a_competence_ends_after_the_act_that_came_first(scenes: Scene) -> None:
    assert scenes("acting_first") == [2, 3]


def test_eight_writers_leave_no_gap(scenes: Scene) -> None:
    """Every number once, in order, each act with its row, whoever came in whatever order."""
    told = scenes("eight_writers", 6)
    assert told == {
        "done": 7 * 6 + 2,
        "size": 1 + 7 * 6 + 2 + 2,
        "gap_free": True,
        "leaves": True,
        "in_order": True,
        "entries_without_row": 0,
        "rows_without_entry": 0,
        "notes": 7 * 6 + 2,
    }


def test_the_same_form_sent_four_times_at_once_is_done_once(scenes: Scene) -> None:
    assert scenes("resubmitted") == [2, 2, 2, 2]
    assert scenes("audit")["notes"] == 1

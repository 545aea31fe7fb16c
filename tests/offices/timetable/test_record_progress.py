"""Recording how much of a step is done: counted from its start, within what there is, never backwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from small_commission import AT
from small_election import SmallElection
from writ.law.findings import Refused
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import record_progress, record_start


@pytest.fixture
def begun(small: SmallElection) -> SmallElection:
    started = AT - timedelta(days=2)
    record_start(by=small.by("sec.clerk"), at=AT, election="example", task="print", started_at=started)
    return small


def count(begun: SmallElection, post: str = "sec.clerk", **changes: Any) -> Any:
    inputs = {"election": "example", "task": "print", "done": 400, "planned": 1600, "counted_at": AT}
    return record_progress(by=begun.by(post), at=AT, **{**inputs, **changes})


def test_an_entry_counts_what_came_since_the_last_count(begun: SmallElection) -> None:
    count(begun)
    count(begun, done=1000)
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.subject, entry.count) == ("timetable.record_progress", "print", 600)
    assert (entry.outcome["done"], entry.outcome["planned"]) == (1000, 1600)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"done": 1601}, "T-106"),
        ({"planned": 0}, "T-107"),
        ({"done": -1}, "T-123"),
        ({"counted_at": AT + timedelta(minutes=1)}, "T-104"),
        ({"task": "distribute"}, "T-129"),
        ({"seen": ""}, "T-115"),
        ({"post": "cec.chair"}, "A-104"),
    ],
)
def test_what_is_no_count(begun: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        count(begun, **changes)


def test_a_count_does_not_go_back_unless_the_old_one_is_corrected(begun: SmallElection) -> None:
    count(begun)
    with pytest.raises(Refused, match="T-122"):
        count(begun, done=399)

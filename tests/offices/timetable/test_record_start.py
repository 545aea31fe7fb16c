"""Recording that a step has begun: done, and each refusal from the same setup."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from small_commission import AT
from small_election import SmallElection
from writ.law.findings import Refused
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import record_start

BEGAN = AT - timedelta(days=2)


def start(small: SmallElection, post: str = "sec.clerk", **changes: Any) -> Any:
    inputs = {"election": "example", "task": "print", "started_at": BEGAN}
    return record_start(by=small.by(post), at=AT, **{**inputs, **changes})


def test_a_start_stands_on_the_record(small: SmallElection) -> None:
    start(small, seen="")
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.subject, entry.count) == ("timetable.record_start", "print", 1)
    assert (entry.post, entry.outcome) == (
        "sec.clerk",
        {"started_at": "2007-09-11T07:00:00Z", "status": "sourced"},
    )
    assert entry.fields["competence"]["function"] == "timetable.record"
    assert entry.fields["articles"][0]["article"] == "7"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"task": "no-such-step"}, "T-101"),
        ({"started_at": AT + timedelta(minutes=1)}, "T-104"),
        ({"seen": "another act"}, "T-115"),
        ({"election": "another"}, "T-121"),
        ({"post": "cec.chair"}, "A-104"),
    ],
)
def test_what_is_no_start(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    before = entries(limit=1)[0].seq
    with pytest.raises(Refused, match=code):
        start(small, **changes)
    assert entries(limit=1)[0].seq == before


def test_a_step_begins_once(small: SmallElection) -> None:
    start(small)
    with pytest.raises(Refused, match="T-103"):
        start(small)

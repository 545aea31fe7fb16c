"""Correcting a record: a later act beside the earlier one, which stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from small_commission import AT
from small_election import SmallElection
from writ.law.findings import Refused
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import correct_record, record_finish, record_progress, record_start
from writ.offices.timetable.queries.records import records, standing

ENDED = AT - timedelta(hours=3)


def finish(small: SmallElection) -> Any:
    by = small.by("sec.clerk")
    return record_finish(by=by, at=AT, election="example", task="print", finished_at=ENDED)


def correct(small: SmallElection, record: Any, post: str = "sec.clerk", **changes: Any) -> Any:
    inputs = {"election": "example", "task": "print", "record": record, "reason": "It was another lot."}
    return correct_record(by=small.by(post), at=AT, **{**inputs, **changes})


def stands() -> list[Any]:
    found = election("example")
    assert found is not None
    return [(line.kind.value, line.moment) for line in standing(records(found.id))]


def test_what_did_not_happen_no_longer_stands(small: SmallElection) -> None:
    done = finish(small)
    correction = correct(small, done.act)
    assert stands() == []
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.corrects, entry.subject) == ("timetable.correct_record", done.act, "print")
    assert "another lot" not in entry.entry.decode()
    finish(small)  # the step may end again
    assert correction.outcome.moment is None
    assert len(stands()) == 1


def test_a_right_moment_takes_the_place_of_a_wrong_one(small: SmallElection) -> None:
    done = finish(small)
    later = ENDED + timedelta(hours=1)
    again = correct(small, done.act, moment=later)
    assert stands() == [("finished", later)]
    correct(small, again.act)
    assert stands() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"record": uuid4()}, "T-112"),
        ({"task": "distribute"}, "T-112"),
        ({"task": "no-such-step"}, "T-101"),
        ({"reason": " "}, "T-114"),
        ({"reason": "x" * 301}, "T-120"),
        ({"moment": AT + timedelta(minutes=1)}, "T-104"),
        ({"post": "cec.chair"}, "A-104"),
    ],
)
def test_what_is_no_correction(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    done = finish(small)
    with pytest.raises(Refused, match=code):
        correct(small, changes.pop("record", done.act), **changes)
    assert len(stands()) == 1


def test_a_record_is_corrected_once(small: SmallElection) -> None:
    done = finish(small)
    correct(small, done.act)
    with pytest.raises(Refused, match="T-113"):
        correct(small, done.act)


def test_a_count_has_no_moment_to_put_right(small: SmallElection) -> None:
    by = small.by("sec.clerk")
    record_start(by=by, at=AT, election="example", task="print", started_at=ENDED)
    done = record_progress(by=by, at=AT, election="example", task="print", done=1, planned=2, counted_at=AT)
    with pytest.raises(Refused, match="T-124"):
        correct(small, done.act, moment=ENDED)
    correct(small, done.act)
    assert [kind for kind, _ in stands()] == ["started"]

"""Recording that a step has ended: once, after its start, by one of two who both saw it end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from small_commission import AT
from small_election import SmallElection
from writ.law.findings import Refused
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import record_finish, record_start
from writ.offices.timetable.models import Record
from writ.offices.timetable.queries.records import records

ENDED = AT - timedelta(hours=3)


def finish(small: SmallElection, post: str = "sec.clerk", key: str | None = None, **changes: Any) -> Any:
    inputs = {"election": "example", "task": "print", "finished_at": ENDED}
    return record_finish(by=small.by(post), at=AT, key=key, **{**inputs, **changes})


def test_a_finish_stands_on_the_record(small: SmallElection) -> None:
    finish(small)
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.subject, entry.count) == ("timetable.record_finish", "print", 1)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"task": "no-such-step"}, "T-101"),
        ({"finished_at": AT + timedelta(minutes=1)}, "T-104"),
        ({"seen": "another act"}, "T-115"),
        ({"post": "cec.chair"}, "A-104"),
    ],
)
def test_what_is_no_finish(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        finish(small, **changes)


def test_a_step_does_not_end_before_it_began(small: SmallElection) -> None:
    record_start(by=small.by("sec.clerk"), at=AT, election="example", task="print", started_at=AT)
    with pytest.raises(Refused, match="T-105"):
        finish(small)


def test_the_second_of_two_people_is_told_that_it_is_done(small: SmallElection) -> None:
    """Both held the same form; the first sends it, the second learns when it ended."""
    finish(small, seen="")
    with pytest.raises(Refused) as refused:
        finish(small, seen="")
    (finding,) = refused.value.findings
    assert finding.code == "T-102"
    assert finding.facts["finished_at"] == "2007-09-13 06:00 CEST"


def test_the_same_submission_twice_is_done_once(small: SmallElection) -> None:
    first, second = finish(small, key="k1"), finish(small, key="k1")
    assert (second.act, second.repeated) == (first.act, True)
    found = election("example")
    assert found is not None
    assert len(records(found.id)) == 1


def test_the_database_itself_refuses_a_second_end(small: SmallElection, the_fence: Any) -> None:
    """Were every rule forgotten, the row would still not fit."""
    finish(small)
    row = Record.objects.get()
    row.pk = None
    row._state.adding = True
    with the_fence.lifted(), pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.both_engines
def test_of_two_at_the_same_time_one_records_the_end(scenes: Any) -> None:
    """With two connections, and a pause between check and write: the second is judged on what the first wrote."""
    answers = scenes("same_step")
    assert sorted(map(str, answers)) == ["4", "['T-102']"]

"""What happens at a station on the day: recorded in its own municipality, with its reason kept sealed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from small_commission import AT
from small_election import SmallElection, load_election
from writ.law.findings import Refused
from writ.offices.elections import queries
from writ.offices.elections.acts import record_station_day
from writ.offices.elections.states import DayStatus, Move
from writ.offices.journal.queries import entries, sealed


@pytest.fixture
def election(db: None) -> SmallElection:
    return load_election(plan=None)


def record(election: SmallElection, post: str = "mec.north", **changes: Any) -> Any:
    inputs = {
        "election": "example",
        "round_number": 1,
        "station": "0101",
        "move": Move.LEAVE_UNOPENED,
        "moment": AT - timedelta(hours=1),
        "reason": "The school was locked and nobody had the key.",
    }
    return record_station_day(by=election.by(post), at=AT, **{**inputs, **changes})


def test_a_station_that_never_opened_is_no_station_with_nought_votes(election: SmallElection) -> None:
    done = record(election)
    found = queries.election("example")
    assert found is not None
    assert queries.day_statuses(found.id)[DayStatus.NOT_OPENED] == 1
    assert queries.day_statuses(found.id)[DayStatus.PLANNED] == 2
    entry = entries(limit=1)[0]
    assert (entry.subject, entry.outcome["was"], entry.outcome["status"]) == ("0101", "planned", "not opened")
    assert "locked" not in entry.entry.decode()
    assert "locked" in sealed(done.act)["reason"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"station": "9999", "post": "mec.north"}, "A-105"),
        ({"station": "m1"}, "A-105"),
        ({"round_number": 2}, "E-106"),
        ({"move": Move.CLOSE}, "E-107"),
        ({"moment": AT + timedelta(minutes=1)}, "E-108"),
        ({"reason": ""}, "E-109"),
        ({"reason": "x" * 301}, "E-111"),
    ],
)
def test_what_is_not_recorded(election: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        record(election, **changes)

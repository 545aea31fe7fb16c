"""The call opens an election, once, before its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from small_commission import AT
from small_election import SmallElection, load_election
from writ.law.findings import Refused
from writ.offices.elections import queries
from writ.offices.elections.acts import call_election
from writ.offices.journal.queries import entries

CALLED = date(2007, 9, 1)


@pytest.fixture
def election(db: None) -> SmallElection:
    return load_election(plan=None)


def call(here: SmallElection, post: str = "cec.chair", **changes: Any) -> Any:
    inputs = {"election": "example", "called_on": CALLED}
    return call_election(by=here.by(post), at=AT, **{**inputs, **changes})


def test_a_call_is_on_the_record_with_its_article(election: SmallElection) -> None:
    call(election)
    found = queries.election("example")
    assert found is not None
    assert found.called_on == CALLED
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.subject, entry.outcome["polling_day"]) == (
        "elections.call_election",
        "example",
        "2007-11-17",
    )
    assert entry.fields["articles"][0]["article"] == "7"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"election": "another"}, "E-103"),
        ({"called_on": date(2007, 11, 17)}, "E-105"),
        ({"post": "sec.clerk"}, "A-104"),
    ],
)
def test_what_is_no_call(election: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        call(election, **changes)


def test_an_election_is_called_once(election: SmallElection) -> None:
    call(election)
    with pytest.raises(Refused, match="E-104"):
        call(election)

"""Re-estimating a step: who said it, how firmly; two persons where the law asks for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from small_commission import AT
from small_election import SmallElection
from writ.law.findings import Refused
from writ.offices.authority.acts import confirm, propose
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries, sealed
from writ.offices.timetable.acts import record_finish, reestimate
from writ.offices.timetable.acts.estimates import Ending
from writ.offices.timetable.queries.situation import situation
from writ.offices.timetable.rules import Range
from writ.reckon.plain import plain

ZONE = ZoneInfo("Europe/Belgrade")
INPUTS = {
    "election": "example",
    "task": "print",
    "duration": Range(Decimal(26), Decimal(34)),
    "source": "Both printers, by telephone",
    "said_at": AT - timedelta(hours=2),
    "firmness": "promise",
    "control": "contractor",
}
DATES = Ending(datetime(2007, 10, 6, tzinfo=ZONE), datetime(2007, 10, 13, tzinfo=ZONE))


def again(small: SmallElection, post: str = "sec.clerk", **changes: Any) -> Any:
    return reestimate(by=small.by(post), at=AT, **{**INPUTS, **changes})


def known(task: str) -> Any:
    found = election("example")
    assert found is not None
    stands = situation(found, AT)
    assert stands is not None
    return stands.progress()[task]


def test_a_new_duration_replaces_the_plans_and_keeps_its_source_sealed(small: SmallElection) -> None:
    done = again(small)
    estimate = known("print").estimate
    assert (estimate.kind, estimate.numbers) == ("uniform", (Decimal(26), Decimal(34)))
    entry = entries(limit=1)[0]
    assert (entry.outcome["firmness"], entry.outcome["before"]) == ("promise", None)
    assert "telephone" not in entry.entry.decode()
    assert sealed(done.act)["source"] == "Both printers, by telephone"
    second = again(small, duration=Range(Decimal(28), Decimal(34), Decimal(30)))
    assert second.outcome.before == done.act
    assert known("print").estimate.kind == "triangular"


def test_a_date_that_others_set_is_estimated_by_dates(small: SmallElection) -> None:
    again(small, task="lists-final", duration=None, ending=DATES)
    ends = known("lists-final").ends
    assert (ends.first, ends.last) == (datetime(2007, 10, 6), datetime(2007, 10, 13))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"task": "no-such-step"}, "T-101"),
        ({"said_at": AT + timedelta(minutes=1)}, "T-104"),
        ({"duration": Range(Decimal(45), Decimal(21))}, "T-108"),
        ({"source": " "}, "T-109"),
        ({"duration": Range(Decimal(-1), Decimal(21))}, "T-110"),
        ({"duration": Range(Decimal(21), Decimal(45), Decimal(50))}, "T-111"),
        ({"seen": "another act"}, "T-115"),
        ({"source": "x" * 301}, "T-120"),
        ({"duration": Range(Decimal(21), Decimal(4000))}, "T-128"),
        ({"task": "lists-final", "duration": None, "ending": Ending(DATES.last, DATES.first)}, "T-130"),
        ({"task": "lists-final"}, "T-131"),
        ({"task": "at-stations"}, "T-132"),
        ({"duration": None, "ending": DATES}, "T-133"),
        ({"duration": None}, "T-134"),
        ({"firmness": "contract"}, "A-106"),
        ({"post": "cec.chair"}, "A-104"),
    ],
)
def test_what_is_no_estimate(small: SmallElection, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        again(small, **changes)


def test_a_finished_step_is_not_estimated(small: SmallElection) -> None:
    record_finish(by=small.by("sec.clerk"), at=AT, election="example", task="print", finished_at=AT)
    with pytest.raises(Refused, match="T-116"):
        again(small)


def test_a_contract_takes_two_persons_and_gives_one_estimate(small: SmallElection) -> None:
    """The first puts it forward and nothing changes; the second, another person, confirms what the first saw."""
    signed = {**INPUTS, "firmness": "contract", "duration": Range(Decimal(28), Decimal(28))}
    proposal = propose(
        by=small.by("sec.clerk"), at=AT, kind="timetable.reestimate", election="example", inputs=plain(signed)
    )
    found = election("example")
    assert found is not None
    stands = situation(found, AT)
    assert stands is not None
    assert stands.progress() == {}
    with pytest.raises(Refused, match="A-107"):
        confirm(by=small.by("sec.clerk"), at=AT, proposal=proposal.act)
    confirm(by=small.by("cec.member"), at=AT + timedelta(hours=1), proposal=proposal.act)
    assert known("print").estimate.numbers == (Decimal(28),)
    assert [entry.kind for entry in entries(limit=2)] == ["timetable.reestimate", "authority.propose"]

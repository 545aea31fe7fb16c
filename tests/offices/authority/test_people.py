"""Seating, leaving, opening and closing accounts: done, and each refusal from the same setup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import authenticate

from small_commission import AT, CHAIR, CLERK, NORTH, Commission
from writ.law.findings import Refused
from writ.offices.authority.acts import close_account, end_holding, give_password, open_account, seat_person
from writ.offices.authority.models import Account, Holding, Person
from writ.offices.authority.queries import capacities_of, person_of
from writ.offices.journal.queries import entries

NEW = UUID(int=7)
LATER = AT + timedelta(days=1)


def codes(
    commission: Commission, act: Callable[..., Any], who: str = "cec.chair", /, **inputs: Any
) -> list[str]:
    before = (len(entries()), Holding.objects.count(), Person.objects.count(), Account.objects.count())
    with pytest.raises(Refused) as refused:
        act(by=commission.by[who], at=AT, **inputs)
    assert (
        len(entries()),
        Holding.objects.count(),
        Person.objects.count(),
        Account.objects.count(),
    ) == before
    return [finding.code for finding in refused.value.findings]


def posts(person: UUID, at: Any = AT) -> list[str]:
    return [capacity.post for capacity in capacities_of(person, at)]


def test_a_person_is_seated_from_a_moment_on(commission: Commission) -> None:
    seat_person(
        by=commission.by["cec.chair"], at=AT, post="sec.clerk", person=NEW, name="Arta", from_at=LATER
    )
    assert (posts(NEW), posts(NEW, LATER)) == ([], ["sec.clerk"])


def test_one_person_may_hold_several_posts(commission: Commission) -> None:
    seat_person(by=commission.by["cec.chair"], at=AT, post="sec.clerk", person=CHAIR)
    assert posts(CHAIR) == ["cec.chair", "sec.clerk"]


def test_who_may_not_be_seated(commission: Commission) -> None:
    assert codes(commission, seat_person, "sec.clerk", post="sec.clerk", person=NEW, name="Arta") == ["A-104"]
    assert codes(commission, seat_person, post="sec.clerk", person=NEW) == ["A-120"]
    assert codes(commission, seat_person, post="sec.clerk", person=NEW, name="x" * 301) == ["A-136"]
    assert codes(commission, seat_person, post="nobody", person=NEW, name="Arta") == ["A-119"]
    assert codes(commission, seat_person, post="cec.member", person=NEW, name="Arta") == ["A-123"]
    assert codes(commission, seat_person, post="sec.clerk", person=CLERK) == ["A-135"]
    early = AT - timedelta(days=1)
    assert codes(commission, seat_person, post="sec.clerk", person=NEW, name="Arta", from_at=early) == [
        "A-124"
    ]


def test_a_post_is_left_and_its_seat_is_free(commission: Commission) -> None:
    chair = commission.by["cec.chair"]
    end_holding(by=chair, at=AT, post="mec.north", person=NORTH)
    assert posts(NORTH) == []
    seat_person(by=chair, at=AT, post="mec.north", person=NEW, name="Arta")
    assert posts(NEW) == ["mec.north"]


def test_what_cannot_be_left(commission: Commission) -> None:
    early = AT - timedelta(minutes=1)
    assert codes(commission, end_holding, "sec.clerk", post="mec.north", person=NORTH) == ["A-104"]
    assert codes(commission, end_holding, post="mec.north", person=CLERK) == ["A-128"]
    assert "A-124" in codes(commission, end_holding, post="mec.north", person=NORTH, until_at=early)
    end_holding(by=commission.by["cec.chair"], at=AT, post="mec.north", person=NORTH, until_at=LATER)
    assert codes(commission, end_holding, post="mec.north", person=NORTH) == ["A-128"]


def test_an_account_opens_by_an_act_and_a_password(commission: Commission, rf: Any) -> None:
    chair = commission.by["cec.chair"]
    seat_person(by=chair, at=AT, post="sec.clerk", person=NEW, name="Arta")
    open_account(by=chair, at=AT, person=NEW, account="arta")
    assert person_of(Account.objects.get(name="arta").pk) == NEW
    assert authenticate(rf.post("/"), username="arta", password="") is None
    give_password("arta", "a long enough word")
    assert authenticate(rf.post("/"), username="arta", password="a long enough word") is not None
    close_account(by=chair, at=AT, person=NEW)
    assert person_of(Account.objects.get(name="arta").pk) is None
    assert codes(commission, close_account, person=NEW) == ["A-131"]


def test_which_account_cannot_be_opened(commission: Commission) -> None:
    assert codes(commission, open_account, "sec.clerk", person=CLERK, account="second") == ["A-104"]
    assert codes(commission, open_account, person=NEW, account="arta") == ["A-129"]
    assert codes(commission, open_account, person=CLERK, account="chair") == ["A-130"]
    assert codes(commission, open_account, person=CLERK, account="x" * 81) == ["A-136"]


def test_only_an_account_has_a_password(commission: Commission) -> None:
    with pytest.raises(LookupError):
        give_password("nobody", "a long enough word")

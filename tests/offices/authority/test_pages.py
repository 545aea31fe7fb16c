"""The authority's pages: who passes, which post, what waits, what the record shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from small_acts import NOTE, PAIR, note, note_pair
from small_commission import AT, CHAIR, CLERK, Commission
from writ.desk.access import asked_by
from writ.offices.authority.acts import close_account, end_holding, give_password, seat_person
from writ.offices.authority.models import Account
from writ.offices.journal.queries import entries, entry
from writ.web.clock import set_clock

READS = ("authority.read_record",)


@pytest.fixture
def commission(found: Callable[..., Commission]) -> Commission:
    set_clock(AT)
    return found(
        functions={
            "cec.chair": (*READS, PAIR),
            "cec.member": (*READS, PAIR, "authority.read_sealed"),
            "sec.clerk": (NOTE,),
        }
    )


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def views() -> list[tuple[str, Any]]:
    """Every address with its view."""

    def walk(patterns: list[Any], before: str = "") -> Any:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, before + str(one.pattern))
            elif isinstance(one, URLPattern):
                yield before + str(one.pattern), one.callback

    return list(walk(get_resolver().url_patterns))


def test_every_view_says_who_may_open_it() -> None:
    """Deny by default: a view that says nothing opens to nobody, and that would be found out too late."""
    silent = [
        address
        for address, view in views()
        if getattr(view, "login_required", True)
        and not view.__module__.startswith("allauth.")
        and asked_by(view) is None
    ]
    assert silent == []


def test_who_is_not_signed_in_is_asked_to(commission: Commission) -> None:
    answer = Client().get(reverse("authority:record"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_what_one_may_not_see_is_not_there(commission: Commission) -> None:
    assert signed_in("clerk").get(reverse("authority:record")).status_code == 404
    assert signed_in("clerk").get(reverse("authority:entry", args=[1])).status_code == 404
    assert signed_in("chair").get(reverse("authority:entry", args=[99])).status_code == 404


def test_signing_in_and_up(commission: Commission) -> None:
    """Accounts are opened by an act: there is no way to make one oneself, and a closed one stays shut."""
    give_password("clerk", "a long enough word")
    client = Client()
    form = {"login": "clerk", "password": "a long enough word"}
    assert client.post(reverse("account_login"), {**form, "password": "wrong"}).status_code == 200
    assert client.post(reverse("account_login"), form).status_code == 302
    assert Client().get(reverse("account_signup")).status_code == 404
    close_account(by=commission.by["cec.chair"], at=AT, person=CLERK)
    assert Client().post(reverse("account_login"), form).status_code == 200


def test_a_closed_account_sees_nothing_more(commission: Commission) -> None:
    """Not at the next sign-in: at the next click."""
    client = signed_in("auditor")
    assert client.get(reverse("authority:record")).status_code == 200
    close_account(by=commission.by["cec.chair"], at=AT, person=commission.by["sec.auditor"].person)
    assert client.get(reverse("authority:record")).status_code == 302


def test_a_second_factor_is_asked_for_where_it_must_be(commission: Commission, settings: Any) -> None:
    settings.WRIT_SECOND_FACTOR = True
    answer = signed_in("chair").get(reverse("authority:record"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp"))


def test_one_post_is_chosen_by_itself_and_two_by_hand(commission: Commission) -> None:
    client, chair = signed_in("chair"), commission.by["cec.chair"]
    assert client.get(reverse("authority:record")).wsgi_request.capacity.post == "cec.chair"
    seat_person(by=chair, at=AT, post="sec.clerk", person=CHAIR)
    answer = client.get(reverse("authority:record"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("authority:choose_post"))
    page = client.get(answer["Location"])
    assert "Act as Cec.Chair" in page.content.decode()
    chosen = {"post": "cec.chair", "next": reverse("authority:record")}
    assert client.post(reverse("authority:choose_post"), chosen)["Location"] == reverse("authority:record")
    assert client.get(reverse("authority:record")).status_code == 200
    assert client.post(reverse("authority:choose_post"), {"post": "cec.member"}).status_code == 422
    away = client.post(
        reverse("authority:choose_post"), {"post": "cec.chair", "next": "https://elsewhere.example/"}
    )
    assert away["Location"] == "/"


def test_a_post_that_ended_is_chosen_no_more(commission: Commission) -> None:
    client = signed_in("auditor")
    end_holding(
        by=commission.by["cec.chair"], at=AT, post="sec.auditor", person=commission.by["sec.auditor"].person
    )
    page = client.get(reverse("authority:choose_post")).content.decode()
    assert "You hold no post at this moment." in page


def test_the_record_is_listed_and_filtered(commission: Commission) -> None:
    for number in range(52):
        note(by=commission.by["sec.clerk"], at=AT + timedelta(minutes=number), word=f"note {number}")
    client = signed_in("chair")
    page = client.get(reverse("authority:record")).content.decode()
    assert "53 acts, newest first." in page
    assert "note 51" in page
    assert "note 1<" not in page
    older = client.get(reverse("authority:record"), {"page": "2"}).content.decode()
    assert "note 1<" in older
    assert (
        "1 act, newest first."
        in client.get(reverse("authority:record"), {"kind": "authority.found"}).content.decode()
    )
    by_day = client.get(reverse("authority:record"), {"from": "2007-09-14"}).content.decode()
    assert "No act fits what you asked for." in by_day
    nonsense = {"page": "x", "from": "9999-99-99", "until": "9999-12-31", "kind": "<", "post": "'"}
    assert client.get(reverse("authority:record"), nonsense).status_code == 200


def test_an_entry_shows_all_it_says(commission: Commission, django_assert_max_num_queries: Any) -> None:
    """Post, opaque person, competence, article, hash; and never the sealed value without the right to it."""
    first = note(by=commission.by["sec.clerk"], at=AT, word="seal", secret="Arta Krasniqi")
    second = note(by=commission.by["sec.clerk"], at=AT, word="wax", corrects=first.act, doubt=True)
    client = signed_in("chair")
    with django_assert_max_num_queries(16):
        page = client.get(reverse("authority:entry", args=[first.entry])).content.decode()
    facts = entry(first.entry or 0)
    assert facts is not None
    fours = " ".join(facts.leaf.hex()[place : place + 4] for place in range(0, 64, 4))
    for word in ("Sec.Clerk", NOTE, "Regulation 1/2007", fours, "corrected by a later one"):
        assert word in page
    assert "Krasniqi" not in page
    assert (
        "Krasniqi" in signed_in("member").get(reverse("authority:entry", args=[first.entry])).content.decode()
    )
    later = client.get(reverse("authority:entry", args=[second.entry])).content.decode()
    assert "Corrects" in later
    assert "A-133" in later


def test_the_bytes_of_an_entry_give_its_hash(commission: Commission) -> None:
    told = signed_in("chair").get(reverse("authority:entry_bytes", args=[1])).content
    facts = entry(1)
    assert facts is not None
    assert hashlib.sha256(b"\x00" + told).digest() == facts.leaf


def test_a_proposal_waits_for_the_second_person(commission: Commission) -> None:
    proposed = note_pair.propose(by=commission.by["cec.chair"], at=AT, word="seal", secret="Arta")
    address = reverse("authority:proposal", args=[proposed.act])
    member, chair, clerk = signed_in("member"), signed_in("chair"), signed_in("clerk")
    waiting = member.get(reverse("authority:waiting")).content.decode()
    assert address in waiting
    assert "Proposed" in waiting, "by whom, and not the code of what it is about"
    assert "Nothing waits for you." in chair.get(reverse("authority:waiting")).content.decode()
    assert clerk.get(address).status_code == 404
    assert "You proposed this." in chair.get(address).content.decode()
    assert "Arta" in member.get(address).content.decode()
    refused = chair.post(address, {"move": "confirm", "key": "k1"})
    assert (refused.status_code, "A-107" in refused.content.decode()) == (422, True)
    done = member.post(address, {"move": "confirm", "key": "k2"})
    last = entries(limit=1)[0]
    assert (done.status_code, done["Location"]) == (302, reverse("authority:entry", args=[last.seq]))
    assert last.kind == PAIR
    assert member.post(address, {"move": "confirm", "key": "k2"})["Location"] == done["Location"]
    assert "This proposal is closed." in member.get(address).content.decode()


def test_a_proposal_is_returned_with_a_reason(commission: Commission) -> None:
    proposed = note_pair.propose(by=commission.by["cec.chair"], at=AT, word="seal")
    address = reverse("authority:proposal", args=[proposed.act])
    member = signed_in("member")
    assert "A-118" in member.post(address, {"move": "return", "key": "a", "reason": ""}).content.decode()
    assert member.post(address, {"move": "return", "key": "b", "reason": "Count again"}).status_code == 302
    assert entries(limit=1)[0].kind == "authority.return_proposal"
    assert member.post(address, {"move": "nonsense"}).status_code == 404


def test_a_page_needs_no_script_and_says_the_post(commission: Commission) -> None:
    page = signed_in("chair").get(reverse("authority:record")).content.decode()
    assert "Cec.Chair" in page
    assert "<script>" not in page

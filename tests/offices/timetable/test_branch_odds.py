"""What may have to be done again: the odds as supposed stay in view when the record has taught others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.offices.authority.models import Account
from writ.offices.timetable.acts import record_finish, record_start
from writ.web.clock import set_clock


def branches() -> str:
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    found = client.get("/risks/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return str(found.split('id="branches"')[1].split("</section>")[0])


def deciding() -> SmallElection:
    small = load_election(at=AT - timedelta(days=3), plan=DECIDING)
    set_clock(AT)
    return small


def test_odds_that_are_only_supposed_need_no_picture(db: None) -> None:
    deciding()
    found = branches()
    assert "The list is opened again" in found
    assert ">10<" in found
    assert "<svg" not in found
    assert "Learned from the record" not in found


def test_learned_odds_are_drawn_beside_what_the_plan_supposed(db: None) -> None:
    """One in ten supposed, one hit in four cases: two in fourteen."""
    small = deciding()
    by: dict[str, Any] = {"by": small.by("sec.clerk"), "at": AT, "election": "example"}
    for task in ("lists-final", "print", "distribute", "at-stations"):
        record_start(**by, task=task, started_at=AT)
    record_finish(**by, task="lists-final", finished_at=AT)
    found = branches()
    assert "The list is opened again: 14.3 in 100, supposed 10." in found
    assert found.count('class="c-middle"') == len(DECIDING.branches[0].ways)
    table = found.split("<svg")[0]
    assert ">10<" in table
    assert ">14.3<" in table

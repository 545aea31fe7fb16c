"""The one clock: stands, runs, never goes back, and never mixes a rehearsal with the real thing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from small_commission import AT, found_commission
from writ.law.findings import Refused
from writ.web import clock
from writ.web.models import Clock

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The machine's clock, moved by the test."""
    stands = [START]
    monkeypatch.setattr(clock, "machine", lambda: stands[0])
    return stands


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def test_a_rehearsal_stands_where_it_was_put(machine: list[datetime]) -> None:
    clock.set_clock(AT)
    machine[0] += timedelta(days=3)
    assert clock.now() == AT


def test_a_running_rehearsal_moves_with_real_time(machine: list[datetime]) -> None:
    clock.set_clock(AT, runs=True)
    machine[0] += timedelta(hours=3)
    assert clock.now() == AT + timedelta(hours=3)
    clock.set_clock(AT + timedelta(hours=4))
    machine[0] += timedelta(hours=3)
    assert clock.now() == AT + timedelta(hours=4)


def test_a_rehearsal_never_goes_back(machine: list[datetime]) -> None:
    """What was done at noon cannot be followed by a morning."""
    clock.set_clock(AT, runs=True)
    machine[0] += timedelta(hours=1)
    with pytest.raises(Refused) as refused:
        clock.set_clock(AT + timedelta(minutes=59))
    assert code(refused) == "W-103"
    machine[0] -= timedelta(days=1)
    assert clock.now() == AT
    with pytest.raises(DatabaseError), transaction.atomic():
        Clock.objects.update(stands_at=AT - timedelta(days=1))


def test_a_rehearsal_without_a_moment_says_so() -> None:
    with pytest.raises(Refused) as refused:
        clock.now()
    assert code(refused) == "W-101"


def test_a_real_election_runs_on_real_time(machine: list[datetime], settings: object) -> None:
    settings.WRIT_CLOCK = "real"  # type: ignore[attr-defined]
    assert clock.now() == START
    with pytest.raises(Refused) as refused:
        clock.set_clock(AT)
    assert code(refused) == "W-104"


def test_a_rehearsal_never_becomes_real(settings: object) -> None:
    """The record says what it is in its origin; no setting can turn it into the other."""
    found_commission(rehearsal=True)
    settings.WRIT_CLOCK = "real"  # type: ignore[attr-defined]
    with pytest.raises(Refused) as refused:
        clock.now()
    assert code(refused) == "W-102"

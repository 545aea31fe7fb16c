"""The record only grows: numbers without a gap, moments that never go back, and triggers that refuse the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from small_acts import NOTE, group, note
from small_commission import AT, Commission
from writ.desk import append_only
from writ.law.findings import Refused
from writ.offices.authority.acts.sitting import sitting
from writ.offices.authority.queries import By
from writ.offices.journal import acts as journal_acts
from writ.offices.journal.models import Entry, Head, Sealed
from writ.offices.journal.queries import count_of, entries, entry, head, since
from writ.reckon.record import leaf_hash


@pytest.fixture
def clerk(found: Callable[..., Commission]) -> By:
    return found(functions={"sec.clerk": (NOTE, "tests.group")}).by["sec.clerk"]


def machine(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(journal_acts, "_machine_clock", lambda: lambda: moment)


def test_numbers_have_no_gap_after_refusals(clerk: By) -> None:
    """A sequence of the database would leave holes; who sees a hole must wonder what was there."""
    note(by=clerk, at=AT, word="a")
    for word in ("a", "b\x00"):
        with pytest.raises(Refused):
            note(by=clerk, at=AT, word=word)
    with pytest.raises(Refused):
        group(by=clerk, at=AT, words=("c", "a"))
    group(by=clerk, at=AT, words=("c", "d"))
    assert [one.seq for one in entries(newest_first=False)] == [1, 2, 3, 4, 5]
    record = head()
    assert record is not None
    assert record.size == 5


def test_every_leaf_is_the_hash_of_its_entry(clerk: By) -> None:
    note(by=clerk, at=AT, word="a")
    assert all(one.leaf == leaf_hash(one.entry) and one.fields["seq"] == one.seq for one in entries())


def test_the_machines_clock_may_go_back_and_the_record_does_not(
    clerk: By, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone sets the machine's clock back an hour: order and moments of the record still agree."""
    start = datetime(2030, 1, 1, tzinfo=UTC)
    moments = []
    for number, moment in enumerate((start, start - timedelta(hours=1), start + timedelta(minutes=1))):
        machine(monkeypatch, moment)
        done = note(by=clerk, at=AT, word=f"note {number}")
        last = entry(done.entry or 0)
        assert last is not None
        moments.append(last.recorded_at)
    assert moments == [start, start, start + timedelta(minutes=1)]


def test_the_elections_clock_is_another_one(clerk: By, monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, datetime(2030, 1, 1, tzinfo=UTC))
    done = note(by=clerk, at=AT, word="a")
    last = entry(done.entry or 0)
    assert last is not None
    assert (last.at, last.recorded_at.year) == (AT, 2030)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.filter(seq=1).update(subject="other"),
        lambda: Entry.objects.filter(seq=1).delete(),
        lambda: Sealed.objects.update(value="other"),
        lambda: Head.objects.update(size=0),
        lambda: Head.objects.update(recorded_at=datetime(2000, 1, 1, tzinfo=UTC)),
        lambda: Head.objects.update(origin="other"),
        lambda: Head.objects.update(rehearsal=False),
        lambda: Head.objects.all().delete(),
    ],
    ids=[
        "entry changed",
        "entry deleted",
        "sealed changed",
        "head back",
        "time back",
        "origin",
        "made real",
        "head gone",
    ],
)
def test_the_database_itself_refuses(clerk: By, change: Callable[[], Any]) -> None:
    """Not the proof, only a fence: but a slip of the hand stops here."""
    with pytest.raises(DatabaseError), sitting(), transaction.atomic():
        change()


def test_the_database_refuses_truncation(clerk: By) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    with pytest.raises(DatabaseError), sitting(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE journal_entry CASCADE")


def test_the_sealed_may_be_forgotten(clerk: By) -> None:
    """Erasing is the one thing that the record allows, and the entry still verifies."""
    done = note(by=clerk, at=AT, word="a", secret="Arta")
    with sitting():
        Sealed.objects.filter(act=done.act).delete()
    last = entry(done.entry or 0)
    assert last is not None
    assert last.leaf == leaf_hash(last.entry)


@pytest.mark.django_db
def test_every_guard_stands_and_comes_back() -> None:
    """SQLite loses a table's triggers whenever Django makes the table anew; migrate puts them back."""
    assert append_only.standing() >= append_only.expected()
    append_only.lift()
    assert not append_only.standing() & append_only.expected()
    call_command("migrate", verbosity=0)
    assert append_only.standing() >= append_only.expected()
    append_only.restore()
    assert append_only.standing() >= append_only.expected()


def test_a_full_disk_is_told_in_plain_words(clerk: By) -> None:
    """PostgreSQL says "disk full" with a code of its own; a trigger says it here."""
    if connection.vendor != "postgresql":
        pytest.skip("played for real on SQLite")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON journal_entry FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
    with pytest.raises(Refused) as refused:
        note(by=clerk, at=AT, word="a")
    assert [finding.code for finding in refused.value.findings] == ["J-105"]


def test_entries_are_found_by_what_they_are(clerk: By) -> None:
    note(by=clerk, at=AT, word="a", election="e1")
    note(by=clerk, at=AT + timedelta(days=1), word="b", election="e2")
    group(by=clerk, at=AT + timedelta(days=2), words=("c",))
    assert [one.subject for one in entries(kind=NOTE)] == ["c", "b", "a"]
    assert [one.subject for one in entries(election="e1")] == ["a"]
    assert [one.subject for one in entries(post="sec.clerk", start=AT, end=AT + timedelta(days=1))] == ["a"]
    assert [one.subject for one in entries(kind=NOTE, newest_first=False, offset=1, limit=1)] == ["b"]
    assert (count_of(kind=NOTE), count_of(subject="b"), count_of()) == (3, 1, 5)
    assert [one.seq for one in since(3)] == [4, 5]
    assert [one.seq for one in since(0, election="e2")] == [3]

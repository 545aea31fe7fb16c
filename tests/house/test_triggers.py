"""Tables that only grow, grow on both engines: read from the database, not from what we believe we made."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from fence import Fence
from small_commission import found_commission
from writ.desk import append_only


def on(table: str, event: str) -> str:
    return f"{table}_no_{event}"


def drop(trigger: str, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
        )


@pytest.mark.django_db
def test_every_trigger_stands_in_the_database() -> None:
    """SQLite loses triggers whenever Django remakes a table: only the database itself can say that they stand."""
    assert on("journal_entry", "update") in append_only.expected()
    assert on("journal_entry", "delete") in append_only.expected()
    assert append_only.expected() - append_only.standing() == set()


@pytest.mark.django_db
def test_a_missing_trigger_is_seen_and_put_back_by_migrate(the_fence: Fence) -> None:
    with the_fence.lifted():
        drop(on("journal_entry", "update"), "journal_entry")
        assert append_only.expected() - append_only.standing() == {on("journal_entry", "update")}
        call_command("migrate", verbosity=0)
        call_command("migrate", verbosity=0)  # twice does no harm
        assert append_only.expected() - append_only.standing() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("model", append_only.guarded_models(), ids=lambda model: model._meta.label)
def test_the_triggers_are_asked_for_on_every_guarded_table(model: type) -> None:
    """A model that says it only grows has a trigger of that name, on its own table."""
    assert on(model._meta.db_table, "update") in append_only.standing()  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET kind = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_change_the_record(statement: str, the_fence: Fence) -> None:
    """Not our code but the engine says no, to whoever asks."""
    found_commission()
    refused = pytest.raises(DatabaseError, match="only grows")
    with the_fence.lifted(), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(statement)

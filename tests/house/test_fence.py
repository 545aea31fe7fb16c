"""The fence holds: it knows a write when it sees one, and lets none through while no act is open."""

from __future__ import annotations

import threading

import pytest
from django.apps import apps
from django.db import connection

from fence import WORKING_TABLES, Fence, WrittenOutsideAnAct, fence, tables_written, working_tables
from writ.desk.models import AppendOnly


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('INSERT INTO "journal_entry" ("a") VALUES (%s)', {"journal_entry"}),
        ("INSERT OR IGNORE INTO journal_entry VALUES (1)", {"journal_entry"}),
        ('UPDATE "timetable_task" SET "a" = 1', {"timetable_task"}),
        ("DELETE FROM authority_post WHERE id = 1", {"authority_post"}),
        ("WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x", {"a"}),
        ("WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone", {"a", "b"}),
        ("TRUNCATE journal_entry", {"journal_entry"}),
        ('REPLACE INTO "main"."a" VALUES (1)', {"a"}),
        ("  update only a set b = 1", {"a"}),
        ("INSERT INTO a VALUES (1) ON CONFLICT (id) DO UPDATE SET b = 2", {"a"}),
        ("SELECT * FROM a FOR UPDATE", set()),
        ("SELECT * FROM a FOR NO KEY UPDATE OF a", set()),
        ("SELECT 'DELETE FROM a', \"update\" FROM b", set()),
        ("CREATE TRIGGER t BEFORE UPDATE ON a BEGIN DELETE FROM b; END", set()),
        ("SAVEPOINT s1", set()),
    ],
)
def test_the_fence_knows_a_write_when_it_sees_one(sql: str, tables: set[str]) -> None:
    assert tables_written(sql) == tables


def test_the_fence_refuses_while_no_act_is_open_and_lets_an_act_through() -> None:
    open_now = [False]
    mine = Fence(frozenset({"django_session"}), lambda: open_now[0])

    def execute(sql: str) -> str:
        return mine(lambda *_: "done", sql, None, False, {})

    assert execute("INSERT INTO a VALUES (1)") == "done"  # down: migrations and set-up
    with mine.up():
        with pytest.raises(WrittenOutsideAnAct):
            execute("INSERT INTO a VALUES (1)")
        assert execute("INSERT INTO django_session VALUES (1)") == "done"
        assert execute("SELECT 1") == "done"
        open_now[0] = True
        assert execute("INSERT INTO a VALUES (1)") == "done"
        open_now[0] = False
        with mine.lifted():
            assert execute("INSERT INTO a VALUES (1)") == "done"
        with pytest.raises(WrittenOutsideAnAct):
            execute("INSERT INTO a VALUES (1)")


@pytest.mark.django_db
def test_the_fence_is_up_on_the_real_connection() -> None:
    """A direct write to the record, with no act open, does not reach the database."""
    assert fence.is_up
    with connection.cursor() as cursor, pytest.raises(WrittenOutsideAnAct):
        cursor.execute("DELETE FROM authority_territory")


@pytest.mark.django_db(transaction=True)
def test_the_fence_hangs_on_connections_of_other_threads() -> None:
    """A page served in a thread of its own meets the same fence."""
    seen: list[BaseException | None] = []

    def work() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM authority_territory")
            seen.append(None)
        except WrittenOutsideAnAct as refusal:
            seen.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert [type(one) for one in seen] == [WrittenOutsideAnAct]


def test_every_working_table_exists_and_has_its_reason() -> None:
    """A list of exceptions is read by people: each line says why, and no line outlives its table."""
    text = WORKING_TABLES.read_text(encoding="utf-8")
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {
        "django_migrations"
    }
    assert sorted(working_tables(text) - tables) == []
    assert [
        line for line in text.splitlines() if line and not line.startswith("#") and len(line.split()) < 2
    ] == []


def test_no_working_table_is_on_the_record() -> None:
    """What only grows, or names the act that made it, is legal state, whatever a list says."""
    tables = working_tables(WORKING_TABLES.read_text(encoding="utf-8"))
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    assert [model._meta.label for model in models if issubclass(model, AppendOnly)] == []
    assert [
        model._meta.label for model in models if any(field.name == "act" for field in model._meta.fields)
    ] == []

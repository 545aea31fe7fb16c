"""Tables that only grow: triggers on both engines refuse what would change a row, put back after every migrate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from writ.desk.models import AppendOnly, OnlyForward


def guarded_models() -> list[type[models.Model]]:
    """Every model whose table is guarded by triggers."""
    return [model for model in apps.get_models() if issubclass(model, AppendOnly | OnlyForward)]


def table_of(model: type[models.Model]) -> str:
    """The name of a model's table."""
    return model._meta.db_table  # noqa: SLF001 - Django's own public road to it


def restore(using: str = "default", **_signal: Any) -> None:
    """Put every trigger in its place, as often as one likes; tables not yet made are passed over."""
    connection = connections[using]
    with connection.cursor() as cursor:
        made = set(connection.introspection.table_names(cursor))
        for model in guarded_models():
            if table_of(model) in made:
                for statement in _statements(connection, model):
                    cursor.execute(statement)


def lift(using: str = "default") -> None:
    """Take every trigger off. For the flush of a test database, and for nothing else."""
    connection = connections[using]
    with connection.cursor() as cursor:
        made = set(connection.introspection.table_names(cursor))
        for model in guarded_models():
            if table_of(model) in made:
                for statement in _drops(connection, model):
                    cursor.execute(statement)


def standing(using: str = "default") -> set[str]:
    """The names of the triggers that stand in the database, read from the database."""
    connection = connections[using]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected(using: str = "default") -> set[str]:
    """The names of the triggers that should stand."""
    return {name for model in guarded_models() for name, *_ in _guards(connections[using], model)}


def _guards(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    """Name, event and condition of each trigger on the model's table."""
    table = table_of(model)
    if issubclass(model, OnlyForward):
        changed = [f"NEW.{column} <> OLD.{column}" for column in model.fixed]
        back = [f"NEW.{column} < OLD.{column}" for column in model.forward]
        yield f"{table}_no_update", "UPDATE", " OR ".join(changed + back)
        yield f"{table}_no_delete", "DELETE", ""
    else:
        yield f"{table}_no_update", "UPDATE", ""
        if not getattr(model, "erasable", False):
            yield f"{table}_no_delete", "DELETE", ""
    if connection.vendor == "postgresql":
        yield f"{table}_no_truncate", "TRUNCATE", ""


def _drops(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[str]:
    on = f" ON {table_of(model)}" if connection.vendor == "postgresql" else ""
    for name, *_ in _guards(connection, model):
        yield f"DROP TRIGGER IF EXISTS {name}{on}"


def _statements(connection: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[str]:
    table = table_of(model)
    if connection.vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION writ_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
        )
    yield from _drops(connection, model)
    for name, event, condition in _guards(connection, model):
        when = f" WHEN ({condition})" if condition else ""
        if connection.vendor == "postgresql":
            each = "STATEMENT" if event == "TRUNCATE" else "ROW"
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each}{when} "
                "EXECUTE FUNCTION writ_append_only()"
            )
        else:
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{when} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )

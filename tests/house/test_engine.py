from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection


@pytest.mark.django_db
def test_engine_is_the_one_asked_for() -> None:
    """A suite that quietly ran on the other database proves nothing."""
    asked = os.environ.get("WRIT_TEST_ENGINE", "sqlite")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[asked]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if asked == "sqlite" else "SHOW server_version")
        assert int(cursor.fetchone()[0].split(".")[0]) >= 3


@pytest.mark.django_db
def test_sqlite_is_a_file_in_wal() -> None:
    """An in-memory database has no locks, no WAL and no second connection: it would prove another product."""
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite")
    assert Path(connection.settings_dict["NAME"]).is_file()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)

"""The queue of writers: one at a time, in the order they came, whoever dies or forks."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from writ.desk.sqlite.base import DatabaseWrapper
from writ.desk.sqlite.queue import WriterQueue

OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 1,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
}


def connect(path: Path | str) -> DatabaseWrapper:
    settings: dict[str, Any] = {
        "NAME": str(path),
        "ENGINE": "writ.desk.sqlite",
        "OPTIONS": OPTIONS,
        "AUTOCOMMIT": True,
    }
    settings |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, "ATOMIC_REQUESTS": False}
    return DatabaseWrapper(settings, alias="queue")


@pytest.fixture(autouse=True)
def _own_connections(django_db_blocker: Any, the_fence: Any) -> Iterator[None]:
    """These tests play the backend itself, on databases of their own."""
    with django_db_blocker.unblock(), the_fence.lifted():
        yield


@pytest.fixture
def database(scratch_folder: Path) -> Path:
    path = scratch_folder / "queue.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE word (id INTEGER PRIMARY KEY, said TEXT)")
    return path


@pytest.fixture
def connection(database: Path) -> Iterator[DatabaseWrapper]:
    made = connect(database)
    made.connect()
    yield made
    made.close()


def run(connection: DatabaseWrapper, sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def is_free(database: Path) -> bool:
    """Whether a stranger could write now."""
    code = "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    command = [sys.executable, "-c", code, f"{database}.queue"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_transaction_holds_the_queue_to_its_end(connection: DatabaseWrapper, database: Path) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    run(connection, "INSERT INTO word (said) VALUES ('a')")
    assert not is_free(database)
    connection.commit()
    connection.set_autocommit(True)
    assert is_free(database)


def test_a_rollback_leaves_the_queue(connection: DatabaseWrapper, database: Path) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.rollback()
    connection.set_autocommit(True)
    assert is_free(database)


def test_a_closed_connection_leaves_the_queue(connection: DatabaseWrapper, database: Path) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.close()
    assert is_free(database)


def test_a_write_that_commits_by_itself_takes_a_turn(connection: DatabaseWrapper, database: Path) -> None:
    """Its returned rows are taken at once: until the last of them SQLite has not committed."""
    assert run(connection, "INSERT INTO word (said) VALUES ('a'), ('b') RETURNING id") == [(1,), (2,)]
    assert is_free(database)
    other = connect(database)
    assert run(other, "SELECT count(*) FROM word") == [(2,)]
    other.close()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO word (said) VALUES ('c'), ('d'), ('e') RETURNING id")
        assert cursor.fetchone() == (3,)
        assert cursor.fetchmany(1) == [(4,)]
        assert list(cursor) == [(5,)]
        assert cursor.fetchone() is None


@pytest.mark.parametrize(
    ("sql", "is_write"),
    [
        ("SELECT 1", False),
        ("  select 1", False),
        ("PRAGMA journal_mode", False),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("WITH x AS (SELECT 1)\nINSERT INTO word SELECT 9, 'w' FROM x", True),
        ("UPDATE word SET said = 'x'", True),
        ("DELETE FROM word", True),
        ("CREATE TABLE other (id INTEGER)", True),
    ],
)
def test_reading_waits_for_nobody(connection: DatabaseWrapper, sql: str, is_write: bool) -> None:
    with connection.turn(sql) as took:
        assert took is is_write


def test_writers_come_in_one_after_another(database: Path) -> None:
    """Eight threads, each reads and writes in one transaction: no lost update, and nobody is told that it is locked."""
    run_once = connect(database)
    run(run_once, "INSERT INTO word (said) VALUES ('0')")
    run_once.close()
    failed: list[BaseException] = []

    def count() -> None:
        own = connect(database)
        try:
            for _ in range(5):
                own.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
                ((said,),) = run(own, "SELECT said FROM word")
                run(own, f"UPDATE word SET said = '{int(said) + 1}'")
                own.commit()
                own.set_autocommit(True)
        except BaseException as error:
            failed.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own = connect(database)
    assert (failed, run(own, "SELECT said FROM word")) == ([], [("40",)])
    own.close()


def test_a_killed_writer_holds_nobody(database: Path) -> None:
    queue = WriterQueue(database)
    code = (
        "import sys, time; from pathlib import Path; from writ.desk.sqlite.queue import WriterQueue\n"
        "q = WriterQueue(Path(sys.argv[1])); q.enter(); print('in', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(database)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "in\n"
    assert queue.path.read_text().split() == [str(holder.pid)]
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    queue.enter()
    assert queue.path.read_text().split() == [str(os.getpid())]
    queue.close()


def test_a_forked_child_keeps_no_place(database: Path) -> None:
    """A job worker forked in mid-act must not hold the queue after its parent's death."""
    queue = WriterQueue(database)
    queue.enter()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, b"held" if queue.is_held else b"free")
        time.sleep(30)
        os._exit(0)
    try:
        assert os.read(reading, 4) == b"free"
        assert not is_free(database)
        queue.leave()
        assert is_free(database)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)
        queue.close()


def test_a_database_without_a_file_is_refused() -> None:
    """In memory there is no second connection, no lock and no durability: it would be another product."""
    with pytest.raises(ImproperlyConfigured):
        connect(":memory:").connect()

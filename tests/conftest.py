"""What every test stands on: the fence up, the engine asked for, and a stable order."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, settings

from browsing import axe, browser, new_page, page
from fence import Fence, fence

__all__ = ["axe", "browser", "new_page", "page"]  # fixtures that stand elsewhere

MEMORY = Path("/dev/shm")
_COMMITTING_FIXTURES = {"transactional_db", "django_db_reset_sequences", "live_server"}
_DATABASE_FIXTURES = {"db", "scratch_database", *_COMMITTING_FIXTURES}

settings.register_profile(
    "check", max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "quick", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "long", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def uses_the_database(item: pytest.Item) -> bool:
    """True for tests that must pass on both engines."""
    marked = any(item.get_closest_marker(name) for name in ("django_db", "both_engines"))
    return marked or not _DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def commits(item: pytest.Item) -> bool:
    """True for tests whose rows are really committed, and flushed afterwards."""
    marker = item.get_closest_marker("django_db")
    marked = bool(marker and marker.kwargs.get("transaction"))
    return marked or not _COMMITTING_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=["only", "never"], help="run only tests that use the database, or none of them"
    )
    parser.addoption("--long", action="store_true", help="run the long tests too")


def pytest_itemcollected(item: pytest.Item) -> None:
    if "browser" in getattr(item, "fixturenames", ()):
        item.add_marker("browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    database, long = config.getoption("--database"), config.getoption("--long")
    kept, left = [], []
    for item in items:
        in_set = database is None or uses_the_database(item) == (database == "only")
        (kept if in_set and (long or not item.get_closest_marker("long")) else left).append(item)
    # The engine is proved first: a suite that quietly ran on the other database proves nothing.
    kept.sort(key=lambda item: "test_engine_is_the_one_asked_for" not in item.nodeid)
    items[:] = kept
    if left:
        config.hook.pytest_deselected(items=left)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Before the databases go: a browser's event loop keeps a connection of its own, and the engine waits for it."""
    yield
    from django.db import connection

    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(scope="session", autouse=True)
def _fence_installed() -> None:
    fence.install()


@pytest.fixture(autouse=True)
def _fence_up(request: pytest.FixtureRequest) -> Iterator[None]:
    """Up after the test database is made ready, down before it is flushed or rolled back."""
    if uses_the_database(request.node):
        request.getfixturevalue("_django_db_helper")
    with fence.up():
        yield
    if commits(request.node):
        from writ.desk import append_only

        append_only.lift()  # a flush empties every table; the migrate signal it sends puts the triggers back


@pytest.fixture
def the_fence() -> Fence:
    """The fence itself, for tests that lift it: `with the_fence.lifted(): …`."""
    return fence


@pytest.fixture
def scratch_folder() -> Iterator[Path]:
    """An empty folder in memory-backed storage where there is one."""
    folder = Path(
        tempfile.mkdtemp(prefix="writ-scratch-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
    )
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def scratch_database(scratch_folder: Path) -> Iterator[str]:
    """The `DATABASE_URL` of a new empty database on the engine under test, for tests that start processes."""
    url = os.environ.get("DATABASE_URL", "sqlite:")
    if not url.startswith("postgres"):
        yield f"sqlite:///{scratch_folder}/writ.sqlite3".replace("////", "///")
        return
    import psycopg

    name = f"scratch_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    parts = urlsplit(url)
    yield parts._replace(path=f"/{name}").geturl()
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[object]]:
    """Refuses every connection that leaves the machine; call the fixture to see what was tried."""
    import socket

    tried: list[object] = []
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):  # type: ignore[index]
            tried.append(address)
            raise OSError(f"a request left the machine: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    return lambda: tried

"""What the offices' tests share: a founded commission, in the test's own transaction or in a database of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from small_commission import Commission, found_commission

HOUSE = Path(__file__).parents[1] / "house"
MEMORY = Path("/dev/shm")
Scene = Callable[..., Any]


@pytest.fixture
def found(db: None) -> Callable[..., Commission]:
    """Founds the small commission, with the functions a test needs."""
    return found_commission


@pytest.fixture
def commission(db: None) -> Commission:
    """The small commission, founded."""
    return found_commission()


def play(url: str, scene: str, *arguments: object) -> Any:
    """Plays a scene of `second_process.py` on the database at `url`, in a process of its own."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "PYTHONPATH": f"{HOUSE}:{os.environ.get('PYTHONPATH', '')}",
    }
    command = [sys.executable, str(HOUSE / "second_process.py"), scene, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def founded_once() -> Iterator[str]:
    """The `DATABASE_URL` of a migrated, founded database on the engine under test, to be copied."""
    folder = Path(
        tempfile.mkdtemp(prefix="writ-founded-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
    )
    server = os.environ.get("DATABASE_URL", "sqlite:")
    url = _made(server, None) if server.startswith("postgres") else f"sqlite://{folder}/founded.sqlite3"
    play(url, "prepare")
    yield url
    _dropped(server, url)
    shutil.rmtree(folder)


@pytest.fixture
def scenes(founded_once: str, scratch_folder: Path) -> Iterator[Scene]:
    """Plays scenes, one after another, on one fresh copy of the founded database."""
    server = os.environ.get("DATABASE_URL", "sqlite:")
    if server.startswith("postgres"):
        url = _made(server, founded_once)
    else:
        url = f"sqlite://{scratch_folder}/scene.sqlite3"
        shutil.copyfile(urlsplit(founded_once).path, urlsplit(url).path)
    yield lambda scene, *arguments: play(url, scene, *arguments)
    _dropped(server, url)


def _made(server: str, template: str | None) -> str:
    import psycopg

    name = f"scene_{uuid.uuid4().hex[:12]}"
    source = urlsplit(template).path.lstrip("/") if template else "template0"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _dropped(server: str, url: str) -> None:
    if server.startswith("postgres"):
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {urlsplit(url).path.lstrip('/')} WITH (FORCE)")

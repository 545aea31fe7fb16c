"""One command serves the site, its files and its jobs, and ends them all when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from writ.web.serving import answers, refuse_taken_port

pytestmark = pytest.mark.both_engines

SERVE = """
import sys
import django
django.setup()
from django.core.management import call_command
from writ.web import serving
call_command("migrate", verbosity=0, skip_checks=True)
serving.collect_static()
sys.exit(serving.serve(port=int(sys.argv[1]), workers=1, on_ready=lambda: print("ready", flush=True)))
"""


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def site(scratch_database: str, scratch_folder: Path) -> Iterator[tuple[Any, int]]:
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": scratch_database,
        "WRIT_HOME": str(scratch_folder),
        "DJANGO_SETTINGS_MODULE": "writ.web.settings",
        "WRIT_CLOCK": "rehearsal",
    }
    log = scratch_folder / "serve.log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        pytest.fail(log.read_text())
    yield process, port
    process.terminate()
    process.wait(40)
    process.stdout.close()


def get(port: int, path: str) -> tuple[int, dict[str, str], str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return (
            answer.status,
            {name.lower(): value for name, value in answer.getheaders()},
            answer.read().decode(errors="replace"),
        )


def test_the_site_its_files_and_its_end(site: tuple[Any, int]) -> None:
    process, port = site
    assert get(port, "/health")[2] == "ok\n"
    status, _, html = get(port, "/components/")
    assert status == 200
    style = re.search(r'href="(/static/writ/tokens\.[0-9a-f]{12}\.css)"', html)
    assert style, "static files stand under hashed names"
    status, headers, css = get(port, style.group(1))
    assert (status, "immutable" in headers["cache-control"]) == (200, True)
    font = re.search(r'url\("(\.\./vendor/noto-sans-400\.[0-9a-f]{12}\.woff2)"\)', css)
    assert font, "the style sheet names the font by its hash"
    process.send_signal(signal.SIGTERM)
    process.wait(40)
    assert process.returncode == 0
    assert not answers("127.0.0.1", port)


def test_a_port_that_is_taken_is_said_before_anything_starts() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken, pytest.raises(OSError, match="in use"):
        refuse_taken_port("127.0.0.1", taken.getsockname()[1])


def test_every_queue_has_a_worker(settings: Any) -> None:
    """A forecast never waits for what an earlier one is asked besides."""
    from writ.offices.timetable.jobs import compute_analyses, compute_forecast
    from writ.web.serving import QUEUES

    assert sorted(settings.TASKS["default"]["QUEUES"]) == sorted(QUEUES)
    assert compute_forecast.queue_name != compute_analyses.queue_name

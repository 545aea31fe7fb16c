"""Serving the site: granian's workers and one worker for each task queue, started and ended together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from types import FrameType

GRACE = 20  # seconds that an act under way and a job have to end, before their process is ended
QUEUES = ("default", "analyses")


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    jobs: bool = True,
    on_ready: Callable[[], None] | None = None,
) -> int:
    """Serve until a signal ends it or one of the processes fails; gives the exit status.

    Static files must have been collected (`collect_static`). `on_ready` is called once the port answers. On SIGTERM or
    SIGINT everything is asked to end, and given `GRACE` seconds.
    """
    refuse_taken_port(host, port)
    running: list[subprocess.Popen[bytes]] = []
    stopping = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        running.extend(
            # Each leads a group of its own, so that nothing of it is left over.
            subprocess.Popen(command, env=_environment(), start_new_session=True)  # noqa: S603
            for command in _commands(host, port, workers, jobs)
        )
        untold = on_ready
        while not stopping and all(process.poll() is None for process in running):
            if untold and answers(host, port):
                untold()
                untold = None
            time.sleep(0.2)
        return 0 if stopping else 1
    finally:
        _end(running)
        for number, handler in before.items():
            signal.signal(number, handler)


def collect_static() -> None:
    """Gather the static files under their hashed names, compressed, where whitenoise serves them from."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def refuse_taken_port(host: str, port: int) -> None:
    """Raises `OSError` where another program listens, before anything is started."""
    with closing(socket.create_server((host, port))):
        pass


def answers(host: str, port: int) -> bool:
    """True once the site gives an answer, whatever it is."""
    reached = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
    try:
        with closing(HTTPConnection(reached, port, timeout=5)) as connection:
            connection.request("GET", "/health")
            return connection.getresponse().status > 0
    except (OSError, HTTPException):
        return False


def _commands(host: str, port: int, workers: int, jobs: bool) -> Sequence[Sequence[str]]:
    site = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--workers-kill-timeout", str(GRACE),
        "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "writ.web.wsgi:application",
    ]  # fmt: skip
    return [site, *map(_worker, QUEUES)] if jobs else [site]


def _worker(queue: str) -> Sequence[str]:
    # Asked five times a second: an act's forecast is to be seen within two.
    often = ("--verbosity", "0", "--interval", "0.2")
    return [sys.executable, "-m", "django", "db_worker", "--queue-name", queue, *often]


def _environment() -> dict[str, str]:
    from writ.web.home import writ_home

    # The home is said outright, so that the processes find it wherever they are started.
    return os.environ | {"DJANGO_SETTINGS_MODULE": "writ.web.settings", "WRIT_HOME": str(writ_home())}


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(GRACE + 2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

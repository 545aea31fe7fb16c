"""Where the browser of the journeys comes from: the system's Chromium, installed on Debian if root says yes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def chromium_or_reason() -> tuple[str | None, str]:
    """The path of a Chromium, or None and the reason in words; may ask to install Debian's."""
    found = installed_chromium()
    if found:
        return found, ""
    if not Path("/etc/debian_version").exists() or not shutil.which("apt-get"):
        return None, "there is no Chromium here, and this is not Debian"
    if os.geteuid() != 0:
        return None, "there is no Chromium here; as root: apt-get install chromium"
    if os.environ.get("CI") != "true" and not agreed("The browser tests need Chromium."):
        return None, "there is no Chromium here, and it was not to be installed"
    quiet = {
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        "stdout": subprocess.DEVNULL,
        "check": False,
    }
    subprocess.run(["apt-get", "-q", "update"], **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "-q", "-y", "install", "--no-install-recommends", "chromium"], **quiet)  # type: ignore[call-overload]
    found = installed_chromium()
    return found, "" if found else "Chromium could not be installed"


def installed_chromium() -> str | None:
    """The path of the Chromium that `WRIT_CHROMIUM` names, or of the one on the path."""
    named = os.environ.get("WRIT_CHROMIUM")
    return named if named and Path(named).exists() else next(filter(None, map(shutil.which, NAMES)), None)


def agreed(why: str) -> bool:
    """True where a person at the keyboard lets it be installed."""
    if not sys.stdin.isatty():
        return False
    return input(f"{why} Install it with apt-get? [y/N] ").strip().lower() in ("y", "yes")

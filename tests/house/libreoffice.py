"""Where the spreadsheet of the round trips comes from: the system's LibreOffice, installed on Debian if root agrees."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from chromium import agreed

REASON = "there is no LibreOffice Calc here (on Debian: apt-get install libreoffice-calc)"


def soffice() -> str | None:
    """The path of LibreOffice, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def soffice_or_reason() -> tuple[str | None, str]:
    """The path of LibreOffice, or None and the reason in words; may ask to install Debian's."""
    found = soffice()
    if found:
        return found, ""
    if not Path("/etc/debian_version").exists() or not shutil.which("apt-get") or os.geteuid() != 0:
        return None, REASON
    if os.environ.get("CI") != "true" and not agreed(
        "The round trips of spreadsheets need LibreOffice Calc."
    ):
        return None, "there is no LibreOffice Calc here, and it was not to be installed"
    quiet = {
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        "stdout": subprocess.DEVNULL,
        "check": False,
    }
    packages = ["--no-install-recommends", "libreoffice-calc"]
    subprocess.run(["apt-get", "-q", "update"], **quiet)  # type: ignore[call-overload]
    subprocess.run(["apt-get", "-q", "-y", "install", *packages], **quiet)  # type: ignore[call-overload]
    found = soffice()
    return found, "" if found else "LibreOffice Calc could not be installed"


def convert(path: Path, to: str, folder: Path) -> Path:
    """The file as LibreOffice writes it in another format, with a profile of its own in `folder`."""
    program = soffice()
    assert program is not None, REASON
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / to.partition(":")[0]
    command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(out), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    made = out / f"{path.stem}.{to.partition(':')[0]}"
    assert made.exists(), done.stdout + done.stderr
    return made

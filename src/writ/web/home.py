"""Where an installation keeps its database, keys and files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit


def writ_home(start: Path | None = None) -> Path:
    """Gives `WRIT_HOME`, else the nearest `var/` from `start` upward, else `start/var` (not yet made)."""
    named = os.environ.get("WRIT_HOME")
    if named:
        return Path(named).expanduser().resolve()
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "var" / "writ").is_dir():
            return folder / "var" / "writ"
    return here / "var" / "writ"


def secret_key(home: Path) -> str:
    """Gives `WRIT_SECRET_KEY`, else the key kept in `home`, made on first use and readable by its owner only."""
    named = os.environ.get("WRIT_SECRET_KEY")
    if named:
        return named
    path = home / "secret.key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii").strip()


def database(url: str | None, home: Path) -> Mapping[str, object]:
    """Turns `DATABASE_URL` into Django's settings; without one, the SQLite file in `home`.

    Knows `sqlite:///absolute/path` and `postgresql://user:password@host:port/name` (a socket folder as `?host=`).
    """
    if not url:
        return _sqlite(home / "writ.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"DATABASE_URL begins with {parts.scheme!r}; Writ knows sqlite and postgresql")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> Mapping[str, object]:
    return {
        "ENGINE": "writ.desk.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }

"""The installation a command works on: Django set up, its home and key, the election and the person meant."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from writ.cli import findings_shown
from writ.law.findings import Refused
from writ.law.texts import N_, translate

if TYPE_CHECKING:
    from writ.offices.authority.queries import By
    from writ.offices.elections.queries import Called


def set_up() -> None:
    """Load Django with the settings of the installation in `WRIT_HOME` or the nearest `var/`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "writ.web.settings")
    import django

    django.setup()


def open_installation(language: str) -> None:
    """Load Django on an installation that is there; exits with 2 where none was made yet."""
    set_up()
    from django.conf import settings
    from django.db import connection

    name = connection.settings_dict["NAME"]
    there = connection.vendor != "sqlite" or Path(str(name)).exists()
    if not there or "journal_head" not in connection.introspection.table_names():
        sentence = N_("There is no installation in {home}. Make one: writ load DIR, or writ demo.")
        raise click.UsageError(translate(sentence, language, home=str(settings.HOME)))


def migrate() -> None:
    """Make the tables, or bring them up to date."""
    from django.conf import settings
    from django.core.management import call_command

    settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def is_founded() -> bool:
    """True where the record has been opened; the tables must be there."""
    from writ.offices.journal.queries import head

    return head() is not None


@contextmanager
def refusals(language: str) -> Iterator[None]:
    """Print the findings of a refusal, one a line, and exit with 1."""
    try:
        yield
    except Refused as refused:
        for line in findings_shown.lines(refused.findings, language):
            click.echo(line.removeprefix(": "), err=True)
        raise SystemExit(1) from None


def the_election(code: str, language: str) -> Called:
    """The election of that code, or the only one where none is named; exits with 2 where that is not clear."""
    from writ.offices.elections.queries import elections

    found = {one.code: one for one in elections()}
    if code in found:
        return found[code]
    if not code and len(found) == 1:
        return next(iter(found.values()))
    sentence = N_("Name the election with --election. Known here: {names}.")
    raise click.UsageError(translate(sentence, language, names=", ".join(found) or "–"))


def somebody(function: str, at: datetime, but: By | None = None) -> By | None:
    """Someone who may decide the function over the whole at `at`, another person than `but`; None where nobody may."""
    from writ.offices.authority.queries.posts import competent_persons

    found = competent_persons(function, at)
    return next((by for by in found if but is None or by.person != but.person), None)


def installation_key() -> str:
    """The public half of the installation's key, in hexadecimal; the key is made on first use, for its owner alone."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from django.conf import settings

    path = settings.HOME / "installation.key"
    if not path.exists():
        raw = Ed25519PrivateKey.generate().private_bytes_raw()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(raw)
    key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return public.hex()


def local(moment: datetime, zone: str) -> datetime:
    """A moment written without a zone, on the election's clocks."""
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))

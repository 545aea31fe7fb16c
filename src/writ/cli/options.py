"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from writ.law.texts import LANGUAGES, N_, translate

folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON for programs.")
language = click.option(
    "--lang",
    "language",
    type=click.Choice(list(LANGUAGES)),
    default="en",
    show_default=True,
    envvar="WRIT_LANG",
    help="Language of the answer.",
)


def write(path: Path, raw: bytes, language: str) -> None:
    """Write a file; ends the command with the reason where it cannot be written."""
    with written(path, language):
        path.write_bytes(raw)


@contextmanager
def written(path: Path, language: str) -> Iterator[None]:
    """End the command with the reason where a path cannot be written to."""
    try:
        yield
    except OSError as error:
        sentence = N_("{file} cannot be written: {reason}. Name another place.")
        reason = error.strerror or type(error).__name__
        raise click.ClickException(translate(sentence, language, file=str(path), reason=reason)) from error

"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from writ.exchange.words import end_of
from writ.law.texts import LANGUAGES, N_, translate


class Moment(click.ParamType):  # type: ignore[type-arg] # generic in the types of click alone
    """A local day, meaning its end, or a local day and time."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value)
        try:
            moment = end_of(date.fromisoformat(text)) if len(text) == 10 else datetime.fromisoformat(text)
        except (ValueError, OverflowError):
            moment = None
        if moment is None or moment.tzinfo is not None:
            self.fail(f"{text!r} is no date such as 2007-09-13 or 2007-09-13T09:00", param, ctx)
        return moment


folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
asked_folder = click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
election = click.option(
    "--election",
    metavar="ID",
    default=None,
    help="Ask the record of this installation instead of a folder; with no DIR, its only election.",
)
reading = click.option(
    "--reading", default="", metavar="NAME", help="A reading of the plan; its default one if left out."
)
as_of = click.option(
    "--as-of",
    metavar="DATE",
    type=Moment(),
    help="What was known at the end of this day, or at this local moment.",
)
runs = click.option("--runs", type=click.IntRange(1, 10_000_000), default=100_000, show_default=True)
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

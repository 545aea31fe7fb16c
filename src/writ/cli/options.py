"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from writ.law.texts import LANGUAGES

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

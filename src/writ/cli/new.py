"""`writ new`: makes a commented election folder, with a starter plan, to fill in."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from writ.cli import options
from writ.law.texts import N_, translate

TEMPLATE = Path(__file__).parent.parent / "examples" / "new_election"
DAY = click.DateTime(["%Y-%m-%d"])
_BLANK = re.compile(r'= ""(?P<mark> # (?P<anchor>[EC])(?:-(?P<days>\d+))?\b)')
"""A date left out that says on which day it usually falls: E-30 is counted back from polling day, C from the call."""


@click.command("new")
@options.folder
@click.option(
    "--polling-day", type=DAY, metavar="DATE", help="The day of the first round; fills in what hangs on it."
)
@click.option("--called-on", type=DAY, metavar="DATE", help="The day of the call; fills in what hangs on it.")
@options.language
def command(folder: Path, polling_day: datetime | None, called_on: datetime | None, language: str) -> None:
    """Make a new election folder DIR with a starter plan and comments that say what to fill in."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(
            translate(N_("{folder} is there already and is not empty."), language, folder=str(folder))
        )
    if polling_day and called_on and called_on >= polling_day:
        raise click.ClickException(translate(N_("The call must come before polling day."), language))
    days = {anchor: day.date() for anchor, day in (("E", polling_day), ("C", called_on)) if day}
    with options.written(folder, language):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as made:  # moved in one step: never half a folder
            copied = shutil.copytree(TEMPLATE, Path(made) / folder.name)
            for file in copied.glob("*.toml"):
                file.write_text(_filled(file.read_text(encoding="utf-8"), days), encoding="utf-8")
            copied.replace(folder)
    click.echo(translate(N_("Made {folder}."), language, folder=str(folder)))
    click.echo(
        translate(
            N_("Fill in what is empty; “writ check {folder}” names each place."), language, folder=str(folder)
        )
    )


def _filled(text: str, days: Mapping[str, date]) -> str:
    """The text with each blank date filled in whose anchor is known."""

    def fill(blank: re.Match[str]) -> str:
        day = days.get(blank["anchor"])
        if day is None:
            return blank.group()
        return f"= {day - timedelta(days=int(blank['days'] or 0))}{blank['mark']}"

    return _BLANK.sub(fill, text)

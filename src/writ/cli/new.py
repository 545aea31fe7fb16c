"""`writ new`: makes a commented election folder to fill in."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from writ.cli import options
from writ.law.texts import N_, translate

TEMPLATE = Path(__file__).parent.parent / "examples" / "new_election"


@click.command("new")
@options.folder
@options.language
def command(folder: Path, language: str) -> None:
    """Make a new election folder DIR with comments that say what to fill in."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(
            translate(N_("{folder} is there already and is not empty."), language, folder=str(folder))
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:  # moved in one step: never half a folder
        copied = shutil.copytree(TEMPLATE, Path(made) / folder.name)
        copied.replace(folder)
    click.echo(translate(N_("Made {folder}."), language, folder=str(folder)))
    click.echo(
        translate(
            N_("Fill in what is empty; “writ check {folder}” names each place."), language, folder=str(folder)
        )
    )

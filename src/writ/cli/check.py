"""`writ check`: every mistake of an election folder at once, by file, line, key and article."""

from __future__ import annotations

import json
from pathlib import Path

import click

from writ.cli import findings_shown, options


@click.command("check")
@options.folder
@options.as_json
@options.language
def command(folder: Path, as_json: bool, language: str) -> None:
    """Check the election folder DIR and explain every mistake.

    The exit status is 0 when nothing has to be corrected, 1 when something has, 2 when there is no such folder.
    """
    from writ.exchange.folder import read  # loads when called

    found, findings = read(folder)
    if as_json:
        shown = findings_shown.as_json(findings, language)
        click.echo(json.dumps({"ok": found is not None, "findings": shown}, ensure_ascii=False, indent=2))
    else:
        for line in findings_shown.lines(findings, language):
            click.echo(line)
        click.echo(findings_shown.summary(findings, language))
    if found is None:
        raise SystemExit(1 if folder.is_dir() else 2)

"""`writ decide`: which options to choose under a budget, what each gains alone, and what the next point costs."""

from __future__ import annotations

import json
import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from writ.cli import options
from writ.cli.forecast import asked, known_reading, refused
from writ.law.texts import N_, translate

WRITTEN = re.compile(r"[0-9]{1,13}(\.[0-9]{1,2})?")
"""Where a point parts thousands, 100.000 is not a hundred: only cents may stand behind it."""


class Money(click.ParamType):  # type: ignore[type-arg] # generic in the types of click alone
    """An amount such as 250000 or 38000.00, in whole cents of the election's currency."""

    name = "amount"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if not WRITTEN.fullmatch(str(value)):
            self.fail(f"{value!r} is no amount such as 250000 or 38000.00", param, ctx)
        return int(Decimal(str(value)) * 100)


@click.command("decide")
@options.asked_folder
@options.election
@click.option(
    "--budget",
    metavar="AMOUNT",
    type=Money(),
    required=True,
    help="The most to spend, in the election's currency.",
)
@options.reading
@options.as_of
@options.runs
@click.option("--seed", type=click.IntRange(0, 2**62), default=1, show_default=True)
@options.as_json
@options.language
def command(
    folder: Path | None,
    election: str | None,
    budget: int,
    reading: str,
    as_of: datetime | None,
    runs: int,
    seed: int,
    as_json: bool,
    language: str,
) -> None:
    """Choose options for an election, of the folder DIR or of the record, for the best chance within a budget."""
    question = asked(folder, election, as_of, language)
    known_reading(question, reading, language)
    from writ.cli import decision, decision_text  # load when called

    with refused(language):
        found = decision.decide(question, reading, as_of or question.as_of, budget, runs=runs, seed=seed)
    if found is None:
        click.echo(translate(N_("This plan has no open option for this reading."), language))
        return
    if as_json:
        click.echo(json.dumps(decision.as_json(found), ensure_ascii=False, indent=2))
        return
    for line in decision_text.lines(found, language):
        click.echo(line)

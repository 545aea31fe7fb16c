"""`writ forecast`: will it be held on its day, and what does that hang on?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from writ.cli import findings_shown, options
from writ.cli.question import Question, from_folder
from writ.law.texts import N_, translate


@click.command("forecast")
@options.asked_folder
@options.election
@options.reading
@options.as_of
@click.option(
    "--called-on",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As if it had been called on this day: what hung on the call moves with it, the polling day stays.",
)
@options.runs
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True)
@click.option("--days", type=click.Choice(["continuous", "whole"]), default="continuous", show_default=True)
@options.as_json
@options.language
def command(
    folder: Path | None,
    election: str | None,
    reading: str,
    as_of: datetime | None,
    called_on: datetime | None,
    runs: int,
    seed: int,
    days: str,
    as_json: bool,
    language: str,
) -> None:
    """Forecast an election: of the folder DIR from the facts written in it, or of the record as it stands."""
    question = asked(folder, election, as_of, language)
    if called_on is not None:
        instead = question.called(called_on.date())
        if instead is None:
            sentence = N_("This needs an election that was called, and a day before its polling day.")
            raise click.BadParameter(translate(sentence, language), param_hint="--called-on")
        question = instead
    tell(question, reading, as_of, runs=runs, seed=seed, days=days, as_json=as_json, language=language)


def asked(folder: Path | None, election: str | None, as_of: datetime | None, language: str) -> Question:
    """The question of a folder, or of the record where none is given; exits with findings where there is none."""
    if folder is not None and election is not None:
        raise click.UsageError(translate(N_("Give a folder DIR or --election, not both."), language))
    return _from_record(election or "", as_of, language) if folder is None else _from_folder(folder, language)


def _from_folder(folder: Path, language: str) -> Question:
    question, findings = from_folder(folder)
    if question is None:
        for line in findings_shown.lines(findings, language):
            click.echo(line, err=True)
        raise SystemExit(1 if folder.is_dir() else 2)
    return question


def _from_record(election: str, as_of: datetime | None, language: str) -> Question:
    from writ.cli import installed  # Django loads when called
    from writ.cli.recorded import from_record

    installed.open_installation(language)
    with installed.refusals(language):
        question = from_record(installed.the_election(election, language), as_of)
        if question is None:
            from writ.law.findings import Finding, Refused

            raise Refused(Finding("T-119"))
    return question


def tell(
    question: Question,
    reading: str,
    as_of: datetime | None,
    *,
    runs: int,
    seed: int,
    days: str,
    as_json: bool,
    language: str,
) -> None:
    """Answer the question and print it; the exit status is 1 where the plan cannot be reckoned."""
    from writ.cli.answer import answer  # loads when called

    known_reading(question, reading, language)
    with refused(language):
        found = answer(
            question,
            reading,
            as_of or question.as_of,
            runs=runs,
            seed=seed,
            days="whole" if days == "whole" else "continuous",
        )
    if as_json:
        from writ.cli import forecast_json

        click.echo(json.dumps(forecast_json.as_json(found), ensure_ascii=False, indent=2))
        return
    from writ.cli import forecast_text

    for line in forecast_text.lines(found, language):
        click.echo(line)


def known_reading(question: Question, reading: str, language: str) -> None:
    """Refuse a reading that the plan does not have, and name those it has."""
    known = [entry.id for entry in question.plan.readings]
    if reading and reading not in known:
        raise click.BadParameter(
            translate(N_("The plan has these readings: {names}."), language, names=", ".join(known)),
            param_hint="--reading",
        )


@contextmanager
def refused(language: str) -> Iterator[None]:
    """Exit with the sentences where the plan cannot be reckoned, and with the extra's name where one is missing."""
    from writ.reckon.plan import Infeasible, MissingExtra

    try:
        yield
    except Infeasible as infeasible:
        from writ.exchange.plan import finding_of

        shown = [finding_of(problem) for problem in infeasible.problems]
        for line in findings_shown.lines(shown, language):
            click.echo(line, err=True)
        raise SystemExit(1) from None
    except MissingExtra as missing:
        sentence = N_("This needs the extra “{name}”: pip install 'writ-elections[{name}]'.")
        click.echo(translate(sentence, language, name=str(missing)), err=True)
        raise SystemExit(1) from None

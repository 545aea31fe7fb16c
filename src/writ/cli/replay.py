"""`writ replay`: what the forecast would have said on each date that a source gives, and what really happened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from writ.cli import options
from writ.cli.forecast import asked, known_reading, refused
from writ.law.texts import N_

if TYPE_CHECKING:
    from writ.cli.forecast_text import Words
    from writ.cli.question import Question
    from writ.exchange.plan import Reading
    from writ.exchange.plan.replay import ReplayLine

DAY_MINUTES = 1440


@click.command("replay")
@options.folder
@click.option(
    "--reading", default="", metavar="NAME", help="A reading of the plan; the best sourced one if left out."
)
@options.runs
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True)
@options.as_json
@options.language
def command(folder: Path, reading: str, runs: int, seed: int, as_json: bool, language: str) -> None:
    """Play the election of the folder DIR again from its sources, date by date, to what really happened."""
    question = asked(folder, None, None, language)
    known_reading(question, reading, language)
    from writ.exchange.plan.replay import replay, sourced_reading  # load when called

    chosen = question.plan.reading(reading) if reading else sourced_reading(question.plan)
    with refused(language):
        found = replay(question.plan, chosen.id, runs=runs, seed=seed)
    if as_json:
        told = to_json(question, chosen, found, runs=runs, seed=seed)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in lines(question, chosen, found, language, runs=runs, seed=seed):
        click.echo(line)


def lines(
    question: Question,
    reading: Reading,
    found: Iterable[ReplayLine],
    language: str,
    *,
    runs: int,
    seed: int,
) -> Iterator[str]:
    """The whole text, line by line."""
    from writ.cli.forecast_text import Words, columns

    words = Words(language)
    yield words.name(question.names)
    yield words(N_("Reading: {name}."), name=words.name(reading.names))
    yield ""
    yield words(
        N_("What was known, and what it came to: chances in 100, days of slack, what the sources tell")
    )
    before = [line for line in found if not line.is_past]
    yield from columns([_answered(line, words) for line in before], right=(1, 2))
    for sentence, steps in (
        (
            N_("No source had said by the first date how long these take: {names}."),
            before[0].unsaid if before else (),
        ),
        (
            N_("No source tells when these ended; each day of silence moves the forecast down: {names}."),
            before[-1].silent if before else (),
        ),
    ):
        if steps:
            names = ", ".join(words.name(question.plan.task(step).names) for step in steps)
            yield words(sentence, names=names)
    yield ""
    yield words(N_("What really happened"))
    yield from columns([[words.moment(line.at), _told(line, words)] for line in found if line.is_past])
    yield ""
    yield words(
        N_("Runs: {runs}, seed {seed}. Law {law}, plan {plan}."),
        runs=runs,
        seed=seed,
        law=question.law_version[:12],
        plan=question.plan.version[:12],
    )


def _answered(line: ReplayLine, words: Words) -> list[str]:
    chance = "–" if line.hits is None else f"{100 * line.hits / line.runs:.0f}"
    slack = "–" if line.slack is None else str(line.slack // DAY_MINUTES)
    return [words.moment(line.at), chance, slack, _told(line, words)]


def _told(line: ReplayLine, words: Words) -> str:
    return "; ".join(words.name(milestone.names) for milestone in line.milestones)


def to_json(
    question: Question, reading: Reading, found: Iterable[ReplayLine], *, runs: int, seed: int
) -> dict[str, object]:
    """All lines with the seed, the runs and the versions that give them again."""
    return {
        "election": question.election,
        "reading": reading.id,
        "due": reading.due.isoformat(),
        "lines": [
            {
                "at": line.at.isoformat(),
                "milestones": [milestone.id for milestone in line.milestones],
                "happened": line.is_past,
                "probability": None if line.hits is None else line.hits / line.runs,
                "slack_days": None if line.slack is None else line.slack // DAY_MINUTES,
                "known": list(line.known),
                "unsaid": list(line.unsaid),
                "silent": list(line.silent),
            }
            for line in found
        ],
        "seed": seed,
        "runs": runs,
        "versions": {
            "writ": version("writ-elections"),
            "law": question.law_version,
            "plan": question.plan.version,
        },
    }

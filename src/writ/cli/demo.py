"""`writ demo`: the reference election as a rehearsal: loaded, forecast, served."""

from __future__ import annotations

from pathlib import Path

import click

from writ.cli import installed, options, serve
from writ.cli.load import DEMO_PASSWORD, found_and_load, read_folder
from writ.law.texts import N_, translate

EXAMPLES = Path(__file__).parent.parent / "examples"
EXAMPLE = "kosovo_2007"
FIRST = ("operations", "procurement", "secretary")
"""The sign-ins of the first hour: who reads the morning page, who re-estimates, who confirms."""


@click.command("demo")
@serve.host
@serve.port
@click.option(
    "--serve/--no-serve", "serving", default=True, help="Serve the site afterwards, or only make it ready."
)
@options.language
def command(host: str, port: int, serving: bool, language: str) -> None:
    """Load the reference election into WRIT_HOME or var/, print its forecast, serve the site.

    Done a second time it finds what is there and goes on: nothing is loaded twice, nothing recorded is lost.
    """
    installed.set_up()
    with installed.refusals(language):
        made = make_ready(language)
    _tell_forecast(language)
    _tell_accounts(language, made)
    if serving:
        serve.serve(host, port, 2, language)


def make_ready(language: str) -> bool:
    """Found, load and play the past of the rehearsal, or what of it is still to do; False where all was done before."""
    from writ.cli import scenario
    from writ.web import clock
    from writ.web.models import Clock

    installed.migrate()
    folder = read_folder(EXAMPLES / EXAMPLE, language)
    past = scenario.read_scenario(EXAMPLES / f"{EXAMPLE}.rehearsal.toml", folder.election.time_zone)
    if installed.is_founded() and clock.now() >= past.clock:
        return False
    click.echo(translate(N_("Loading the reference election. This takes some seconds."), language))
    if not Clock.objects.exists():
        clock.set_clock(past.founded_at)
    found_and_load(folder, past.founded_at, demo=True, again=True)
    scenario.play(past, folder)
    return True


def _tell_forecast(language: str) -> None:
    from writ.cli.forecast import tell
    from writ.cli.recorded import from_record

    question = from_record(installed.the_election("", language))
    if question is not None:
        tell(question, "", None, runs=100_000, seed=1, days="continuous", as_json=False, language=language)


def _tell_accounts(language: str, made: bool) -> None:
    from writ.offices.authority.queries.people import account_names

    names = account_names()
    if not made and not set(FIRST) <= set(names):
        return
    others = ", ".join(name for name in names if name not in FIRST)
    click.echo("")
    click.echo(
        translate(
            N_("Demo sign-ins, all with the password {password}: {first}."),
            language,
            password=DEMO_PASSWORD,
            first=", ".join(FIRST),
        )
    )
    click.echo(translate(N_("And: {others}."), language, others=others))

"""`writ clock`: shows the election's clock, and moves that of a rehearsal."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from writ.cli import installed, options
from writ.cli.options import Moment
from writ.law.texts import N_, translate


@click.group("clock", invoke_without_command=True)
@options.language
@click.pass_context
def command(context: click.Context, language: str) -> None:
    """Show the clock of the election; move that of a rehearsal, forward only."""
    installed.open_installation(language)
    context.obj = language
    if context.invoked_subcommand is None:
        with installed.refusals(language):
            _show(language)


@command.command("set")
@click.argument("moment", type=Moment())
@click.pass_obj
def set_(language: str, moment: datetime) -> None:
    """Put the clock to MOMENT, such as 2007-09-14T09:00 on the clocks of the election, where it stands."""
    from writ.web import clock

    with installed.refusals(language):
        clock.set_clock(installed.local(moment, _zone()))
        _show(language)


@command.command("run")
@click.pass_obj
def run(language: str) -> None:
    """Let the clock run on with real time."""
    _from_here(language, runs=True)


@command.command("stand")
@click.pass_obj
def stand(language: str) -> None:
    """Let the clock stand where it is."""
    _from_here(language, runs=False)


def _from_here(language: str, *, runs: bool) -> None:
    from writ.web import clock

    with installed.refusals(language):
        clock.set_clock(clock.now(), runs=runs)
        _show(language)


def _show(language: str) -> None:
    from django.conf import settings

    from writ.web import clock
    from writ.web.models import Clock

    moment = clock.now().astimezone(ZoneInfo(_zone()))
    words = f"{moment:%Y-%m-%d %H:%M %Z}"
    if settings.WRIT_CLOCK != "rehearsal":
        click.echo(translate(N_("Real time: {moment}."), language, moment=words))
    elif Clock.objects.filter(runs=True).exists():
        click.echo(translate(N_("Rehearsal: the clock runs, it is {moment}."), language, moment=words))
    else:
        click.echo(translate(N_("Rehearsal: the clock stands at {moment}."), language, moment=words))


def _zone() -> str:
    from writ.offices.elections.queries import elections

    return next((one.zone.key for one in elections()), "UTC")

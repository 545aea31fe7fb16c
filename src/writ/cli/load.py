"""`writ load`: founds an installation from an election folder and loads the election into it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from writ.cli import findings_shown, installed, options
from writ.law.texts import N_, translate

if TYPE_CHECKING:
    from writ.exchange.folder import Folder

DEMO_PASSWORD = "writ-rehearsal"  # noqa: S105 - printed to whoever asks; for the accounts of a rehearsal alone
REASON = "Loaded with the election folder."


@click.command("load")
@options.folder
@click.option("--demo", is_flag=True, help="In a rehearsal: give every account the password of the demo.")
@options.language
def command(folder: Path, demo: bool, language: str) -> None:
    """Found the installation from the election folder DIR, and load the election."""
    read = read_folder(folder, language)
    installed.set_up()
    with installed.refusals(language):
        at = moment_of(read)
        found_and_load(read, at, demo=demo)
        adopt_plan(read, at)
    say = N_("Loaded {name}: {stations} stations in {centres} centres, {areas} areas, {posts} posts.")
    click.echo(
        translate(
            say,
            language,
            name=read.election.names.get(language, read.election.id),
            stations=len(read.stations),
            centres=len(read.centres),
            areas=len(read.areas),
            posts=len(read.election.posts),
        )
    )
    if not demo:
        click.echo(translate(N_("Give each account its first password: writ password NAME."), language))


def read_folder(path: Path, language: str) -> Folder:
    """The folder, without a mistake; else every mistake is printed and the command ends with 1."""
    from writ.exchange.folder import read

    folder, findings = read(path)
    if folder is None:
        for line in findings_shown.lines(findings, language):
            click.echo(line, err=True)
        click.echo(findings_shown.summary(findings, language), err=True)
        raise SystemExit(1)
    return folder


def moment_of(folder: Folder) -> datetime:
    """When it is: a rehearsal's clock that was never put anywhere is put to the plan's own moment."""
    from django.conf import settings

    from writ.web import clock
    from writ.web.models import Clock

    installed.migrate()
    if settings.WRIT_CLOCK == "rehearsal" and not Clock.objects.exists():
        clock.set_clock(installed.local(folder.plan.as_of, folder.election.time_zone))
    return clock.now()


def found_and_load(folder: Folder, at: datetime, *, demo: bool, again: bool = False) -> None:
    """Found the authority and load the election, as two acts; passwords only for the accounts of a demo.

    `again` goes on where an earlier founding was broken off; else a second founding is refused.
    """
    from django.conf import settings

    from writ.offices.authority.acts import give_password

    rehearsal = settings.WRIT_CLOCK == "rehearsal"
    if demo and not rehearsal:
        raise click.UsageError("--demo is for a rehearsal alone")
    if not (again and installed.is_founded()):
        _found(folder, at, rehearsal)
    _load(folder, at)
    for person in folder.election.persons if demo else ():
        if person.sign_in:
            give_password(person.sign_in, DEMO_PASSWORD)


def _found(folder: Folder, at: datetime, rehearsal: bool) -> None:
    from writ.offices.authority.acts import charter_of, found

    key = installed.installation_key()
    found(
        at=at,
        installation=key,
        origin=f"{'rehearsal/' if rehearsal else ''}{folder.election.id}/{key[:16]}",
        rehearsal=rehearsal,
        zone=folder.election.time_zone,
        law=folder.law.as_json(),
        charter=charter_of(folder, (uuid.uuid4() for _ in folder.election.persons)),
    )


def _load(folder: Folder, at: datetime) -> None:
    from writ.offices.elections.acts import load_folder

    by = installed.somebody("elections.decide", at)
    if by is None:
        raise click.ClickException("nobody in the folder holds elections.decide over the whole territory")
    load_folder(
        by=by,
        at=at,
        key=f"load/{folder.election.id}",
        election=folder.election.id,
        stated=replace(folder.election, persons=()),
        areas=folder.areas,
        centres=folder.centres,
        stations=folder.stations,
        manifest=folder.manifest,
        outlines=folder.outlines,
    )


def adopt_plan(folder: Folder, at: datetime) -> None:
    """Adopt the folder's plan, or put it forward where the law asks for a second person."""
    from writ.offices.authority.acts import propose
    from writ.offices.timetable.acts import adopt_plan as adopt

    by = installed.somebody("timetable.adopt_plan", at)
    if by is None:
        return
    code, document = folder.election.id, folder.plan.as_json()
    if folder.law.on(at.date()).wants_two_persons("timetable.adopt_plan"):
        inputs = {"election": code, "document": document, "reason": REASON}
        propose(by=by, at=at, kind="timetable.adopt_plan", election=code, inputs=inputs)
    else:
        adopt(by=by, at=at, election=code, document=document, reason=REASON)

"""`writ plan`: the steps of a plan out to a spreadsheet or to MS Project, and in again, step by step."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from writ.cli import findings_shown, installed, options
from writ.law.texts import N_, translate

if TYPE_CHECKING:
    from writ.exchange.plan import PlanDocument
    from writ.exchange.revising import StepChange
    from writ.law.findings import Finding
    from writ.offices.elections.queries import Called

FILE = click.Path(path_type=Path, dir_okay=False)
REASON = N_("Steps taken over from {file}.")
_election = click.option(
    "--election",
    metavar="ID",
    default=None,
    help="The plan on record of this election, instead of a folder; the only one where ID is empty.",
)


@dataclass(frozen=True)
class Ground:
    """The plan in hand: from a folder, or in force on the record; `posts` may own a step."""

    plan: PlanDocument
    posts: frozenset[str]
    name: str
    code: str
    zone: str
    folder: Path | None = None
    called: Called | None = None


@click.group("plan")
def command() -> None:
    """Take the steps of a plan to a spreadsheet or to MS Project, and back."""


@command.command("export")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@_election
@click.option(
    "--xlsx", type=FILE, metavar="FILE", help="Write a workbook for Excel, LibreOffice, Numbers, Google."
)
@click.option(
    "--csv", "as_csv", type=FILE, metavar="FILE", help="Write a table with commas between the cells."
)
@click.option("--msproject", type=FILE, metavar="FILE", help="Write MS Project XML.")
@options.language
def export(
    folder: Path | None,
    election: str | None,
    xlsx: Path | None,
    as_csv: Path | None,
    msproject: Path | None,
    language: str,
) -> None:
    """Write the steps of the plan in the folder DIR, or on record, to a file."""
    if not (xlsx or as_csv or msproject):
        raise click.UsageError(translate(N_("Give --xlsx, --csv or --msproject with a file."), language))
    ground = ground_of(folder, election, language)
    if xlsx:
        from writ.exchange.sheets import xlsx_bytes

        options.write(xlsx, xlsx_bytes(ground.plan, language), language)
    if as_csv:
        from writ.exchange.sheets import csv_text

        options.write(as_csv, csv_text(ground.plan, language).encode(), language)
    if msproject:
        from writ.exchange.msproject import project_xml

        options.write(msproject, project_xml(ground.plan, ground.name, language), language)
    for path in filter(None, (xlsx, as_csv, msproject)):
        say = N_("Wrote {count} steps to {file}.")
        click.echo(translate(say, language, count=len(ground.plan.tasks), file=str(path)))


@command.command("import")
@click.argument("file", metavar="FILE", type=FILE)
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@_election
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--take-out", is_flag=True, help="Take out the steps that FILE leaves out; else they stay.")
@options.language
def import_(
    file: Path, folder: Path | None, election: str | None, dry_run: bool, take_out: bool, language: str
) -> None:
    """Take the steps in FILE (.xlsx, .csv, or MS Project .xml) over into the folder DIR, or put them forward.

    Every mistake is named by row and column, and then nothing is changed. In a folder, plan.toml is written anew with
    its comments; on the record, the plan is adopted or put forward as the law asks.
    """
    ground = ground_of(folder, election, language)
    after = _taken(file, ground, take_out, language)
    from writ.exchange.revising import changes

    made = changes(ground.plan, after)
    for line in lines(made, ground.plan, language):
        click.echo(line)
    if not made and after == ground.plan:
        click.echo(translate(N_("Nothing changes."), language))
        return
    if ground.folder is not None:
        text = _checked(ground, after, language)
        if not dry_run:
            options.write(ground.folder / "plan.toml", text.encode(), language)
    elif not dry_run:
        _put_forward(ground, after, file, language)
        return
    say = (
        N_("Changes: {count}. Nothing was written.")
        if dry_run
        else N_("Changes: {count}. The plan was written anew.")
    )
    click.echo(translate(say, language, count=len(made)))


def ground_of(folder: Path | None, election: str | None, language: str) -> Ground:
    """The plan of a folder or of the record; ends the command where there is none."""
    if (folder is None) == (election is None):
        raise click.UsageError(translate(N_("Give a folder DIR or --election, not both."), language))
    if folder is not None:
        from writ.cli.load import read_folder
        from writ.exchange.folder import template_of

        read = read_folder(folder, language)
        posts = frozenset(name for post in read.election.posts for name in (post.id, template_of(post)))
        stated = read.election
        name = stated.names.get(language, stated.id)
        return Ground(read.plan, posts, name, stated.id, stated.time_zone, folder)
    installed.open_installation(language)
    from writ.offices.authority.queries import posts as known_posts
    from writ.offices.timetable.queries.plans import plan_in_force

    called = installed.the_election(election or "", language)
    adopted = plan_in_force(called.id)
    if adopted is None:
        from writ.law.findings import Finding, Refused

        with installed.refusals(language):
            raise Refused(Finding("T-119"))
    owners = {task.owner for task in adopted.document.tasks}
    name = called.names.get(language, called.code)
    posts = frozenset({*known_posts(), *owners})
    return Ground(adopted.document, posts, name, called.code, called.zone.key, None, called)


def _taken(file: Path, ground: Ground, take_out: bool, language: str) -> PlanDocument:
    """The plan with the steps of a file; prints every mistake and ends with 1 where one blocks."""
    from writ.exchange.ledger import Ledger
    from writ.exchange.revising import revised
    from writ.exchange.sheets import read_steps

    ledger = Ledger()
    found: PlanDocument | None = None
    if not file.exists():
        raise click.BadParameter(translate(N_("There is no such file."), language), param_hint="FILE")
    if file.suffix.lower() == ".xml":
        from writ.exchange.msproject import read_project

        project = read_project(file, ground.plan, ledger, ground.posts, language)
        if project is not None:
            gone = project.left_out if take_out else ()
            found = revised(ground.plan, project.tasks, without=gone, calendars=project.calendars)
    else:
        taken = read_steps(file, ground.plan, ledger, ground.posts)
        if taken is not None:
            found = revised(ground.plan, taken.tasks, without=taken.left_out if take_out else ())
    _say(ledger.findings(), language)
    if found is None:
        raise SystemExit(1)
    return found


def _say(findings: tuple[Finding, ...], language: str) -> None:
    for line in findings_shown.lines(findings, language):
        click.echo(line, err=True)


def lines(made: tuple[StepChange, ...], plan: PlanDocument, language: str) -> list[str]:
    """What changes, one line for a step, its columns by their headers."""
    from writ.exchange.sheets.comparing import differences

    found = []
    for change in made:
        if change.before is None:
            found.append(translate(N_("{step}: new."), language, step=change.step))
        elif change.after is None:
            found.append(translate(N_("{step}: taken out."), language, step=change.step))
        else:
            parts = [
                f"{title} {before or '–'} → {after or '–'}"
                for title, before, after in differences(plan, change.before, change.after, language)
            ]
            found.append(f"{change.step}: {', '.join(parts)}")
    return found


def _checked(ground: Ground, after: PlanDocument, language: str) -> str:
    """The new text of `plan.toml`, read again with the whole folder before anything is written."""
    from writ.exchange.folder import read
    from writ.exchange.ledger import Ledger
    from writ.exchange.revising import revised_text

    assert ground.folder is not None
    ledger = Ledger()
    old = (ground.folder / "plan.toml").read_text(encoding="utf-8")
    text = revised_text(old, ground.plan, after, ledger)
    findings = ledger.findings()
    if not ledger.blocks:
        with tempfile.TemporaryDirectory() as made:
            copied = shutil.copytree(ground.folder, Path(made) / "folder")
            (copied / "plan.toml").write_text(text, encoding="utf-8")
            folder, findings = read(copied)
        if folder is not None:
            return text
    _say(tuple(finding for finding in findings if finding.blocks), language)
    click.echo(translate(N_("Nothing was changed."), language), err=True)
    raise SystemExit(1)


def _put_forward(ground: Ground, after: PlanDocument, file: Path, language: str) -> None:
    """Adopt the plan on the record, or put it forward where the law asks for a second person."""
    from writ.offices.authority.acts import propose
    from writ.offices.authority.queries import law_in_force
    from writ.offices.timetable.acts import adopt_plan
    from writ.web import clock

    assert ground.called is not None
    at = clock.now()
    code, document = ground.called.code, after.as_json()
    reason = translate(REASON, language, file=file.name)
    with installed.refusals(language):
        by = installed.somebody("timetable.adopt_plan", at)
        if by is None:
            raise click.ClickException(translate(N_("Nobody may adopt a plan now."), language))
        law = law_in_force(code)
        if law is not None and law.on(at).wants_two_persons("timetable.adopt_plan"):
            inputs = {"election": code, "document": document, "reason": reason}
            propose(by=by, at=at, kind="timetable.adopt_plan", election=code, inputs=inputs)
            click.echo(translate(N_("It is put forward and waits for a second person."), language))
        else:
            adopt_plan(by=by, at=at, election=code, document=document, reason=reason)
            click.echo(translate(N_("The plan is adopted."), language))

"""`writ calendar`: the dates of an election for the public, for parties, or for the office itself."""

from __future__ import annotations

from pathlib import Path

import click

from writ.cli import options
from writ.exchange.appointments import KINDS, TITLES, calendar_of, csv_of, ics_of
from writ.law.texts import N_, translate


@click.command("calendar")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--election",
    metavar="ID",
    default=None,
    help="The plan on record of this election, instead of a folder; the only one where ID is empty.",
)
@click.option("--for", "audience", type=click.Choice(list(TITLES)), default="public", show_default=True)
@click.option("--ics", is_flag=True, help="Write iCalendar, for any calendar program.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table with commas between the cells.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write into FILE."
)
@options.language
def command(
    folder: Path | None,
    election: str | None,
    audience: str,
    ics: bool,
    as_csv: bool,
    out: Path | None,
    language: str,
) -> None:
    """Show the dates of the election in the folder DIR, or on record, for one audience.

    The same plan gives the same bytes, and a date that moves keeps its id: a calendar program moves it too.
    """
    from writ.cli.plan import ground_of  # loads when called

    if ics and as_csv:
        raise click.UsageError(translate(N_("Give --ics or --csv, not both."), language))
    ground = ground_of(folder, election, language)
    dates = calendar_of(ground.plan, audience)
    title = f"{ground.name}: {translate(TITLES[audience], language)}"
    if ics:
        raw = ics_of(
            dates,
            election=ground.code,
            name=title,
            zone=ground.zone,
            stamp=ground.plan.as_of,
            language=language,
        )
    elif as_csv:
        raw = csv_of(dates, language).encode()
    else:
        lines = [title]
        for one in dates:
            hour = f" {one.moment:%H:%M}" if one.moment else ""
            mark = f" [{translate(one.mark, language)}]" if one.mark else ""
            lines.append(
                f"{one.days:<10}{hour}  {translate(KINDS[one.kind], language)}: {one.name(language)}{mark}"
            )
        raw = ("\n".join(lines) + "\n").encode()
    if out is not None:
        options.write(out, raw, language)
        click.echo(translate(N_("Wrote {count} dates to {file}."), language, count=len(dates), file=str(out)))
    else:
        click.echo(raw, nl=False)

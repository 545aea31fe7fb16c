"""`writ plan` takes steps out and in: what changes is said first, and a mistake changes nothing."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import writ
from writ.cli.__main__ import main

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"
STARTER = Path(writ.__file__).parent / "examples" / "new_election"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "election"))


def run(*said: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in said])


def typed_over(folder: Path, edit: Callable[[list[str], list[list[str]]], None]) -> Path:
    """The plan as CSV, with its rows edited."""
    path = folder.parent / "plan.csv"
    assert run("plan", "export", folder, "--csv", path).exit_code == 0
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    edit(rows[0], rows[1:])
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def lines_changed(folder: Path) -> list[tuple[str, str]]:
    before = (EXAMPLE / "plan.toml").read_text(encoding="utf-8").splitlines()
    after = (folder / "plan.toml").read_text(encoding="utf-8").splitlines()
    assert len(before) == len(after)
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize(
    ("option", "name"), [("--xlsx", "p.xlsx"), ("--csv", "p.csv"), ("--msproject", "p.xml")]
)
def test_out_and_in_again_changes_nothing(folder: Path, option: str, name: str) -> None:
    path = folder.parent / name
    assert "Wrote 241 steps" in run("plan", "export", folder, option, path).output
    result = run("plan", "import", path, folder)
    assert result.output == "Nothing changes.\n"
    assert lines_changed(folder) == []


def test_one_figure_changes_one_line_and_keeps_the_comments(folder: Path) -> None:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[0] == "check-lists")
        row[header.index("Longest")] = "16"

    path = typed_over(folder, edit)
    dry = run("plan", "import", path, folder, "--dry-run")
    assert "check-lists: Longest 13 → 16" in dry.output
    assert "Nothing was written." in dry.output
    assert lines_changed(folder) == []
    assert "written anew" in run("plan", "import", path, folder).output
    [(_, after)] = lines_changed(folder)
    assert "[8, 16]" in after
    assert run("check", folder).exit_code == 0


def test_one_area_changes_under_its_step(folder: Path) -> None:
    """A step done everywhere is written once; what is other in one area stands under it."""

    def edit(header: list[str], rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[0] == "premises_03")
        row[header.index("Firmness")] = "contract"

    path = typed_over(folder, edit)
    assert "premises_03: Firmness" in run("plan", "import", path, folder).output
    again = run("plan", "import", path, folder)
    assert "Nothing changes." in again.output


def test_all_areas_alike_change_the_step_itself(folder: Path) -> None:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        for row in rows:
            if row[0].startswith("premises_"):
                row[header.index("Owner")] = "cec-secretary"

    path = typed_over(folder, edit)
    result = run("plan", "import", path, folder)
    assert "Changes: 30." in result.output
    assert (folder / "plan.toml").read_text(encoding="utf-8").count('owner = "cec-secretary"') == (
        (EXAMPLE / "plan.toml").read_text(encoding="utf-8").count('owner = "cec-secretary"') + 1
    )


def test_what_cannot_be_other_in_one_area_is_refused(folder: Path) -> None:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[0] == "premises_03")
        row[header.index("Strand")] = "kits"

    result = run("plan", "import", typed_over(folder, edit), folder)
    assert result.exit_code == 1
    assert "F-193" in result.output
    assert "Nothing was changed." in result.output
    assert lines_changed(folder) == []


def test_a_new_step_is_written_and_taken_out_again(folder: Path) -> None:
    def add(header: list[str], rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[0] == "check-lists")
        row[0] = "check-again"

    path = typed_over(folder, add)
    result = run("plan", "import", path, folder)
    assert "check-again: new." in result.output
    assert "F-195" in result.output
    assert run("check", folder).exit_code == 0

    original = folder.parent / "original.csv"
    run("plan", "export", EXAMPLE, "--csv", original)
    result = run("plan", "import", original, folder, "--take-out")
    assert "check-again: taken out." in result.output
    assert lines_changed(folder) == []


def test_a_step_that_others_wait_for_cannot_be_taken_out(folder: Path) -> None:
    """The whole folder is read again before a line is written."""

    def edit(header: list[str], rows: list[list[str]]) -> None:
        next(row for row in rows if row[0] == "check-lists")[0] = "other-lists"

    result = run("plan", "import", typed_over(folder, edit), folder, "--take-out")
    assert result.exit_code == 1
    assert "F-120" in result.output
    assert lines_changed(folder) == []


def test_a_mistake_is_named_by_row_and_column_and_nothing_is_written(folder: Path) -> None:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        rows[1][header.index("Longest")] = "soon"
        rows[2][header.index("Longest")] = "99"

    result = run("plan", "import", typed_over(folder, edit), folder)
    assert result.exit_code == 1
    assert "plan.csv:3 Longest: F-113" in result.output
    assert lines_changed(folder) == []


def test_links_limits_and_facts_find_their_way_into_the_text(folder: Path) -> None:
    def edit(header: list[str], rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[0] == "draw-order")
        source = next(row for row in rows if row[0] == "receive-lists")[header.index("Source of these facts")]
        row[header.index("Waits for")] = "check-lists; receive-lists SS +1.5 days"
        row[header.index("Starts not before")] = "2007-09-14"
        row[header.index("Ends not after")] = "2007-10-20"
        row[header.index("Started")] = "2007-09-12 10:00"
        row[header.index("Source of these facts")] = source
        row[header.index("Ended by others, first day")] = "2007-10-01"
        row[header.index("Ended by others, last day")] = "2007-10-03"
        row[header.index("Status of these days")] = "assumed"
        row[header.index("Source of these days")] = source
        row[header.index("Note")] = "=seen"

    path = typed_over(folder, edit)
    assert "written anew" in run("plan", "import", path, folder).output
    assert "Nothing changes." in run("plan", "import", path, folder).output


def test_what_is_asked_for_must_be_said(folder: Path) -> None:
    assert run("plan", "export", folder).exit_code == 2
    assert run("plan", "export").exit_code == 2
    assert run("plan", "import", folder.parent / "none.xlsx", folder).exit_code == 2
    assert run("plan", "export", folder, "--election", "x", "--csv", "y").exit_code == 2


def test_a_calendar_is_shown_written_and_the_same_each_time(folder: Path) -> None:
    shown = run("calendar", folder, "--for", "parties")
    assert shown.output.startswith("Kosovo, 17 November 2007: Calendar for parties and candidates\n")
    assert "2007-09-12  Legal deadline: Filing of lists closed" in shown.output
    out = folder.parent / "c.ics"
    assert run("calendar", folder, "--ics", "--out", out).exit_code == 0
    first = run("calendar", folder, "--ics").stdout_bytes
    assert out.read_bytes() == first
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")
    assert run("calendar", folder, "--csv", "--lang", "sq").exit_code == 0
    assert run("calendar", folder, "--csv", "--ics").exit_code == 2


def test_a_place_that_cannot_be_written_to_is_named(folder: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "plan"
    for said in (
        ("plan", "export", folder, "--xlsx", nowhere),
        ("plan", "export", folder, "--csv", nowhere),
        ("plan", "export", folder, "--msproject", nowhere),
        ("calendar", folder, "--ics", "--out", nowhere),
    ):
        result = run(*said)
        assert result.exit_code == 1
        assert f"{nowhere} cannot be written: No such file or directory" in result.output

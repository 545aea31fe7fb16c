"""A plan goes out to a spreadsheet and comes back to the letter, through every editor people have."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

import writ
from libreoffice import REASON, convert, soffice
from writ.exchange.folder import read
from writ.exchange.ledger import Ledger
from writ.exchange.plan import Ends, Estimate, LinkEntry, PlanDocument, TaskEntry
from writ.exchange.sheets import Taken, columns, csv_text, read_steps, xlsx_bytes
from writ.law.cite import Cite, Status

EXAMPLES = Path(writ.__file__).parent / "examples"
needs_calc = pytest.mark.skipif(soffice() is None, reason=REASON)


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    """The plan of the example, with one step of every kind of estimate and link."""
    folder, _ = read(EXAMPLES / "kosovo_2007")
    assert folder is not None
    document = folder.plan
    first = document.tasks[0]
    cite = first.estimate.cite if first.estimate else None
    assert cite is not None

    def step(code: str, estimate: Estimate | None, **more: object) -> TaskEntry:
        return replace(
            first, id=code, estimate=estimate, started_at=None, finished_at=None, fact_cite=None, **more
        )

    def estimate(kind: str, *numbers: str, unit: str = "days", **more: object) -> Estimate:
        return Estimate(kind, tuple(map(Decimal, numbers)), unit, Status.DERIVED, cite, **more)  # type: ignore[arg-type]

    odd = (
        step("fixed-half", estimate("fixed", "0.5")),
        step("three-points", estimate("pert", "1", "2.25", "7"), note="=SUM(1;2)"),
        step("two-orders", estimate("uniform", "21", "45", of="fastest", count=2)),
        step("normal-one", estimate("normal", "1", "9", "4", "1.5", unit="hours")),
        step("weighed", estimate("discrete", "3", "1", "10", "0.125")),
        step("nobody-said", Estimate("empty", (), "days", Status.EMPTY)),
        step(
            "by-others",
            estimate("fixed", "1"),
            ends=Ends(datetime(2007, 10, 3), datetime(2007, 10, 12, 18), Status.SOURCED, cite),
            links=(
                LinkEntry("fixed-half"),
                LinkEntry("weighed", "SS", Decimal("-2.5"), "hours"),
                LinkEntry("two-orders", "FF", Decimal(3), "days", "office"),
            ),
        ),
        step(
            "between",
            estimate("fixed", "1"),
            start_not_before=datetime(2007, 10, 3),
            finish_not_after=datetime(2007, 10, 20),
            start_not_after=datetime(2007, 10, 5, 17, 30),
        ),
    )
    return replace(document, tasks=(*document.tasks, *odd))


def taken(path: Path, plan: PlanDocument) -> Taken:
    ledger = Ledger()
    found = read_steps(path, plan, ledger)
    assert found is not None, ledger.findings()
    return found


def kept(folder: Path, name: str, raw: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def test_a_workbook_comes_back_to_the_letter(plan: PlanDocument, tmp_path: Path) -> None:
    assert taken(kept(tmp_path, "plan.xlsx", xlsx_bytes(plan)), plan) == Taken(plan.tasks)


def test_the_same_plan_gives_the_same_bytes(plan: PlanDocument) -> None:
    """Who keeps the file under version control sees a change where there is one."""
    assert xlsx_bytes(plan) == xlsx_bytes(plan)
    assert csv_text(plan) == csv_text(plan)


@pytest.mark.parametrize("language", ["en", "sq", "sr-cyrl", "sr-latn"])
def test_headers_are_known_again_in_every_language(plan: PlanDocument, tmp_path: Path, language: str) -> None:
    path = kept(tmp_path, "plan.csv", csv_text(plan, language))
    assert taken(path, plan).tasks == plan.tasks


def reordered(text: str, delimiter: str = ",") -> str:
    """The table from right to left, as somebody might drag its columns."""
    out = io.StringIO()
    rows = [list(reversed(row)) for row in csv.reader(io.StringIO(text))]
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "edited",
    [
        lambda text: reordered(text),
        lambda text: reordered(text, ";"),
        lambda text: reordered(text, "\t"),
        lambda text: "\ufeff" + text,  # Excel, "CSV UTF-8"
        lambda text: "sep=,\r\n" + text,  # Excel, by hand
        lambda text: "Table 1\r\n\r\n" + text,  # Numbers puts the name of the table over it
        lambda text: text + ",,,\r\n" * 3,  # Google keeps empty rows
        lambda text: text.replace("\r\n", "\n"),
        lambda text: text.replace("Waits for", "  WAITS   for "),
    ],
    ids=["reordered", "semicolons", "tabs", "excel", "sep", "numbers", "google", "unix", "retyped-header"],
)
def test_what_editors_do_to_a_table_changes_nothing(
    plan: PlanDocument, tmp_path: Path, edited: Callable[[str], str]
) -> None:
    assert taken(kept(tmp_path, "plan.csv", edited(csv_text(plan))), plan).tasks == plan.tasks


def test_one_cell_typed_over_changes_one_figure(plan: PlanDocument, tmp_path: Path) -> None:
    """The rest of the step stays to the letter: its source, its links, its names."""
    path = kept(tmp_path, "plan.xlsx", xlsx_bytes(plan))
    workbook = load_workbook(path)
    sheet = workbook["Steps"]
    header = [cell.value for cell in sheet[1]]
    line = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "two-orders")
    line[header.index("Longest")].value = 40
    workbook.save(path)
    before = {task.id: task for task in plan.tasks}
    after = taken(path, plan).tasks
    assert [task.id for task in after if task != before[task.id]] == ["two-orders"]
    changed = next(task for task in after if task.id == "two-orders")
    estimate = before["two-orders"].estimate
    assert estimate is not None
    assert changed == replace(
        before["two-orders"], estimate=replace(estimate, numbers=(Decimal(21), Decimal(40)))
    )


def test_a_column_left_out_changes_nothing_and_an_empty_cell_empties(
    plan: PlanDocument, tmp_path: Path
) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(plan))))
    keep = [rows[0].index("Step"), rows[0].index("Note")]
    out = io.StringIO()
    csv.writer(out).writerows(
        [[row[place] if row[0] != "three-points" or place == 0 else "" for place in keep] for row in rows]
    )
    after = taken(kept(tmp_path, "plan.csv", out.getvalue()), plan).tasks
    assert [task.note for task in after if task.id == "three-points"] == [""]
    assert [task for task in after if task.id != "three-points"] == [
        task for task in plan.tasks if task.id != "three-points"
    ]


def test_a_new_row_is_a_new_step(plan: PlanDocument, tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(plan))))
    copy = list(next(row for row in rows if row[0] == "two-orders"))
    copy[0], copy[rows[0].index("Waits for")] = "third-order", "premises; two-orders SS +1.5 days"
    out = io.StringIO()
    csv.writer(out).writerows([*rows, copy])
    new = taken(kept(tmp_path, "plan.csv", out.getvalue()), plan).tasks[-1]
    assert new.id == "third-order"
    assert new.links[-1] == LinkEntry("two-orders", "SS", Decimal("1.5"))
    assert sum(link.before.startswith("premises_") for link in new.links) == 30


def test_a_source_that_two_steps_share_is_named_once(plan: PlanDocument) -> None:
    other = replace(plan.tasks[0], id="twin", fact_cite=Cite("Same name", "1"))
    twice = replace(
        plan, tasks=(*plan.tasks, other, replace(other, id="twin-2", fact_cite=Cite("Same name", "2")))
    )
    text = csv_text(twice)
    assert "Same name (1)" in text
    assert "Same name (2)" in text


def test_every_column_has_its_own_header() -> None:
    titles = [column.title_in("en") for column in columns.columns(["en", "sq"])]
    assert len(set(titles)) == len(titles)


# ------------------------------------------------------------------------------------------------------- LibreOffice
@needs_calc
@pytest.mark.programs
@pytest.mark.parametrize(
    "road", [("ods", "xlsx"), ("fods", "xlsx"), ("xls", "xlsx"), ("xlsx",)], ids="-".join
)
def test_libreoffice_keeps_the_plan(plan: PlanDocument, tmp_path: Path, road: tuple[str, ...]) -> None:
    """Opened and saved by a real editor, in its own format and back, the plan is the same to the letter."""
    path = kept(tmp_path, "plan.xlsx", xlsx_bytes(plan))
    for to in road:
        path = convert(path, to, tmp_path / "office")
    assert path.read_bytes() != xlsx_bytes(plan)
    assert taken(path, plan) == Taken(plan.tasks)


@needs_calc
@pytest.mark.programs
@pytest.mark.parametrize("delimiter", ["44", "59", "9"], ids=["comma", "semicolon", "tab"])
def test_libreoffice_saves_the_sheet_as_csv(plan: PlanDocument, tmp_path: Path, delimiter: str) -> None:
    path = kept(tmp_path, "plan.xlsx", xlsx_bytes(plan))
    made = convert(
        path,
        f"csv:Text - txt - csv (StarCalc):{delimiter},34,76,1,,0,false,true,false",
        tmp_path,
    )
    assert taken(made, plan).tasks == plan.tasks

"""A spreadsheet with mistakes: each is named by sheet, row and column, and nothing is half-applied."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import writ
from writ.exchange.folder import read
from writ.exchange.ledger import Ledger
from writ.exchange.plan import PlanDocument
from writ.exchange.sheets import Taken, csv_text, read_steps, xlsx_bytes
from writ.exchange.sheets.columns import Column
from writ.exchange.sheets.typed import Unreadable
from writ.exchange.sheets.typed import read as read_cell
from writ.law.findings import Finding
from writ.law.texts import sentence


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    assert folder is not None
    return folder.plan


def told(path: Path, plan: PlanDocument) -> tuple[Taken | None, tuple[Finding, ...]]:
    ledger = Ledger()
    found = read_steps(path, plan, ledger)
    findings = ledger.findings()
    assert all(sentence(finding) for finding in findings)
    return found, findings


def of_workbook(
    plan: PlanDocument, folder: Path, edit: Callable[[Any], None]
) -> tuple[Taken | None, list[Finding]]:
    path = folder / "plan.xlsx"
    path.write_bytes(xlsx_bytes(plan))
    workbook = load_workbook(path)
    edit(workbook["Steps"])
    workbook.save(path)
    found, findings = told(path, plan)
    return found, list(findings)


def of_cells(plan: PlanDocument, folder: Path, line: int, **cells: str) -> list[Finding]:
    """The findings of the table with the cells of one row, counted from 1 under the header, typed over."""
    rows = list(csv.reader(io.StringIO(csv_text(plan))))
    for key, value in cells.items():
        rows[line][rows[0].index(key.replace("_", " "))] = value
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path = folder / "plan.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    found, findings = told(path, plan)
    assert (found is None) == any(finding.blocks for finding in findings)
    return list(findings)


def places(findings: list[Finding], code: str) -> list[tuple[str, int | None, str | None]]:
    return [
        (one.where.file, one.where.line, one.where.key) for one in findings if one.code == code and one.where
    ]


def test_merged_cells_are_named(plan: PlanDocument, tmp_path: Path) -> None:
    found, findings = of_workbook(plan, tmp_path, lambda sheet: sheet.merge_cells("B3:B6"))
    assert found is None
    assert places(findings, "F-184") == [("plan.xlsx [Steps]", 3, "B")]


def test_a_formula_is_never_run(plan: PlanDocument, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["M4"] = "=1+1"

    found, findings = of_workbook(plan, tmp_path, edit)
    assert found is None
    assert places(findings, "F-185") == [("plan.xlsx [Steps]", 4, "M")]


def test_an_error_of_the_spreadsheet_is_no_value(plan: PlanDocument, tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet["M4"] = "#REF!"
        sheet["M4"].data_type = "e"

    found, findings = of_workbook(plan, tmp_path, edit)
    assert found is None
    assert places(findings, "F-186") == [("plan.xlsx [Steps]", 4, "M")]


def test_dates_in_three_formats_in_one_column(plan: PlanDocument, tmp_path: Path) -> None:
    """12/10 is October to some and December to others: only what everybody reads alike is taken."""

    def edit(sheet: Any) -> None:
        column = next(cell.column for cell in sheet[1] if cell.value == "Starts not before")
        for line, value in (
            (5, datetime(2007, 10, 12)),
            (6, "2007-10-12"),
            (7, "12/10/2007"),
            (8, "12.10.07"),
            (9, 39367),
        ):
            sheet.cell(line, column, value)

    found, findings = of_workbook(plan, tmp_path, edit)
    assert found is None
    assert [line for _, line, _ in places(findings, "F-190")] == [7, 8, 9]
    assert {key for _, _, key in places(findings, "F-190")} == {"Y Starts not before"}


def test_a_row_pasted_twice(plan: PlanDocument, tmp_path: Path) -> None:
    text = csv_text(plan)
    path = tmp_path / "plan.csv"
    path.write_text(text + text.splitlines()[2] + "\r\n", encoding="utf-8")
    found, findings = told(path, plan)
    assert found is None
    assert [(one.code, one.facts["line"]) for one in findings] == [("F-183", 3)]
    assert findings[0].where is not None
    assert findings[0].where.line == len(plan.tasks) + 2


def test_more_rows_than_a_plan_has_steps(plan: PlanDocument, tmp_path: Path) -> None:
    rows = csv_text(plan).splitlines()
    path = tmp_path / "plan.csv"
    more = [rows[2].replace("check-lists", f"more-{number}", 1) for number in range(5_001)]
    path.write_text("\r\n".join([rows[0], *more]), encoding="utf-8")
    found, findings = told(path, plan)
    assert found is None
    assert [one.code for one in findings] == ["F-189"]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Longest": "-3"}, "F-131", "Shortest"),
        ({"Longest": "1"}, "F-132", "Shortest"),
        ({"Longest": "1,500"}, "F-121", "Longest"),
        ({"Longest": "ten"}, "F-113", "Longest"),
        ({"Longest": ""}, "F-136", "Kind of estimate"),
        ({"Kind_of_estimate": ""}, "F-130", "Kind of estimate"),
        ({"Kind_of_estimate": "guess"}, "F-116", "Kind of estimate"),
        ({"Draws": "fastest of 99"}, "F-192", "Draws"),
        ({"Status_of_the_estimate": ""}, "L-104", "Status of the estimate"),
        ({"Status_of_the_estimate": "empty"}, "L-111", "Status of the estimate"),
        ({"Source_of_the_estimate": "A cousin"}, "F-194", "Source of the estimate"),
        ({"Source_of_the_estimate": ""}, "L-106", "Source of the estimate"),
        ({"Owner": "nobody-known"}, "F-120", "Owner"),
        ({"Owner": ""}, "F-114", "Owner"),
        ({"Strand": "art"}, "F-120", "Strand"),
        ({"Working_calendar": "moon"}, "F-120", "Working calendar"),
        ({"Waits_for": "nothing-such"}, "F-120", "Waits for"),
        ({"Waits_for": "receive-lists after a week"}, "F-191", "Waits for"),
        ({"Waits_for": "decide-lists"}, "F-133", None),
        ({"Name_(sq)": ""}, "F-126", "Name (sq)"),
        ({"Name_(sr-cyrl)": "Latin"}, "F-129", "Name (sr-cyrl)"),
        ({"Gate": "perhaps"}, "F-116", "Gate"),
        ({"Started": "2007-13-40"}, "F-190", "Started"),
        ({"Step": ""}, "F-114", "Step"),
        ({"Step": "a b"}, "F-118", "Step"),
    ],
)
def test_each_mistake_has_its_number_row_and_column(
    plan: PlanDocument, tmp_path: Path, cells: dict[str, str], code: str, column: str | None
) -> None:
    findings = of_cells(plan, tmp_path, 2, **cells)
    assert ("plan.csv", 3, column) in places(findings, code)


def test_a_finish_before_its_start(plan: PlanDocument, tmp_path: Path) -> None:
    source = next(row for row in csv.DictReader(io.StringIO(csv_text(plan))) if row["Source of these facts"])
    cells = {
        "Started": "2007-09-12",
        "Finished": "2007-09-10",
        "Source of these facts": source["Source of these facts"],
    }
    findings = of_cells(plan, tmp_path, 2, **cells)
    assert places(findings, "F-138") == [("plan.csv", 3, "Finished")]


def test_columns_of_ones_own_are_said_and_passed_over(plan: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(f"{line},mine" for line in csv_text(plan).splitlines()), encoding="utf-8")
    found, findings = told(path, plan)
    assert found == Taken(plan.tasks)
    assert [(one.code, one.blocks) for one in findings] == [("F-188", False)]


def test_one_column_twice(plan: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(csv_text(plan).replace("Strand", "Owner", 1), encoding="utf-8")
    found, findings = told(path, plan)
    assert found is None
    assert "F-119" in {one.code for one in findings}


def test_steps_left_out_stay_and_are_counted(plan: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("\n".join(csv_text(plan).splitlines()[:11]), encoding="utf-8")
    found, findings = told(path, plan)
    assert found is not None
    assert found.left_out == tuple(task.id for task in plan.tasks[10:])
    assert [(one.code, one.facts["count"]) for one in findings] == [("F-195", len(plan.tasks) - 10)]


# ------------------------------------------------------------------------------------------------- files of bad will
def packed(folder: Path, **parts: bytes) -> Path:
    path = folder / "plan.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return path


def test_a_zip_bomb_is_not_unpacked(plan: PlanDocument, tmp_path: Path) -> None:
    path = packed(tmp_path, **{"xl__worksheets__sheet1.xml": b"0" * 60_000_000})
    assert path.stat().st_size < 100_000
    found, findings = told(path, plan)
    assert found is None
    assert [one.code for one in findings] == ["F-181"]


def test_a_workbook_with_programs_is_refused(plan: PlanDocument, tmp_path: Path) -> None:
    found, findings = told(packed(tmp_path, xl__vbaProject_bin=b"", **{"xl__vbaProject.bin": b"x"}), plan)
    assert found is None
    assert [one.code for one in findings] == ["F-182"]


def test_entities_are_not_expanded(plan: PlanDocument, tmp_path: Path) -> None:
    """A billion laughs in a cell: defusedxml reads the workbook, and refuses."""
    good = tmp_path / "good.xlsx"
    good.write_bytes(xlsx_bytes(plan))
    with zipfile.ZipFile(good) as archive:
        parts = {name.replace("/", "__"): archive.read(name) for name in archive.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    name = "xl__worksheets__sheet1.xml"
    parts[name] = bomb + parts[name].replace(b"<?xml version='1.0' encoding='utf-8'?>", b"")
    found, findings = told(packed(tmp_path, **parts), plan)
    assert found is None
    assert [one.code for one in findings] == ["F-180"]


@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04 not a zip", b"hello", b"\xff\xfe\x00", b"%PDF-1.7", b"a,b\n1,2\n"]
)
def test_what_is_no_table_of_steps_is_said(plan: PlanDocument, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(raw)
    found, findings = told(path, plan)
    assert found is None
    assert any(one.blocks for one in findings)


def test_a_file_too_large_or_not_there(plan: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"x" * 8_000_001)
    assert [one.code for one in told(path, plan)[1]] == ["F-103"]
    assert [one.code for one in told(tmp_path / "none.csv", plan)[1]] == ["F-156"]


NUMBERS = {"F-113", "F-115", "F-116", "F-121", "F-122", "F-190"}


@given(
    cell=st.text(max_size=40)
    | st.dates()
    | st.datetimes()
    | st.booleans()
    | st.decimals(allow_nan=False, places=3)
)
@pytest.mark.parametrize("kind", ["text", "number", "begin", "end", "flag", "choice"])
def test_no_cell_breaks_the_reader(kind: str, cell: Any) -> None:
    """Whatever stands in a cell, it is read or it is refused by number."""
    column = Column("some", "Some", kind, ("one", "two"))
    try:
        found = read_cell(column, cell)
    except Unreadable as wrong:
        assert wrong.code in NUMBERS  # noqa: PT017 - a refusal is one of the two good answers
    else:
        assert found is None or (kind not in ("begin", "end") or isinstance(found, date))


def test_a_table_without_its_header_is_said_even_where_there_is_a_notice_too(
    plan: PlanDocument, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(csv_text(plan).partition("\n")[2], encoding="utf-8-sig")
    found, findings = told(path, plan)
    assert found is None
    assert [(one.code, one.blocks) for one in findings] == [("F-187", True), ("F-105", False)]

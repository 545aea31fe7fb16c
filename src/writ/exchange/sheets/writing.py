"""The steps of a plan written as XLSX or CSV; the same plan gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from writ.exchange.plan.document import PlanDocument
from writ.exchange.sheets.columns import Column, columns
from writ.exchange.sheets.grids import QUOTED, Cell
from writ.exchange.sheets.spelled import cells_of, labels_of, templates_of
from writ.law.texts import N_, translate

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

STEPS, ALLOWED = N_("Steps"), N_("Words allowed")
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl wants it bare
"""When a file says it was made: nothing in it hangs on the clock."""


def languages_of(document: PlanDocument) -> tuple[str, ...]:
    """The languages in which the plan names its steps."""
    return tuple(dict.fromkeys(language for task in document.tasks for language in task.names))


def lines_of(document: PlanDocument) -> tuple[tuple[Column, ...], list[Mapping[str, Cell]]]:
    """The columns, and for each step what stands under them."""
    labels, templates = labels_of(document), templates_of(document.tasks)
    return columns(languages_of(document)), [cells_of(task, labels, templates) for task in document.tasks]


def csv_text(document: PlanDocument, language: str = "en") -> str:
    """The steps as CSV (RFC 4180, commas), headers in `language`; what looks like a formula gets an apostrophe."""
    under, lines = lines_of(document)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.title_in(language) for column in under])
    writer.writerows([_text(cells.get(column.key)) for column in under] for cells in lines)
    return out.getvalue()


def shown(cell: Cell) -> str:
    """A cell as text: moments year-month-day and hour, numbers with a point, nothing for an empty one."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _text(cell: Cell) -> str:
    text = shown(cell)
    return f"'{text}" if f"'{text[:1]}" in QUOTED else text


def xlsx_bytes(document: PlanDocument, language: str = "en") -> bytes:
    """The steps as a workbook: headers in `language`, days as days, and a sheet of the words to choose from."""
    from openpyxl import Workbook  # loads when called

    under, lines = lines_of(document)
    workbook = Workbook()
    workbook.properties.created = workbook.properties.modified = MADE
    sheet: Any = workbook.active
    sheet.title = translate(STEPS, language)
    _write(sheet, under, lines, language)
    allowed = workbook.create_sheet(translate(ALLOWED, language))
    choices = dict(_choices(document, under))
    for place, (key, words) in enumerate(choices.items(), 1):
        title = next(column for column in under if column.key == key).title_in(language)
        for line, word in enumerate((title, *words), 1):
            _put(allowed.cell(line, place), word)
        allowed.column_dimensions[allowed.cell(1, place).column_letter].width = 30
    _choose(sheet, under, allowed, choices)
    return _packed(workbook)


def _write(
    sheet: Worksheet, under: tuple[Column, ...], lines: list[Mapping[str, Cell]], language: str
) -> None:
    from openpyxl.styles import Alignment, Font

    for place, column in enumerate(under, 1):
        box = sheet.cell(1, place)
        _put(box, column.title_in(language))
        box.font, box.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[box.column_letter].width = column.width
        for line, cells in enumerate(lines, 2):
            if (cell := cells.get(column.key)) is not None:
                _put(sheet.cell(line, place), cell)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(box: Any, cell: Cell) -> None:
    box.value = cell
    if isinstance(cell, str):
        box.data_type = "s"  # a name that begins with an equals sign is a name
    elif isinstance(cell, date):
        box.number_format = MOMENT if isinstance(cell, datetime) else DAY


def _choices(document: PlanDocument, under: tuple[Column, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words to choose from, by column."""
    owners = tuple(dict.fromkeys(task.owner for task in document.tasks))
    yield "strand", tuple(strand.id for strand in document.strands)
    yield "owner", owners
    yield "calendar", ("continuous", *(calendar.id for calendar in document.calendars))
    yield "source", tuple(labels_of(document).values())
    for column in under:
        if column.words:
            yield column.key, column.words


def _choose(
    sheet: Worksheet, under: tuple[Column, ...], allowed: Worksheet, choices: Mapping[str, tuple[str, ...]]
) -> None:
    """Let people choose the words of a column from its list; what they type is not refused by the editor."""
    from openpyxl.utils import get_column_letter, quote_sheetname
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = {}
    for place, (key, words) in enumerate(choices.items(), 1):
        letter = get_column_letter(place)
        lists[key] = f"{quote_sheetname(allowed.title)}!${letter}$2:${letter}${len(words) + 1}"
    shared = {"ends_source": "source", "fact_source": "source"}
    for place, column in enumerate(under, 1):
        if span := lists.get(shared.get(column.key, column.key)):
            letter = get_column_letter(place)
            choice = DataValidation(
                type="list", formula1=f"={span}", allow_blank=True, showErrorMessage=False
            )
            choice.add(f"{letter}2:{letter}{sheet.max_row + 200}")
            sheet.add_data_validation(choice)


def _packed(workbook: Any) -> bytes:
    """The workbook as bytes that hang on nothing but its content: a ZIP keeps the hour of each part."""
    import zipfile

    from openpyxl.writer.excel import ExcelWriter

    raw, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(workbook, archive).save()
    with zipfile.ZipFile(raw) as loose, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in loose.namelist():
            part = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, _unclocked(name, loose.read(name)))
    return out.getvalue()


def _unclocked(name: str, part: bytes) -> bytes:
    """A part of the workbook as it would be at any hour: openpyxl writes the clock into its properties."""
    if name != "docProps/core.xml":
        return part
    import re

    stamp = MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)

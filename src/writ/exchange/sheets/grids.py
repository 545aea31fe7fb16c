"""A spreadsheet file as a grid of cells: XLSX of any editor, or CSV with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from writ.exchange.csv import DELIMITERS
from writ.exchange.decoding import read_text
from writ.exchange.ledger import Ledger
from writ.exchange.plan.checking import MOST_STEPS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Box
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_FILE = 8_000_000
LARGEST_UNPACKED = 48_000_000
MOST_PARTS = 1_000
HEADER_WITHIN = 12
"""A header stands in one of the first rows: some editors put the name of the table over it."""

Cell = str | Decimal | date | datetime | bool | None
IsHeader = Callable[[Sequence[Cell]], bool]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table found in a file: `file` as findings name it, its header, its rows with their numbers from 1."""

    file: str
    header_line: int
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    lettered: bool

    def column(self, place: int) -> str:
        """How a finding names a column: its letter in a spreadsheet, and its header."""
        letter = _letter(place) if self.lettered else ""
        return " ".join(part for part in (letter, self.header[place]) if part)


def read_grid(path: Path, is_header: IsHeader, ledger: Ledger) -> Grid | None:
    """The table of a file, without its empty rows; None where it cannot be read, with the reason in the ledger."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        size = path.stat().st_size
    except OSError as error:
        ledger.add("F-156", path.name, reason=error.strerror or type(error).__name__)
        return None
    if size > LARGEST_FILE:
        ledger.add("F-103", path.name, limit=LARGEST_FILE)
        return None
    grid = (
        _from_xlsx(path, is_header, ledger) if start == b"PK\x03\x04" else _from_csv(path, is_header, ledger)
    )
    if grid is None and not ledger.blocks:
        ledger.add("F-187", path.name)
    return grid


def _table(
    file: str,
    rows: Iterable[tuple[int, Sequence[Cell]]],
    is_header: IsHeader,
    ledger: Ledger,
    *,
    lettered: bool,
) -> Grid | None:
    header: tuple[str, ...] | None = None
    header_line = 0
    kept: list[tuple[int, tuple[Cell, ...]]] = []
    for place, (line, cells) in enumerate(rows):
        if header is None:
            if is_header(cells):
                header, header_line = tuple(str(cell or "").strip() for cell in cells), line
            elif place >= HEADER_WITHIN:
                return None
        elif any(cell not in (None, "") for cell in cells):
            if len(kept) == MOST_STEPS:
                ledger.add("F-189", file, line, limit=MOST_STEPS)
                return None
            kept.append((line, (*cells, *([None] * (len(header) - len(cells))))))
    return Grid(file, header_line, header, tuple(kept), lettered) if header else None


# ------------------------------------------------------------------------------------------------------------- XLSX
def _from_xlsx(path: Path, is_header: IsHeader, ledger: Ledger) -> Grid | None:
    if not _is_safe(path, ledger):
        return None
    from openpyxl import load_workbook  # loads when called

    try:
        workbook = load_workbook(path, keep_links=False)
    except Exception as error:  # a broken file breaks the reader in any way
        ledger.add("F-180", path.name, reason=str(error) or type(error).__name__)
        return None
    for sheet in workbook.worksheets:
        noted = Ledger()
        file = f"{path.name} [{sheet.title}]"
        grid = _table(file, _rows(file, sheet, noted), is_header, ledger, lettered=True)
        if grid is None:
            continue
        for merged in sorted(sheet.merged_cells.ranges, key=lambda one: (one.min_row, one.min_col)):
            if merged.max_row >= grid.header_line:
                ledger.add("F-184", file, merged.min_row, _letter(merged.min_col - 1), cells=merged.coord)
        for finding in noted.findings():
            ledger.take(finding)
        return grid
    return None


def _is_safe(path: Path, ledger: Ledger) -> bool:
    """Note a file that would unpack to far more than it is, or that carries programs."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        ledger.add("F-180", path.name, reason=str(error))
        return False
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        ledger.add("F-181", path.name, size=size // 1_000_000, limit=LARGEST_UNPACKED // 1_000_000)
        return False
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        ledger.add("F-182", path.name)
        return False
    return True


def _rows(file: str, sheet: Worksheet, ledger: Ledger) -> Iterator[tuple[int, Sequence[Cell]]]:
    for line, boxes in enumerate(sheet.iter_rows(), 1):
        yield line, tuple(_plain(file, line, place, box, ledger) for place, box in enumerate(boxes))


def _plain(file: str, line: int, place: int, box: Box, ledger: Ledger) -> Cell:
    value = box.value
    if box.data_type == "f":
        ledger.add("F-185", file, line, _letter(place), value=str(value)[:60])
        return None
    if box.data_type == "e":
        ledger.add("F-186", file, line, _letter(place), value=str(value))
        return None
    if isinstance(value, bool) or value is None or isinstance(value, (date, datetime)):
        return value
    if isinstance(value, (int, float)):
        return Decimal(repr(value))
    return str(value).strip()


def _letter(place: int) -> str:
    letters, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


# -------------------------------------------------------------------------------------------------------------- CSV
def _from_csv(path: Path, is_header: IsHeader, ledger: Ledger) -> Grid | None:
    text = read_text(path, path.name, ledger, LARGEST_FILE)
    if text is None or not text.strip():
        return None
    head = text[:20_000]
    delimiter = max(DELIMITERS, key=head.partition("\n")[0].count)
    if head.startswith("sep="):  # Excel's own way to name the delimiter
        delimiter = head[4:5]
    rows = _parted(path.name, text, delimiter, ledger)
    try:
        return _table(path.name, rows, is_header, ledger, lettered=False)
    except csv.Error as error:
        ledger.add("F-145", path.name, reason=str(error))
        return None


def _parted(file: str, text: str, delimiter: str, ledger: Ledger) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line, width = 1, 0
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        width = max(width, len(stripped)) if line <= HEADER_WITHIN else width
        if len(stripped) > width and any(stripped[width:]):
            ledger.add("F-140", file, line, count=len(stripped), needed=width)
        yield line, tuple(cell.removeprefix("'") if cell[:2] in QUOTED else cell for cell in stripped)
        line = reader.line_num + 1


QUOTED = ("'=", "'+", "'-", "'@")
"""How a text that a spreadsheet would take for a formula is written in CSV."""

"""A CSV file read row by row: typed cells out, every mistake into the ledger with its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from writ.exchange import words
from writ.exchange.ledger import Ledger
from writ.exchange.toml import Names, check_code, check_name
from writ.law.cite import Status
from writ.law.findings import Severity
from writ.law.spelling import near
from writ.law.texts import LANGUAGES, N_

MOST_ROWS = 2_000_000
DELIMITERS = (",", ";", "\t")


@dataclass
class Row:
    """One row: where it stands and its cells by column, stripped."""

    file: str
    line: int
    cells: Mapping[str, str]
    ledger: Ledger

    def fault(
        self, code: str, column: str, /, *, severity: Severity = Severity.MUST_CURE, **facts: str | int
    ) -> None:
        """Note a mistake in a cell."""
        self.ledger.add(code, self.file, self.line, column or None, cite=None, severity=severity, **facts)

    def text(self, column: str, *, needed: bool = True, longest: int = words.LONGEST_NAME) -> str:
        """A text cell, empty where there is none."""
        cell = self.cells.get(column, "")
        if not cell and needed:
            self.fault("F-114", column, name=column)
        if len(cell) > longest:
            self.fault("F-115", column, name=column, length=len(cell), limit=longest)
        if words.looks_like_formula(cell):
            self.fault("F-144", column, value=cell)
        return cell

    def code(self, column: str, *, needed: bool = True) -> str:
        """A code, empty where there is none."""
        cell = self.text(column, needed=needed, longest=64)
        check_code(cell, lambda code, **facts: self.fault(code, column, **facts))
        return cell

    def choice(self, column: str, choices: Collection[str]) -> str:
        """One word of a closed list."""
        cell = self.text(column)
        if cell and cell not in choices:
            self.fault("F-116", column, value=cell, choices=", ".join(choices))
        return cell

    def whole(self, column: str) -> int | None:
        """A whole number, or None where the cell is empty."""
        cell = self.cells.get(column, "")
        if not cell:
            return None
        if cell.isascii() and cell.isdigit() and len(cell) <= 15:
            return int(cell)
        if words.is_ambiguous(cell):
            self.fault("F-121", column, value=cell)
        else:
            self.fault(
                "F-113", column, name=column, value=cell, expected=N_("a whole number in digits alone")
            )
        return None

    def degrees(self, column: str, limit: int) -> Decimal | None:
        """A coordinate in decimal degrees, or None where the cell is empty."""
        cell = self.cells.get(column, "")
        if not cell:
            return None
        plain = cell.removeprefix("-").replace(".", "", 1)
        if not (plain.isascii() and plain.isdigit() and len(plain) <= 15):
            code = "F-121" if words.is_ambiguous(cell) else "F-113"
            self.fault(
                code,
                column,
                name=column,
                value=cell,
                expected=N_("decimal degrees with a point, such as 42.6727"),
            )
            return None
        degrees = Decimal(cell)
        if abs(degrees) > limit:
            self.fault("F-122", column, value=cell, low=-limit, high=limit)
        return degrees

    def status(self, column: str = "status") -> Status:
        """How the row is known."""
        cell = self.cells.get(column, "")
        if cell in tuple(Status):
            return Status(cell)
        self.fault("L-105" if cell else "L-104", column, rule=column, status=cell, choices=", ".join(Status))
        return Status.EMPTY

    def names(self, languages: Collection[str], *, needed: bool = True) -> Names:
        """The columns `name_<language>`, with underscores for hyphens."""
        found = {}
        for language in languages:
            column = name_column(language)
            name = self.text(column, needed=needed)
            if name:
                found[language] = name
                check_name(name, language, lambda code, at=column, **facts: self.fault(code, at, **facts))
        return MappingProxyType(found)


def name_column(language: str) -> str:
    """The column that holds names in a language."""
    return f"name_{language.replace('-', '_')}"


def rows(
    file: str, text: str, needed: Collection[str], optional: Collection[str], ledger: Ledger
) -> Iterator[Row]:
    """The rows of a CSV text with a header line; rows with another number of cells are noted and left out."""
    header_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    if delimiter != ",":
        ledger.add(
            "F-141",
            file,
            1,
            severity=Severity.INFORMATION,
            delimiter="tab" if delimiter == "\t" else delimiter,
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(file, header, needed, optional, ledger)
        line = reader.line_num + 1
        for count, cells in enumerate(reader):
            if count >= MOST_ROWS:
                ledger.add("F-103", file, line, limit=MOST_ROWS)
                return
            if not cells or not any(cell.strip() for cell in cells):
                pass
            elif len(cells) != len(header):
                ledger.add("F-140", file, line, count=len(cells), needed=len(header))
            else:
                stripped = [cell.strip() for cell in cells]
                yield Row(file, line, dict(zip(header, stripped, strict=True)), ledger)
            line = reader.line_num + 1
    except csv.Error as error:
        ledger.add("F-145", file, line, reason=str(error))


def _check_header(
    file: str, header: list[str], needed: Collection[str], optional: Collection[str], ledger: Ledger
) -> None:
    known = (*needed, *optional, *map(name_column, LANGUAGES))
    for column in needed:
        if column not in header:
            ledger.add("F-142", file, 1, column, name=column)
    for place, column in enumerate(header):
        if column in header[:place]:
            ledger.add("F-119", file, 1, column, kind="column", value=column)
        elif column not in known:
            ledger.add("F-143", file, 1, column or None, name=column, choices=near(column, known))

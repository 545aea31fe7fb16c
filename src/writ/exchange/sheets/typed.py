"""One cell read as what its column holds: a text, a number, a day or a moment, a word of a list."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from writ.exchange import words
from writ.exchange.sheets.columns import YES, Column
from writ.exchange.sheets.grids import Cell

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?")
MOST = 10**9
_FLAGS = {"yes", "true", "1", "x", "po", "da", "да"}
_NO = {"no", "false", "0", "jo", "ne", "не"}


class Unreadable(Exception):
    """Raised for a cell that is not what its column holds; carries the finding's code and the facts beside `value`."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def read(column: Column, cell: Cell) -> Cell:
    """The cell as its column's kind; None where it is empty."""
    if cell is None or cell == "":
        return None
    if column.kind == "number":
        return _number(cell)
    if column.kind in ("begin", "end"):
        return _moment(cell)
    text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell).strip()
    if column.kind == "flag":
        return _flag(text)
    if column.kind == "choice":
        return _choice(text, column)
    if len(text) > words.LONGEST_TEXT and column.key != "waits_for":
        raise Unreadable("F-115", name=column.key, length=len(text), limit=words.LONGEST_TEXT)
    return text or None


def _number(cell: Cell) -> Decimal:
    if isinstance(cell, Decimal):
        if not cell.is_finite() or abs(cell) > MOST:
            raise Unreadable("F-122", low=-MOST, high=MOST)
        return cell.normalize() if cell % 1 else cell.quantize(Decimal(1))
    text = str(cell).replace("\u2212", "-").strip()
    if isinstance(cell, (bool, date)) or not _NUMBER.fullmatch(text):
        code = "F-121" if words.is_ambiguous(text) else "F-113"
        raise Unreadable(
            code, **({} if code == "F-121" else {"name": "number", "expected": "a number in digits"})
        )
    if re.search(r"[.,]\d{3}$", text):  # a thousand here, a decimal there
        raise Unreadable("F-121")
    return _number(Decimal(text.replace(",", ".")))


def _moment(cell: Cell) -> date:
    """A day or a moment: a true date of the spreadsheet, or year-month-day. All else has two readings somewhere."""
    if isinstance(cell, datetime):
        rounded = cell.replace(second=0, microsecond=0)
        return _in_bounds(rounded if rounded.time() != time() else rounded.date())
    if isinstance(cell, date):
        return _in_bounds(cell)
    match = _MOMENT.fullmatch(str(cell))
    if match is None:
        raise Unreadable("F-190")
    try:
        day = date.fromisoformat(match[1])
        hour = time.fromisoformat(match[2]) if match[2] else time()
    except ValueError:
        raise Unreadable("F-190") from None
    return _in_bounds(datetime.combine(day, hour) if hour != time() else day)


def _in_bounds(found: date) -> date:
    if found.year not in words.YEARS:
        raise Unreadable("F-190")
    return found


def _flag(text: str) -> str | None:
    if text.casefold() in _FLAGS:
        return YES
    if text.casefold() in _NO:
        return None
    raise Unreadable("F-116", choices=YES)


def _choice(text: str, column: Column) -> str:
    for word in column.words:
        if word.casefold() == text.casefold():
            return word
    raise Unreadable("F-116", choices=", ".join(column.words))

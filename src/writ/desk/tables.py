"""Tables: columns and choices declared once, then sorted, filtered, paged, exported and printed alike everywhere.

The state of a table is in its address, so back works and a link shows the same rows. Rows are facts already fetched.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from writ.desk.sorting import sort_key
from writ.desk.times import number_in_words

ALL = "all"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `text` gives the plain value, exported and sorted by; `html` what stands in the cell, if other.

    `detail` is the second line, in quiet ink. A column whose `sort` is None is not sorted by; `ascending` and
    `descending` say the two orders in words ("soonest first").
    """

    key: str
    title: str
    text: Callable[[Any], object]
    html: Callable[[Any], object] | None = None
    detail: Callable[[Any], object] | None = None
    number: bool = False
    heads: bool = False
    sort: Callable[[Any], Any] | None = None
    ascending: str = ""
    descending: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its options as (value, words), and whether a row stays under a value."""

    key: str
    title: str
    options: Sequence[tuple[str, str]]
    keeps: Callable[[Any, str], bool]
    everything: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a table is made of; `view` shows it for one request. `name` parts two tables on one page."""

    caption: str
    columns: Sequence[Column]
    choices: Sequence[Choice] = ()
    order: str = ""
    per_page: int = 50
    name: str = ""
    selected: Callable[[Any], bool] | None = None
    nothing: str = ""

    def view(self, rows: Iterable[Any], query: Mapping[str, str], path: str = "") -> View:
        """The rows under the filters and in the order that the address asks for; nonsense in it is passed over."""
        every = list(rows)
        asked = {choice.key: query.get(self.parameter(choice.key), "") for choice in self.choices}
        asked = {
            choice.key: value
            for choice in self.choices
            if (value := asked[choice.key]) in {option for option, _ in choice.options}
        }
        kept = [
            row
            for row in every
            if all(choice.keeps(row, asked[choice.key]) for choice in self.choices if asked.get(choice.key))
        ]
        order = query.get(self.parameter("sort"), self.order)
        column = next((c for c in self.columns if c.key == order.lstrip("-") and c.sort), None)
        if column is not None:
            kept = _sorted(kept, column, backwards=order.startswith("-"))
        page = query.get(self.parameter("page"), "1")
        return View(self, every, kept, asked, order if column else "", page, dict(query.items()), path)

    def parameter(self, key: str) -> str:
        """The name of a parameter of this table in the address."""
        return f"{self.name}-{key}" if self.name else key


@dataclass(frozen=True, slots=True)
class View:
    """A table as one request sees it; given to `{% table %}`."""

    table: Table
    every: Sequence[Any]
    kept: Sequence[Any]
    asked: Mapping[str, str]
    order: str
    asked_page: str
    query: Mapping[str, str]
    path: str = ""
    selected: Callable[[Any], bool] | None = field(default=None)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return 1 if self.asked_page == ALL else max(-(-len(self.kept) // self.table.per_page), 1)

    @property
    def page(self) -> int:
        """The page shown, from 1; a page that is not there gives the nearest."""
        wanted = int(self.asked_page) if self.asked_page.isdecimal() else 1
        return min(max(wanted, 1), self.pages)

    @property
    def shown(self) -> Sequence[Any]:
        """The rows of the page."""
        if self.asked_page == ALL:
            return self.kept
        start = (self.page - 1) * self.table.per_page
        return self.kept[start : start + self.table.per_page]

    @property
    def body(self) -> list[Mapping[str, object]]:
        """Rows of cells for the template."""
        chosen = self.table.selected
        return [
            {
                "selected": bool(chosen and chosen(row)),
                "cells": [
                    {
                        "column": column,
                        "html": column.html(row) if column.html else _shown(column.text(row)),
                        "detail": column.detail(row) if column.detail else "",
                    }
                    for column in self.table.columns
                ],
            }
            for row in self.shown
        ]

    @property
    def heads(self) -> list[Mapping[str, object]]:
        """Column heads: title, the address that sorts by it, and the state that a screen reader is told."""
        answer: list[Mapping[str, object]] = []
        for column in self.table.columns:
            up, down = self.order == column.key, self.order == f"-{column.key}"
            url = self.url(sort=f"-{column.key}" if up else column.key, page="") if column.sort else ""
            aria = "ascending" if up else "descending" if down else ""
            answer.append({"column": column, "url": url, "aria": aria})
        return answer

    @property
    def choices(self) -> list[Mapping[str, object]]:
        """The filters with what is chosen."""
        return [
            {
                "name": self.table.parameter(choice.key),
                "title": choice.title,
                "everything": choice.everything or gettext("All"),
                "options": [
                    {"value": value, "words": words, "chosen": self.asked.get(choice.key) == value}
                    for value, words in choice.options
                ],
            }
            for choice in self.table.choices
        ]

    @property
    def order_words(self) -> str:
        """The order in words: "Sorted by clock, soonest first"."""
        column = next((c for c in self.table.columns if c.key == self.order.lstrip("-")), None)
        if column is None:
            return ""
        if self.order.startswith("-"):
            way = column.descending or (gettext("largest first") if column.number else gettext("last first"))
        else:
            way = column.ascending or (gettext("smallest first") if column.number else gettext("first first"))
        return gettext("Sorted by {column}, {way}.").format(column=column.title, way=way)

    @property
    def count_words(self) -> str:
        """How many of how many are shown: "Showing 6 of 38"."""
        return gettext("Showing {shown} of {all}.").format(shown=len(self.shown), all=len(self.every))

    @property
    def all_url(self) -> str:
        """The address that shows every row, empty where all are shown."""
        return (
            "" if len(self.shown) == len(self.every) else self.url(page=ALL, **dict.fromkeys(self.asked, ""))
        )

    @property
    def export_url(self) -> str:
        """The address of the same rows as CSV."""
        return self.url(export="csv", page="")

    @property
    def page_links(self) -> list[Mapping[str, object]]:
        """Pages by number, the present one without address."""
        if self.pages == 1:
            return []
        return [
            {"number": n, "url": "" if n == self.page else self.url(page=str(n))}
            for n in range(1, self.pages + 1)
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What else stands in the address and must stay there when a filter is changed."""
        own = {self.table.parameter(choice.key) for choice in self.table.choices} | {
            self.table.parameter("page"),
            self.table.parameter("export"),
        }
        return [(name, value) for name, value in self.query.items() if name not in own]

    @property
    def wants_export(self) -> bool:
        """True where the address asks for the file."""
        return self.query.get(self.table.parameter("export")) == "csv"

    def url(self, **changes: str) -> str:
        """The present address with some parameters changed; an empty one falls out."""
        named = {self.table.parameter(key): value for key, value in changes.items()}
        merged = (
            {**self.query, **named}
            if "export" in changes
            else {**self.query, self.table.parameter("export"): "", **named}
        )
        kept = {name: value for name, value in merged.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path or "?"

    def csv(self) -> str:
        """Every kept row, not only the page's, as CSV that no spreadsheet runs as a formula."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow([plain_cell(column.title) for column in self.table.columns])
        writer.writerows([plain_cell(column.text(row)) for column in self.table.columns] for row in self.kept)
        return out.getvalue()

    def export(self, filename: str) -> HttpResponse:
        """The CSV as a download; UTF-8 with its mark, so that spreadsheets read Cyrillic as it is."""
        answer = HttpResponse(self.csv().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
        return answer


def plain_cell(value: object) -> str:
    """A value as text for a spreadsheet: what would be a formula is put behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return str(value)
    words = value.isoformat() if isinstance(value, datetime | date) else str(value)
    return f"'{words}" if words.lstrip(" ").startswith(_FORMULA) else words


def _shown(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_in_words(value, get_language() or "en")
    return "" if value is None else value


def _sorted(rows: Sequence[Any], column: Column, backwards: bool) -> list[Any]:
    by = column.sort
    assert by is not None
    language = get_language() or "en"

    def key(row: Any) -> Any:
        value = by(row)
        return sort_key(value, language) if isinstance(value, str) else value

    known = [row for row in rows if by(row) is not None]
    unknown = [row for row in rows if by(row) is None]
    return sorted(known, key=key, reverse=backwards) + unknown

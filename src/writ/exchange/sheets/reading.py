"""The steps in a spreadsheet read against the plan they belong to: every mistake with its row and column."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from writ.exchange import words
from writ.exchange.ledger import Ledger
from writ.exchange.plan.document import PlanDocument, TaskEntry
from writ.exchange.sheets.columns import Column, by_header, columns, name_key, plain_header
from writ.exchange.sheets.figures import FIGURES, GROUPS, Row
from writ.exchange.sheets.grids import Cell, Grid, read_grid
from writ.exchange.sheets.spelled import cells_of, labels_of, templates_of
from writ.exchange.sheets.writing import languages_of
from writ.exchange.toml import check_code, check_name
from writ.law.findings import Severity
from writ.law.spelling import near


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file says: the steps in its order, and the ids of the plan's steps that it leaves out."""

    tasks: tuple[TaskEntry, ...]
    left_out: tuple[str, ...] = ()


def read_steps(
    path: Path, document: PlanDocument, ledger: Ledger, posts: Collection[str] | None = None
) -> Taken | None:
    """The steps in a file, each as the plan has it where the file says nothing else; None where something blocks.

    A column that is not there changes nothing, an empty cell empties. `posts` are those that may own a step.
    """
    known = columns(languages_of(document))
    headers = by_header(known)

    def is_header(cells: Any) -> bool:
        found = {headers[name].key for cell in cells if (name := plain_header(cell)) in headers}
        return "id" in found and len(found) > 1

    grid = read_grid(path, is_header, ledger)
    if grid is None or ledger.blocks:
        return None
    return _Reader(grid, document, ledger, posts, headers).read()


class _Reader:
    """One walk down the rows."""

    def __init__(
        self,
        grid: Grid,
        document: PlanDocument,
        ledger: Ledger,
        posts: Collection[str] | None,
        headers: Mapping[str, Column],
    ) -> None:
        self.grid, self.document, self.ledger, self.posts = grid, document, ledger, posts
        self.labels, self.templates = labels_of(document), templates_of(document.tasks)
        self.sources = {label: cite for cite, label in self.labels.items()}
        self.present = {task.id: task for task in document.tasks}
        self.languages = languages_of(document)
        self.places = self.places_of(headers)

    def read(self) -> Taken | None:
        seen: dict[str, int] = {}
        rows: list[tuple[Row, str]] = []
        for line, cells in self.grid.rows:
            row = Row(self.grid, line, self.places, cells, self.ledger)
            code = self.code(row)
            if code in seen:
                row.fault("F-183", "id", value=code, line=seen[code])
            elif code:
                seen[code] = line
                rows.append((row, code))
        ids = {*self.present, *seen, *self.templates}
        tasks = [task for row, code in rows if (task := self.task(row, code, ids)) is not None]
        self.no_circle(tasks, seen)
        left_out = tuple(code for code in self.present if code not in seen)
        if left_out:
            self.ledger.add("F-195", self.grid.file, severity=Severity.INFORMATION, count=len(left_out))
        return None if self.ledger.blocks else Taken(tuple(tasks), left_out)

    def places_of(self, headers: Mapping[str, Column]) -> dict[str, tuple[int, Column]]:
        """Where each column stands."""
        places: dict[str, tuple[int, Column]] = {}
        for place, header in enumerate(self.grid.header):
            column = headers.get(plain_header(header))
            where = (self.grid.file, self.grid.header_line, self.grid.column(place) or None)
            if column is None:
                if header:
                    choices = near(header, [one.title for one in headers.values()])
                    self.ledger.add(
                        "F-188", *where, severity=Severity.INFORMATION, name=header, choices=choices
                    )
            elif column.key in places:
                self.ledger.add("F-119", *where, kind="column", value=header)
            else:
                places[column.key] = (place, column)
        return places

    def code(self, row: Row) -> str:
        raw = row.cells[self.places["id"][0]]
        code = f"{raw:f}" if isinstance(raw, Decimal) else str(raw or "").strip()
        if not code:
            row.fault("F-114", "id", name=self.grid.header[self.places["id"][0]])
        elif code not in self.present:
            check_code(code, lambda number, **facts: row.fault(number, "id", **facts))
        return code

    def task(self, row: Row, code: str, ids: Collection[str]) -> TaskEntry | None:
        """The step of a row, merged with what the plan says of it."""
        before = self.present.get(code)
        written = cells_of(before, self.labels, self.templates) if before else {}
        merged = {**written, **{key: row.typed(key) for key in self.places}}
        stays = {
            group
            for group, keys in GROUPS.items()
            if all(merged.get(key) == written.get(key) for key in keys)
        }
        base = before or TaskEntry(code, "", MappingProxyType({}), "")
        changes: dict[str, Any] = {}
        for group, figure in FIGURES.items():
            if before is None or group not in stays:
                changes |= figure(row, merged, self)
        names = self.names(row, merged, before)
        task = replace(base, **changes, names=names)
        self.check(row, task, ids, before)
        return task

    def names(self, row: Row, merged: Mapping[str, Cell], before: TaskEntry | None) -> Mapping[str, str]:
        found = {}
        for language in self.languages:
            name = merged.get(name_key(language))
            if not name:
                row.fault("F-126", name_key(language), language=language)
                continue
            found[language] = str(name)
            if len(found[language]) > words.LONGEST_NAME:
                row.fault(
                    "F-115",
                    name_key(language),
                    name=name_key(language),
                    length=len(found[language]),
                    limit=words.LONGEST_NAME,
                )
            if before is None or before.names.get(language) != name:
                check_name(
                    found[language],
                    language,
                    lambda number, at=language, **facts: row.fault(number, name_key(at), **facts),
                )
        return MappingProxyType(found)

    def check(self, row: Row, task: TaskEntry, ids: Collection[str], before: TaskEntry | None) -> None:
        """Note every name that nothing bears, and facts that cannot be."""
        strands = [strand.id for strand in self.document.strands]
        calendars = ["continuous", *(calendar.id for calendar in self.document.calendars)]
        owners = self.posts if self.posts is not None else {one.owner for one in self.document.tasks}
        wanted: list[tuple[str, str, str, Collection[str]]] = [
            ("strand", "strand", task.strand, strands),
            ("calendar", "calendar", task.calendar, calendars),
        ]
        if before is None or before.owner != task.owner:
            wanted.append(("owner", "post", task.owner, owners))
        wanted += [("waits_for", "task", link.before, ids) for link in task.links]
        wanted += [
            ("waits_for", "calendar", link.calendar, calendars) for link in task.links if link.calendar
        ]
        for key, kind, value, known in wanted:
            if not value:
                row.fault("F-114", key, name=key)
            elif value not in known:
                row.fault("F-120", key, kind=kind, value=value, choices=near(value, known))
        if task.started_at and task.finished_at and task.finished_at < task.started_at:
            row.fault(
                "F-138",
                "finished_at",
                start=f"{task.started_at:%Y-%m-%d %H:%M}",
                end=f"{task.finished_at:%Y-%m-%d %H:%M}",
            )

    def no_circle(self, tasks: list[TaskEntry], lines: Mapping[str, int]) -> None:
        every = self.present | {task.id: task for task in tasks}
        cycle = words.first_cycle(
            {code: [link.before for link in task.links] for code, task in every.items()}
        )
        if cycle:
            line = next((lines[code] for code in cycle if code in lines), None)
            self.ledger.add("F-133", self.grid.file, line, None, tasks=" → ".join(reversed(cycle)))

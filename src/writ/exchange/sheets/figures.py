"""The fields of a step that its cells make up: estimates, dates of others, links, limits, facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol

from writ.exchange import words
from writ.exchange.ledger import Ledger
from writ.exchange.plan.estimates import KINDS, Ends, Estimate
from writ.exchange.plan.figures import LONGEST
from writ.exchange.plan.parts import LinkEntry
from writ.exchange.sheets import typed
from writ.exchange.sheets.columns import YES, Column
from writ.exchange.sheets.grids import Cell, Grid
from writ.exchange.sheets.spelled import IN_COLUMNS, draws_in, in_order, link_in
from writ.law.cite import Cite, Status
from writ.law.spelling import near

Merged = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the columns that are there, and where a mistake in them is noted."""

    grid: Grid
    line: int
    places: Mapping[str, tuple[int, Column]]
    cells: Sequence[Cell]
    ledger: Ledger

    def fault(self, code: str, key: str, /, **facts: Any) -> None:
        """Note a mistake in the cell of a column, or in the row where the column is not there."""
        column = self.grid.column(self.places[key][0]) if key in self.places else key
        self.ledger.add(code, self.grid.file, self.line, column, **facts)

    def typed(self, key: str) -> Cell:
        """The cell of a column as what the column holds; None where it is empty or wrong, which is noted."""
        place, column = self.places[key]
        raw = self.cells[place]
        try:
            return typed.read(column, raw)
        except typed.Unreadable as wrong:
            self.fault(
                wrong.code, key, **({} if wrong.code == "F-115" else {"value": str(raw)}), **wrong.facts
            )
            return None


class Plan(Protocol):
    """What the plan knows that cells name."""

    sources: dict[str, Cite]
    templates: dict[str, tuple[str, ...]]


Figure = Callable[[Row, Merged, Plan], dict[str, Any]]


def _estimate(row: Row, cells: Merged, plan: Plan) -> dict[str, Any]:
    kind = cells.get("kind")
    numbers = _numbers(row, cells, str(kind)) if kind else ()
    if kind is None:
        filled = [key for key in ("shortest", "usual", "longest", "numbers") if cells.get(key) is not None]
        if filled:
            row.fault("F-130", "kind", choices=", ".join(one for one in KINDS if one != "empty"))
        return {"estimate": None}
    status = _status(row, cells, "status")
    if (kind == "empty") != (status is Status.EMPTY):
        row.fault("L-111" if numbers else "L-110", "status", rule="status", status=str(status or ""))
    cite = _source(row, cells, "source", plan, needed=kind != "empty")
    of, count = _draws(row, cells)
    if len(row.ledger) and row.ledger.blocks:
        return {}
    unit = str(cells.get("unit") or "days")
    return {"estimate": Estimate(str(kind), numbers, unit, status or Status.EMPTY, cite, "", of, count)}


def _numbers(row: Row, cells: Merged, kind: str) -> tuple[Decimal, ...]:
    shortest, usual, longest = (cells.get(key) for key in ("shortest", "usual", "longest"))
    if kind == "empty":
        return ()
    if kind == "fixed":
        found = [value for value in (usual, shortest, longest) if isinstance(value, Decimal)]
        found = list(dict.fromkeys(found))
    elif kind in IN_COLUMNS:
        wanted = (shortest, longest) if kind == "uniform" else (shortest, usual, longest)
        found = [value for value in wanted if isinstance(value, Decimal)]
    else:
        found = _listed(row, cells)
    parts = KINDS[kind]
    wrong_length = (
        len(found) != len(parts) if parts else not found or (kind == "discrete" and len(found) % 2 == 1)
    )
    if wrong_length:
        row.fault("F-136", "kind", kind=kind, parts=", ".join(parts) or "value, …")
        return ()
    key = "usual" if kind == "fixed" else "shortest" if kind in IN_COLUMNS else "numbers"
    for number in found:
        if number < 0:
            row.fault("F-131", key, value=str(number))
        elif number > LONGEST:
            row.fault("F-122", key, value=str(number), low=0, high=LONGEST)
    ordered = found[:2] if kind in ("normal", "lognormal") else found
    if kind in (*IN_COLUMNS, "normal", "lognormal") and ordered != sorted(ordered):
        row.fault("F-132", key, values=", ".join(str(number) for number in ordered))
    return tuple(found)


def _listed(row: Row, cells: Merged) -> list[Decimal]:
    found = []
    for text in str(cells.get("numbers") or "").split(";"):
        if not text.strip():
            continue
        try:
            number = typed.read(Column("numbers", "", "number"), text.strip())
        except typed.Unreadable as wrong:
            row.fault(wrong.code, "numbers", value=text.strip(), **wrong.facts)
            continue
        if isinstance(number, Decimal):
            found.append(number)
    return found


def _draws(row: Row, cells: Merged) -> tuple[str, int]:
    text = cells.get("draws")
    if text is None:
        return "", 1
    found = draws_in(str(text))
    if found is None:
        row.fault("F-192", "draws", value=str(text))
    return found or ("", 1)


def _status(row: Row, cells: Merged, key: str) -> Status | None:
    status = cells.get(key)
    if status is None:
        row.fault("L-104", key, rule=key, choices=", ".join(Status))
        return None
    return Status(str(status))


def _source(row: Row, cells: Merged, key: str, plan: Plan, *, needed: bool = True) -> Cite | None:
    label = cells.get(key)
    if label is None:
        if needed:
            row.fault("L-106", key, rule=key)
        return None
    if str(label) not in plan.sources:
        row.fault("F-194", key, value=str(label), choices=near(str(label), plan.sources))
    return plan.sources.get(str(label))


def _ends(row: Row, cells: Merged, plan: Plan) -> dict[str, Any]:
    first, last = _end(cells.get("ends_first")), _end(cells.get("ends_last"))
    if first is None and last is None:
        return {"ends": None}
    first, last = first or last, last or first
    assert first is not None
    assert last is not None
    if first > last:
        row.fault("F-132", "ends_last", values=f"{first:%Y-%m-%d %H:%M}, {last:%Y-%m-%d %H:%M}")
    status = _status(row, cells, "ends_status")
    cite = _source(row, cells, "ends_source", plan)
    return {"ends": Ends(first, last, status or Status.EMPTY, cite)}


def _links(row: Row, cells: Merged, plan: Plan) -> dict[str, Any]:
    found: list[LinkEntry] = []
    here = str(cells.get("id") or "").partition("_")
    for text in str(cells.get("waits_for") or "").split(";"):
        if not text.strip():
            continue
        link = link_in(text)
        if link is None:
            row.fault("F-191", "waits_for", value=text.strip())
            continue
        there = plan.templates.get(link.before)
        same = f"{link.before}_{here[2]}"
        names = (link.before,) if there is None else (same,) if here[2] and same in there else there
        found += [LinkEntry(name, link.kind, link.lag, link.unit, link.calendar) for name in names]
    return {"links": in_order(dict.fromkeys(found))}


def _limits(row: Row, cells: Merged, plan: Plan) -> dict[str, Any]:
    return {
        "start_not_before": _begin(cells.get("start_not_before")),
        "start_not_after": _end(cells.get("start_not_after")),
        "finish_not_before": _begin(cells.get("finish_not_before")),
        "finish_not_after": _end(cells.get("finish_not_after")),
    }


def _facts(row: Row, cells: Merged, plan: Plan) -> dict[str, Any]:
    started, finished = _begin(cells.get("started_at")), _end(cells.get("finished_at"))
    cite = _source(row, cells, "fact_source", plan, needed=started is not None or finished is not None)
    return {"started_at": started, "finished_at": finished, "fact_cite": cite}


def _words(row: Row, cells: Merged, plan: Plan) -> dict[str, Any]:
    def text(key: str, usual: str = "") -> str:
        return str(cells.get(key) or usual)

    def codes(key: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text(key).split(";") if part.strip())

    return {
        "strand": text("strand"),
        "owner": text("owner"),
        "controlled_by": text("controlled_by", "we"),
        "firmness": text("firmness", "estimate"),
        "calendar": text("calendar", "continuous"),
        "planned": codes("planned"),
        "done": codes("done"),
        "unit": text("counted_in"),
        "gate": cells.get("gate") == YES,
        "note": text("note"),
    }


def _begin(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime) or not isinstance(cell, date):
        return cell if isinstance(cell, datetime) else None
    return datetime.combine(cell, time())


def _end(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime) or not isinstance(cell, date):
        return cell if isinstance(cell, datetime) else None
    return words.end_of(cell)


GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "estimate": ("kind", "shortest", "usual", "longest", "numbers", "unit", "draws", "status", "source"),
        "ends": ("ends_first", "ends_last", "ends_status", "ends_source"),
        "links": ("waits_for",),
        "limits": ("start_not_before", "start_not_after", "finish_not_before", "finish_not_after"),
        "facts": ("started_at", "finished_at", "fact_source"),
        "words": (
            "strand", "owner", "controlled_by", "firmness", "calendar", "planned", "done", "counted_in", "gate", "note",
        ),
    }
)  # fmt: skip
"""The columns that make up a field together: where none of them changed, the plan's own field stays to the letter."""

FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "estimate": _estimate,
        "ends": _ends,
        "links": _links,
        "limits": _limits,
        "facts": _facts,
        "words": _words,
    }
)

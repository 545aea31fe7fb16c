"""Figures of the plan as typed in TOML: durations, dates of others, working hours, lags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypeGuard

from writ.exchange import words
from writ.exchange.plan.document import CalendarEntry, Hours
from writ.exchange.plan.estimates import KINDS, UNITS, Ends, Estimate
from writ.exchange.plan.parts import LinkEntry
from writ.exchange.toml import Names, Table, check_code, cite_of, status_of
from writ.law.cite import Cite, Status
from writ.law.texts import N_

Cites = Mapping[str, Cite]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = 100_000
LINK_KINDS = ("FS", "SS", "FF", "SF")
MOST_DRAWS = 20
LONGEST_STEP = 80


def read_estimate(table: Table, cites: Cites, units: tuple[str, ...] = UNITS) -> Estimate | None:
    """A duration such as `{ uniform = [21, 45], unit = "days", status = …, cite = … }`, or a factor in `units`.

    `fastest_of = 2` or `slowest_of = 2` make it the first or the last of so many independent draws.
    """
    before = len(table.file.ledger)
    status = status_of(table)
    empty = status is Status.EMPTY
    cite = cite_of(table, cites, needed=not empty)
    unit = table.choice("unit", units, units[-1], needed=False)
    note = table.text("note", needed=False)
    of, count = _extreme(table)
    named = [kind for kind in KINDS if kind != "empty" and table.has(kind)]
    if empty and not named:
        table.close()
        return Estimate("empty", (), unit, Status.EMPTY, cite, note)
    if len(named) != 1:
        table.fault("F-130", choices=", ".join(kind for kind in KINDS if kind != "empty"))
        table.close()
        return None
    if empty:
        table.fault("L-111", named[0], rule=table.path)
    numbers = _numbers(table, named[0])
    table.close()
    if len(table.file.ledger) > before or status is None:
        return None
    return Estimate(named[0], numbers, unit, status, cite, note, of, count)


def _extreme(table: Table) -> tuple[str, int]:
    """Whether it is the fastest or the slowest of several draws, and of how many."""
    asked = [of for of in ("fastest", "slowest") if table.has(f"{of}_of")]
    if len(asked) > 1:
        table.fault("F-171", "slowest_of")
    for of in asked:
        count = table.whole(f"{of}_of", low=2, high=MOST_DRAWS)
        if count is not None:
            return of, count
    return "", 1


def _numbers(table: Table, kind: str) -> tuple[Decimal, ...]:
    raw = table.values[kind]
    items = raw if isinstance(raw, list) else [raw]
    if kind == "discrete":
        items = [number for pair in items for number in (pair if isinstance(pair, list) else [pair])]
    numbers = []
    for item in items:
        if isinstance(item, str) and words.is_ambiguous(item):
            table.fault("F-121", kind, value=item)
        elif not is_number(item):
            table.fault("F-113", kind, name=kind, value=str(item), expected=N_("a number in digits"))
        elif item < 0:
            table.fault("F-131", kind, value=str(item))
        elif not item <= LONGEST:
            table.fault("F-122", kind, value=str(item), low=0, high=LONGEST)
        else:
            numbers.append(Decimal(item))
    if len(numbers) == len(items):
        _check_shape(table, kind, numbers)
    return tuple(numbers)


def is_number(item: object) -> TypeGuard[int | Decimal]:
    """True for a number as TOML writes it, and no truth value."""
    return isinstance(item, (int, Decimal)) and not isinstance(item, bool) and not Decimal(item).is_nan()


def _check_shape(table: Table, kind: str, numbers: list[Decimal]) -> None:
    parts = KINDS[kind]
    if parts and len(numbers) != len(parts):
        table.fault("F-136", kind, kind=kind, parts=", ".join(parts))
    elif not numbers or (kind == "discrete" and len(numbers) % 2):
        table.fault("F-136", kind, kind=kind, parts="value, weight, …" if kind == "discrete" else "value, …")
    elif kind in ("uniform", "triangular", "pert") and numbers != sorted(numbers):
        table.fault("F-132", kind, values=", ".join(str(number) for number in numbers))
    elif kind in ("normal", "lognormal"):
        if numbers[0] > numbers[1]:
            table.fault("F-132", kind, values=", ".join(str(number) for number in numbers[:2]))
        if not numbers[3]:
            table.fault("F-122", kind, value=0, low=1, high=LONGEST)
    elif kind == "discrete" and not all(numbers[1::2]):
        table.fault("F-122", kind, value=0, low=1, high=LONGEST)


def read_ends(table: Table, cites: Cites) -> Ends | None:
    """A date of others: `{ on = 2007-10-12 }`, or `{ between = [2007-10-02, 2007-10-12] }`; a day means its end."""
    before = len(table.file.ledger)
    status = status_of(table)
    cite = cite_of(table, cites)
    note = table.text("note", needed=False)
    first = last = table.moment("on", needed=not table.has("between"))
    if (raw := table.get("between", needed=False)) is not None:
        moments = [_moment(item) for item in raw] if isinstance(raw, list) else []
        if len(moments) != 2 or None in moments:
            table.no_date("between", "" if isinstance(raw, list) and "" in raw else raw)
        else:
            first, last = moments
            if first and last and first > last:
                table.fault("F-132", "between", values=f"{first:%Y-%m-%d}, {last:%Y-%m-%d}")
    table.close()
    if first is None or last is None or status is None or len(table.file.ledger) > before:
        return None
    return Ends(first, last, status, cite, note)


def _moment(item: object) -> datetime | None:
    found = words.day_of(item)
    if isinstance(found, datetime):
        return found.replace(second=0, microsecond=0, tzinfo=None)
    return words.end_of(found) if isinstance(found, date) else None


def read_calendar(table: Table, languages: tuple[str, ...]) -> CalendarEntry:
    """Working hours: a list of spans such as "08:00-18:00" under each weekday; a weekday left out is closed."""
    code = table.code("id")
    names: Names = table.names("name", languages)
    week = tuple(_spans(table, weekday) for weekday in WEEKDAYS)
    closed = _days(table, "closed")
    other = tuple(_other_hours(inner) for inner in table.tables("other_hours"))
    country = table.text("holidays", needed=False, longest=2)
    if not any(week) and not any(hours.spans for hours in other):
        table.fault("F-135", calendar=code)
    table.close()
    return CalendarEntry(code, names, week, closed, other, country)


def _other_hours(table: Table) -> Hours:
    day = table.day("day")
    spans = _spans(table, "hours")
    table.close()
    return Hours(day or date.min, spans)


def _spans(table: Table, name: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for text in table.codes(name):
        span = words.span_of(text)
        if span is None or (spans and span[0] < spans[-1][1]):
            table.fault("F-137", name, value=text)
        else:
            spans.append(span)
    return tuple(spans)


def _days(table: Table, name: str) -> tuple[date, ...]:
    raw = table.get(name, needed=False)
    days = []
    for item in raw if isinstance(raw, list) else []:
        found = words.day_of(item)
        if isinstance(found, date) and not isinstance(found, datetime):
            days.append(found)
        else:
            table.fault("F-123", name, value=str(item))
    if raw is not None and not isinstance(raw, list):
        table.wrong(name, N_("a list of dates in square brackets"))
    return tuple(days)


def step_name(table: Table, name: str, *, needed: bool = True) -> str:
    """The id of a step: as written, or with the code of an area after an underscore."""
    raw = table.text(name, needed=needed, longest=LONGEST_STEP)
    for part in raw.split("_", 1):
        check_code(part, lambda code, **facts: table.fault(code, name, **facts))
    return raw


def read_links(table: Table) -> tuple[LinkEntry, ...]:
    """What the task waits for: `after = [ids]` for plain finish-to-start, `links = [tables]` for everything else."""
    plain = tuple(LinkEntry(before) for before in table.codes("after"))
    return plain + tuple(_link(inner) for inner in table.tables("links"))


def _link(table: Table) -> LinkEntry:
    before = step_name(table, "before")
    kind = table.choice("kind", LINK_KINDS, "FS", needed=False)
    unit = table.choice("unit", UNITS, "days", needed=False)
    calendar = table.code("calendar", needed=False)
    raw = table.get("lag", needed=False)
    lag = Decimal(raw) if is_number(raw) else Decimal(0)
    if raw is not None and not (is_number(raw) and abs(lag) <= LONGEST):
        table.wrong("lag", N_("a number in digits"))
    table.close()
    return LinkEntry(before, kind, lag, unit, calendar)

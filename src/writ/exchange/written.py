"""Values of the plan as they are written in `plan.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from writ.exchange.plan.document import CalendarEntry, TaskEntry
from writ.exchange.plan.estimates import Ends, Estimate
from writ.exchange.plan.figures import WEEKDAYS
from writ.exchange.plan.parts import LinkEntry
from writ.law.cite import Cite, Status


def task_value(name: str, task: TaskEntry, cites: Mapping[str, Any]) -> Any:
    """A field of a step as TOML items; None for nothing. Links give the plain ones and the others apart."""
    value = getattr(task, name)
    if name == "names":
        return _inline(dict(value))
    if name == "links":
        plain = [link.before for link in value if link == LinkEntry(link.before)]
        timed = [_inline(_link(link)) for link in value if link != LinkEntry(link.before)]
        return _listed(plain) if plain else None, _listed(timed, lines=True) if timed else None
    if isinstance(value, Estimate):
        return _inline(_estimate(value, cites))
    if isinstance(value, Ends):
        return _inline(_ends(value, cites))
    if isinstance(value, Cite):
        return _cite(value, cites)
    if isinstance(value, tuple):
        return _listed(list(value)) if value else None
    return value if value not in ("", None, False) else None


def _estimate(estimate: Estimate, cites: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    numbers = [_number(number) for number in estimate.numbers]
    if estimate.kind == "discrete":
        found["discrete"] = [list(pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
    elif estimate.kind == "fixed":
        found["fixed"] = numbers[0]
    elif estimate.kind != "empty":
        found[estimate.kind] = numbers
    if estimate.of:
        found[f"{estimate.of}_of"] = estimate.count
    found["unit"] = estimate.unit
    return found | _behind(estimate, cites)


def _ends(ends: Ends, cites: Mapping[str, Any]) -> dict[str, Any]:
    first, last = ends.first, ends.last
    found = {"on": _end(first)} if first == last else {"between": [_end(first), _end(last)]}
    return found | _behind(ends, cites)


def _end(moment: datetime) -> Any:
    """The end of a day is written as that day."""
    return (moment - timedelta(days=1)).date() if moment.time() == time() else moment


def _behind(figure: Estimate | Ends, cites: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"status": Status(figure.status).value}
    if figure.cite:
        found["cite"] = _cite(figure.cite, cites)
    return found | ({"note": figure.note} if figure.note else {})


def _cite(cite: Cite, cites: Mapping[str, Any]) -> Any:
    """A source by its name under [cites], or written out."""
    for name, table in cites.items():
        if Cite(*(str(table.get(part, "")) for part in ("instrument", "article", "source"))) == cite:
            return name
    return _inline(cite.as_json())


def _link(link: LinkEntry) -> dict[str, Any]:
    found: dict[str, Any] = {"before": link.before, "kind": link.kind}
    if link.lag:
        found |= {"lag": _number(link.lag)} | ({"unit": link.unit} if link.unit != "days" else {})
    return found | ({"calendar": link.calendar} if link.calendar else {})


def _number(number: Decimal) -> Any:
    import tomlkit

    whole = number == number.to_integral_value()
    return int(number) if whole else tomlkit.value(f"{number.normalize():f}")


def _inline(pairs: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(pairs)
    return table


def _listed(items: list[Any], *, lines: bool = False) -> Any:
    import tomlkit

    found = tomlkit.array()
    found.extend(items)
    return found.multiline(lines)


def calendar_table(calendar: CalendarEntry) -> Any:
    """A calendar as a table of `plan.toml`."""
    import tomlkit

    table = tomlkit.table()
    table["id"] = calendar.id
    table["name"] = _inline(dict(calendar.names))
    for weekday, spans in zip(WEEKDAYS, calendar.week, strict=True):
        if spans:
            table[weekday] = [_span(span) for span in spans]
    if calendar.closed:
        table["closed"] = list(calendar.closed)
    if calendar.holidays:
        table["holidays"] = calendar.holidays
    if calendar.other_hours:
        others = [
            {"day": one.day, "hours": [_span(span) for span in one.spans]} for one in calendar.other_hours
        ]
        table["other_hours"] = _listed([_inline(other) for other in others], lines=True)
    return table


def _span(span: tuple[int, int]) -> str:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in span)
    return f"{start}-{end}"


def same_calendar(one: CalendarEntry, other: CalendarEntry) -> bool:
    """True where two calendars keep the same hours."""
    return (one.week, one.closed, one.other_hours) == (other.week, other.closed, other.other_hours)

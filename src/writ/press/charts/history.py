"""The forecast's own history: the chance as each forecast gave it, standing until the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from writ.press.charts.canvas import (
    NARROW_MIN,
    WIDE_MIN,
    Scale,
    TableFacts,
    Tick,
    circle,
    drawing,
    line,
    named,
    text,
    width_of,
)

_TOP, _HEIGHT = 16, 160


@dataclass(frozen=True, slots=True)
class History:
    """Forecasts in time: moment (civil minute) and chance in 100; `last` says the newest beside its point."""

    title: str
    desc: str
    low: int
    high: int
    ticks: tuple[Tick, ...]
    points: tuple[tuple[int, float], ...]
    last: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def history_line(facts: History, ident: str, narrow: bool = False) -> str:
    """Steps from 0 to 100, a dot where a forecast was made."""
    page = NARROW_MIN if narrow else WIDE_MIN
    x = Scale(facts.low, facts.high, 12 if narrow else 4, 88 if narrow else 94)
    shapes = [*_ground(facts, x, page)]
    ends = [*(minute for minute, _ in facts.points[1:]), facts.high]
    after = [*(chance for _, chance in facts.points[1:]), facts.points[-1][1]]
    for (minute, chance), end, following in zip(facts.points, ends, after, strict=True):
        shapes.append(line(x.at(minute), _y(chance), x.at(end), _y(chance), "c-step"))
        if following != chance:
            shapes.append(line(x.at(end), _y(chance), x.at(end), _y(following), "c-step"))
    shapes += [circle(x.at(minute), _y(chance), 4, "c-last") for minute, chance in facts.points]
    shapes.append(text(x.right, _y(facts.points[-1][1]) + 6, facts.last, "c-bold", dx=10))
    height = _TOP + _HEIGHT + 32
    return drawing(ident, "narrow" if narrow else "wide", facts.title, facts.desc, height, shapes)


def history_table(facts: History) -> TableFacts:
    """Each forecast as a row, in the caller's words."""
    return TableFacts(facts.heads, facts.rows)


def _y(in_100: float) -> float:
    return _TOP + _HEIGHT * (1 - in_100 / 100)


def _ground(facts: History, x: Scale, page: int) -> Iterator[str]:
    for share in (0, 50, 100):
        yield line(x.left, _y(share), x.right, _y(share), "c-axis" if share == 0 else "c-hair")
        yield text(x.left, _y(share) + 5, str(share), "c-quiet", "end", -8)
    for tick, words in named(facts.ticks, max(int((x.right - x.left) * page / 100 // 74), 2)):
        yield line(x.at(tick.at), _y(0), x.at(tick.at), _y(0) + 5, "c-axis")
        edge = x.at(tick.at) * page / 100 + width_of(words) / 2 > page
        yield text(x.at(tick.at), _y(0) + 24, words, "c-quiet", "end" if edge else "middle")

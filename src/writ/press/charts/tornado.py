"""The tornado: what each cause by itself moves the answer, widest first, from one line of what stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from writ.press.charts.canvas import (
    NARROW_MIN,
    WIDE_MIN,
    Scale,
    TableFacts,
    drawing,
    folded,
    line,
    rect,
    text,
    width_of,
)

_TOP, _BAR, _LINE = 32, 20, 24
_LETTERS = 34


@dataclass(frozen=True, slots=True)
class Swing:
    """One cause: the answer lies between `low` and `high` where it alone is changed; `error` to each side is chance."""

    name: str
    low: float
    high: float
    words: str
    error: float = 0.0
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tornado:
    """Swings about `base`, over an axis from `low` to `high` with ticks (value, words)."""

    title: str
    desc: str
    base: float
    base_words: str
    low: int
    high: int
    ticks: tuple[tuple[int, str], ...]
    swings: tuple[Swing, ...]
    heads: tuple[str, ...] = ()


def tornado(facts: Tornado, ident: str, narrow: bool = False) -> str:
    """The picture: names beside the bars on a wide page, over them on a narrow one."""
    page = NARROW_MIN if narrow else WIDE_MIN
    x = Scale(facts.low, facts.high, 1 if narrow else 32, 86 if narrow else 92)
    shapes, y = [], float(_TOP)
    for swing in sorted(facts.swings, key=lambda one: one.low - one.high):
        lines = [swing.name] if narrow else folded(swing.name, _LETTERS)
        bar = y + (_LINE + 4 if narrow else 6)
        tall = _LINE + 36 if narrow else max(len(lines) * _LINE, _BAR) + 12
        for place, words in enumerate(lines):
            shapes.append(text(0, y + 21 + _LINE * place, words, "c-over"))
        shapes += _swing(swing, x, bar, page)
        y += tall
    ground = [*_ground(facts, x, y, page)]
    shapes = [*ground, *shapes]
    return drawing(ident, "narrow" if narrow else "wide", facts.title, facts.desc, y + 32, shapes)


def tornado_table(facts: Tornado) -> TableFacts:
    """The swings as rows, in the caller's words."""
    return TableFacts(facts.heads, tuple(swing.row for swing in facts.swings))


def _swing(swing: Swing, x: Scale, top: float, page: int) -> Iterator[str]:
    first, last = x.at(swing.low), x.at(swing.high)
    yield rect(first, top, last, _BAR, "c-critical")
    if swing.error:
        # The end that the cause moves is the uncertain one, and the words stand beyond it.
        early, late, middle = x.at(swing.high - swing.error), x.at(swing.high + swing.error), top + _BAR / 2
        yield line(early, middle, late, middle, "c-error")
        yield from (line(end, middle - 4, end, middle + 4, "c-error") for end in (early, late))
        last = late
    if last * page / 100 + width_of(swing.words) + 8 <= page:
        yield text(last, top + 16, swing.words, "c-bold c-over", dx=8)
    else:
        yield text(first, top + 16, swing.words, "c-bold c-over", "end", -8)


def _ground(facts: Tornado, x: Scale, bottom: float, page: int) -> Iterator[str]:
    free = -1.0
    for value, words in facts.ticks:
        at = x.at(value)
        yield line(at, _TOP, at, bottom, "c-hair")
        middle, half = at * page / 100, width_of(words) / 2
        if middle - half > free:
            yield text(at, bottom + 22, words, "c-quiet", "middle" if middle >= half else "start")
            free = middle + half + 4
    yield line(x.left, bottom, x.right, bottom, "c-axis")
    base = x.at(facts.base)
    yield line(base, _TOP - 8, base, bottom, "c-due")
    before, needed = base * page / 100, width_of(facts.base_words)
    if before + needed > page and before < needed:
        yield text(0, _TOP - 14, facts.base_words, "c-bold c-over")
    else:
        after = before + needed <= page
        yield text(base, _TOP - 14, facts.base_words, "c-bold c-over", "start" if after else "end")

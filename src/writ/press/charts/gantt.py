"""The Gantt: one axis with its lanes of dates, and for each step a bar that stands in its own row of a table.

The rows are the page's table, so that names wrap, link and print like all words, and the axis is repeated on each
sheet. What stands behind and before every bar is drawn once (`gantt_ground`) and used by each. A bar is drawn in
percent across its cell and down one line of words, which paper makes lower; lines run on to the foot of the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from writ.press.charts.canvas import (
    NARROW_MIN,
    Kind,
    Scale,
    Tick,
    drawing,
    hatch,
    line,
    named,
    percent,
    text,
    width_of,
)

LANE = 24  # px: the height of one row of a lane
_ROWS = 3  # a lane has at most so many; what has no room there keeps its mark
_TALL = 400  # px: more than any row, which cuts off what runs through it
_BAR, _BASE = (20, 40), (68, 14)  # in 100 of a line: top and height of a bar, and of its baseline under it
_MIDDLE = _BAR[0] + _BAR[1] / 2
_HEAD = 52  # px: "Today" over the days


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The bars' column where it is narrowest, in pixels of words as on a screen, and how much smaller it is drawn."""

    column: int
    size: float = 1.0


_SHEETS: Mapping[Kind, _Sheet] = {
    "wide": _Sheet(480),
    "narrow": _Sheet(NARROW_MIN),
    "paper": _Sheet(935, 2 / 3),
}

Side = Literal["start", "end", ""]


@dataclass(frozen=True, slots=True)
class Flag:
    """A date everybody knows, at a civil minute, with its words."""

    at: int
    words: str


@dataclass(frozen=True, slots=True)
class GanttAxis:
    """Days from `low` to `high`, today, polling day, and the dates of the law parted from the administration's."""

    title: str
    desc: str
    low: int
    high: int
    ticks: tuple[Tick, ...]
    today: int
    today_words: str
    legal: tuple[Flag, ...] = ()
    administrative: tuple[Flag, ...] = ()
    polling: tuple[int, int] | None = None

    @property
    def scale(self) -> Scale:
        """Civil minutes across the cell."""
        return Scale(self.low, self.high, 0.5, 99.5)


@dataclass(frozen=True, slots=True)
class GanttBar:
    """One step from `start` to `end`, in civil minutes; `words` say the same to who cannot see it.

    `sure` to `longest` is a range that nobody guarantees, its middle at `end`. `moment` is a point without length.
    `late` is the part beyond what the step is due by, `baseline` where it once stood.
    """

    words: str
    start: int
    end: int
    done: bool = False
    critical: bool = False
    moment: bool = False
    sure: int | None = None
    longest: int | None = None
    baseline: tuple[int, int] | None = None
    late: tuple[int, int] | None = None
    late_words: str = ""
    before_words: str = ""


def gantt_rows(axis: GanttAxis, kind: Kind = "wide") -> tuple[int, int]:
    """How many rows the legal and the administrative lane take: of `LANE`, on paper of two thirds of it."""
    legal, other = (
        _laid(flags, axis.scale, _SHEETS[kind].column) for flags in (axis.legal, axis.administrative)
    )
    return _tall(legal), _tall(other)


def gantt_head(axis: GanttAxis, ident: str, narrow: bool = False) -> str:
    """The lanes, today and the days: the head of the bars' column."""
    return _head(axis, ident, "narrow" if narrow else "wide")


def gantt_paper(axis: GanttAxis, ident: str) -> str:
    """The same head, lower and with room for more words, for a sheet of A3."""
    return _head(axis, ident, "paper")


def gantt_ground(axis: GanttAxis, ident: str) -> str:
    """The patterns and lines of every row, once on the page, before the rows that use them."""
    x = axis.scale
    behind = [_down(x.at(tick.at), "c-hair") for tick in axis.ticks]
    if axis.polling:
        first, last = (x.at(minute) for minute in axis.polling)
        band = f'x="{percent(first)}" width="{percent(last - first)}"'
        behind.insert(0, f'<rect {band} y="0" height="{_TALL}" class="c-band"/>')
    before = [
        *(_down(x.at(flag.at), "c-admin") for flag in axis.administrative),
        *(_down(x.at(flag.at), "c-due") for flag in axis.legal),
        _down(x.at(axis.today), "c-today"),
    ]
    return (
        f'<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">{hatch(ident)}<defs>'
        f'<g id="{ident}-behind">{"".join(behind)}</g><g id="{ident}-before">{"".join(before)}</g></defs></svg>'
    )


def gantt_bar(axis: GanttAxis, bar: GanttBar | None, ident: str) -> str:
    """One row; without a bar only the lines that run through it."""
    shapes = "" if bar is None else "".join([*_baseline(axis.scale, bar), *_bar(axis.scale, bar, ident)])
    over = "" if bar is None else "".join(_words(axis.scale, bar))
    heard = 'aria-hidden="true"' if bar is None else 'role="img"'
    said = "" if bar is None else f"<title>{escape(bar.words)}</title>"
    return (
        f'<svg class="chart gantt-row" width="100%" {heard} focusable="false">{said}'
        f'<use href="#{ident}-behind"/>{shapes}<use href="#{ident}-before"/>{over}</svg>'
    )


def share_bar(in_100: int) -> str:
    """A share of a hundred as a bar of 50 by 12; its number must stand beside it."""
    if not 0 <= in_100 <= 100:
        raise ValueError(f"{in_100} in 100 cannot be drawn")
    return (
        '<svg class="share" width="50" height="12" aria-hidden="true" focusable="false">'
        '<rect x="0.5" y="0.5" width="49" height="11" class="c-empty"/>'
        f'<rect x="0.5" y="0.5" width="{in_100 * 0.49:g}" height="11" class="c-full"/></svg>'
    )


def _head(axis: GanttAxis, ident: str, kind: Kind) -> str:
    sheet, x = _SHEETS[kind], axis.scale
    legal, other = (_laid(flags, x, sheet.column) for flags in (axis.legal, axis.administrative))
    lane = LANE * sheet.size
    second = lane * _tall(legal)
    height = second + lane * _tall(other) + _HEAD * sheet.size
    name = f"{ident}-{kind}"
    marker = (
        f'<defs><marker id="{name}-date" markerUnits="userSpaceOnUse" markerWidth="16" markerHeight="16" '
        f'refX="8" refY="8">{_DIAMOND}</marker></defs>'
    )
    lines = [marker]
    shapes: list[str] = []
    for flag, row, side in legal:
        y = lane * row
        lines.append(line(x.at(flag.at), y + 20 * sheet.size, x.at(flag.at), height, "c-due"))
        shapes += [*_tile(x.at(flag.at), y, sheet.size), *_said(flag, x, y, side, sheet.size)]
    for flag, row, side in other:
        y = second + lane * row
        lines.append(line(x.at(flag.at), y + 20 * sheet.size, x.at(flag.at), height, "c-admin"))
        shapes += [
            _diamond(x.at(flag.at), y + 12 * sheet.size, f"{name}-date"),
            *_said(flag, x, y, side, sheet.size),
        ]
    return drawing(ident, kind, axis.title, axis.desc, height, [*lines, *_days(axis, height, sheet), *shapes])


_DIAMOND = '<path d="M8 1 15 8 8 15 1 8Z" class="c-diamond"/>'


def _laid(flags: Sequence[Flag], x: Scale, page: int) -> list[tuple[Flag, int, Side]]:
    """Each flag with its row and the side of its words, "" where no row has room for them."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
    answer: list[tuple[Flag, int, Side]] = []
    for flag in sorted(flags, key=lambda one: one.at):
        at, wide = x.at(flag.at) * page / 100, width_of(flag.words) + 16
        beside: tuple[tuple[Side, float, float], ...] = (
            ("start", at - 8, at + wide),
            ("end", at - wide, at + 8),
        )
        tries = [(row, *one) for row in range(_ROWS) for one in beside]
        tries += [(row, "", at - 8, at + 8) for row in range(_ROWS)]
        fits = (one for one in tries if _free(taken[one[0]], one[2], one[3], page))
        row, side, first, last = next(fits, tries[-1])
        taken[row].append((first, last))
        answer.append((flag, row, side))
    return answer


def _free(taken: Sequence[tuple[float, float]], first: float, last: float, page: int) -> bool:
    inside = first >= -8 and last <= page + 8
    return inside and all(last <= start or end <= first for start, end in taken)


def _tall(laid: Sequence[tuple[Flag, int, Side]]) -> int:
    return max((row for _, row, _ in laid), default=0) + 1


# The marks of the head are a broad line and the marker of a point. Whatever is moved into its place from elsewhere,
# browsers leave where it was on the screen when they repeat the head on printed sheets.


def _tile(x: float, y: float, size: float) -> Iterator[str]:
    yield line(x, y + 3 * size, x, y + 21 * size, "c-tile")
    yield text(x, y + 17 * size, "§", "c-on-tile", "middle")


def _diamond(x: float, y: float, marker: str) -> str:
    at = percent(x)
    return f'<line x1="{at}" y1="{y:g}" x2="{at}" y2="{y:g}" marker-start="url(#{marker})"/>'


def _said(flag: Flag, x: Scale, y: float, side: Side, size: float) -> Iterator[str]:
    if side:
        yield text(x.at(flag.at), y + 17 * size, flag.words, "c-over", side, 13 if side == "start" else -13)


def _days(axis: GanttAxis, height: float, sheet: _Sheet) -> Iterator[str]:
    x, page = axis.scale, sheet.column
    today = x.at(axis.today)
    for tick, words in named(axis.ticks, max(page // 58, 2)):
        middle, half = x.at(tick.at) * page / 100, width_of(words) / 2
        if middle - half >= -8 and middle + half <= page + 8:
            yield text(x.at(tick.at), height - 8 * sheet.size, words, "c-quiet c-over", "middle")
    yield line(today, height - (_HEAD - 4) * sheet.size, today, height, "c-today")
    fits = today * page / 100 + width_of(axis.today_words) + 8 <= page
    side: Literal["start", "end"] = "start" if fits else "end"
    yield text(
        today, height - 32 * sheet.size, axis.today_words, "c-act-word c-over", side, 6 if fits else -6
    )


def _down(x: float, css: str) -> str:
    return f'<line x1="{percent(x)}" y1="0" x2="{percent(x)}" y2="{_TALL}" class="{css}"/>'


def _block(x1: float, x2: float, css: str, down: tuple[float, float] = _BAR, fill: str = "") -> str:
    painted = f' fill="{fill}"' if fill else ""
    across = f'x="{percent(x1)}" width="{percent(max(x2 - x1, 0))}"'
    return f'<rect {across} y="{percent(down[0])}" height="{percent(down[1])}" class="{css}"{painted}/>'


def _point(x: float, y: float, half: float, css: str) -> str:
    shape = f'<path d="M0-{half:g} {half:g} 0 0 {half:g}-{half:g} 0Z" class="{css}"/>'
    return f'<svg x="{percent(x)}" y="{percent(y)}" overflow="visible">{shape}</svg>'


def _beside(x: float, words: str, css: str, side: Side, dx: float) -> str:
    """Words at the middle of the bars, whatever the height of the line."""
    held = ' text-anchor="end"' if side == "end" else ""
    place = f'x="{percent(x)}" y="{percent(_MIDDLE)}" dx="{dx:g}" dy="0.35em"'
    return f'<text {place}{held} class="{css} c-over">{escape(words)}</text>'


def _baseline(x: Scale, bar: GanttBar) -> Iterator[str]:
    if bar.baseline and bar.baseline[1] >= x.low and bar.baseline[0] <= x.high:
        first, last = (x.at(minute) for minute in bar.baseline)
        if bar.moment:
            yield _point(first, _BASE[0] + _BASE[1] / 2, 4.5, "c-base")
        else:
            yield _block(first, max(last, first + 0.4), "c-base", _BASE)


def _bar(x: Scale, bar: GanttBar, ident: str) -> Iterator[str]:
    if max(bar.end, bar.longest or bar.end) < x.low or bar.start > x.high:
        return
    if bar.moment:
        css = "c-moment-done" if bar.done else "c-moment-late" if bar.late else "c-moment"
        yield _point(x.at(bar.end), _MIDDLE, 7, css)
        return
    sure = bar.end if bar.sure is None else bar.sure
    if bar.longest is not None and bar.longest > sure:
        first, last = x.at(sure), x.at(bar.longest)
        yield _block(first, last, "c-paper")
        yield _block(first, last, "c-range", fill=f"url(#{ident}-hatch)")
    if sure > bar.start:
        css = "c-fact" if bar.done else "c-critical" if bar.critical else "c-planned"
        yield _block(x.at(bar.start), max(x.at(sure), x.at(bar.start) + 0.4), css)
    if bar.late:
        first, last = x.at(bar.late[0]), x.at(bar.late[1])
        yield _block(first, max(last, first + 0.6), "c-late")
    if bar.longest is not None and bar.longest > sure:
        at, ends = percent(x.at(bar.end)), (percent(_BAR[0] - 8), percent(sum(_BAR) + 8))
        yield f'<line x1="{at}" y1="{ends[0]}" x2="{at}" y2="{ends[1]}" class="c-middle"/>'


def _words(x: Scale, bar: GanttBar) -> Iterator[str]:
    if bar.end < x.low:
        yield _beside(x.left, bar.before_words, "c-quiet", "start", 4)
    if bar.late and bar.late_words:
        last = x.at(max(bar.late[1], bar.end, bar.longest or bar.end))
        fits = last * NARROW_MIN / 100 + width_of(bar.late_words) + 8 <= NARROW_MIN
        at = last if fits else x.at(bar.start)
        yield _beside(at, bar.late_words, "c-stop-word", "start" if fits else "end", 8 if fits else -8)

"""The Gantt: one axis with its lanes of dates, and for each step a bar that stands in its own row of a table.

The rows are the page's table, so that names wrap, link and print like all words, and the axis is repeated on each
sheet. Each bar fills its cell: across in percent, down from the top of the row. What stands behind and before every
bar is drawn once (`gantt_ground`) and used by each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

from writ.press.charts.canvas import (
    NARROW_MIN,
    Scale,
    Tick,
    drawing,
    hatch,
    line,
    named,
    percent,
    placed,
    rect,
    text,
    width_of,
)

LANE = 24  # px: the height of one row of a lane
_COLUMN = 540  # px: the bars' column on the narrowest page that shows the wide drawing
_ROWS = 3  # a lane has at most so many; what has no room there keeps its mark
_BAR, _BASE = (8, 15), (26, 5)  # px: top and height of a bar, and of its baseline under it
_MIDDLE = _BAR[0] + _BAR[1] / 2
_HEAD = 52  # px: "Today" over the days

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


def gantt_rows(axis: GanttAxis, narrow: bool = False) -> tuple[int, int]:
    """How many rows of `LANE` the legal and the administrative lane take."""
    page = NARROW_MIN if narrow else _COLUMN
    legal, other = (_laid(flags, axis.scale, page) for flags in (axis.legal, axis.administrative))
    return _tall(legal), _tall(other)


def gantt_head(axis: GanttAxis, ident: str, narrow: bool = False) -> str:
    """The lanes, today and the days: the head of the bars' column."""
    page, x = NARROW_MIN if narrow else _COLUMN, axis.scale
    legal, other = (_laid(flags, x, page) for flags in (axis.legal, axis.administrative))
    second = LANE * _tall(legal)
    height = second + LANE * _tall(other) + _HEAD
    name = f"{ident}-{'narrow' if narrow else 'wide'}"
    marker = (
        f'<defs><marker id="{name}-date" markerUnits="userSpaceOnUse" markerWidth="16" markerHeight="16" '
        f'refX="8" refY="8">{_DIAMOND}</marker></defs>'
    )
    lines = [marker]
    shapes: list[str] = []
    for flag, row, side in legal:
        y = LANE * row
        lines.append(line(x.at(flag.at), y + 20, x.at(flag.at), height, "c-due"))
        shapes += [*_tile(x.at(flag.at), y), *_said(flag, x, y, side, 12)]
    for flag, row, side in other:
        y = second + LANE * row
        lines.append(line(x.at(flag.at), y + 20, x.at(flag.at), height, "c-admin"))
        shapes += [_diamond(x.at(flag.at), y, f"{name}-date"), *_said(flag, x, y, side, 13)]
    return drawing(
        ident,
        "narrow" if narrow else "wide",
        axis.title,
        axis.desc,
        height,
        [*lines, *_days(axis, height, page), *shapes],
    )


def gantt_ground(axis: GanttAxis, ident: str) -> str:
    """The patterns and lines of every row, once on the page, before the rows that use them."""
    x = axis.scale
    behind = [_down(x.at(tick.at), "c-hair") for tick in axis.ticks]
    if axis.polling:
        first, last = (x.at(minute) for minute in axis.polling)
        band = f'x="{percent(first)}" width="{percent(last - first)}"'
        behind.insert(0, f'<rect {band} y="0" height="100%" class="c-band"/>')
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
    shapes = [] if bar is None else [*_baseline(axis.scale, bar), *_bar(axis.scale, bar, ident)]
    over = [] if bar is None else [*_words(axis.scale, bar)]
    heard = 'aria-hidden="true"' if bar is None else 'role="img"'
    said = "" if bar is None else f"<title>{escape(bar.words)}</title>"
    return (
        f'<svg class="chart gantt-row" width="100%" height="100%" {heard} focusable="false">{said}'
        f'<use href="#{ident}-behind"/>{"".join(shapes)}<use href="#{ident}-before"/>{"".join(over)}</svg>'
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


def _tile(x: float, y: float) -> Iterator[str]:
    yield line(x, y + 3, x, y + 21, "c-tile")
    yield text(x, y + 17, "§", "c-on-tile", "middle")


def _diamond(x: float, y: float, marker: str) -> str:
    at = percent(x)
    return f'<line x1="{at}" y1="{y + 12:g}" x2="{at}" y2="{y + 12:g}" marker-start="url(#{marker})"/>'


def _said(flag: Flag, x: Scale, y: float, side: Side, aside: int) -> Iterator[str]:
    if side:
        dx = aside if side == "start" else -aside
        yield text(x.at(flag.at), y + 17, flag.words, "c-over", side, dx)


def _days(axis: GanttAxis, height: float, page: int) -> Iterator[str]:
    x = axis.scale
    today = x.at(axis.today)
    for tick, words in named(axis.ticks, max(page // 58, 2)):
        middle, half = x.at(tick.at) * page / 100, width_of(words) / 2
        if middle - half >= -8 and middle + half <= page + 8:
            yield text(x.at(tick.at), height - 8, words, "c-quiet c-over", "middle")
    yield line(today, height - _HEAD + 4, today, height, "c-today")
    fits = today * page / 100 + width_of(axis.today_words) + 8 <= page
    side: Literal["start", "end"] = "start" if fits else "end"
    yield text(today, height - 32, axis.today_words, "c-act-word c-over", side, 6 if fits else -6)


def _down(x: float, css: str) -> str:
    return f'<line x1="{percent(x)}" y1="0" x2="{percent(x)}" y2="100%" class="{css}"/>'


def _baseline(x: Scale, bar: GanttBar) -> Iterator[str]:
    if bar.baseline and bar.baseline[1] >= x.low and bar.baseline[0] <= x.high:
        first, last = (x.at(minute) for minute in bar.baseline)
        if bar.moment:
            yield placed(first, _BASE[0] - 5, '<path d="M0 1 4.5 5.5 0 10-4.5 5.5Z" class="c-base"/>')
        else:
            yield rect(first, _BASE[0], max(last, first + 0.4), _BASE[1], "c-base")


def _bar(x: Scale, bar: GanttBar, ident: str) -> Iterator[str]:
    if max(bar.end, bar.longest or bar.end) < x.low or bar.start > x.high:
        return
    top, height = _BAR
    if bar.moment:
        css = "c-moment-done" if bar.done else "c-moment-late" if bar.late else "c-moment"
        yield placed(x.at(bar.end), _MIDDLE - 7, f'<path d="M0 0 7 7 0 14-7 7Z" class="{css}"/>')
        return
    sure = bar.end if bar.sure is None else bar.sure
    if bar.longest is not None and bar.longest > sure:
        first, last = x.at(sure), x.at(bar.longest)
        yield rect(first, top, last, height, "c-paper")
        yield rect(first, top, last, height, "c-range", f"url(#{ident}-hatch)")
    if sure > bar.start:
        css = "c-fact" if bar.done else "c-critical" if bar.critical else "c-planned"
        yield rect(x.at(bar.start), top, max(x.at(sure), x.at(bar.start) + 0.4), height, css)
    if bar.late:
        first, last = x.at(bar.late[0]), x.at(bar.late[1])
        yield rect(first, top, max(last, first + 0.6), height, "c-late")
    if bar.longest is not None and bar.longest > sure:
        yield line(x.at(bar.end), top - 3, x.at(bar.end), top + height + 3, "c-middle")


def _words(x: Scale, bar: GanttBar) -> Iterator[str]:
    if bar.end < x.low:
        yield text(x.left, _MIDDLE + 5, bar.before_words, "c-quiet c-over", dx=4)
    if bar.late and bar.late_words:
        last = x.at(max(bar.late[1], bar.end, bar.longest or bar.end))
        fits = last * NARROW_MIN / 100 + width_of(bar.late_words) + 8 <= NARROW_MIN
        at = last if fits else x.at(bar.start)
        side: Literal["start", "end"] = "start" if fits else "end"
        yield text(at, _MIDDLE + 6, bar.late_words, "c-stop-word c-over", side, 8 if fits else -8)

"""Curves of chance against days: up to four, each with its own dash, read off at the due line."""

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
    folded,
    line,
    named,
    percent,
    placed,
    text,
    width_of,
)

MOST = 4
_TOP, _HEIGHT = 32, 240
_LETTERS, _LINE = 24, 24  # a label's words are folded
_UNITS = 1000  # the curve's own units across; it is stretched to its place, its stroke is not


@dataclass(frozen=True, slots=True)
class Curve:
    """Points (civil minute, chance from 0 to 1) rising in time; `at_due` is the chance at the due line, in words.

    `number` is the disc that ties it to its row ("" for none), `row` its cells in the table.
    """

    points: tuple[tuple[int, float], ...]
    at_due: str
    words: str
    number: str = ""
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curves:
    """Up to four curves over one axis; `band` is (minute, low, high): what differs by reading, said in `band_words`."""

    title: str
    desc: str
    low: int
    high: int
    ticks: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    due: int
    due_words: str
    today: int | None = None
    today_words: str = ""
    band: tuple[tuple[int, float, float], ...] = ()
    band_words: str = ""
    heads: tuple[str, ...] = ()


def curves_chart(facts: Curves, ident: str, narrow: bool = False) -> str:
    """The picture: labels at the right of the due line on a wide page, under it on a narrow one."""
    if len(facts.curves) > MOST:
        raise ValueError(f"at most {MOST} curves can be told apart")
    page = NARROW_MIN if narrow else WIDE_MIN
    x = Scale(facts.low, facts.high, 12 if narrow else 4, 100 if narrow else 66)
    shapes = [*_ground(facts, x, page), _stretched(facts, x), *_due(facts, x, page)]
    labels, below = _labels_below(facts) if narrow else _labels_aside(facts, x)
    height = max(_TOP + _HEIGHT + 36, below)
    return drawing(ident, "narrow" if narrow else "wide", facts.title, facts.desc, height, [*shapes, *labels])


def curves_table(facts: Curves) -> TableFacts:
    """The curves as rows, in the caller's words."""
    return TableFacts(facts.heads, tuple(curve.row for curve in facts.curves))


def chance_at(curve: Curve, minute: int) -> float:
    """The chance that the curve shows at a minute, between points on the straight line."""
    before = (curve.points[0][0], 0.0)
    for point in curve.points:
        if point[0] >= minute:
            if point[0] == before[0]:
                return point[1]
            share = (minute - before[0]) / (point[0] - before[0])
            return before[1] + (point[1] - before[1]) * share
        before = point
    return curve.points[-1][1]


def _y(chance: float) -> float:
    return _TOP + _HEIGHT * (1 - chance)


def _ground(facts: Curves, x: Scale, page: int) -> Iterator[str]:
    for share in (0, 25, 50, 75, 100):
        yield line(x.left, _y(share / 100), x.right, _y(share / 100), "c-axis" if share == 0 else "c-hair")
        yield text(x.left, _y(share / 100) + 5, str(share), "c-quiet", "end", -8)
    room = (x.right - x.left) * page / 100
    for tick, words in named(facts.ticks, max(int(room // 74), 2)):
        at = x.at(tick.at)
        yield line(at, _y(0), at, _y(0) + 5, "c-axis")
        edge = at * page / 100 + width_of(words) / 2 > page
        yield text(at, _y(0) + 24, words, "c-quiet", "end" if edge else "middle")


def _stretched(facts: Curves, x: Scale) -> str:
    own = Scale(facts.low, facts.high, 0, _UNITS)

    def course(points: tuple[tuple[int, float], ...]) -> str:
        return " ".join(f"{own.at(minute):.1f},{(1 - chance) * _HEIGHT:.1f}" for minute, chance in points)

    shapes = []
    if facts.band:
        there = tuple((minute, high) for minute, _, high in facts.band)
        back = tuple((minute, low) for minute, low, _ in reversed(facts.band))
        shapes.append(f'<polygon points="{course(there + back)}" class="c-band"/>')
    for place, curve in reversed(list(enumerate(facts.curves, 1))):
        css = f"c-curve c-curve-{place}"
        shapes.append(
            f'<polyline points="{course(curve.points)}" class="{css}" vector-effect="non-scaling-stroke"/>'
        )
    return (
        f'<svg x="{percent(x.left)}" y="{_TOP}" width="{percent(x.right - x.left)}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_UNITS} {_HEIGHT}" preserveAspectRatio="none" overflow="visible">{"".join(shapes)}</svg>'
    )


def _due(facts: Curves, x: Scale, page: int) -> Iterator[str]:
    due = x.at(facts.due)
    if facts.today is not None:
        yield line(x.at(facts.today), _TOP, x.at(facts.today), _y(0), "c-today")
        yield text(x.at(facts.today), _TOP - 8, facts.today_words, "c-act-word", dx=-1)
    yield line(due, 10, due, _y(0), "c-due")
    needed, before = width_of(facts.due_words) + 8, due * page / 100
    if before >= needed:
        yield text(due, 18, facts.due_words, "c-bold c-over", "end", -8)
    elif page - before >= needed:
        yield text(due, 18, facts.due_words, "c-bold c-over", dx=8)
    else:
        yield text(0, 18, facts.due_words, "c-bold c-over")
    for place, curve in enumerate(facts.curves, 1):
        yield circle(due, _y(chance_at(curve, facts.due)), 5, f"c-point-{place}")


def _labels_aside(facts: Curves, x: Scale) -> tuple[list[str], float]:
    """The labels, and how far down they reach."""
    ranked = sorted(enumerate(facts.curves, 1), key=lambda pair: chance_at(pair[1], facts.due), reverse=True)
    shapes, free = [], float(_TOP)
    for place, curve in ranked:
        at = _y(chance_at(curve, facts.due))
        label = max(at, free)
        free = label + _tall(curve)
        shapes.append(line(x.at(facts.due), at, 69, label, f"c-leader c-leader-{place}"))
        shapes += _label(69.5, label + 5, curve, place, 0)
    if facts.band:
        shapes.append(text(69.5, free + 5, facts.band_words, "c-quiet"))
    return shapes, free + (16 if facts.band else -8)


def _labels_below(facts: Curves) -> tuple[list[str], float]:
    """The labels, and how far down they reach."""
    shapes, y = [], _y(0) + 60.0
    for place, curve in enumerate(facts.curves, 1):
        shapes.append(placed(0, y - 6, f'<path d="M0 0h28" class="c-curve c-curve-{place}"/>'))
        shapes += _label(0, y, curve, place, 36)
        y += _tall(curve)
    if facts.band:
        shapes.append(text(0, y, facts.band_words, "c-quiet"))
    return shapes, y + (16 if facts.band else -16)


def _tall(curve: Curve) -> int:
    return 8 + _LINE * len(folded(curve.words, _LETTERS))


def _label(x: float, y: float, curve: Curve, place: int, aside: float) -> Iterator[str]:
    yield text(x, y, curve.at_due, "c-bold", dx=aside)
    after = aside + width_of(curve.at_due) + 8
    if curve.number:
        disc = (
            f'<circle cx="{after + 12:g}" cy="0" r="11" class="c-disc c-leader-{place}"/>'
            f'<text x="{after + 12:g}" y="5" text-anchor="middle" class="c-bold">{curve.number}</text>'
        )
        yield placed(x, y - 5, disc)
        after += 32
    for row, words in enumerate(folded(curve.words, _LETTERS)):
        yield text(x, y + _LINE * row, words, dx=after)

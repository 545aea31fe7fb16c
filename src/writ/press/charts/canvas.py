"""The pen of all charts: percent across, pixels down, words that are never scaled.

A drawing is as wide as its page. Across, everything stands at a share of the width; down, at pixels; so lines and
words keep their size on every screen. Colours come from classes of the page's style sheet (`charts.css`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

Anchor = Literal["start", "middle", "end"]
Kind = Literal["wide", "narrow", "small", "paper"]

WIDE_MIN, NARROW_MIN = 1072, 288  # px: the narrowest page on which each drawing is shown
_LETTER = 9  # px: a wide letter of the text size, to judge whether words fit


@dataclass(frozen=True, slots=True)
class Scale:
    """Civil minutes, or any whole numbers, from `low` to `high` onto `left` to `right` in 100 of the width."""

    low: int
    high: int
    left: float = 0.0
    right: float = 100.0

    def at(self, value: float) -> float:
        """Where a value stands; beyond the ends it stays at the end."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: its day alone ("8"), in full ("8 Oct"), and the month that tells when full is due."""

    at: int
    short: str
    full: str
    month: int


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a chart says, as a table: heads and rows of words."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def percent(x: float) -> str:
    """A share of the width: `12.5%`."""
    return f"{round(x, 3):g}%"


def line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A straight line."""
    return f'<line x1="{percent(x1)}" y1="{y1:g}" x2="{percent(x2)}" y2="{y2:g}" class="{css}"/>'


def rect(x1: float, y: float, x2: float, height: float, css: str, fill: str = "") -> str:
    """A bar from `x1` to `x2`."""
    painted = f' fill="{fill}"' if fill else ""
    across = f'x="{percent(x1)}" width="{percent(max(x2 - x1, 0))}"'
    return f'<rect {across} y="{y:g}" height="{height:g}" class="{css}"{painted}/>'


def circle(x: float, y: float, radius: float, css: str) -> str:
    """A dot."""
    return f'<circle cx="{percent(x)}" cy="{y:g}" r="{radius:g}" class="{css}"/>'


def text(x: float, y: float, words: str, css: str = "", anchor: Anchor = "start", dx: float = 0) -> str:
    """Words on their base line `y`, moved `dx` pixels aside."""
    aside = f' dx="{dx:g}"' if dx else ""
    held = f' text-anchor="{anchor}"' if anchor != "start" else ""
    styled = f' class="{css}"' if css else ""
    return f'<text x="{percent(x)}" y="{y:g}"{aside}{held}{styled}>{escape(words)}</text>'


def placed(x: float, y: float, shapes: str) -> str:
    """Shapes drawn in pixels, standing at a share of the width."""
    return f'<svg x="{percent(x)}" y="{y:g}" overflow="visible">{shapes}</svg>'


def hatch(ident: str) -> str:
    """The pattern of a range, under its own id."""
    return (
        f'<defs><pattern id="{ident}-hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M1 0v8" class="c-hatch"/></pattern></defs>'
    )


def rising_bars(level: int) -> str:
    """Four rising bars, `level` of them filled from the left, in a box of 27 by 18."""
    if not 1 <= level <= len(_STEPS):
        raise ValueError(f"firmness runs from 1 to {len(_STEPS)}, not {level}")
    return "".join(
        f'<rect x="{x}" y="{y}" width="6" height="{height}" fill="currentColor"/>'
        if place < level
        else f'<rect x="{x + 0.6}" y="{y + 0.6}" width="4.8" height="{height - 1.2:g}" fill="none" '
        'stroke="currentColor" stroke-width="1.2"/>'
        for place, (x, y, height) in enumerate(_STEPS)
    )


_STEPS = ((0, 12, 6), (7, 8, 10), (14, 4, 14), (21, 0, 18))  # x, y, height


def drawing(ident: str, kind: Kind, title: str, desc: str, height: float, shapes: Iterable[str]) -> str:
    """The whole picture with its title and description; `ident` must be unique on the page."""
    name = f"{ident}-{kind}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{kind}" width="100%" height="{height:g}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" focusable="false">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(desc)}</desc>{"".join(shapes)}</svg>'
    )


def width_of(words: str) -> int:
    """About how many pixels words take, rather too many than too few."""
    return _LETTER * len(words)


def named(ticks: Sequence[Tick], at_most: int) -> list[tuple[Tick, str]]:
    """Not more than so many ticks, evenly left out, the month named where it first stands."""
    step = max(-(-len(ticks) // at_most), 1)
    kept = ticks[::step]
    before = [None, *(tick.month for tick in kept)]
    return [
        (tick, tick.short if tick.month == month else tick.full)
        for tick, month in zip(kept, before, strict=False)
    ]


def folded(words: str, letters: int) -> list[str]:
    """Words in lines of about so many letters, broken between words."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines

"""A small range bar for the act sheet: shortest to longest, the middle, and the longest that still holds the day."""

from __future__ import annotations

from dataclasses import dataclass

from writ.press.charts.canvas import Scale, drawing, hatch, line, rect


@dataclass(frozen=True, slots=True)
class Range:
    """Whole numbers of one unit on a scale from `low` to `high`; `firm` draws it outlined, else hatched."""

    title: str
    desc: str
    low: int
    high: int
    shortest: int
    longest: int
    middle: int | None = None
    limit: int | None = None
    firm: bool = False


def range_bar(facts: Range, ident: str) -> str:
    """The range over a hairline, 22 px high."""
    x = Scale(facts.low, facts.high)
    a, b = x.at(facts.shortest), x.at(facts.longest)
    shapes = [hatch(ident), line(0, 11, 100, 11, "c-hair"), rect(a, 4, b, 14, "c-paper")]
    shapes.append(
        rect(
            a,
            4,
            b,
            14,
            "c-planned" if facts.firm else "c-range",
            "" if facts.firm else f"url(#{ident}-hatch)",
        )
    )
    if facts.middle is not None:
        shapes.append(line(x.at(facts.middle), 2, x.at(facts.middle), 20, "c-middle"))
    if facts.limit is not None:
        shapes.append(line(x.at(facts.limit), 2, x.at(facts.limit), 20, "c-limit"))
    return drawing(ident, "small", facts.title, facts.desc, 22, shapes)

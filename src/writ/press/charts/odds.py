"""The odds of a branch: each way as a bar of its share of a hundred, learned ones beside what the plan said."""

from __future__ import annotations

from dataclasses import dataclass

from writ.press.charts.canvas import drawing, folded, line, rect, text

_LINE, _BAR, _ROOM = 24, 14, 88  # px, px, in 100 of the width
_EDGE = 0.9  # in 100 of the width: the paper that parts a tick from its bar
_LETTERS = 36  # of a way's name on one line


@dataclass(frozen=True, slots=True)
class OddsOf:
    """One way: its share in 100, in words; `planned` is what the plan said, where the odds were learned since."""

    name: str
    in_100: float
    words: str
    planned: float | None = None


@dataclass(frozen=True, slots=True)
class Odds:
    """The ways of one branch."""

    title: str
    desc: str
    ways: tuple[OddsOf, ...]


def odds_bars(facts: Odds, ident: str) -> str:
    """A bar under each name; a tick where the plan stood, if it said otherwise."""
    shapes, y = [], 0.0
    for way in facts.ways:
        names = folded(way.name, _LETTERS)
        top = y + _LINE * len(names) + 2
        end = _ROOM * way.in_100 / 100
        shapes += [
            *(text(0, y + _LINE * row + 18, words, "c-over") for row, words in enumerate(names)),
            rect(0, top, _ROOM, _BAR, "c-empty"),
            rect(0, top, end, _BAR, "c-full"),
            text(100, top + 13, way.words, "c-bold", "end"),
        ]
        if way.planned is not None:
            at = _ROOM * way.planned / 100
            shapes += [
                rect(max(at - _EDGE, 0), top + 1, at + _EDGE, _BAR - 2, "c-paper"),
                line(at, top - 3, at, top + _BAR + 3, "c-middle"),
            ]
        y = top + _BAR + 12
    return drawing(ident, "small", facts.title, facts.desc, max(y, 1), shapes)

"""Cost against chance: numbered discs, filled and joined where nothing cheaper is better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise
from math import hypot

from writ.press.charts.canvas import (
    NARROW_MIN,
    Scale,
    TableFacts,
    circle,
    drawing,
    line,
    placed,
    text,
    width_of,
)

_TOP, _HEIGHT = 16, 264
_RADIUS, _APART = 12, 26  # px
_COLUMN = 336  # px: the narrowest side column in which the wide drawing stands
_FIFTH = 20


@dataclass(frozen=True, slots=True)
class Disc:
    """One way: what it costs, in whole units of the axis, its chance in 100, and whether nothing cheaper is better."""

    number: str
    cost: int
    chance: float
    best: bool = False
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostChance:
    """The discs over an axis of cost; `ticks` are (cost, words), `unit_words` stand under them.

    The axis of chance begins at the last fifth of a hundred below every disc; where that is not 0, `cut_words` say so.
    """

    title: str
    desc: str
    discs: tuple[Disc, ...]
    ticks: tuple[tuple[int, str], ...]
    unit_words: str
    cut_words: str = ""
    heads: tuple[str, ...] = ()

    @property
    def lowest(self) -> int:
        """Where the axis of chance begins, in 100."""
        least = min((disc.chance for disc in self.discs), default=0.0)
        return min(max(int(least // _FIFTH) * _FIFTH, 0), 100 - _FIFTH)


def cost_ticks(highest: int, at_most: int = 5) -> tuple[int, ...]:
    """Round costs from 0 up to the first one at or above `highest`, in steps of 1, 2 or 5 times a power of ten."""
    round_ones = (lead * 10**tens for tens in count() for lead in (1, 2, 5))
    step = next(one for one in round_ones if one * at_most >= highest)
    return tuple(range(0, max(-(-highest // step), 1) * step + 1, step))


def cost_chance(facts: CostChance, ident: str, narrow: bool = False) -> str:
    """The picture; discs that would lie on each other stand apart, each tied to its point."""
    page = NARROW_MIN if narrow else _COLUMN
    low = facts.lowest
    highest = max([cost for cost, _ in facts.ticks] + [disc.cost for disc in facts.discs] + [1])
    x = Scale(0, highest, 12, 95)
    y = Scale(low, 100, _TOP + _HEIGHT, _TOP)
    shapes = [*_ground(facts, x, y, page)]
    best = sorted((disc for disc in facts.discs if disc.best), key=lambda disc: (disc.cost, disc.chance))
    for one, after in pairwise(best):
        shapes.append(line(x.at(one.cost), y.at(one.chance), x.at(after.cost), y.at(after.chance), "c-front"))
    discs = []
    for disc, aside, down in _apart(facts.discs, x, y, page):
        at, true = x.at(disc.cost), y.at(disc.chance)
        if aside or down:
            tie = f'<path d="M0 0L{aside} {down}" class="c-bracket"/>'
            shapes += [placed(at, true, tie), circle(at, true, 3, "c-dot")]
        discs.append(placed(at, true, _disc(disc, aside, down)))
    height = _TOP + _HEIGHT + 56 + (24 if low and facts.cut_words else 0)
    return drawing(ident, "narrow" if narrow else "wide", facts.title, facts.desc, height, [*shapes, *discs])


def cost_table(facts: CostChance) -> TableFacts:
    """The discs as rows, in the caller's words."""
    return TableFacts(facts.heads, tuple(disc.row for disc in facts.discs))


def frontier(discs: Sequence[Disc]) -> tuple[Disc, ...]:
    """The same discs, those marked best to which no cheaper or equally dear one is better or as good."""
    return tuple(
        replace(
            disc,
            best=not any(
                (other.cost, -other.chance) < (disc.cost, -disc.chance)
                and other.cost <= disc.cost
                and other.chance >= disc.chance
                for other in discs
            ),
        )
        for disc in discs
    )


def _ground(facts: CostChance, x: Scale, y: Scale, page: int) -> Iterator[str]:
    low = facts.lowest
    for share in range(low, 101, _FIFTH):
        yield line(x.left, y.at(share), x.right, y.at(share), "c-axis" if share == low else "c-hair")
        yield text(x.left, y.at(share) + 5, str(share), "c-quiet", "end", -10)
    foot, free = y.at(low), -1.0
    for cost, words in facts.ticks:
        at = x.at(cost)
        yield line(at, foot, at, foot + 5, "c-axis")
        half, middle = width_of(words) / 2, at * page / 100
        if middle - half > free and middle + half <= page + 8:
            yield text(at, foot + 24, words, "c-quiet", "middle")
            free = middle + half + 4
    yield text(x.right, foot + 48, facts.unit_words, "c-quiet", "end")
    if low and facts.cut_words:
        yield text(x.right, foot + 72, facts.cut_words, "c-quiet", "end")


def _apart(discs: Sequence[Disc], x: Scale, y: Scale, page: int) -> Iterator[tuple[Disc, int, int]]:
    """Each disc with the pixels by which it is moved so as not to touch the ones before it, the nearest way."""
    taken: list[tuple[float, float]] = []
    reach = range(-_APART * 3, _APART * 3 + 1, _APART // 2)
    moves = sorted(((aside, down) for aside in reach for down in reach), key=lambda one: (hypot(*one), one))
    first, last = (share * page / 100 for share in (x.left, x.right))
    for disc in sorted(discs, key=lambda one: (not one.best, one.cost, one.chance)):
        across, true = x.at(disc.cost) * page / 100, y.at(disc.chance)
        aside, down = next(
            (
                (aside, down)
                for aside, down in moves
                if (first <= across + aside <= last and _TOP <= true + down <= _TOP + _HEIGHT)
                and all(hypot(across + aside - a, true + down - b) >= _APART for a, b in taken)
            ),
            (0, 0),
        )
        taken.append((across + aside, true + down))
        yield disc, aside, down


def _disc(disc: Disc, aside: int, down: int) -> str:
    css, words = ("c-disc-best", "c-on-disc") if disc.best else ("c-disc-plain", "c-bold")
    return (
        f'<circle cx="{aside}" cy="{down}" r="{_RADIUS}" class="{css}"/>'
        f'<text x="{aside}" y="{down + 5}" text-anchor="middle" class="{words}">{disc.number}</text>'
    )

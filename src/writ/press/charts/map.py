"""The map of gates: the outlines of areas, each with the mark of its gate; the grid always stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from xml.sax.saxutils import escape

from writ.press.charts.canvas import TableFacts, drawing
from writ.press.charts.shapes import SHAPES, TONES

Ring = tuple[tuple[float, float], ...]
_WIDE, _NARROW, _EDGE = 600, 328, 4  # px
_NARROW_WIDTH = 288


@dataclass(frozen=True, slots=True)
class Place:
    """One area: its rings of (longitude, latitude), the mark of its state, and words beside it where it is in trouble.

    `name` is heard and shown on pointing; `words` ("Štrpce −3") stand on the map; "" for none.
    """

    name: str
    rings: tuple[Ring, ...]
    state: str
    words: str = ""
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GateMap:
    """Places under one projection; a place without rings is left to the grid."""

    title: str
    desc: str
    places: tuple[Place, ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Degrees to pixels: true to shape at the middle latitude, upright, as large as the box allows."""

    west: float
    north: float
    squeeze: float
    scale: float

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        return (
            _EDGE + (point[0] - self.west) * self.squeeze * self.scale,
            _EDGE + (self.north - point[1]) * self.scale,
        )


def gate_map(facts: GateMap, ident: str, narrow: bool = False) -> str:
    """The picture; words stand on the wide drawing alone."""
    drawn = [place for place in facts.places if any(place.rings)]
    sheet, height = _sheet(drawn, narrow)
    shapes = [*_areas(drawn, sheet)]
    marks = [(place, *_middle(place.rings, sheet)) for place in drawn]
    shapes += [_mark(place.state, x, y) for place, x, y in marks]
    if not narrow:
        shapes += _words(marks)
    return drawing(ident, "narrow" if narrow else "wide", facts.title, facts.desc, height, shapes)


def map_table(facts: GateMap) -> TableFacts:
    """The places as rows, in the caller's words."""
    return TableFacts(facts.heads, tuple(place.row for place in facts.places))


def _sheet(places: Sequence[Place], narrow: bool) -> tuple[_Sheet, float]:
    points = [point for place in places for ring in place.rings for point in ring] or [(0.0, 0.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians((south + north) / 2))
    across, down = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    wide, high = (_NARROW_WIDTH, _NARROW) if narrow else (_WIDE * 1.2, _WIDE)
    scale = min((wide - 2 * _EDGE) / across, (high - 2 * _EDGE) / down)
    return _Sheet(west, north, squeeze, scale), round(down * scale) + 2 * _EDGE


def _areas(places: Sequence[Place], sheet: _Sheet) -> Iterator[str]:
    for place in places:
        course = "".join(
            "M" + "L".join("{:.1f} {:.1f}".format(*sheet.at(point)) for point in ring) + "Z"
            for ring in place.rings
            if ring
        )
        tone = TONES.get(place.state, "quiet")
        yield (
            f'<path d="{course}" class="c-area c-area-{tone}" fill-rule="evenodd">'
            f"<title>{escape(place.name)}</title></path>"
        )


def _middle(rings: Sequence[Ring], sheet: _Sheet) -> tuple[float, float]:
    """The centre of gravity of the largest ring, in pixels; of a ring without area, its first point."""
    best, answer = 0.0, sheet.at(next(ring for ring in rings if ring)[0])
    for ring in rings:
        points = [sheet.at(point) for point in ring]
        area = across = down = 0.0
        for (x, y), (u, v) in zip(points, points[1:] + points[:1], strict=True):
            cross = x * v - u * y
            area, across, down = area + cross, across + (x + u) * cross, down + (y + v) * cross
        if abs(area) > best:
            best, answer = abs(area), (across / (3 * area), down / (3 * area))
    return answer


def _mark(state: str, x: float, y: float) -> str:
    tone = TONES.get(state, "quiet")
    shape = SHAPES.get(state, SHAPES["unknown"])
    return f'<g transform="translate({x - 10:.1f} {y - 10:.1f})" class="tone-{tone}">{shape}</g>'


def _words(marks: Sequence[tuple[Place, float, float]]) -> Iterator[str]:
    for place, x, y in marks:
        if place.words:
            yield (
                f'<text x="{x:.1f}" y="{y + 26:.1f}" text-anchor="middle" class="c-bold c-over">'
                f"{escape(place.words)}</text>"
            )

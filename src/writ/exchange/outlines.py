"""Outlines of areas: what `areas.geojson` says, as plain rings of longitude and latitude."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The closed rings of each area by its code, in degrees (longitude, latitude), and where they come from."""

    attribution: str = ""
    rings: Mapping[str, tuple[Ring, ...]] = field(default_factory=dict)


def outlines_of(text: str) -> Outlines:
    """The outlines of a GeoJSON file. Raises `ValueError`, `KeyError`, `TypeError`, `IndexError` or
    `RecursionError` for anything else."""
    found = json.loads(text)
    rings: dict[str, tuple[Ring, ...]] = {}
    for feature in found["features"]:
        code = str(feature["properties"]["code"])
        rings[code] = rings.get(code, ()) + tuple(_rings(feature["geometry"]))
    return Outlines(str(found.get("attribution") or ""), rings)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    kind, found = geometry["type"], geometry["coordinates"]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(kind)
    for polygon in [found] if kind == "Polygon" else found:
        for ring in polygon:
            yield tuple((float(point[0]), float(point[1])) for point in ring)

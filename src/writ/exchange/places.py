"""Reads `areas.csv`, `centres.csv`, `stations.csv`, `entities.csv` and `areas.geojson`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from writ.exchange import words
from writ.exchange.csv import Row, name_column, rows
from writ.exchange.facts import Area, Centre, Entity, Station
from writ.exchange.ledger import Ledger
from writ.exchange.outlines import outlines_of
from writ.law.cite import Status
from writ.law.spelling import near

STATION_TYPES = ("regular", "dual", "mobile", "special")
ENTITY_KINDS = ("party", "coalition", "initiative", "independent")


def read_areas(
    text: str, languages: tuple[str, ...], ledger: Ledger, file: str = "areas.csv"
) -> tuple[Area, ...]:
    """The territory; exactly one area has no parent."""
    needed = ("code", "kind", "parent", *map(name_column, languages), "status")
    found = [
        (row, _area(row, languages))
        for row in rows(
            file,
            text,
            needed,
            ("latitude", "longitude", "voters", "seats", "figures_status", "source"),
            ledger,
        )
    ]
    _check_twice("area", ((row, area.code) for row, area in found))
    codes = {area.code for _, area in found}
    for row, area in found:
        _check_known(row, "parent", "area", area.parent, codes)
    roots = [(row, area) for row, area in found if not area.parent]
    for row, area in roots[1:]:
        row.fault("F-146", "parent", code=area.code, root=roots[0][1].code)
    if found and not roots:
        ledger.add("F-147", file)
    if cycle := words.first_cycle({area.code: (area.parent,) for _, area in found}):
        row = next(row for row, area in found if area.code == cycle[0])
        row.fault("F-148", "parent", areas=" → ".join(cycle))
    return tuple(area for _, area in found)


def _area(row: Row, languages: tuple[str, ...]) -> Area:
    latitude, longitude = _point(row)
    voters, seats = row.whole("voters"), row.whole("seats")
    figures = voters is not None or seats is not None or row.cells.get("figures_status", "") != ""
    return Area(
        row.code("code"),
        row.text("kind"),
        row.code("parent", needed=False),
        row.names(languages),
        latitude,
        longitude,
        voters,
        seats,
        row.status(),
        row.status("figures_status") if figures else Status.EMPTY,
        row.text("source", needed=False, longest=1000),
    )


def _point(row: Row) -> tuple[Decimal | None, Decimal | None]:
    latitude, longitude = row.degrees("latitude", 90), row.degrees("longitude", 180)
    if (row.cells.get("latitude", "") == "") != (row.cells.get("longitude", "") == ""):
        row.fault("F-149", "latitude")
    return latitude, longitude


def read_centres(
    text: str, languages: tuple[str, ...], areas: Collection[str], ledger: Ledger, file: str = "centres.csv"
) -> tuple[Centre, ...]:
    """The polling centres."""
    needed = ("code", "area", *map(name_column, languages), "status")
    found = []
    for row in rows(file, text, needed, ("latitude", "longitude"), ledger):
        latitude, longitude = _point(row)
        centre = Centre(
            row.code("code"), row.code("area"), row.names(languages), latitude, longitude, row.status()
        )
        _check_known(row, "area", "area", centre.area, areas)
        found.append((row, centre))
    _check_twice("centre", ((row, centre.code) for row, centre in found))
    return tuple(centre for _, centre in found)


def read_stations(
    text: str, areas: Collection[str], centres: Iterable[Centre], ledger: Ledger, file: str = "stations.csv"
) -> tuple[Station, ...]:
    """The polling stations; one that two rows put into two areas is in neither."""
    area_of = {centre.code: centre.area for centre in centres}
    needed = ("code", "centre", "area", "type", "status")
    found = []
    for row in rows(file, text, needed, ("voters", "count_unit"), ledger):
        code = row.code("code")
        station = Station(
            code,
            row.code("centre", needed=row.cells.get("type") in ("regular", "dual")),
            row.code("area"),
            row.choice("type", STATION_TYPES),
            row.whole("voters"),
            row.code("count_unit", needed=False) or code,
            row.status(),
        )
        _check_known(row, "area", "area", station.area, areas)
        _check_known(row, "centre", "centre", station.centre, area_of)
        if station.centre in area_of and station.area != area_of[station.centre]:
            row.fault("F-152", "area", code=code, one=station.area, other=area_of[station.centre])
        found.append((row, station))
    codes = {station.code for _, station in found}
    first: dict[str, Station] = {}
    for row, station in found:
        earlier = first.setdefault(station.code, station)
        if earlier is not station and earlier.area != station.area:
            row.fault("F-152", "area", code=station.code, one=station.area, other=earlier.area)
        elif earlier is not station and station.code:
            row.fault("F-119", "code", kind="station", value=station.code)
        _check_known(row, "count_unit", "station", station.count_unit, codes)
    return tuple(station for _, station in found)


def read_entities(
    text: str, languages: tuple[str, ...], ledger: Ledger, file: str = "entities.csv"
) -> tuple[Entity, ...]:
    """The contestants; each names itself in at least one language."""
    needed = ("code", "kind", *map(name_column, languages), "status")
    found = []
    for row in rows(file, text, needed, ("short_name", "community", "ballot_number", "source"), ledger):
        entity = Entity(
            row.code("code"),
            row.choice("kind", ENTITY_KINDS),
            row.names(languages, needed=False),
            row.text("short_name", needed=False),
            row.text("community", needed=False),
            row.whole("ballot_number"),
            row.status(),
            row.text("source", needed=False, longest=1000),
        )
        if not entity.names:
            row.fault("F-114", name_column(languages[0]), name=name_column(languages[0]))
        found.append((row, entity))
    _check_twice("entity", ((row, entity.code) for row, entity in found))
    return tuple(entity for _, entity in found)


def check_outlines(text: str, areas: Collection[str], ledger: Ledger, file: str = "areas.geojson") -> None:
    """Note outlines that are no GeoJSON, name no attribution, or belong to no area."""
    try:
        outlines = outlines_of(text)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        ledger.add("F-153", file, reason=f"{type(error).__name__}: {error}")
        return
    if not outlines.attribution:
        ledger.add("F-154", file)
    for code in outlines.rings:
        if code not in areas:
            ledger.add("F-120", file, None, "features", kind="area", value=code, choices=near(code, areas))


def _check_known(row: Row, column: str, kind: str, code: str, known: Collection[str]) -> None:
    if code and code not in known and not words.foreign_signs(code):  # look-alikes are noted already
        row.fault("F-120", column, kind=kind, value=code, choices=near(code, known))


def _check_twice(kind: str, codes: Iterable[tuple[Row, str]]) -> None:
    seen: set[str] = set()
    for row, code in codes:
        if code and code in seen:
            row.fault("F-119", "code", kind=kind, value=code)
        seen.add(code)

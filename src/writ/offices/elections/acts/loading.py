"""Loading an election folder: one act for the whole, bound to it by the hash of its manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from writ.exchange import facts as folder
from writ.exchange.outlines import outlines_of
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.authority.queries.places import territory_codes
from writ.offices.elections import models
from writ.offices.elections.queries import elections
from writ.offices.elections.rules import check_territories, may_load

BATCH = 500


@dataclass(frozen=True, slots=True)
class FolderLoaded:
    """An election folder has been loaded. `count` is the number of stations; `manifest` the hash over all files."""

    subject: str
    count: int
    manifest: str
    rounds: int
    contests: int
    areas: int
    centres: int


@official_act("elections.load_folder", needs="elections.decide", title=N_("Load the election folder"))
def load_folder(
    act: OpenAct,
    *,
    election: str,
    stated: folder.Election,
    areas: tuple[folder.Area, ...],
    centres: tuple[folder.Centre, ...],
    stations: tuple[folder.Station, ...],
    manifest: Mapping[str, str],
    outlines: str = "",
) -> FolderLoaded:
    """Enter an election with its rounds, polls, contests, areas, centres and stations as its folder says."""
    act.refuse(
        *may_load(election, {one.code for one in elections()}, len(stations)),
        *check_territories({area.code: area.code for area in areas}, territory_codes()),
    )
    digest = manifest_hash(manifest)
    row = models.Election.objects.create(
        code=election,
        zone=stated.time_zone,
        languages=list(stated.languages),
        currency=stated.currency,
        folder_hash=digest,
        act_id=act.id,
        **_names(stated.names),
    )
    places = _areas(row, areas, act.id)
    if outlines:
        drawn = outlines_of(outlines)
        models.Outlines.objects.create(
            election=row, attribution=drawn.attribution, rings=drawn.rings, act_id=act.id
        )
    rounds, contests = _rounds(row, stated, areas, places, act.id)
    _stations(row, rounds[0], places, centres, stations, act.id)
    return FolderLoaded(election, len(stations), digest, len(rounds), contests, len(areas), len(centres))


def manifest_hash(manifest: Mapping[str, str]) -> str:
    """SHA-256 over the names and hashes of all files of a folder, in order of name."""
    return hashlib.sha256(json.dumps(sorted(manifest.items())).encode()).hexdigest()


def _names(names: Mapping[str, str]) -> dict[str, str]:
    columns = {"name_sq": "sq", "name_sr_cyrl": "sr-cyrl", "name_sr_latn": "sr-latn", "name_en": "en"}
    return {column: names.get(language, "") for column, language in columns.items()}


def _areas(election: models.Election, areas: Iterable[folder.Area], act: UUID) -> dict[str, models.Area]:
    places: dict[str, models.Area] = {}
    waiting = list(areas)
    while waiting:  # level by level, since a part points to the row of its whole
        level = [area for area in waiting if not area.parent or area.parent in places]
        rows = [
            models.Area(
                election=election,
                code=area.code,
                kind=area.kind,
                parent=places.get(area.parent),
                territory_id=area.code,
                voters=area.voters,
                seats=area.seats,
                status=area.status,
                act_id=act,
                **_names(area.names),
            )
            for area in level
        ]
        places |= {row.code: row for row in models.Area.objects.bulk_create(rows)}
        waiting = [area for area in waiting if area.code not in places]
    return places


def _rounds(
    election: models.Election,
    stated: folder.Election,
    areas: Iterable[folder.Area],
    places: Mapping[str, models.Area],
    act: UUID,
) -> tuple[list[models.Round], int]:
    """The rounds, and how many contests the first has; who stands in a later one, only a result says."""
    polls = {poll.id: poll for poll in stated.polls}
    rounds: list[models.Round] = []
    contests: list[models.Contest] = []
    for number, entry in enumerate(sorted(stated.rounds, key=lambda one: one.day), 1):
        row = models.Round.objects.create(
            election=election, number=number, code=entry.id, date=entry.day, act_id=act, **_names(entry.names)
        )
        rounds.append(row)
        for code in entry.polls:
            poll = models.Poll.objects.create(round=row, code=code, act_id=act, **_names(polls[code].names))
            held = [area for area in areas if area.kind == polls[code].held_in and number == 1]
            contests += [models.Contest(poll=poll, area=places[area.code], act_id=act) for area in held]
    models.Contest.objects.bulk_create(contests)
    return rounds, len(contests)


def _stations(
    election: models.Election,
    first: models.Round,
    places: Mapping[str, models.Area],
    centres: Iterable[folder.Centre],
    stations: Iterable[folder.Station],
    act: UUID,
) -> None:
    buildings = models.PollingCentre.objects.bulk_create(
        [
            models.PollingCentre(
                election=election,
                area=places[centre.area],
                code=centre.code,
                latitude=_degrees(centre.latitude),
                longitude=_degrees(centre.longitude),
                status=centre.status,
                act_id=act,
                **_names(centre.names),
            )
            for centre in centres
        ],
        batch_size=BATCH,
    )
    centre_of = {row.code: row for row in buildings}
    rows = models.PollingStation.objects.bulk_create(
        [
            models.PollingStation(
                election=election,
                area=places[station.area],
                centre=centre_of.get(station.centre),
                code=station.code,
                kind=station.type,
                voters=station.voters,
                count_unit=station.count_unit,
                status=station.status,
                act_id=act,
            )
            for station in stations
        ],
        batch_size=BATCH,
    )
    days = [models.StationDay(station=row, round=first, act_id=act) for row in rows]
    models.StationDay.objects.bulk_create(days, batch_size=BATCH)


def _degrees(value: Decimal | None) -> float | None:
    return None if value is None else float(value)

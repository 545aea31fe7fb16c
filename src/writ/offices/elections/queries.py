"""What the elections office tells the offices above it: the call, its rounds, its stations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import Count

from writ.exchange import facts, outlines
from writ.law.cite import Status
from writ.offices.elections.models import (
    Area,
    Contest,
    Named,
    Outlines,
    Poll,
    PollingCentre,
    PollingStation,
    Round,
    StationDay,
)
from writ.offices.elections.rules import ElectionFacts, StationDayFacts
from writ.offices.elections.states import DayStatus, ElectionState


@dataclass(frozen=True, slots=True)
class Called:
    """An election as other offices know it: `names` by language code, moments shown in `zone`."""

    id: int
    code: str
    names: dict[str, str]
    zone: ZoneInfo
    languages: tuple[str, ...]
    polling_day: date
    called_on: date | None
    currency: str = ""

    def local(self, moment: datetime) -> datetime:
        """The moment on the clocks of the election."""
        return moment.astimezone(self.zone)


@dataclass(frozen=True, slots=True)
class Scale:
    """How large an election is."""

    polls: int
    contests: int
    areas: int
    centres: int
    stations: int


def election(code: str) -> Called | None:
    """The election of that code, or None."""
    return next((one for one in elections() if one.code == code), None)


def elections() -> tuple[Called, ...]:
    """Every election of this installation, the soonest polling day first."""
    rounds = Round.objects.select_related("election").filter(number=1).order_by("date", "election__code")
    return tuple(_called(first) for first in rounds)


def only_election() -> Called | None:
    """The one election of this installation; None where there is none, or more than one."""
    found = elections()
    return found[0] if len(found) == 1 else None


def area_outlines(election_id: int) -> outlines.Outlines:
    """The outlines of an election's areas; empty where its folder drew none."""
    row = Outlines.objects.filter(election_id=election_id).first()
    if row is None:
        return outlines.Outlines()
    rings = {
        code: tuple(tuple((east, north) for east, north in ring) for ring in found)
        for code, found in row.rings.items()
    }
    return outlines.Outlines(row.attribution, rings)


def areas(election_id: int) -> tuple[facts.Area, ...]:
    """The areas of an election, by their codes; where they lie is the outlines' affair."""
    return tuple(
        facts.Area(
            row.code,
            row.kind,
            row.parent.code if row.parent else "",
            _names(row),
            None,
            None,
            row.voters,
            row.seats,
            Status(row.status),
        )
        for row in Area.objects.filter(election_id=election_id).select_related("parent").order_by("code")
    )


def stations_by_area(election_id: int) -> dict[str, int]:
    """How many stations each area has, by its code."""
    rows = PollingStation.objects.filter(election_id=election_id).values_list("area__code")
    return dict(rows.annotate(stations=Count("id")))


def scale(election_id: int) -> Scale:
    """How many polls, contests, areas, centres and stations an election has."""
    return Scale(
        polls=Poll.objects.filter(round__election_id=election_id).count(),
        contests=Contest.objects.filter(poll__round__election_id=election_id).count(),
        areas=Area.objects.filter(election_id=election_id).count(),
        centres=PollingCentre.objects.filter(election_id=election_id).count(),
        stations=PollingStation.objects.filter(election_id=election_id).count(),
    )


def day_statuses(election_id: int, round_number: int = 1) -> dict[DayStatus, int]:
    """How many stations stand in each status on a polling day; every status is named."""
    rows = (
        StationDay.objects.filter(round__election_id=election_id, round__number=round_number)
        .values_list("status")
        .annotate(stations=Count("id"))
    )
    found = dict(rows)
    return {status: found.get(status.value, 0) for status in DayStatus}


def election_facts(code: str) -> ElectionFacts | None:
    """What the rules of the call ask about."""
    first = Round.objects.select_related("election").filter(election__code=code, number=1).first()
    if first is None:
        return None
    row = first.election
    return ElectionFacts(row.code, ElectionState(row.state), row.called_on, first.date)


def station_day_facts(code: str, round_number: int, station: str) -> StationDayFacts | None:
    """What the rules of a station's day ask about."""
    status = (
        StationDay.objects.filter(
            round__election__code=code, round__number=round_number, station__code=station
        )
        .values_list("status", flat=True)
        .first()
    )
    return None if status is None else StationDayFacts(station, round_number, DayStatus(status))


def territory_of_station(code: str, station: str) -> str | None:
    """The territory a station lies in; None for a station that is not on the list."""
    return (
        PollingStation.objects.filter(election__code=code, code=station)
        .values_list("area__territory_id", flat=True)
        .first()
    )


def _called(first: Round) -> Called:
    row = first.election
    return Called(
        row.pk,
        row.code,
        _names(row),
        _zone(row.zone),
        tuple(row.languages),
        first.date,
        row.called_on,
        row.currency,
    )


def _names(row: Named) -> dict[str, str]:
    return {"sq": row.name_sq, "sr-cyrl": row.name_sr_cyrl, "sr-latn": row.name_sr_latn, "en": row.name_en}


@cache
def _zone(key: str) -> ZoneInfo:
    return ZoneInfo(key)

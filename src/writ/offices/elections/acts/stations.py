"""A station's day, as it goes: moved, opened, suspended, closed, or never opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, Publicity, official_act
from writ.offices.elections.models import StationDay
from writ.offices.elections.queries import station_day_facts, territory_of_station
from writ.offices.elections.rules import may_move
from writ.offices.elections.states import DayStatus, Move, after


@dataclass(frozen=True, slots=True)
class StationMoved:
    """A station has moved along its day."""

    subject: str
    round_number: int
    was: DayStatus
    status: DayStatus
    since: datetime


def _place(inputs: Mapping[str, Any]) -> str | None:
    return territory_of_station(inputs["election"], inputs["station"])


@official_act(
    "elections.record_station_day",
    needs="elections.record",
    where=_place,
    public=Publicity("at once", N_("A polling station has changed its status.")),
    title=N_("Record a station's day"),
)
def record_station_day(
    act: OpenAct,
    *,
    election: str,
    round_number: int,
    station: str,
    move: Move,
    moment: datetime,
    reason: str = "",
) -> StationMoved:
    """Record what has happened at a station: the move, when, and why where it leaves the plan."""
    facts = station_day_facts(election, round_number, station)
    act.refuse(*may_move(facts, station, round_number, move, moment, act.at, reason))
    assert facts is not None
    status = after(facts.status, move)
    assert status is not None
    if reason.strip():
        act.seal("reason", reason.strip())  # free text may name persons
    StationDay.objects.filter(
        round__election__code=election, round__number=round_number, station__code=station
    ).update(status=status, since=moment, act_id=act.id)
    return StationMoved(station, round_number, facts.status, status, moment)

"""Loading an election folder: one act for the whole, and refused whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from small_commission import AT, Commission
from small_election import AREAS, CENTRES, FUNCTIONS, MANIFEST, STATED, STATIONS, area
from writ.law.findings import Refused
from writ.offices.elections import queries
from writ.offices.elections.acts import load_folder
from writ.offices.elections.states import DayStatus
from writ.offices.journal.queries import entries


@pytest.fixture
def loading(found: Any) -> Any:
    commission: Commission = found(functions=FUNCTIONS)

    def load(post: str = "cec.chair", **changes: Any) -> Any:
        given = {"stated": STATED, "areas": AREAS, "centres": CENTRES, "stations": STATIONS}
        by = commission.by[post]
        return load_folder(by=by, at=AT, election="example", manifest=MANIFEST, **{**given, **changes})

    return load


def test_a_folder_becomes_rounds_polls_contests_and_stations(loading: Any) -> None:
    """Everything is there after one act, and the record holds its counts and the hash of the files."""
    done = loading()
    election = queries.election("example")
    assert election is not None
    assert (election.polling_day, election.names["sr-cyrl"]) == (date(2007, 11, 17), "Пример")
    assert election.called_on is None
    # Who stands in the second round, only a result says: it has its poll, and no contest yet.
    assert queries.scale(election.id) == queries.Scale(polls=3, contests=3, areas=3, centres=1, stations=3)
    assert queries.day_statuses(election.id)[DayStatus.PLANNED] == 3
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.subject, entry.count) == ("elections.load_folder", "example", 3)
    assert entry.outcome["manifest"] == done.outcome.manifest
    assert queries.only_election() == election
    assert queries.territory_of_station("example", "m1") == "south"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"stations": ()}, "E-110"),
        ({"areas": (*AREAS, area("east"))}, "E-102"),
        ({"post": "sec.clerk"}, "A-104"),
    ],
)
def test_what_is_not_loaded(loading: Any, changes: dict[str, Any], code: str) -> None:
    """A refused folder leaves nothing behind."""
    with pytest.raises(Refused) as refused:
        loading(**changes)
    assert code in [finding.code for finding in refused.value.findings]
    assert queries.elections() == ()


def test_an_election_is_loaded_once(loading: Any) -> None:
    """The same folder again is refused; its first loading stands."""
    loading()
    with pytest.raises(Refused, match="E-101"):
        loading(stated=replace(STATED, currency="USD"))


def test_outlines_are_kept_as_the_folder_drew_them(loading: Any) -> None:
    """A map needs no network, and says where its lines come from."""
    square = [[20.0, 42.0], [21.0, 42.0], [21.0, 43.0], [20.0, 42.0]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    feature = {"type": "Feature", "properties": {"code": "north"}, "geometry": geometry}
    loading(outlines=json.dumps({"attribution": "Drawn by hand", "features": [feature]}))
    election = queries.election("example")
    assert election is not None
    found = queries.area_outlines(election.id)
    assert found.attribution == "Drawn by hand"
    assert found.rings == {"north": (tuple((east, north) for east, north in square),)}
    assert queries.stations_by_area(election.id) == {"north": 2, "south": 1}


def test_an_election_without_outlines_has_an_empty_map(loading: Any) -> None:
    loading()
    election = queries.election("example")
    assert election is not None
    assert queries.area_outlines(election.id).rings == {}

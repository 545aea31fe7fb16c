"""Loading an election folder: one act for the whole, quick, and refused whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from small_commission import AT, Commission
from writ.exchange import facts
from writ.law.cite import Status
from writ.law.findings import Refused
from writ.offices.elections import queries
from writ.offices.elections.acts import load_folder
from writ.offices.elections.states import DayStatus
from writ.offices.journal.queries import entries

NAMES = {"en": "Example", "sq": "Shembull", "sr-cyrl": "Пример", "sr-latn": "Primer"}
ELECTION = facts.Election(
    "example",
    NAMES,
    date(2007, 11, 17),
    date(2007, 9, 1),
    "Europe/Belgrade",
    ("en", "sq"),
    "EUR",
    (facts.Poll("assembly", NAMES, "country"), facts.Poll("mayoral", NAMES, "municipality")),
    (
        facts.Round("second", NAMES, date(2007, 12, 8), ("mayoral",)),
        facts.Round("first", NAMES, date(2007, 11, 17), ("assembly", "mayoral")),
    ),
    (),
    (),
    (),
)


def area(code: str, kind: str = "municipality", parent: str = "whole") -> facts.Area:
    return facts.Area(code, kind, parent, NAMES, None, None, 1000, 7, Status.SCENARIO)


def station(code: str, kind: str = "regular", centre: str = "c1", place: str = "north") -> facts.Station:
    return facts.Station(code, centre, place, kind, 700, code, Status.SCENARIO)


AREAS = (area("north"), area("south"), area("whole", "country", ""))
CENTRES = (facts.Centre("c1", "north", NAMES, None, None, Status.SCENARIO),)
STATIONS = (station("0101"), station("0102", "dual"), station("m1", "mobile", "", "south"))


@pytest.fixture
def loading(found: Any) -> Any:
    commission: Commission = found(functions={"cec.chair": ("elections.decide", "elections.call")})

    def load(post: str = "cec.chair", **changes: Any) -> Any:
        given = {"stated": ELECTION, "areas": AREAS, "centres": CENTRES, "stations": STATIONS}
        return load_folder(
            by=commission.by[post],
            at=AT,
            election="example",
            manifest={"election.toml": "ab", "areas.csv": "cd"},
            **{**given, **changes},
        )

    return load


def test_a_folder_becomes_rounds_polls_contests_and_stations(loading: Any) -> None:
    """Everything is there after one act, and the record holds its counts and the hash of the files."""
    done = loading()
    election = queries.election("example")
    assert election is not None
    assert (election.polling_day, election.names["sr-cyrl"], election.called_on) == (
        date(2007, 11, 17),
        "Пример",
        None,
    )
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
        loading(stated=replace(ELECTION, currency="USD"))

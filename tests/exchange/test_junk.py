"""Whatever stands in place of a value, a folder is answered with findings, never with a crash."""

import shutil
import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import writ
from writ.exchange.election import read_election
from writ.exchange.facts import Area
from writ.exchange.folder import read
from writ.exchange.ledger import Ledger
from writ.exchange.places import read_areas
from writ.exchange.plan.reading import read_plan
from writ.exchange.toml import TomlFile
from writ.law.cite import Status
from writ.law.pack import read_law
from writ.law.texts import sentence

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"
LANGUAGES = ("en", "sq", "sr-cyrl", "sr-latn")
AREAS = read_areas((EXAMPLE / "areas.csv").read_text(encoding="utf-8"), LANGUAGES, Ledger())
JUNK = st.sampled_from(
    [
        None,
        "",
        "x",
        "ж",
        "\u202e",
        "1,5",
        "{name}",
        "x" * 5000,
        0,
        -1,
        10**30,
        True,
        Decimal("1.5"),
        Decimal("NaN"),
        Decimal("Infinity"),
        [],
        [[]],
        [{}],
        ["a", 1],
        {},
        {"a": {}},
        {"value": []},
        date.min,
        date.max,
        datetime.max,
        time(9),
    ]
)


def parsed(name):
    return tomllib.loads((EXAMPLE / name).read_text(encoding="utf-8"), parse_float=Decimal)


def places(value, path=()):
    """The path of every value inside."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def spoiled(name, where, junk):
    """The parsed file with junk at one place, or without that place for None."""
    values = parsed(name)
    inside = values
    paths = sorted(places(values), key=str)
    *way, last = paths[where % len(paths)]
    for step in way:
        inside = inside[step]
    if junk is None and isinstance(inside, dict):
        del inside[last]
    else:
        inside[last] = junk
    return values


def all_said(findings):
    return all(sentence(finding) for finding in findings)


@settings(deadline=None)
@given(st.integers(0, 10**6), JUNK)
def test_a_plan_with_junk_in_it_is_answered(where, junk):
    ledger = Ledger()
    file = TomlFile("plan.toml", spoiled("plan.toml", where, junk), ledger)
    plan = read_plan(file, LANGUAGES, None, date(2007, 9, 1), AREAS, "EUR")
    assert (plan is None) == ledger.blocks
    assert all_said(ledger.findings())


@settings(deadline=None)
@given(st.integers(0, 10**6), JUNK)
def test_an_election_with_junk_in_it_is_answered(where, junk):
    ledger = Ledger()
    areas = (Area("XK", "country", "", {"en": "Kosovo"}, None, None, None, None, Status.SOURCED),)
    read_election(TomlFile("election.toml", spoiled("election.toml", where, junk), ledger), areas)
    assert all_said(ledger.findings())


@settings(deadline=None)
@given(
    st.sampled_from(["seats", "nominations", "authority", "disputes", "polls"]), st.integers(0, 10**6), JUNK
)
def test_a_law_with_junk_in_it_is_answered(section, where, junk):
    pack, findings = read_law({section: spoiled(f"law/{section}.toml", where, junk)})
    assert (pack is None) == any(finding.blocks for finding in findings)
    assert all_said(findings)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ["areas.csv", "stations.csv", "centres.csv", "plan.toml", "areas.geojson", "law/seats.toml"]
    ),
    st.integers(0, 3000),
    st.binary(min_size=1, max_size=6),
)
def test_bytes_thrown_into_a_file_are_answered(folder, name, where, noise):
    raw = (EXAMPLE / name).read_bytes()
    (folder / name).write_bytes(raw[:where] + noise + raw[where:])
    found, findings = read(folder)
    (folder / name).write_bytes(raw)
    assert (found is None) == any(finding.blocks for finding in findings)
    assert all_said(findings)


@pytest.mark.parametrize("depth", [50, 200, 450, 5000])
def test_a_value_nested_beyond_reason_is_answered(depth):
    ledger = Ledger()
    file = TomlFile.parse("plan.toml", "deep = " + "[" * depth + "]" * depth, ledger)
    if file is not None:
        read_plan(file, LANGUAGES)
    assert ledger.blocks


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("junk") / "election")

"""The example folder is without a finding; a folder is read as a whole or not at all."""

import csv
import shutil
from pathlib import Path

import pytest

import kosovo_2007_stations
import writ
from writ.exchange.folder import read

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(EXAMPLE, tmp_path / "election")


def change(copy, name, old, new):
    text = (copy / name).read_text(encoding="utf-8")
    assert old in text
    (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(copy):
    folder, findings = read(copy)
    assert folder is None or not any(finding.blocks for finding in findings)
    return [finding.code for finding in findings]


def test_the_example_has_nothing_to_correct():
    folder, findings = read(EXAMPLE)
    assert findings == ()
    assert folder is not None


def test_the_example_carries_the_sourced_totals():
    folder, _ = read(EXAMPLE)
    assert sum(area.kind == "municipality" for area in folder.areas) == 30
    assert (len(folder.centres), len(folder.stations)) == (621, 2350)
    assert sum(station.voters for station in folder.stations) == folder.root.voters == 1_567_690
    assert max(station.voters for station in folder.stations) <= folder.law.polls.station_voters_max.known()
    assert (
        sum(area.seats or 0 for area in folder.areas) == folder.law.for_poll("municipal").seats.total.known()
    )
    assert [entry.day.isoformat() for entry in folder.election.rounds] == ["2007-11-17", "2007-12-08"]


def test_every_municipality_has_its_commission_and_its_officer_with_own_territory():
    folder, _ = read(EXAMPLE)
    officers = [post for post in folder.election.posts if post.id.startswith("mec-chair-")]
    assert len(officers) == 30
    assert all(post.institution == f"mec-{post.territory}" for post in officers)
    assert next(post for post in officers if post.territory == "28").names["sr-cyrl"].endswith("Зубин Поток")
    grants = {(grant.post, grant.function, grant.territory) for grant in folder.grants()}
    assert ("mec-chair-28", "timetable.record", "28") in grants
    assert ("operations-chief", "timetable.reestimate", "XX") not in grants
    assert ("operations-chief", "timetable.reestimate", "XK") in grants


def test_the_manifest_names_each_file_that_was_read():
    folder, _ = read(EXAMPLE)
    written = {path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*") if path.is_file()}
    assert set(folder.manifest) == written


def test_no_folder_is_one_finding(tmp_path):
    folder, findings = read(tmp_path / "none")
    assert folder is None
    assert [finding.code for finding in findings] == ["F-101"]


def test_an_empty_folder_names_the_files_that_are_missing(tmp_path):
    folder, findings = read(tmp_path)
    assert folder is None
    assert [(finding.code, finding.where.file) for finding in findings] == [
        ("F-102", "areas.csv"),
        ("F-102", "election.toml"),
        ("F-102", "law/authority.toml"),
        ("F-102", "plan.toml"),
    ]


def test_a_byte_order_mark_is_accepted_and_said(copy):
    for name in ("stations.csv", "plan.toml"):
        (copy / name).write_bytes(b"\xef\xbb\xbf" + (copy / name).read_bytes())
    folder, findings = read(copy)
    assert folder is not None
    assert [(finding.code, finding.where.file) for finding in findings] == [
        ("F-105", "plan.toml"),
        ("F-105", "stations.csv"),
    ]


def test_another_encoding_is_named(copy):
    (copy / "areas.csv").write_bytes((copy / "areas.csv").read_text(encoding="utf-8").encode("utf-16"))
    assert codes(copy) == ["F-104"]


def test_windows_line_ends_and_semicolons_are_read(copy):
    text = (copy / "centres.csv").read_text(encoding="utf-8")
    assert '"' in text
    plain = text.replace(", ", " ").replace('"', "").replace(",", ";").replace("\n", "\r\n")
    (copy / "centres.csv").write_bytes(plain.encode())
    folder, findings = read(copy)
    assert [finding.code for finding in findings] == ["F-141"]
    assert len(folder.centres) == 621


def test_letters_stored_apart_are_read_composed(copy):
    change(copy, "election.toml", "Maravelić", "Maravelic\u0301")
    folder, findings = read(copy)
    assert [finding.code for finding in findings] == ["F-109"]
    assert any(person.name == "Jelena Maravelić" for person in folder.election.persons)


def test_a_file_beyond_the_limit_is_not_read(copy):
    with (copy / "plan.toml").open("a") as file:
        file.write("#" * 4_000_000)
    assert codes(copy) == ["F-103"]


def test_findings_of_one_kind_are_bounded(copy):
    text = (copy / "stations.csv").read_text(encoding="utf-8").replace(",regular,", ",floating,")
    (copy / "stations.csv").write_text(text, encoding="utf-8")
    _, findings = read(copy)
    assert [finding.code for finding in findings].count("F-116") == 100
    assert [finding.facts["count"] for finding in findings if finding.code == "F-199"] == [1629]


def test_a_competence_of_an_unknown_post_or_area_is_found(copy):
    change(copy, "law/authority.toml", 'post = "logistics-chief"', 'post = "logistics"')
    change(copy, "law/authority.toml", 'territory = "own"', 'territory = "99"')
    _, findings = read(copy)
    lines = (copy / "law/authority.toml").read_text(encoding="utf-8").splitlines()
    assert [finding.code for finding in findings] == ["L-119", "F-120"]
    assert lines[findings[0].where.line] == 'post = "logistics"'


def test_an_infeasible_reading_is_named_before_any_forecast(copy):
    change(copy, "plan.toml", 'id = "check-lists"\n', 'id = "check-lists"\nfinish_not_after = 2007-09-14\n')
    assert set(codes(copy)) == {"P-112"}


def test_an_option_with_which_nothing_can_be_reckoned_is_named_where_it_stands(copy):
    change(
        copy,
        "plan.toml",
        "[[options]]\n",
        '[[options]]\nid = "round"\nname = { en = "Round", sq = "Round", sr-cyrl = "Круг", sr-latn = "Krug" }\n'
        'owner = "operations-chief"\nkind = "do"\ndecides = "officer"\n'
        '[[options.changes]]\ntask = "check-lists"\nafter = ["print-ballots"]\n[[options]]\n',
    )
    _, findings = read(copy)
    lines = (copy / "plan.toml").read_text(encoding="utf-8").splitlines()
    assert {finding.code for finding in findings} == {"P-104"}
    assert {lines[finding.where.line] for finding in findings} == {'id = "round"'}


def test_unknown_holidays_are_named(copy):
    change(copy, "plan.toml", 'id = "office"\n', 'id = "office"\nholidays = "XK"\n')
    assert set(codes(copy)) == {"F-157"}


def test_a_file_that_is_not_ours_is_said_and_left(copy):
    (copy / "station.csv").write_text("x\n")
    (copy / "notes.txt").write_text("x\n")
    folder, findings = read(copy)
    assert folder is not None
    assert [(finding.code, finding.where.file) for finding in findings] == [("F-155", "station.csv")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("called_on = 2007-09-01", "called_on = 2007-12-01", "F-150"),
        ("polling_day = 2007-11-17", "polling_day = 2007-11-18", "F-151"),
        ('in_each = "municipality"', 'in_each = "parish"', "F-120"),
    ],
)
def test_the_call_fits_the_rounds_and_the_territory(copy, old, new, code):
    change(copy, "election.toml", old, new)
    assert code in codes(copy)


def test_the_outlines_belong_to_known_areas_and_name_their_source(copy):
    change(copy, "areas.geojson", '"attribution":"Natural Earth', '"by":"Natural Earth')
    change(copy, "areas.geojson", '"properties":{"code":"30"}', '"properties":{"code":"31"}')
    assert sorted(codes(copy)) == ["F-120", "F-154"]
    (copy / "areas.geojson").write_text("[]")
    assert codes(copy) == ["F-153"]


def test_the_split_of_stations_is_what_the_tool_makes(copy):
    with (EXAMPLE / "areas.csv").open(encoding="utf-8", newline="") as file:
        centres, stations = kosovo_2007_stations.split(csv.DictReader(file))
    for name, rows in (("centres.csv", centres), ("stations.csv", stations)):
        kosovo_2007_stations.write(copy / name, rows)
        assert (copy / name).read_bytes() == (EXAMPLE / name).read_bytes()

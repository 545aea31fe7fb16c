"""`writ replay` plays an election again from its sources, and ends with what really happened."""

import json
from pathlib import Path

from click.testing import CliRunner

import writ
from writ.cli.__main__ import main

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"


def replay(*words):
    return CliRunner().invoke(main, ["replay", str(EXAMPLE), "--runs", "20000", *words])


def test_on_the_day_of_the_cable_it_says_what_the_cable_came_to():
    found = json.loads(replay("--json").output)
    assert found["reading"] == "final-12-october"
    cable = next(line for line in found["lines"] if "situation-report" in line["milestones"])
    assert abs(cable["probability"] - 11 / 24) < 0.015
    assert cable["slack_days"] == -1
    before = found["lines"][: found["lines"].index(cable)]
    assert all(line["probability"] is None and line["unsaid"] for line in before)


def test_it_ends_with_what_really_happened():
    lines = replay().output.splitlines()
    happened = lines[lines.index("What really happened") + 1 :]
    assert happened[0].split("  ")[-1] == "Polling day"
    assert any("Assembly results certified" in line for line in happened)


def test_silence_of_the_sources_is_named():
    assert "No source tells when these ended" in replay().output


def test_an_unknown_reading_and_an_empty_folder_are_refused(tmp_path):
    assert replay("--reading", "none").exit_code == 2
    assert CliRunner().invoke(main, ["replay", str(tmp_path)]).exit_code == 1

"""The commands of an installation: made once, gone on with where broken off, asked from the terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import writ

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"
pytestmark = pytest.mark.both_engines


@pytest.fixture
def run(scratch_folder: Path, scratch_database: str) -> Any:
    """Runs a command of Writ in a home of its own."""

    def command(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        done = subprocess.run(
            [sys.executable, "-m", "writ.cli", *words],
            env=kept | {"WRIT_HOME": str(scratch_folder), "DATABASE_URL": scratch_database},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    return command


def test_the_demo_is_made_once_and_answers_from_its_record(run: Any) -> None:
    """What was recorded moves the answer; done a second time, nothing is loaded or recorded twice."""
    first = run("demo", "--no-serve").stdout
    assert "Reading: Every gate in 30 municipalities, whole chain." in first
    assert "Days short: 1" in first
    assert "operations" in first
    again = run("demo", "--no-serve").stdout
    assert "Loading" not in again
    ballots = ("--reading", "final-12-october", "--json")
    now = json.loads(run("forecast", *ballots).stdout)
    assert (now["election"], now["exact"], now["slack_days"]) == ("xk-2007", "11/24", -1)
    before = json.loads(run("forecast", "--election", "xk-2007", "--as-of", "2007-09-10", *ballots).stdout)
    assert before["slack_days"] == 1
    assert before["probability"] > now["probability"]
    assert "stands at 2007-09-13 09:00 CEST" in run("clock").stdout
    assert "stands at 2007-09-14 09:00 CEST" in run("clock", "set", "2007-09-14T09:00").stdout
    assert "W-103" in run("clock", "set", "2007-09-13T09:00", check=False).stderr


def test_a_folder_is_loaded_once_and_its_plan_waits_for_a_second_person(run: Any) -> None:
    loaded = run("load", str(EXAMPLE)).stdout
    assert "2350 stations" in loaded.replace(",", "")
    assert "J-106" in run("load", str(EXAMPLE), check=False).stderr
    assert "T-119" in run("forecast", check=False).stderr


def test_where_nothing_is_installed_a_command_says_how_to_begin(run: Any) -> None:
    for words in (("forecast",), ("clock",)):
        refused = run(*words, check=False)
        assert refused.returncode == 2
        assert "writ load DIR" in refused.stderr


def test_a_folder_with_mistakes_founds_nothing(run: Any, tmp_path: Path) -> None:
    (tmp_path / "election.toml").write_text("id = 1\n", encoding="utf-8")
    refused = run("load", str(tmp_path), check=False)
    assert refused.returncode == 1
    assert "F-" in refused.stderr

"""`writ forecast` gives the four figures, the same ones for the same seed, in words and in JSON."""

import json
import shutil
from math import sqrt
from pathlib import Path

import pytest
from click.testing import CliRunner

import writ
from writ.cli.__main__ import main

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"


def forecast(*words, folder=EXAMPLE):
    return CliRunner().invoke(main, ["forecast", str(folder), *(str(word) for word in words)])


def figures(*words):
    result = forecast(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.parametrize(
    ("reading", "days", "exact", "chance"),
    [
        ("final-12-october", "continuous", "11/24", 11 / 24),
        ("final-12-october", "whole", "12/25", 12 / 25),
        ("final-2-to-12-october", "continuous", "2/3", 2 / 3),
        ("final-2-to-12-october", "whole", "17/25", 17 / 25),
    ],
)
def test_the_four_figures_come_out_within_four_standard_errors(reading, days, exact, chance):
    runs = 1_000_000
    found = figures("--reading", reading, "--days", days, "--runs", runs)
    assert abs(found["probability"] - chance) < 4 * sqrt(chance * (1 - chance) / runs)
    assert found["exact"] == exact
    assert found["standard_error"] == pytest.approx(sqrt(chance * (1 - chance) / runs), rel=0.01)


def test_the_default_reading_asks_for_every_gate_and_is_one_day_short_too():
    result = forecast("--runs", 20_000)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "Kosovo, 17 November 2007"
    assert lines[1] == "Reading: Every gate in 30 municipalities, whole chain."
    assert "Days short: 1" in lines


def test_ballots_only_is_one_day_short_as_the_first_answer():
    result = forecast("--reading", "final-12-october")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[1] == "Reading: Ballots only, lists final at the end of 12 October."
    assert "Days short: 1" in lines
    assert any(line.startswith("Chance: 46 in 100 (± 0.") for line in lines)
    assert any("hearsay" in line and "13 Nov" in line for line in lines)


def test_the_same_seed_gives_the_same_figures_and_another_gives_others():
    assert figures("--runs", 20_000) == figures("--runs", 20_000)
    assert figures("--runs", 20_000) != figures("--runs", 20_000, "--seed", 2)


def test_json_names_what_gives_the_figures_again():
    found = figures("--runs", 5_000, "--seed", 7)
    assert (found["runs"], found["seed"]) == (5_000, 7)
    assert set(found["versions"]) == {"writ", "law", "plan"}
    assert all(len(found["versions"][name]) == 64 for name in ("law", "plan"))
    assert found["due"] == "2007-11-17T00:00:00"
    assert 0 <= found["criticality"]["print-ballots"] <= 1


def test_every_gate_counts_its_scenario_values():
    found = figures("--reading", "every-gate", "--runs", 20_000)
    assert 0.25 < found["probability"] < 0.35
    assert found["marked"]["freight-ballots"] == "scenario"
    assert "print-ballots" not in found["marked"]


def test_a_later_data_date_takes_days_away():
    assert figures("--as-of", "2007-10-20", "--runs", 20_000)["probability"] < 0.3
    assert figures("--as-of", "2007-09-12", "--runs", 20_000)["as_of"] == "2007-09-13T00:00:00"


@pytest.mark.parametrize("language", ["sq", "sr-cyrl", "sr-latn"])
def test_names_are_in_the_language_asked_for(language):
    names = {
        "sq": "Kosova, 17 nëntor 2007",
        "sr-cyrl": "Косово, 17. новембар 2007.",
        "sr-latn": "Kosovo, 17. novembar 2007.",
    }
    result = forecast("--lang", language, "--runs", 1000)
    assert result.output.splitlines()[0] == names[language]


@pytest.mark.parametrize(
    "words",
    [
        ("--reading", "wishful"),
        ("--as-of", "yesterday"),
        ("--as-of", "2007-09-13T09:00:00+02:00"),
        ("--runs", "0"),
        ("--days", "half"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(words):
    assert forecast(*words).exit_code == 2


def test_a_folder_with_mistakes_gives_its_findings_and_no_figure(tmp_path):
    copy = shutil.copytree(EXAMPLE, tmp_path / "election")
    plan = copy / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("[21, 45]", "[45, 21]"), encoding="utf-8")
    result = forecast(folder=copy)
    assert result.exit_code == 1
    assert "F-132" in result.stderr
    assert result.stdout == ""


def test_called_on_17_july_the_day_holds_and_the_answer_says_what_it_supposes():
    found = figures("--called-on", "2007-07-17", "--runs", 20_000)
    assert found["supposed_call"] == "2007-07-17"
    assert found["as_of"] == "2007-07-29T09:00:00"
    assert found["due"] == "2007-11-17T00:00:00"
    assert found["probability"] > 0.99
    lines = forecast("--called-on", "2007-07-17", "--runs", 1_000).output.splitlines()
    assert "As if it had been called on Tue 17 Jul 2007; the polling day stays." in lines


def test_called_on_the_day_of_the_call_nothing_changes():
    asked = ("--reading", "final-12-october", "--runs", 1_000)
    assert figures(*asked, "--called-on", "2007-09-01")["probability"] == figures(*asked)["probability"]


def test_a_call_on_polling_day_or_after_is_refused():
    result = forecast("--called-on", "2007-11-17")
    assert result.exit_code == 2
    assert "before its polling day" in result.output

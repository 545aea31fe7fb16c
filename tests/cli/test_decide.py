"""`writ decide` says what to choose under a budget, whom to ask, until when, and what the next point costs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import writ
from writ.cli.__main__ import main

EXAMPLE = Path(writ.__file__).parent / "examples" / "kosovo_2007"


def decide(*words, folder=EXAMPLE):
    return CliRunner().invoke(main, ["decide", str(folder), *(str(word) for word in words)])


def figures(*words):
    result = decide(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.fixture(scope="module")
def ballots_only():
    return figures("--budget", 600_000, "--reading", "final-12-october", "--runs", 50_000)


def test_each_option_alone_has_the_figure_of_the_cable(ballots_only):
    alone = {one["id"]: one for one in ballots_only["options"]}
    for option, chance in (("two-orders", 0.707), ("lists-ten-days-earlier", 0.875), ("split-order", 0.210)):
        assert alone[option]["probability"] == pytest.approx(chance, abs=0.015), option
    assert alone["two-orders"]["cost"] == "410000.00"
    assert alone["lists-ten-days-earlier"]["kind"] == "ask"


def test_the_choice_costs_no_more_than_the_budget_and_is_the_last_of_the_frontier(ballots_only):
    choose, frontier = ballots_only["choose"], ballots_only["frontier"]
    assert float(choose["cost"]) <= 600_000
    assert choose == frontier[-1]
    assert [float(point["cost"]) for point in frontier] == sorted(float(point["cost"]) for point in frontier)
    assert len(ballots_only["prices"]) == len(frontier) - 1
    assert choose["probability"] > 0.98 > ballots_only["probability"]


def test_a_postponement_is_named_and_never_compared(ballots_only):
    assert ballots_only["postponements"] == ["postpone"]
    assert "postpone" not in {one["id"] for one in ballots_only["options"]}


def test_with_nothing_to_spend_only_what_is_free_is_chosen():
    found = figures("--budget", 0, "--reading", "final-12-october", "--runs", 5_000)
    assert float(found["choose"]["cost"]) == 0


def test_options_past_their_decide_by_are_named_and_not_weighed():
    words = ("--budget", 600_000, "--reading", "final-12-october", "--as-of", "2007-09-20", "--runs", 5_000)
    found = figures(*words)
    assert {"second-shift", "lists-ten-days-earlier"} <= set(found["past"])
    assert not set(found["past"]) & {one["id"] for one in found["options"]}
    assert "Too late to choose: Second vetting shift" in decide(*words).output


def test_in_words_the_choice_comes_first_with_whom_to_ask():
    result = decide("--budget", 100_000, "--reading", "final-12-october", "--runs", 5_000)
    assert result.exit_code == 0
    assert "Within €100,000.00: from 46 to" in result.output.splitlines()[4]
    assert "Do: Second vetting shift (Head of Candidate Services)" in result.output
    assert "Not compared, because the day would be another: Postpone the polls." in result.output


@pytest.mark.parametrize("language", ["sq", "sr-cyrl", "sr-latn"])
def test_in_every_language(language):
    result = decide("--budget", 0, "--reading", "final-12-october", "--runs", 1_000, "--lang", language)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("budget", ["-1", "much", "1.005", "100.000", "1,000", "1e30", "NaN"])
def test_an_amount_that_is_none_is_refused(budget):
    result = decide("--budget", budget)
    assert result.exit_code == 2
    assert "is no amount" in result.output


def test_an_unknown_reading_is_refused_with_those_there_are():
    result = decide("--budget", 1, "--reading", "none")
    assert result.exit_code == 2
    assert "final-12-october" in result.output


def test_no_solver_writes_into_the_answer():
    """HiGHS says its name when it is made; where it only ranks, the answer says what was simulated."""
    code = (
        "from writ.reckon.plan import choosing, portfolio\n"
        "portfolio.MOST_SIMULATED, choosing.MOST_ENUMERATED = 1, 0\n"
        "from writ.cli.__main__ import main\n"
        "main()"
    )
    words = ["--budget", "40000", "--runs", "1000", "--reading", "final-12-october"]
    told = subprocess.run(
        [sys.executable, "-c", code, "decide", str(EXAMPLE), *words],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "HiGHS" not in told.stdout + told.stderr
    assert "Those for which the single savings add up best were simulated whole." in told.stdout

"""What the options of the example give: the figures of the printing question of 2007, and gates that move."""

import tomllib
from math import sqrt
from pathlib import Path

import pytest

import writ
from writ.exchange.folder import read
from writ.exchange.plan import build, option_of
from writ.reckon.plan import check, frontier, simulate
from writ.reckon.script import to_latin

RUNS = 100_000


@pytest.fixture(scope="module")
def document():
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    return folder.plan


def chance(document, reading, *adopted, runs=RUNS):
    plan, deadline = build(document, reading, adopted=adopted)
    assert check(plan, [deadline]) == ()
    return simulate(plan, [deadline], runs=runs, seed=1).probability(deadline.task, deadline.due)


@pytest.mark.parametrize(
    ("adopted", "exact"),
    [
        ((), 11 / 24),
        (("two-orders",), 1 - (13 / 24) ** 2),
        (("lists-ten-days-earlier",), 21 / 24),
        (("lists-ten-days-earlier", "two-orders"), 1 - (3 / 24) ** 2),
        (("split-order",), (11 / 24) ** 2),
        (("second-shift",), 16 / 24),
        (("print-before-appeals",), 18 / 24),
        (("second-shift", "print-before-appeals"), 23 / 24),
        (("delivery-date",), 11 / 14),
        (("freight-air",), 11 / 24),
    ],
)
def test_the_ballots_only_reading_gives_the_figures_of_the_printing_question(document, adopted, exact):
    found = chance(document, "final-12-october", *adopted)
    assert abs(found - exact) < 4 * sqrt(exact * (1 - exact) / RUNS)


@pytest.mark.parametrize(
    ("adopted", "better"),
    [
        (("second-shift",), True),
        (("delivery-date",), True),
        (("two-orders",), True),
        (("mobile-teams",), True),
        (("freight-air",), True),
        (("split-order",), False),
        (("mobile-teams", "delivery-date", "second-shift"), True),
    ],
)
def test_with_every_gate_options_move_the_answer_as_their_words_say(document, adopted, better):
    before, after = (
        chance(document, "every-gate", runs=10_000),
        chance(document, "every-gate", *adopted, runs=10_000),
    )
    assert (after > before + 0.01) if better else (after < before - 0.01)


def test_the_second_round_is_a_question_of_its_own_with_an_option_of_its_own(document):
    assert 0.3 < chance(document, "run-off") < 0.5
    assert chance(document, "run-off", "second-print-early") > 0.8


def test_there_is_a_gate_in_every_municipality_and_the_north_is_nearest_to_its_limit(document):
    reading = document.reading()
    gates = document.gates(reading)
    assert [gate.area for gate in gates] == [f"{number:02}" for number in range(1, 31)]
    plan, deadline = build(document)
    found = simulate(plan, [deadline], runs=10_000, seed=1)
    odds = {area: found.probability(f"premises_{area}", deadline.due) for area in ("12", "19", "28")}
    assert odds["28"] < odds["12"] < odds["19"]
    assert 0.65 < odds["28"] < 0.85


def test_a_postponement_is_written_down_and_compared_with_nothing(document):
    option = document.option("postpone")
    assert option.new_polling_day is not None
    assert set(option.clocks) == {"en", "sq", "sr-cyrl", "sr-latn"}
    assert option.changes == ()


def test_a_vetting_shift_and_early_printing_together_are_the_frontier_of_2007(document):
    """One printer 46, early printing 75, a second shift as well 96, and certainty for a promise in writing."""
    plan, deadline = build(document, "final-12-october")
    options = [option_of(document, "final-12-october", one, plan) for one in document.options if one.changes]
    budgets = [0, 22_000_00, 60_000_00, 107_000_00]
    found = frontier(plan, [deadline], [one for one in options if one.change.touched], budgets, seed=1)
    assert [set(best.options) for best in found] == [
        set(),
        {"print-before-appeals"},
        {"second-shift", "print-before-appeals"},
        {"delivery-date", "print-before-appeals"},
    ]
    assert [round(best.probability, 2) for best in found] == [0.46, 0.75, 0.96, 1.0]


def test_what_the_law_asks_names_no_article_that_is_not_at_hand(document):
    cites = [option.asks_cite for option in document.options if option.asks_cite]
    assert {cite.article for cite in cites} == {"not at hand"}


def test_serbian_names_are_the_same_in_both_scripts(document):
    """Latin follows from Cyrillic by rule, for every name of the plan."""
    found = list(_names(document.as_json()))
    assert len(found) > 300
    assert [names for names in found if to_latin(names["sr-cyrl"]) != names["sr-latn"]] == []


def _names(value):
    if isinstance(value, dict) and "sr-cyrl" in value:
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _names(inner)


@pytest.mark.parametrize("example", ["kosovo_2007", "new_election"])
def test_the_body_that_decides_an_option_is_one_of_the_folder(example):
    """Whoever records the session finds the body among the institutions."""
    folder = Path(writ.__file__).parent / "examples" / example
    plan, election = (tomllib.loads((folder / name).read_text()) for name in ("plan.toml", "election.toml"))
    known = {one["id"] for one in election["institutions"]}
    assert {one["body"] for one in plan["options"] if one["decides"] == "body"} <= known

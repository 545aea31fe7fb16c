"""A disc, a bar or a mark in the wrong place would send money or people to the wrong place."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.press.charts import (
    CostChance,
    Disc,
    GateMap,
    Odds,
    OddsOf,
    Place,
    Swing,
    Tornado,
    cost_chance,
    cost_table,
    cost_ticks,
    frontier,
    gate_map,
    map_table,
    odds_bars,
    tornado,
    tornado_table,
)

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = (((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)),)
COST = CostChance(
    "Chance against cost",
    "Three ways.",
    (Disc("1", 0, 46, True, ("1", "0")), Disc("2", 60, 96, True), Disc("3", 400, 71)),
    ((0, "0"), (200, "200"), (400, "400")),
    "thousand euro",
    "begins at 40",
    ("Way", "Cost"),
)
SWINGS = Tornado(
    "Without each cause",
    "Two causes.",
    46,
    "46 as it stands",
    0,
    100,
    ((0, "0"), (50, "50"), (100, "100")),
    (Swing("Weather", 46, 50, "+4", 1, ("Weather", "4")), Swing("Customs", 46, 70, "+24")),
    ("Cause", "Gain"),
)
MAP = GateMap(
    "Gates",
    "Two places.",
    (
        Place("North", SQUARE, "short", "North −3", ("North", "−3")),
        Place("South", (tuple((x, y - 2) for x, y in SQUARE[0]),), "holds"),
    ),
    ("Place", "Days"),
)
ODDS = Odds("An appeal", "Two ways.", (OddsOf("upheld", 20, "20", 10),))


def drawings() -> dict[str, str]:
    answer = {"odds": odds_bars(ODDS, "a")}
    for name, chart, facts in (
        ("cost", cost_chance, COST),
        ("tornado", tornado, SWINGS),
        ("map", gate_map, MAP),
    ):
        answer |= {name: chart(facts, "a"), f"{name}-narrow": chart(facts, "a", True)}  # type: ignore[operator]
    return answer


def with_class(svg: str, css: str) -> list[ET.Element]:
    return [one for one in ET.fromstring(svg).iter() if css in one.get("class", "").split()]


@pytest.mark.parametrize("name", list(drawings()))
def test_every_picture_is_named_described_and_never_scaled(name: str) -> None:
    root = ET.fromstring(drawings()[name])
    named = [one.get("id") for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")]
    assert named == root.get("aria-labelledby", "").split()
    assert root.get("viewBox") is None
    assert "style=" not in drawings()[name]


def test_every_picture_says_the_same_as_a_table() -> None:
    assert cost_table(COST).rows[0] == ("1", "0")
    assert tornado_table(SWINGS).heads == ("Cause", "Gain")
    assert map_table(MAP).rows[0] == ("North", "−3")


def test_nothing_cheaper_is_better_than_a_filled_disc() -> None:
    ways = (Disc("1", 0, 46), Disc("2", 38, 67), Disc("3", 22, 75), Disc("4", 22, 75), Disc("5", 0, 40))
    assert [one.number for one in frontier(ways) if one.best] == ["1", "3", "4"]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 100)), min_size=1, max_size=12))
def test_the_cheapest_and_the_best_ways_are_always_on_the_frontier(ways: list[tuple[int, int]]) -> None:
    best = [one for one in frontier([Disc(str(n), *way) for n, way in enumerate(ways)]) if one.best]
    assert max(way[1] for way in ways) == max(one.chance for one in best)
    assert min(way[0] for way in ways) == min(one.cost for one in best)
    ranked = sorted({(one.cost, one.chance) for one in best})
    assert [chance for _, chance in ranked] == sorted({chance for _, chance in ranked})


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 100)), min_size=1, max_size=10), st.booleans())
def test_discs_never_hide_each_other(ways: list[tuple[int, int]], narrow: bool) -> None:
    facts = replace(COST, discs=tuple(Disc(str(n), *way) for n, way in enumerate(ways)))
    page = 288 if narrow else 336
    root = ET.fromstring(cost_chance(facts, "a", narrow))
    middles = [
        (
            float(one.get("x", "%")[:-1]) * page / 100 + float(disc.get("cx", "")),
            float(one.get("y", "")) + float(disc.get("cy", "")),
        )
        for one in root.findall(f"{SVG}svg")
        for disc in one.findall(f"{SVG}circle")
    ]
    assert len(middles) == len(ways)
    assert all(dist(one, other) >= 25 for one, other in combinations(middles, 2))


def test_a_cut_axis_says_where_it_begins() -> None:
    assert COST.lowest == 40
    assert "begins at 40" in cost_chance(COST, "a")
    assert "begins at" not in cost_chance(replace(COST, discs=(Disc("1", 0, 3),)), "a")


@given(st.integers(0, 10**9))
def test_costs_are_marked_in_round_steps_that_hold_the_highest(highest: int) -> None:
    ticks = cost_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert 2 <= len(ticks) <= 6
    assert str(ticks[1]).rstrip("0") in ("1", "2", "5")


def test_the_widest_swing_stands_on_top() -> None:
    words = [one.text for one in ET.fromstring(tornado(SWINGS, "a")).iter(f"{SVG}text")]
    assert words.index("Customs") < words.index("Weather")


def test_a_swing_begins_at_what_stands() -> None:
    bar = with_class(tornado(replace(SWINGS, swings=SWINGS.swings[1:]), "a"), "c-critical")[0]
    base = with_class(tornado(SWINGS, "a"), "c-due")[0]
    assert bar.get("x") == base.get("x1")


def test_each_place_has_its_mark_and_only_trouble_has_words() -> None:
    wide = gate_map(MAP, "a")
    assert len(with_class(wide, "tone-stop")) == len(with_class(wide, "tone-good")) == 1
    assert [one.text for one in with_class(wide, "c-bold")] == ["North −3"]
    assert with_class(gate_map(MAP, "a", True), "c-bold") == []


def test_north_is_up_and_a_mark_stands_inside_its_place() -> None:
    places = [one.get("transform", "") for one in with_class(gate_map(MAP, "a"), "tone-stop")]
    other = [one.get("transform", "") for one in with_class(gate_map(MAP, "a"), "tone-good")]
    (_, north), (_, south) = (map(float, one[0][10:-1].split()) for one in (places, other))
    assert north < south


def test_a_place_nobody_drew_is_left_to_the_grid() -> None:
    assert (
        len(with_class(gate_map(replace(MAP, places=(*MAP.places, Place("X", (), "near"))), "a"), "c-area"))
        == 2
    )
    assert gate_map(GateMap("t", "d", ()), "a")


def test_a_long_name_of_a_way_takes_two_lines_over_its_bar() -> None:
    long = "The list is corrected, and everybody decides on it again"
    texts = ET.fromstring(odds_bars(replace(ODDS, ways=(OddsOf(long, 20, "20"),)), "a")).findall(f"{SVG}text")
    *name, number = texts
    assert " ".join(one.text or "" for one in name) == long
    assert len(name) == 2
    assert float(name[-1].get("y", "")) < float(number.get("y", ""))


def test_a_learned_share_shows_what_the_plan_said() -> None:
    tick = with_class(odds_bars(ODDS, "a"), "c-middle")[0]
    full, frame = (
        with_class(odds_bars(ODDS, "a"), "c-full")[0],
        with_class(odds_bars(ODDS, "a"), "c-empty")[0],
    )
    assert float(full.get("width", "%")[:-1]) / float(frame.get("width", "%")[:-1]) == pytest.approx(0.2)
    assert float(tick.get("x1", "%")[:-1]) * 2 == pytest.approx(float(full.get("width", "%")[:-1]))

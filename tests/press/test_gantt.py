"""A bar in the wrong week would be believed: it stands on a wall, printed."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.press.charts import (
    LANE,
    Flag,
    GanttAxis,
    GanttBar,
    Tick,
    gantt_bar,
    gantt_ground,
    gantt_head,
    gantt_paper,
    gantt_rows,
    share_bar,
)
from writ.press.charts.canvas import Kind

DAY = 1440
SVG = "{http://www.w3.org/2000/svg}"
AXIS = GanttAxis(
    "Days and dates",
    "Ten weeks.",
    0,
    70 * DAY,
    tuple(Tick(day * DAY, str(day + 1), f"{day + 1} M", 1) for day in range(0, 70, 7)),
    10 * DAY,
    "Today 09:00",
    (Flag(9 * DAY, "Filing closed 9 M"), Flag(65 * DAY, "Polling 5 M")),
    (Flag(30 * DAY, "Lists final 30 M"),),
    (65 * DAY, 66 * DAY),
)
BAR = GanttBar("10 M to 20 M", 20 * DAY, 30 * DAY, baseline=(18 * DAY, 28 * DAY))


def with_class(svg: str, css: str) -> list[ET.Element]:
    return [one for one in ET.fromstring(svg).iter() if css in one.get("class", "").split()]


def across(bar: ET.Element) -> tuple[float, float]:
    first = float(bar.get("x", "%")[:-1])
    return first, first + float(bar.get("width", "%")[:-1])


def down(bar: ET.Element) -> tuple[float, float]:
    top = float(bar.get("y", "%")[:-1])
    return top, top + float(bar.get("height", "%")[:-1])


def test_a_bar_stands_between_its_days_and_its_baseline_under_it() -> None:
    svg = gantt_bar(AXIS, BAR, "g")
    planned, base = with_class(svg, "c-planned")[0], with_class(svg, "c-base")[0]
    assert across(planned) == pytest.approx((AXIS.scale.at(20 * DAY), AXIS.scale.at(30 * DAY)), abs=0.01)
    assert across(base) == pytest.approx((AXIS.scale.at(18 * DAY), AXIS.scale.at(28 * DAY)), abs=0.01)
    assert down(planned)[1] < down(base)[0] < down(base)[1] < 100


@pytest.mark.parametrize(
    ("changes", "css"),
    [({"done": True}, "c-fact"), ({"critical": True}, "c-critical"), ({}, "c-planned")],
)
def test_form_says_whether_it_is_done_critical_or_planned(changes: dict[str, bool], css: str) -> None:
    svg = gantt_bar(AXIS, replace(BAR, **changes), "g")
    kinds = [one for one in ("c-fact", "c-critical", "c-planned") if with_class(svg, one)]
    assert kinds == [css]


def test_a_range_nobody_guarantees_is_hatched_beyond_its_shortest() -> None:
    svg = gantt_bar(AXIS, replace(BAR, critical=True, sure=25 * DAY, longest=45 * DAY), "g")
    solid, hatched = with_class(svg, "c-critical")[0], with_class(svg, "c-range")[0]
    assert across(solid)[1] == pytest.approx(across(hatched)[0], abs=0.01)
    assert across(hatched)[1] == pytest.approx(AXIS.scale.at(45 * DAY), abs=0.01)
    assert hatched.get("fill") == "url(#g-hatch)"
    assert with_class(svg, "c-middle")[0].get("x1") == f"{round(AXIS.scale.at(30 * DAY), 3):g}%"


def test_only_lateness_is_red_and_it_carries_its_words() -> None:
    late = replace(BAR, late=(29 * DAY, 30 * DAY), late_words="1 day late")
    svg = gantt_bar(AXIS, late, "g")
    assert across(with_class(svg, "c-late")[0])[1] == pytest.approx(AXIS.scale.at(30 * DAY), abs=0.01)
    assert [one.text for one in with_class(svg, "c-stop-word")] == ["1 day late"]
    assert not with_class(gantt_bar(AXIS, BAR, "g"), "c-late")


def test_words_of_lateness_at_the_edge_stand_before_the_bar() -> None:
    late = replace(BAR, start=66 * DAY, end=70 * DAY, late=(67 * DAY, 70 * DAY), late_words="3 days late")
    words = with_class(gantt_bar(AXIS, late, "g"), "c-stop-word")[0]
    assert words.get("text-anchor") == "end"
    assert words.get("x") == f"{round(AXIS.scale.at(66 * DAY), 3):g}%"


def test_a_moment_is_a_point_at_its_end() -> None:
    svg = gantt_bar(AXIS, replace(BAR, start=30 * DAY, moment=True, baseline=None), "g")
    assert with_class(svg, "c-moment")
    assert not with_class(svg, "c-planned")


def test_a_step_done_before_the_days_shown_says_so_in_words() -> None:
    axis = replace(AXIS, low=40 * DAY)
    svg = gantt_bar(axis, replace(BAR, done=True, before_words="done 30 M"), "g")
    assert not with_class(svg, "c-fact")
    assert [one.text for one in with_class(svg, "c-quiet")] == ["done 30 M"]


def test_every_bar_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(gantt_bar(AXIS, replace(BAR, words="<b> & co"), "g"))
    assert root.get("role") == "img"
    assert root.findtext("title") == "<b> & co"
    assert ET.fromstring(gantt_bar(AXIS, None, "g")).get("aria-hidden") == "true"


def test_rows_use_the_lines_that_the_ground_draws_once() -> None:
    ids = {one.get("id") for one in ET.fromstring(gantt_ground(AXIS, "g")).iter()}
    used = [one.get("href", "")[1:] for one in ET.fromstring(gantt_bar(AXIS, BAR, "g")).iter("use")]
    assert used == ["g-behind", "g-before"]
    assert {*used, "g-hatch"} <= ids


def test_on_paper_the_head_is_lower_and_has_room_for_more_words() -> None:
    flags = tuple(Flag(day * DAY, f"A date of the law on {day} M") for day in (5, 12, 20, 24, 60))
    axis = replace(AXIS, legal=flags)
    screen, paper = ET.fromstring(gantt_head(axis, "g")), ET.fromstring(gantt_paper(axis, "g"))
    assert float(paper.get("height", "")) < float(screen.get("height", "")) * 0.7
    assert "chart-paper" in paper.get("class", "").split()

    def said(root: ET.Element) -> int:
        return sum("law" in (one.text or "") for one in root.findall(f"{SVG}text"))

    assert said(paper) == len(flags) > said(screen)


def test_the_head_parts_law_from_administration() -> None:
    svg = gantt_head(AXIS, "g")
    legal, _ = gantt_rows(AXIS)
    tiles = with_class(svg, "c-tile")
    diamonds = [one for one in ET.fromstring(svg).iter(f"{SVG}line") if one.get("marker-start")]
    assert len(tiles) == 2
    assert len(diamonds) == 1
    assert all(float(one.get("y2", "")) < LANE * legal for one in tiles)
    assert all(float(one.get("y1", "")) >= LANE * legal for one in diamonds)
    assert len(with_class(svg, "c-due")) == 2
    assert len(with_class(svg, "c-admin")) == 1


@given(
    st.lists(st.tuples(st.integers(0, 70), st.text("abcdefg ", min_size=1, max_size=30)), max_size=12),
    st.sampled_from(("wide", "narrow", "paper")),
)
def test_words_of_a_lane_never_lie_on_each_other(dates: list[tuple[int, str]], kind: Kind) -> None:
    flags = tuple(Flag(day * DAY, words) for day, words in dates)
    axis = replace(AXIS, legal=flags, administrative=())
    page = {"wide": 480, "narrow": 288, "paper": 935}[kind]
    drawn = ET.fromstring(
        gantt_paper(axis, "g") if kind == "paper" else gantt_head(axis, "g", kind == "narrow")
    )
    height = float(drawn.get("height", ""))
    taken: dict[str, list[tuple[float, float]]] = {}
    for one in drawn.findall(f"{SVG}text"):
        if "c-over" not in one.get("class", "") or "c-quiet" in one.get("class", ""):
            continue
        if "c-act-word" in one.get("class", ""):
            continue
        at = float(one.get("x", "%")[:-1]) * page / 100
        long = 9 * len(one.text or "")
        first, last = (at - long, at) if one.get("text-anchor") == "end" else (at, at + long)
        others = taken.setdefault(one.get("y", ""), [])
        assert all(last <= start or end <= first for start, end in others)
        others.append((first, last))
        assert float(one.get("y", "")) < height
    assert gantt_rows(axis, kind)[0] <= 3


@given(st.integers(-100, 200), st.integers(0, 100), st.integers(0, 100), st.booleans())
def test_nothing_is_drawn_beside_the_cell(start: int, length: int, more: int, done: bool) -> None:
    end = (start + length) * DAY
    bar = GanttBar(
        "w", start * DAY, end, done, sure=start * DAY, longest=end + more * DAY, baseline=(start * DAY, end),
        late=(start * DAY, end), late_words="late", before_words="done",
    )  # fmt: skip
    for one in ET.fromstring(gantt_bar(AXIS, bar, "g")).iter("rect"):
        first, last = across(one)
        assert 0 <= first <= last <= 100.5


def test_a_share_is_as_long_as_its_number() -> None:
    frame, full = ET.fromstring(share_bar(50))
    assert float(full.get("width", "")) * 2 == float(frame.get("width", ""))
    with pytest.raises(ValueError, match="in 100"):
        share_bar(101)

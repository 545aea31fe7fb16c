"""A picture that says something else than its figures would be worse than none."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.press.charts import (
    Curve,
    Curves,
    History,
    Path,
    Range,
    Scale,
    SlackLine,
    Step,
    Tick,
    both,
    curves_chart,
    curves_table,
    dots,
    history_line,
    path_chart,
    path_table,
    range_bar,
    rising_bars,
    slack_line,
    slack_table,
)
from writ.press.charts.canvas import folded, named
from writ.press.charts.curves import chance_at

DAY = 1440
SVG = "{http://www.w3.org/2000/svg}"
TICKS = tuple(
    Tick(day * DAY, str(day % 30 + 1), f"{day % 30 + 1} M{day // 30}", day // 30) for day in range(0, 90, 7)
)
SLACK = SlackLine(
    "Slack",
    "Falls.",
    ((0, 5), (DAY, 2), (3 * DAY, -1)),
    4 * DAY,
    ("1", "2", "4"),
    "1: 5",
    "−1",
    "0",
    ("Day", "Slack"),
)
PATH = Path(
    "What the day hangs on",
    "Three steps.",
    0,
    87 * DAY,
    TICKS,
    (
        Step("Vet", 2, "estimate", 0, 30 * DAY, unconfirmed=True, end_words="to the 12th", row=("Vet", "30")),
        Step(
            "Print",
            1,
            "hearsay",
            30 * DAY,
            51 * DAY,
            75 * DAY,
            63 * DAY,
            hold=(30 * DAY, 62 * DAY),
            hold_words="first 32",
            sure_words="21 at least",
            end_words="45 at most",
            middle_words="middle: 33",
            row=("Print", "21 to 45"),
        ),
        Step(
            "Carry",
            3,
            "promise",
            63 * DAY,
            65 * DAY,
            spread=(51 * DAY, 78 * DAY),
            late=(65 * DAY, 66 * DAY),
            late_words="1 day late",
            row=("Carry", "3"),
        ),
    ),
    540,
    "Today",
    65 * DAY,
    "Due: end of Fri 16 Nov",
    (65 * DAY, 66 * DAY),
    "Polling",
    ("Step", "Days"),
)
CURVES = Curves(
    "By date",
    "Two curves.",
    0,
    40 * DAY,
    TICKS[:6],
    (
        Curve(
            ((0, 0.0), (20 * DAY, 0.0), (40 * DAY, 1.0)), "50", "as it stands", "1", ("as it stands", "50")
        ),
        Curve(((0, 0.0), (40 * DAY, 1.0)), "75", "earlier", "2", ("earlier", "75")),
    ),
    30 * DAY,
    "Due",
    band=((0, 0.0, 0.2), (40 * DAY, 0.5, 1.0)),
    band_words="grey",
    heads=("Option", "In 100"),
)
HISTORY = History("History", "Fell.", 0, 10 * DAY, TICKS[:2], ((0, 61.0), (5 * DAY, 46.0)), "46")
RANGE = Range("21 to 45", "A range.", 18, 50, 21, 45, 33, 32)


def every_drawing() -> dict[str, str]:
    return {
        "dots": dots(46, "a", "46 in 100", "46 of 100."),
        "slack": slack_line(SLACK, "a"),
        "path": path_chart(PATH, "a"),
        "path-narrow": path_chart(PATH, "a", narrow=True),
        "curves": curves_chart(CURVES, "a"),
        "curves-narrow": curves_chart(CURVES, "a", narrow=True),
        "history": history_line(HISTORY, "a"),
        "history-narrow": history_line(HISTORY, "a", narrow=True),
        "range": range_bar(RANGE, "a"),
    }


def with_class(svg: str, css: str) -> list[ET.Element]:
    return [e for e in ET.fromstring(svg).iter() if css in e.get("class", "").split()]


def share(value: str | None) -> float:
    assert value is not None
    assert value.endswith("%")
    return float(value[:-1])


@pytest.mark.parametrize("name", list(every_drawing()))
def test_every_picture_has_title_and_description_and_is_never_scaled(name: str) -> None:
    """Who cannot see it hears what it says; who sees it reads words of one size."""
    root = ET.fromstring(every_drawing()[name])
    ids = root.get("aria-labelledby", "").split()
    assert [e.get("id") for e in root if e.tag in (f"{SVG}title", f"{SVG}desc")] == ids
    assert root.get("role") == "img"
    assert root.get("viewBox") is None
    assert not re.search(r"style=|<script|font-size", every_drawing()[name])


def test_two_drawings_of_one_chart_share_no_id() -> None:
    """Two equal ids would make a screen reader say one picture's title for the other."""
    svg = (
        both(path_chart, PATH, "a")
        + both(curves_chart, CURVES, "b")
        + range_bar(RANGE, "c")
        + dots(1, "d", "", "")
    )
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


@given(st.integers(0, 100))
def test_as_many_dots_are_filled_as_chances_hold(filled: int) -> None:
    svg = dots(filled, "a", "t", "d")
    assert len(with_class(svg, "c-dot")) == filled
    assert len(with_class(svg, "c-dot-empty")) == 100 - filled


@pytest.mark.parametrize("filled", [-1, 101])
def test_more_than_a_hundred_in_a_hundred_is_refused(filled: int) -> None:
    with pytest.raises(ValueError, match="in 100"):
        dots(filled, "a", "t", "d")


@given(st.integers(-500, 500), st.integers(1, 1000), st.integers(-800, 1800))
def test_a_scale_keeps_order_and_stays_within_its_ends(low: int, length: int, value: int) -> None:
    scale = Scale(low, low + length, 20, 90)
    assert 20 <= scale.at(value) <= scale.at(value + 1) <= 90
    assert scale.at(low) == 20
    assert scale.at(low + length) == 90


def test_bars_begin_and_end_where_the_step_does() -> None:
    """The narrow drawing uses the whole width, so a share of it is a share of the time."""
    svg = path_chart(replace(PATH, low=0, high=100 * DAY, today=0), "a", narrow=True)
    bar = with_class(svg, "c-unconfirmed")[0]
    left = 0.4
    assert share(bar.get("x")) == pytest.approx(left)
    assert share(bar.get("width")) == pytest.approx(30 * (100 - left) / 100, abs=0.01)
    ranged = with_class(svg, "c-range")[0]
    assert share(ranged.get("x")) == pytest.approx(left + 51 * (100 - left) / 100, abs=0.01)
    due = with_class(svg, "c-due")[0]
    late = with_class(svg, "c-late")[0]
    assert share(late.get("x")) == share(due.get("x1"))


def test_lateness_is_the_only_red_and_carries_its_words() -> None:
    on_time = replace(PATH, steps=(replace(PATH.steps[2], late=None, late_words=""),))
    assert with_class(path_chart(on_time, "a"), "c-late") == []
    late = path_chart(PATH, "a")
    assert [e.text for e in with_class(late, "c-stop-word")] == ["1 day late"]


@given(
    st.lists(st.tuples(st.integers(0, 86), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=5)
)
def test_no_shape_leaves_the_page(steps: list[tuple[int, int, int]]) -> None:
    """A bar past the edge would be cut off without a word."""
    drawn = tuple(
        Step(
            "S",
            1,
            "hearsay",
            a * DAY,
            (a + b) * DAY,
            (a + b + c) * DAY,
            spread=(0, (a + b) * DAY),
            end_words="at most",
        )
        for a, b, c in steps
    )
    for narrow in (False, True):
        for element in ET.fromstring(path_chart(replace(PATH, steps=drawn), "a", narrow)).iter():
            ends = [
                share(element.get(name)) for name in ("x", "x1", "x2") if element.get(name, "").endswith("%")
            ]
            assert all(0 <= end <= 100 for end in ends)
            if element.tag == f"{SVG}rect" and element.get("width", "").endswith("%"):
                assert share(element.get("x")) + share(element.get("width")) <= 100.01


def test_a_curve_is_read_off_at_the_due_line() -> None:
    assert chance_at(CURVES.curves[0], 30 * DAY) == pytest.approx(0.5)
    assert chance_at(CURVES.curves[1], 30 * DAY) == pytest.approx(0.75)
    assert chance_at(CURVES.curves[1], 90 * DAY) == 1.0
    point = with_class(curves_chart(CURVES, "a"), "c-point-1")[0]
    assert float(point.get("cy", "")) == 32 + 240 / 2


def test_labels_of_close_curves_do_not_lie_on_each_other() -> None:
    same = tuple(replace(CURVES.curves[0], words=str(n)) for n in range(4))
    svg = curves_chart(replace(CURVES, curves=same, band=()), "a")
    heights = sorted(float(e.get("y", "")) for e in with_class(svg, "c-bold") if e.text == "50")
    assert all(after - before >= 24 for before, after in pairwise(heights))


def test_a_fifth_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 4"):
        curves_chart(replace(CURVES, curves=CURVES.curves * 3), "a")


def test_slack_below_nothing_is_drawn_below_the_line() -> None:
    svg = slack_line(SLACK, "a")
    zero = float(with_class(svg, "c-axis")[0].get("y1", ""))
    last = with_class(svg, "c-last-short")[0]
    assert float(last.get("cy", "")) > zero
    assert [e.text for e in with_class(svg, "c-stop-word")] == ["−1"]
    held = slack_line(replace(SLACK, points=((0, 5), (DAY, 2)), words=("1", "2"), last="2"), "a")
    assert with_class(held, "c-last-short") == []


@given(st.lists(st.integers(-40, 400), min_size=1, max_size=30))
def test_any_history_of_slack_can_be_drawn(days: list[int]) -> None:
    points = tuple((place * DAY, slack) for place, slack in enumerate(days))
    svg = slack_line(replace(SLACK, points=points, until=len(days) * DAY, words=tuple(map(str, days))), "a")
    height = float(ET.fromstring(svg).get("height", ""))
    ys = [float(e.get("y1", "")) for e in with_class(svg, "c-step")]
    assert all(0 < y < height for y in ys)


def test_every_chart_says_the_same_as_a_table() -> None:
    assert slack_table(SLACK).rows == (("1", "5"), ("2", "2"), ("4", "−1"))
    assert path_table(PATH).rows == (("Vet", "30"), ("Print", "21 to 45"), ("Carry", "3"))
    assert curves_table(CURVES).heads == ("Option", "In 100")


def test_words_are_escaped() -> None:
    """A task's name is typed by people."""
    nasty = '<script>alert("x")</script> & co'
    svg = path_chart(replace(PATH, title=nasty, steps=(replace(PATH.steps[0], name=nasty),)), "a")
    assert "<script" not in svg
    assert ET.fromstring(svg).findtext(f"{SVG}title") == nasty


def test_the_month_is_named_where_it_first_stands() -> None:
    words = [text for _, text in named(TICKS[:6], 99)]
    assert words == ["1 M0", "8", "15", "22", "29", "6 M1"]


def test_ticks_thin_out_evenly_where_room_is_short() -> None:
    assert [tick.at // DAY for tick, _ in named(TICKS[:6], 3)] == [0, 14, 28]


def test_long_names_break_between_words() -> None:
    assert folded("Штампање гласачких листића у иностранству", 26) == [
        "Штампање гласачких листића",
        "у иностранству",
    ]


@pytest.mark.parametrize("level", [0, 5])
def test_firmness_has_four_steps(level: int) -> None:
    with pytest.raises(ValueError, match="firmness"):
        rising_bars(level)


def test_as_many_bars_are_filled_as_the_word_is_firm() -> None:
    assert [rising_bars(level).count('fill="currentColor"') for level in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_a_firm_range_is_outlined_and_a_loose_one_hatched() -> None:
    assert with_class(range_bar(replace(RANGE, firm=True), "a"), "c-planned")
    assert with_class(range_bar(RANGE, "a"), "c-range")[0].get("fill") == "url(#a-hatch)"


def test_long_names_of_curves_are_folded_and_stand_free_of_each_other() -> None:
    """Two readings close together and long of name: no line of one runs into the other, nor off the picture."""
    long = "Ballots only, lists final between the second and the twelfth of October"
    near = tuple(replace(curve, words=long) for curve in (CURVES.curves[0], CURVES.curves[0]))
    for narrow in (False, True):
        drawn = curves_chart(replace(CURVES, curves=near), "a", narrow)
        lines = [
            element for element in ET.fromstring(drawn).iter(f"{SVG}text") if (element.text or "") in long
        ]
        downs = sorted(float(element.get("y", "")) for element in lines)
        assert len(downs) >= 6
        assert all(after - before >= 24 for before, after in pairwise(downs))
        assert downs[-1] <= float(ET.fromstring(drawn).get("height", ""))


def test_words_of_the_due_line_stay_on_the_page() -> None:
    """Too long for either side of the line, they begin at the edge."""
    words = "Afati: fundi i ditës pre 16 nën"
    drawn = ET.fromstring(curves_chart(replace(CURVES, due_words=words, due=20 * DAY), "a", narrow=True))
    said = next(element for element in drawn.iter(f"{SVG}text") if element.text == words)
    assert (said.get("x"), said.get("text-anchor")) == ("0%", None)

"""A component says in words what its shape and colour say, and trusts no text that people typed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone, translation

from writ.desk import marks
from writ.desk.clocks import Clock
from writ.desk.names import name_in
from writ.desk.parts import Advice, Change, Frame, Gate, Happening, Link, Pair, Person, Record, Turn, Waiting
from writ.law.cite import Cite
from writ.law.findings import Finding, Where

AT = datetime(2007, 9, 13, 7, 0, tzinfo=UTC)
NASTY = "<b onclick=x>&"


def render(source: str, **context: Any) -> str:
    head = "" if "extends" in source else "{% load desk %}"
    template = engines["django"].from_string(head + source)
    with timezone.override(ZoneInfo("Europe/Belgrade")):
        return template.render(context)


@pytest.mark.parametrize("status", marks.TONES)
def test_every_status_has_a_shape_of_its_own(status: str) -> None:
    """In grey print only the shape is left."""
    shapes = {name: marks.SHAPES[name] for name in marks.TONES if name not in ("hold", "paused")}
    assert len(set(shapes.values())) == len(shapes)
    assert "aria-hidden" in marks.mark(status)


def test_hold_and_paused_share_a_shape_and_not_a_tone() -> None:
    assert marks.mark("hold") != marks.mark("paused")


def test_a_status_is_a_shape_and_its_word() -> None:
    html = render('{% status "short" words %}', words=NASTY)
    assert "tone-stop" in html
    assert "&lt;b onclick=x&gt;&amp;" in html


@pytest.mark.parametrize("level", marks.FIRMNESS)
def test_firmness_says_its_word(level: str) -> None:
    assert level in render("{% firmness level %}", level=level)
    assert f"rests on {'' if level == 'hearsay' else 'a'}" in render(
        "{% firmness level rests_on=True %}", level=level
    )


@pytest.mark.parametrize(
    ("known", "dotted", "tag"),
    [
        ("sourced", False, ""),
        ("derived", False, "derived"),
        ("scenario", True, "scenario"),
        ("assumed", True, "assumed"),
    ],
)
def test_a_value_nobody_sourced_is_marked(known: str, dotted: bool, tag: str) -> None:
    html = render("{% value 702 known %}", known=known)
    assert ("dotted" in html) is dotted
    assert f">{tag}</span>" in html if tag else "tag" not in html


def test_an_article_not_at_hand_is_said() -> None:
    assert "article not at hand" in render("{% cite c %}", c=Cite("Law 1"))
    assert render("{% cite c %}", c=Cite("Law 1", "art. 4")).endswith("Law 1, art. 4</span>")


def test_a_missing_figure_leaves_no_number() -> None:
    assert "figure" not in render('{% answer label="x" state="unknown" %}<p>why</p>{% endanswer %}')
    assert ">46<" in render('{% answer label="x" state="none" figure=46 unit="in 100" %}{% endanswer %}')


def test_an_act_that_is_not_yours_is_shown_with_the_reason() -> None:
    html = render('{% not_yours label="Adopt" %}the Commission decides{% endnot_yours %}')
    assert 'aria-disabled="true"' in html
    assert "the Commission decides" in html


EVERYTHING = {
    "{% help_list x %}": [
        Advice(NASTY, NASTY, 5, 46, 67, "promise", NASTY, NASTY, value=NASTY, value_status="scenario"),
        Advice("b", "s", None, None, None, "hearsay", "p", "r", ask=True),
    ],
    "{% changes x %}": [Change(AT, NASTY, NASTY, 412, "short", NASTY, "/acts/412")],
    "{% gates x %}": [Gate(NASTY, -3, NASTY), Gate("b", 2), Gate("c", 9, url="/c")],
    "{% clock x %}": Clock(100, 150, AT, NASTY, NASTY),
    "{% pair x %}": Pair(
        Person("a", NASTY, at=AT), Person("b", "c", lines=[NASTY], checks=[NASTY], you=True), Clock(9, 1)
    ),
    "{% timeline x %}": [Happening(AT, NASTY, [NASTY], 57, mark=NASTY)],
    "{% record x %}": Record(1, 2, "9f3a61c0", NASTY, None, NASTY, 2, "/check"),
    "{% queue x %}": [Waiting(NASTY, NASTY, "/x", NASTY, Clock(9, 8, AT), True, NASTY)],
    "{% turns x %}": [
        Turn(NASTY, NASTY, NASTY, "short", "near"),
        Turn("r", "", "", now_firmness="hearsay", after_firmness="contract"),
        Turn("n", NASTY),
    ],
    "{% findings x %}": [
        Finding("D-101", {"shortest": NASTY, "longest": 1}, Where("f.toml", 3, "k"), Cite("Law"))
    ],
    "{% findings_by_move asked=x %}": [Finding("D-101", {"shortest": NASTY, "longest": 1})],
    "{% section title=x note=x ident='i' %}{% endsection %}": NASTY,
    "{% pagehead title=x place=x line=x %}{% endpagehead %}": NASTY,
    "{% empty title=x %}{{ x }}{% endempty %}{% stale title=x %}{{ x }}{% endstale %}": NASTY,
    "{% refusal title=x code=x %}{{ x }}{% endrefusal %}{% notice %}{{ x }}{% endnotice %}": NASTY,
}


@pytest.mark.parametrize("source", EVERYTHING)
@pytest.mark.parametrize("language", ["en", "sq", "sr-cyrl", "sr-latn"])
def test_every_component_speaks_every_language_and_escapes(source: str, language: str) -> None:
    with translation.override(language):
        html = render(source, x=EVERYTHING[source])
    assert "onclick" not in html.replace("&lt;b onclick", "")
    assert html.count("<div") == html.count("</div")


def test_the_frame_shows_where_one_is_and_in_which_post() -> None:
    frame = Frame(
        "Example",
        AT,
        "Operations chief",
        "/post/",
        nav=[Link("Morning", "/", 7, True), Link("Record", "/r/")],
    )
    html = render('{% extends "desk/page.html" %}', frame=frame)
    assert "Thu 13" in html
    assert 'aria-current="page"' in html
    assert "Change post" in html
    real = render('{% extends "desk/page.html" %}', frame=Frame("Example"))
    assert "Rehearsal" not in real


def test_a_page_runs_nothing_inline() -> None:
    html = render('{% extends "desk/page.html" %}', frame=Frame("Example", AT))
    assert "style=" not in html
    assert "allowEval&quot;: false" in html or '"allowEval": false' in html


def test_a_name_is_given_in_the_language_or_the_nearest() -> None:
    """A personal or place name is never transliterated by itself."""
    assert name_in({"sr-cyrl": "Пећ", "en": "Peja"}, "sr-latn") == "Пећ"
    assert name_in({"sq": "Peja"}, "en") == "Peja"
    assert name_in({"sq": "", "en": ""}, "sq") == ""


def test_hashes_stand_in_fours() -> None:
    assert render("{{ h|fours }}", h="9f3a61c07") == "9f3a 61c0 7"

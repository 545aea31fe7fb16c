"""The frame round every page works with keys alone, on a telephone, by night, on paper, and without scripts."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COMPONENTS = "/components/"


def colour(page: Any, selector: str, what: str) -> str:
    return page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).{what}")


def test_the_first_key_leads_past_the_frame(page: Any) -> None:
    page.goto(COMPONENTS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_seen(page: Any) -> None:
    page.goto("/account/login/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert (
        colour(page, ":focus", "outlineStyle") != "none"
        or colour(page, ":focus", "backgroundColor") == "rgb(255, 212, 59)"
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_a_telephone_opens_the_menu_and_changes_the_language(new_page: Any, javascript: bool) -> None:
    page = new_page(size=PHONE, javascript=javascript)
    page.goto(COMPONENTS)
    page.locator("summary", has_text="Menu").click()
    page.locator(".menu a", has_text="Shqip").click()
    page.wait_for_url("**/components/")
    assert page.locator("html").get_attribute("lang") == "sq"


def test_night_follows_the_device_and_a_choice_overrules_it(new_page: Any) -> None:
    page = new_page(dark=True)
    page.goto(COMPONENTS)
    assert colour(page, "html", "backgroundColor") == "rgb(20, 24, 28)"
    page.get_by_role("link", name="Light").click()
    assert colour(page, "html", "backgroundColor") == "rgb(255, 255, 255)"
    page.get_by_role("link", name="Night").click()
    assert colour(page, "html", "backgroundColor") == "rgb(20, 24, 28)"


def test_the_fonts_are_our_own(page: Any) -> None:
    """Letters that fall back to another face would look right here and wrong elsewhere."""
    page.goto(COMPONENTS)
    assert (
        page.evaluate(
            "document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').length)"
        )
        == 2
    )
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Writ\"', 'ёЖљњџђћĐčćšžëç−€№“”')")


def test_a_print_button_is_there_only_where_it_can_print(new_page: Any) -> None:
    page = new_page()
    page.goto(COMPONENTS)
    assert page.locator("[data-print]").first.is_visible()
    page = new_page(javascript=False)
    page.goto(COMPONENTS)
    assert not page.locator("[data-print]").first.is_visible()


def test_paper_carries_no_controls_and_no_colour(page: Any) -> None:
    page.goto(COMPONENTS)
    page.emulate_media(media="print")
    assert not page.locator(".languages").first.is_visible()
    assert not page.locator(".button").first.is_visible()
    assert colour(page, ".tone-stop", "color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize(
    ("width", "shown"), [(1440, "wide"), (1200, "wide"), (1100, "narrow"), (390, "narrow")]
)
def test_one_drawing_of_a_chart_is_shown_and_its_words_keep_their_size(
    new_page: Any, width: int, shown: str
) -> None:
    page = new_page(size=(width, 900))
    page.goto(COMPONENTS)
    seen = page.locator("#path svg.chart:visible")
    assert seen.count() == 1
    assert f"chart-{shown}" in seen.get_attribute("class")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#path svg.chart text')).fontSize") == "16px"
    )


@pytest.mark.parametrize("width", [320, 390, 1200, 1440])
def test_no_word_of_a_chart_leaves_the_page(new_page: Any, width: int) -> None:
    page = new_page(size=(width, 900))
    page.goto(COMPONENTS)
    outside = page.evaluate(
        """[...document.querySelectorAll('svg.chart text')].filter(t => t.getBoundingClientRect().width > 0)
        .filter(t => { const r = t.getBoundingClientRect(); return r.left < 0 || r.right > innerWidth })
        .map(t => t.textContent)"""
    )
    assert outside == []


def test_a_refused_form_shows_first_what_to_correct(page: Any) -> None:
    page.goto("/account/login/")
    page.locator("button", has_text="Sign in").click()
    page.wait_for_selector("#errors")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.locator("#errors a").first.click()
    assert page.evaluate("document.activeElement.name") == "login"


def test_a_table_is_sorted_and_kept_by_its_address(new_page: Any) -> None:
    page = new_page(javascript=False)
    page.goto(COMPONENTS)
    page.get_by_role("link", name="Critical in 100").click()
    assert "sort=critical" in page.url
    assert "smallest first" in page.locator(".table-count").inner_text()
    page.select_option("select[name=strand]", "even")
    page.locator(".table-tools button").click()
    assert "sort=critical" in page.url
    assert "strand=even" in page.url
    page.go_back()
    assert "strand" not in page.url

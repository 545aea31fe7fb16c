"""07:30: one page says what to do and whom to call; what the session adopts moves every gate, told in one sentence.

The reference election at full size, in a real browser; the options are weighed in fewer runs than in real life.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browsing import PHONE
from writ.cli.load import DEMO_PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RUNS = 2_000
SLOW = 120_000  # ms: whoever adopts here computes the forecast too, which the worker does in real life


@pytest.fixture
def kosovo(transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rehearsal of the reference election, its options weighed; what an act asks for is done at once."""
    from writ.cli.demo import make_ready
    from writ.offices.timetable import jobs
    from writ.offices.timetable.acts.analyses import analyse

    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}
    }
    monkeypatch.setattr(jobs, "analyse", lambda forecast: analyse(forecast, RUNS))
    make_ready("en")


def signed_in(new_page: Callable[..., Any], name: str, *looks: Any, **more: Any) -> Any:
    page = new_page(*looks, **more)
    page.set_default_timeout(SLOW)
    page.goto("/account/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/morning/")
    return page


def said(page: Any, where: str = "main") -> str:
    """What stands on the page, a no-break space as a space."""
    words: str = page.locator(where).inner_text()
    return words.replace("\N{NO-BREAK SPACE}", " ")


def chance(page: Any) -> int:
    """The third of the figures that lead the morning page."""
    return int(page.locator(".figure-number").nth(2).inner_text())


def test_the_page_says_what_to_do_and_a_portfolio_adopted_in_session_moves_the_gates(
    kosovo: None, new_page: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    chief = signed_in(new_page, "operations")
    assert axe(chief) == []
    before = chance(chief)
    page = said(chief)
    for words in (
        "“Every station can open”",
        "Ballots only, lists final at the end of 12 October: 46 in 100.",
        "Three things that would help most",
        "Do this",
        "Ask for this",
        "Gates: 30 municipalities",
        "is shared by all: 1 day short.",
        "What a day of delay costs",
    ):
        assert words in page, words
    helpful = said(chief, "#help")
    assert "ext. " in helpful
    assert "until " in helpful
    assert len(chief.locator("#help tbody tr:not(.help-turn)").all()) == 3

    chief.click("nav.nav >> text=Gates")
    gates = {
        row.locator("th").inner_text(): row.inner_text() for row in chief.locator("#table tbody tr").all()
    }
    assert len(gates) == 30
    assert chief.locator("#map svg.chart-wide path").count() >= 30
    assert axe(chief) == []
    chief.click("#table tbody tr:first-child th a")
    assert "Shared by all" in said(chief)
    assert axe(chief) == []

    chief.click("nav.nav >> text=Call list")
    assert "Procurement officer" in said(chief, "tbody tr:first-child")
    assert "ext. 231" in said(chief, "tbody tr:first-child")
    assert axe(chief) == []

    # On a telephone, without scripts, the same order in one column: gates that hold are counted, not listed.
    phone = signed_in(new_page, "operations", "sr-cyrl", PHONE, javascript=False)
    assert phone.locator("main").bounding_box()["width"] <= PHONE[0]
    assert phone.locator("#help .help-call").first.is_visible()
    assert phone.locator(".gate-near, .gate-short").first.is_visible()
    assert not phone.locator(".gate-holds").first.is_visible()

    secretary = signed_in(new_page, "secretary")
    secretary.goto("/options/adopt/?option=print-locally&option=print-before-appeals")
    for option in ("print-locally", "print-before-appeals"):
        secretary.check(f"input[value={option}]")
    secretary.select_option("[name=body]", "cec")
    secretary.fill("[name=held_on]", "2007-09-13")
    secretary.fill("[name=votes_for]", "9")
    secretary.fill("[name=votes_against]", "2")
    secretary.fill("[name=abstained]", "1")
    secretary.fill("[name=reason]", "Nothing else brings the ballots in time for less.")
    secretary.click("text=See what it will change")
    secretary.click("text=Adopt them")
    secretary.wait_for_url("**/options/")

    chief.goto("/morning/")
    after = chance(chief)
    assert after >= before + 20
    moved = said(chief, ".answer:first-child")
    assert "gained since yesterday" in moved
    assert "Relaxed security features, printed in the country" in moved
    assert "adopted" in moved
    chief.click("nav.nav >> text=Gates")
    later = {
        row.locator("th").inner_text(): row.inner_text() for row in chief.locator("#table tbody tr").all()
    }
    assert later != gates
    assert "1 day short" not in said(chief, "main > p:nth-of-type(3)")

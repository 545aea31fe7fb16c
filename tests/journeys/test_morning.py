"""07:30, and a printing contract: one page says what to do; a contract signed at nine has moved it by half past.

The reference election at full size, in a real browser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browsing import PHONE
from writ.cli.load import DEMO_PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kosovo(transactional_db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rehearsal of the reference election, standing at 13 September 2007, 09:00; forecasts are computed at once,
    what follows them is left to a worker that is not there."""
    from writ.cli.demo import make_ready
    from writ.offices.timetable import jobs

    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    make_ready("en")
    monkeypatch.setattr(jobs, "ask_for_analyses", lambda forecast: None)


def sign_in(page: Any, name: str) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/morning/")


def said(page: Any) -> str:
    """What stands on the page, a no-break space as a space."""
    words: str = page.locator("main").inner_text()
    return words.replace("\N{NO-BREAK SPACE}", " ")


def figures(page: Any) -> list[str]:
    """The three figures that lead the morning page."""
    return [one.inner_text() for one in page.locator(".figure-number").all()]


def test_a_signed_contract_moves_the_morning_page_and_stands_on_the_record(
    kosovo: None, new_page: Callable[..., Any], axe: Callable[[Any], list[str]]
) -> None:
    """ "Printing contract signed, 28 days": put forward by one, confirmed by another, and 32 in 100 becomes 67."""
    chief = new_page()
    sign_in(chief, "operations")
    page = said(chief)
    assert figures(chief) == ["1", "17", "32"]
    for words in (
        "2 days lost since yesterday",
        "Send tender papers to the printers",
        "Procurement officer",
        "ext. 231",
        "In 32 of 100 possible courses from here",
        "Ballots only, lists final at the end of 12 October: 46 in 100",
        "Print ballots abroad: re-estimated from 21 to 41 days to 21 to 45 days",
    ):
        assert words in page, words
    assert axe(chief) == []

    officer = new_page()
    sign_in(officer, "procurement")
    officer.goto("/timetable/step/print-ballots/")
    officer.click("text=Re-estimate")
    officer.fill("[name=low]", "28")
    officer.fill("[name=high]", "28")
    officer.fill("[name=source]", "Printing contract signed, 28 days")
    officer.select_option("[name=firmness]", "contract")
    assert axe(officer) == []
    officer.click("text=See what it will change")
    preview = said(officer)
    for words in (
        "1 day short",
        "2 days of slack",
        "32 in 100",
        "67 in 100",
        "A second person must confirm it.",
    ):
        assert words in preview, words
    assert axe(officer) == []
    officer.click("text=Put the estimate forward")
    officer.wait_for_url("**/proposal/**")
    assert "Another person must confirm it" in said(officer)

    chief.goto("/morning/")
    assert figures(chief)[2] == "32"
    chief.click("nav.nav >> text=What waits for me")
    chief.click("main a[href*='/timetable/proposal/']")
    assert "You, as Operations chief" in said(chief)
    assert axe(chief) == []
    chief.click("text=Confirm the act")
    chief.wait_for_url("**/step/print-ballots/")
    sheet = said(chief)
    assert "28 days" in sheet
    assert "rests on a contract" in sheet

    chief.goto("/morning/")
    assert figures(chief)[0] == "2"
    assert figures(chief)[2] == "67"
    assert "days gained since yesterday (act 15)" in said(chief)

    chief.goto("/timetable/step/print-ballots/")
    chief.click("text=Check this entry yourself")
    entry = said(chief)
    for words in (
        "Operations chief",
        "timetable.reestimate",
        "Council of Europe, report on the elections of 23 October 2004",
        "Proposed in",
        "Hash",
    ):
        assert words in entry, words
    assert chief.locator(".hash").first.inner_text().replace(" ", "").isalnum()


def test_the_morning_page_fits_a_telephone_without_scripts(
    kosovo: None, new_page: Callable[..., Any]
) -> None:
    """The same order in one column, in the longer languages, on a browser that runs nothing."""
    for language in ("sq", "sr-cyrl"):
        phone = new_page(language, PHONE, javascript=False)
        sign_in(phone, "operations")
        assert figures(phone)[2] == "32"
        assert phone.locator("main").bounding_box()["width"] <= PHONE[0]
        assert phone.locator("html").get_attribute("lang") == language

"""Every page of every office, as a reader sees it: nothing axe finds, nothing off the side of a telephone."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from browsing import DESKTOP, PHONE
from small_commission import AT
from small_election import load_election
from small_places import FULL
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import propose_options
from writ.offices.timetable.acts.analyses import analyse, open_analyses
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Forecast
from writ.web.clock import set_clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RUNS = 2_000
LANGUAGES = [code for code, _ in settings.LANGUAGES]
ZOOMED = (320, 256)  # a window of 1280 by 1024 at 400 %
# Addresses that give no page of their own: a choice, a probe, a file, a door that is closed.
NO_PAGE = {
    "health",
    "language",
    "colours",
    "account_inactive",
    "account_signup",
    "account_email",
    "account_set_password",
    "account_reset_password",
    "mfa_download_recovery_codes",
    "authority:entry_bytes",
    "timetable:calendar-ics",
    "timetable:compute",
    "timetable:home",
}
# What stands in an address beside its words.
VALUES: Mapping[str, Any] = {
    "seq": 1,
    "task": FULL.tasks[0].id,
    "area": "north",
    "option": "two-orders",
    "risk": "late-list",
    "audience": "public",
}
# Pages that are only there after something else has happened; their own tests go there.
AFTERWARDS = {
    "desk:job",
    "authority:proposal",
    "timetable:proposal",
    "timetable:correct",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
SIGNED_OUT = {"account_login", "desk:components"}


def addresses() -> Mapping[str, tuple[str, ...]]:
    """Every address by its name, with the values it asks for."""

    def walk(patterns: list[Any], before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, before + (f"{one.namespace}:" if one.namespace else ""))
            elif isinstance(one, URLPattern) and one.name:
                yield before + one.name, tuple(one.pattern.converters)

    return dict(walk(get_resolver().url_patterns))


ADDRESSES = addresses()
PAGES = sorted(ADDRESSES.keys() - NO_PAGE - AFTERWARDS)


@pytest.fixture
def small(transactional_db: None) -> Any:
    """An election that has something for every page: a forecast, its options weighed, one of them on the agenda."""
    set_clock(AT)
    small = load_election(plan=FULL)
    propose_options(
        by=small.by("cec.chair"), at=AT, election="example", options=("two-orders",), reason="To be asked."
    )
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)
    forecast = Forecast.objects.latest("pk").pk
    open_analyses(forecast)
    analyse(forecast, RUNS)
    return small


def enter(page: Any, url: str, name: str) -> None:
    """Signs an account in by its name."""
    account = Account.objects.get(name=name)
    account.set_password("a password of the test")
    account.save()
    client = Client()
    client.force_login(account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


def opened(page: Any, url: str, name: str) -> None:
    """Goes to a page as the first who may see it."""
    address = reverse(name, kwargs={key: VALUES[key] for key in ADDRESSES[name]})
    if name in SIGNED_OUT:
        assert page.goto(address).status == 200
        return
    for account in ("chair", "auditor", "member", "clerk", "north"):
        enter(page, url, account)
        if page.goto(address).status == 200 and page.url == url + address:
            return
    pytest.fail(f"nobody may open {name}")


def looked_at(page: Any, axe: Callable[[Any], list[str]], size: tuple[int, int]) -> list[str]:
    """What is wrong with the page at a size, in words."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    wide = page.evaluate("document.documentElement.scrollWidth")
    aside = [f"{size[0]} px wide, and {wide} px are needed"] if wide > size[0] else []
    return aside + ([] if size == ZOOMED else [f"{size[0]} px: {fault}" for fault in axe(page)])


def judge(new_page: Any, axe: Any, url: str, name: str, language: str, dark: bool) -> str:
    page = new_page(language, DESKTOP, dark=dark)
    opened(page, url, name)
    return "\n".join(fault for size in (DESKTOP, PHONE, ZOOMED) for fault in looked_at(page, axe, size))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_to_every_reader(
    name: str, small: Any, new_page: Any, axe: Any, live_server: Any
) -> None:
    """In one language and one light, which change from page to page; the long run takes them all."""
    turn = zlib.crc32(name.encode())
    assert judge(new_page, axe, live_server.url, name, LANGUAGES[turn % 4], dark=turn // 4 % 2 == 0) == ""


def test_the_options_are_printed_on_three_landscape_sheets_at_most(
    small: Any, new_page: Any, live_server: Any
) -> None:
    """What a session is given; in print each chart is the wide one."""
    page = new_page("sr-cyrl", DESKTOP)
    opened(page, live_server.url, "timetable:options")
    printed = page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", printed)
    assert 1 <= len(sheets) <= 3
    assert all(float(wide) > float(high) for wide, high in sheets)
    page.emulate_media(media="print")
    assert page.locator(".ways-pictures .chart-wide").first.is_visible()
    assert not page.locator(".ways-pictures .chart-narrow").first.is_visible()


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_open_in_every_language_and_light(
    name: str, language: str, dark: bool, small: Any, new_page: Any, axe: Any, live_server: Any
) -> None:
    assert judge(new_page, axe, live_server.url, name, language, dark) == ""

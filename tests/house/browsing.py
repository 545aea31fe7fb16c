"""Fixtures of the browser tests: the system's Chromium, a page that may not leave the machine, axe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from chromium import ARGUMENTS, installed_chromium

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP, PHONE = (1280, 900), (390, 844)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the session. A machine without one fails here: `tests/run` has said so and left these out."""
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django would take the tests' own queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = installed_chromium()
    assert path, "no Chromium: run the tests by `make test`"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Makes pages: `new_page(language="sq", size=PHONE, dark=True, javascript=False)`, each a person of its own.

    After the test, none of them has asked another host, and none has written an error to its console.
    """
    contexts, left, errors = [], [], []

    def make(
        language: str = "en", size: tuple[int, int] = DESKTOP, *, dark: bool = False, javascript: bool = True
    ) -> Any:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "writ_language", "value": language, "url": live_server.url}])
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: left.append(request.url) if _leaves(request.url) else None)
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert left == [], "a page asked another host"
    assert [error for error in errors if "Failed to load resource" not in error] == []


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """A page in English at desktop width."""
    return new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], list[str]]:
    """What axe finds on a page, one line a violation; an empty list is what is wanted."""
    from axe_playwright_python.sync_playwright import Axe

    judge = Axe()

    def violations(page: Any) -> list[str]:
        answer = judge.run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
        return [f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})" for v in answer["violations"]]

    return violations


def _leaves(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in ("localhost", "127.0.0.1")

"""Every link in the reference election leads somewhere, whoever follows it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

FRONT_DOORS = ("/", "/components/")
PEOPLE = (None, "operations", "secretary")
NEVER = {"account_logout", "language", "colours"}  # they end the walk, or only turn the page round
EACH = 3  # pages of one kind: one alone may be an empty one


@pytest.fixture
def demo(transactional_db: None) -> None:
    """The reference election as `writ demo` makes it, played through the acts."""
    from writ.cli.demo import make_ready

    make_ready("en")


def sign_in(page: Any, name: str | None) -> None:
    """By the form, as people do; None stays outside."""
    from writ.cli.load import DEMO_PASSWORD

    if name:
        page.goto("/account/login/")
        page.fill("input[name=login]", name)
        page.fill("input[name=password]", DEMO_PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/account/login/" not in url)


def links(page: Any) -> Iterator[str]:
    """The addresses a page links to on this site, without query and fragment."""
    for href in page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)"):
        parts = urlsplit(href)
        if parts.hostname in ("localhost", "127.0.0.1"):
            yield parts.path


def kind_of(path: str) -> str | None:
    """The name of the view behind an address, or None where nothing of ours stands."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def test_every_link_leads_somewhere(demo: None, new_page: Callable[..., Any]) -> None:
    """A dead link on the morning page costs a quarter of an hour that nobody has."""
    dead: list[str] = []
    kinds: set[str] = set()
    for person in PEOPLE:
        page = new_page()
        sign_in(page, person)
        seen: dict[str, int] = {}
        waiting, known = deque(FRONT_DOORS), set(FRONT_DOORS)
        while waiting:
            path = waiting.popleft()
            kind = kind_of(path)
            if kind is None:
                dead.append(f"{person}: {path}: no such page")
            elif kind not in NEVER and seen.get(kind, 0) < EACH:
                seen[kind] = seen.get(kind, 0) + 1
                # Asked for without opening it: a file would be a download, on which a page does not open.
                answer = page.request.get(path)
                if answer.status >= 400:
                    dead.append(f"{person}: {path}: {answer.status}")
                elif "text/html" in answer.headers.get("content-type", ""):
                    page.goto(path)
                    waiting.extend(link for link in dict.fromkeys(links(page)) if link not in known)
                    known.update(links(page))
        kinds |= seen.keys()
    assert dead == []
    assert len(kinds) > 5, kinds

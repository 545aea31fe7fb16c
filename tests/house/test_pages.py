"""No request leaves the machine, and the content policy has no exceptions: nothing inline, nothing from outside."""

from __future__ import annotations

import re

import pytest

import vendor
from sources import files, name

_OUTSIDE = re.compile(
    r"""(?:\b(?:src|href|srcset|action|formaction|poster|data|hx-(?:get|post|put|delete))\s*=\s*["']?\s*|url\(\s*["']?|@import\s+["']?
        |\b(?:fetch|importScripts|Worker|EventSource|WebSocket)\(\s*["'`]|\bfrom\s+["'])(?:https?:|wss?:)?//""",
    re.IGNORECASE | re.VERBOSE,
)
_COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^>]*>", re.DOTALL)
_HANDLER = re.compile(r"""\s(on[a-z]+|hx-on[\w:.-]*|style)\s*=""", re.IGNORECASE)


def leaves_the_machine(text: str) -> list[str]:
    """Every reference that would make a browser ask another host."""
    return [match.group(0) for match in _OUTSIDE.finditer(text)]


def inline(text: str) -> list[str]:
    """Scripts, styles and handlers written into a page, which the content policy refuses."""
    bare = _COMMENT.sub("", text)
    found = [
        f"<script>{body.strip()[:40]}"
        for attributes, body in _SCRIPT.findall(bare)
        if "json" not in attributes and body.strip()
    ]
    found += ["<style>"] * len(re.findall(r"<style\b", bare, re.IGNORECASE))
    return found + [handler.strip() for tag in _TAG.findall(bare) for handler in _HANDLER.findall(tag)]


def pages() -> list[str]:
    return [name(path) for path in files("src/writ", suffixes=(".html",))]


def test_nothing_on_a_page_asks_another_host() -> None:
    """An election office may have no network, and its readers' addresses are nobody's business."""
    assert pages(), "no page stands yet"
    places = files("src/writ", suffixes=(".html", ".css", ".js", ".svg"))
    assert {
        name(path): found
        for path in places
        if (found := leaves_the_machine(path.read_text(encoding="utf-8")))
    } == {}


def test_nothing_is_written_into_a_page_that_the_policy_refuses() -> None:
    """A policy with one exception is no policy."""
    places = files("src/writ", suffixes=(".html", ".svg"))
    assert {name(path): found for path in places if (found := inline(path.read_text(encoding="utf-8")))} == {}


def test_no_drawing_carries_inline_style() -> None:
    """A chart stands inside the page, so the page's policy holds for it."""
    places = files("src/writ/press", "src/writ/desk", "src/writ/offices", "src/writ/web")
    assert {
        name(path): found
        for path in places
        if (found := re.findall(r"""<style\b|\sstyle=\\?["']""", path.read_text()))
    } == {}


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<link href=//fonts.example/x.css>",
        "a { background: url('http://example/x.png') }",
        "@import 'https://example/x.css';",
        "fetch('https://example/api')",
    ],
)
def test_a_planted_address_is_found(text: str) -> None:
    assert leaves_the_machine(text)


def test_addresses_that_stay_pass() -> None:
    text = """<a href="/forecast/"> <svg xmlns="http://www.w3.org/2000/svg">
    <img src="data:image/png;base64,AA=="> <a href="#x">"""
    assert leaves_the_machine(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>go()</script>",
        "<style>a{}</style>",
        '<p style="color:red">',
        "<button onclick=go()>",
        '<a hx-on:click="go()">',
    ],
)
def test_a_planted_inline_is_found(text: str) -> None:
    assert len(inline(text)) == 1


def test_what_the_policy_allows_passes() -> None:
    text = """<script src="{% static 'x.js' %}" defer></script><script type="application/json">{"a": 1}</script>
    <p class="style">on = x</p>
    {# <p style="x"> #}"""
    assert inline(text) == []


def test_vendored_files_are_what_the_manifest_says() -> None:
    """What others wrote and we ship is pinned by hash, with its version and licence; `make vendor` fetches it anew."""
    assert vendor.changed() == ()
    assert [
        name
        for name, facts in vendor.manifest().items()
        if not all(facts.get(k) for k in ("version", "licence"))
    ] == []

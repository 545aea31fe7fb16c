"""Examples in the documentation run: a page that shows an answer shows today's answer."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from sources import ROOT, name

PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if ">>> " in path.read_text(encoding="utf-8"))
_FENCE = re.compile(r"^```.*$", re.MULTILINE)


def failures(text: str, page: str) -> list[str]:
    """What the examples of a page print instead; fences end an example as blank lines do."""
    test = doctest.DocTestParser().get_doctest(_FENCE.sub("", text), {}, page, page, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(
        test, out=said.append
    )
    return said


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_examples_print_what_the_page_says(page: Path) -> None:
    assert failures(page.read_text(encoding="utf-8"), name(page)) == []


def test_a_wrong_example_is_found() -> None:
    assert failures("```python\n>>> 1 + 1\n2\n```\n", "good") == []
    assert "Expected:" in "".join(failures("```python\n>>> 1 + 1\n3\n```\n", "bad"))


def test_the_pure_library_has_examples() -> None:
    """A researcher starts from an example, not from a signature."""
    assert [page.name for page in PAGES if page.parent.name == "reference"] != []

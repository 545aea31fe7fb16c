"""The reference of the election folder names everything a folder may hold."""

from pathlib import Path

import pytest

import writ
from writ.exchange.folder import NEEDED, OPTIONAL
from writ.exchange.plan import KINDS
from writ.law.sections import SECTIONS

PACKAGE = Path(writ.__file__).parent
PAGE = PACKAGE.parents[1] / "docs" / "reference" / "election-folder.md"


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8")


def test_every_rule_of_law_is_on_the_page_with_its_kind_and_meaning(page):
    for section in SECTIONS.values():
        assert f"### `law/{section.title}.toml`" in page
        for name, rule in section.rules.items():
            assert f"| `{name}` | {rule.kind.name} | {rule.meaning} |" in page


def test_every_file_and_every_family_of_estimates_is_on_the_page(page):
    for name in (*NEEDED, *OPTIONAL):
        assert name.rpartition("/")[2] in page
    for kind in KINDS:
        assert f"`{kind}" in page or f"`{kind} =" in page or f'"{kind}"' in page

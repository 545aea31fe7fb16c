"""Never guess an article: every law value of every shipped election has its citation and says how well it is known."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from sources import PACKAGE
from writ.law.cite import NOT_AT_HAND, Status

FORM = "new_election"  # what `writ new` copies: its blanks are for the commission to fill in
EXAMPLES = sorted(
    path.parent for path in PACKAGE.glob("examples/*/election.toml") if path.parent.name != FORM
)


def law_of(folder: Path) -> dict[str, Mapping[str, object]]:
    """section -> its raw table, read without the loader that is judged."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8-sig"))
        for path in sorted((folder / "law").glob("*.toml"))
    }


def faults(sections: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Values without status or citation, with an unknown status, citing nothing, or citing an empty source."""
    cites = {word: cite for body in sections.values() for word, cite in dict(body.get("cites", {})).items()}  # type: ignore[call-overload]
    found = []
    for section, body in sections.items():
        for rule, raw in body.items():
            if rule == "cites":
                continue
            for variant in raw if isinstance(raw, list) else [raw]:
                found += [f"{section}.{rule}: {fault}" for fault in _variant(variant, cites)]
    return found + [f"cites.{word}: {fault}" for word, cite in cites.items() for fault in _cite(cite)]


def _variant(variant: Mapping[str, object], cites: Mapping[str, object]) -> list[str]:
    status = variant.get("status")
    if status not in set(Status):
        return [f"status {status!r}"]
    if status == Status.EMPTY:
        return ["empty, and yet a value"] if "value" in variant else []
    if "value" not in variant:
        return ["no value"]
    cite = variant.get("cite")
    if isinstance(cite, str):
        return [] if cite in cites else [f"cites {cite!r}, which is nowhere"]
    return _cite(cite)


def _cite(cite: object) -> list[str]:
    if not isinstance(cite, Mapping) or not cite.get("instrument"):
        return ["no instrument"]
    if not cite.get("article"):
        return ['no article, not even "not at hand"']
    return ["no article and no source"] if cite["article"] == NOT_AT_HAND and not cite.get("source") else []


def test_an_election_ships_with_the_package() -> None:
    assert [path.name for path in EXAMPLES if path.name == "kosovo_2007"] == ["kosovo_2007"]


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_every_law_value_has_its_article_and_status(folder: Path) -> None:
    sections = law_of(folder)
    assert sections, "an election without law"
    assert faults(sections) == []


CITE = {"instrument": "Law 2003/24", "article": "4"}


@pytest.mark.parametrize(
    ("variant", "fault"),
    [
        ({"value": 1, "status": "sourced"}, "no instrument"),
        ({"value": 1, "cite": CITE}, "status None"),
        ({"value": 1, "status": "certain", "cite": CITE}, "status 'certain'"),
        ({"value": 1, "status": "sourced", "cite": "x"}, "cites 'x', which is nowhere"),
        (
            {"value": 1, "status": "sourced", "cite": {"instrument": "L", "article": "not at hand"}},
            "no article and no source",
        ),
        (
            {"value": 1, "status": "sourced", "cite": {"instrument": "L"}},
            'no article, not even "not at hand"',
        ),
        ({"status": "sourced", "cite": CITE}, "no value"),
        ({"value": 1, "status": "empty"}, "empty, and yet a value"),
    ],
)
def test_a_planted_value_is_found(variant: dict[str, object], fault: str) -> None:
    assert faults({"seats": {"formula": variant}}) == [f"seats.formula: {fault}"]


def test_a_good_value_passes() -> None:
    good = {"value": 1, "status": "sourced", "cite": "law"}
    assert faults({"seats": {"cites": {"law": CITE}, "formula": [good, {"status": "empty"}]}}) == []

"""A folder with more than fifty mistakes of more than twenty kinds: all reported at once, each on its line."""

import re
from pathlib import Path

import pytest

from writ.exchange.folder import read
from writ.law.texts import LANGUAGES, sentence

FOLDER = Path(__file__).parent / "fifty_mistakes"
IN_TABLES = {
    ("areas.csv", 2, "F-121"),
    ("areas.csv", 3, "F-117"),
    ("areas.csv", 3, "F-149"),
    ("areas.csv", 4, "F-121"),
    ("areas.csv", 4, "F-144"),
    ("areas.csv", 5, "F-119"),
    ("areas.csv", 5, "F-122"),
    ("areas.csv", 6, "F-140"),
    ("areas.csv", 7, "F-148"),
    ("areas.csv", 8, "L-105"),
    ("centres.csv", 3, "F-108"),
    ("entities.csv", 2, "F-107"),
    ("entities.csv", 3, "F-106"),
    ("entities.csv", 4, "F-114"),
    ("stations.csv", 3, "F-152"),
    ("stations.csv", 4, "F-116"),
    ("stations.csv", 4, "F-120"),
    ("stations.csv", 5, "F-114"),
    ("law/taxes.toml", None, "L-101"),
}


def written_in_comments() -> set[tuple[str, int | None, str]]:
    """The codes that the fixture itself announces, in comments such as `#! F-113`."""
    return {
        (path.relative_to(FOLDER).as_posix(), number, code)
        for path in FOLDER.rglob("*.toml")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "#!" in line and not line.startswith("#")
        for code in re.findall(r"[A-Z]-\d{3}", line.partition("#!")[2])
    }


def test_every_mistake_is_reported_at_once_on_its_line():
    folder, findings = read(FOLDER)
    assert folder is None
    found = {(finding.where.file, finding.where.line, finding.code) for finding in findings}
    assert found == written_in_comments() | IN_TABLES
    assert len(findings) >= 50
    assert len({finding.code for finding in findings}) >= 20


def test_findings_stand_in_the_order_of_the_files():
    _, findings = read(FOLDER)
    places = [(finding.where.file, finding.where.line or 0) for finding in findings]
    assert places == sorted(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_finding_has_a_sentence_whose_facts_are_all_filled_in(language):
    _, findings = read(FOLDER)
    for finding in findings:
        words = sentence(finding, language)
        assert words
        assert not re.search(r"[\u202a-\u202e\x00]", words), "foreign marks are named, not repeated"

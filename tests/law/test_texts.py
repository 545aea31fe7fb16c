"""Every finding has a sentence, and facts never speak as templates."""

import string

import pytest

import writ.exchange.texts  # noqa: F401 - teaches its sentences
from writ.law import texts
from writ.law.cite import Cite
from writ.law.findings import Finding, Refused, Where, in_order
from writ.law.texts import LANGUAGES, register, registered, sentence, translate


@pytest.fixture(autouse=True)
def _teach_nobody_else(monkeypatch):
    """What a test teaches is forgotten with it."""
    monkeypatch.setattr(texts, "_sentences", dict(texts._sentences))


def test_facts_are_filled_in_and_never_read_as_templates():
    register({"X-901": "Line {line} says {words}."})
    finding = Finding("X-901", {"line": 3, "words": "{secret}"})
    assert sentence(finding) == "Line 3 says {secret}."


def test_a_code_is_taught_once():
    register({"X-902": "One."})
    register({"X-902": "One."})
    with pytest.raises(ValueError, match="X-902"):
        register({"X-902": "Another."})


def test_an_unknown_language_falls_back_to_english():
    assert translate("Nothing to see.", "tlh") == "Nothing to see."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_keeps_its_placeholders_in_every_language(language):
    for code, msgid in registered().items():
        named = {name for _, name, _, _ in string.Formatter().parse(msgid) if name}
        words = translate(msgid, language, **dict.fromkeys(named, "@"))
        assert words.count("@") >= len(named), code


def test_findings_are_read_in_the_order_of_the_files():
    late, early = Finding("F-113", where=Where("b", 1)), Finding("F-113", where=Where("a", 9))
    assert in_order([late, early]) == (early, late)


def test_a_refusal_carries_its_findings_and_their_numbers():
    refusal = Refused(Finding("F-113"), Finding("F-114"))
    assert str(refusal) == "F-113, F-114"


def test_a_finding_goes_to_json_with_its_article():
    cite = Cite("Law", "5")
    assert Finding("F-113", {"name": "x"}, Where("a", 1, "k"), cite).as_json() == {
        "code": "F-113",
        "severity": "must cure",
        "facts": {"name": "x"},
        "file": "a",
        "line": 1,
        "key": "k",
        "cite": {"instrument": "Law", "article": "5", "source": ""},
    }

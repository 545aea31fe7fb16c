"""Sentences of findings: one English msgid per code, spoken in any language of the interface, without Django."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from writ.law.findings import Finding

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "en", "sq": "sq", "sr-cyrl": "sr", "sr-latn": "sr_Latn"}
)
"""Language codes of the interface and the catalogue folder of each."""

CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "django"  # one catalogue per language, read by the web pages and the command line alike

_PHRASES = frozenset({"expected", "kind"})  # the facts that are themselves words to translate
_sentences: dict[str, str] = {}


def N_(msgid: str) -> str:  # noqa: N802 - the name gettext extractors know
    """The same string, marked for translation."""
    return msgid


def register(sentences: Mapping[str, str]) -> None:
    """Teach the sentence of each finding code; a code taught twice with other words is a `ValueError`."""
    for code, msgid in sentences.items():
        if _sentences.get(code, msgid) != msgid:
            raise ValueError(f"finding code {code} already has another sentence")
        _sentences[code] = msgid


def registered() -> Mapping[str, str]:
    """Every code taught so far with its English sentence, for documentation and house tests."""
    return MappingProxyType(dict(sorted(_sentences.items())))


def sentence(finding: Finding, language: str = "en") -> str:
    """What the finding says, in the language asked for; an unknown code is a `KeyError`.

    A fact `holder@sq` is what `holder` is called in that language.
    """
    facts = dict(finding.facts)
    facts |= {
        name.partition("@")[0]: fact for name, fact in finding.facts.items() if name.endswith(f"@{language}")
    }
    for name in _PHRASES & facts.keys():
        facts[name] = translate(str(facts[name]), language, **finding.facts)
    return translate(_sentences[finding.code], language, **facts)


def translate(msgid: str, language: str = "en", /, **facts: str | int) -> str:
    """The sentence in the language asked for, English where no catalogue holds it, with its facts filled in."""
    return _catalogue(language).gettext(msgid).format_map(facts)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = LANGUAGES.get(language, "en")
    return gettext.translation(DOMAIN, CATALOGUES, languages=[folder], fallback=True)


register(
    {
        "L-101": N_("The law has no section “{name}”. Use one of: {choices}."),
        "L-102": N_("The law has no rule “{rule}” in this section. Known here: {choices}."),
        "L-103": N_("The value of “{rule}” is not of its kind. Write {expected}."),
        "L-104": N_("“{rule}” does not say how it is known. Add status, one of: {choices}."),
        "L-105": N_("“{status}” is not a status. Use one of: {choices}."),
        "L-106": N_(
            "“{rule}” does not say on what it rests. Add cite, with the article or “not at hand” and the source."
        ),
        "L-107": N_("No citation is called “{name}”. Named under [cites]: {choices}."),
        "L-108": N_(
            "This citation does not name its instrument. Write instrument, article and source as texts."
        ),
        "L-109": N_(
            "This citation gives no article. Write article = “not at hand” and the source that was used."
        ),
        "L-110": N_(
            "“{rule}” is marked {status} but has no value. Give the value, or write status = “empty”."
        ),
        "L-111": N_("“{rule}” is marked empty but has a value. Remove the value, or say how it is known."),
        "L-112": N_("“{name}” is not known here. Known here: {choices}."),
        "L-113": N_("This ends on {end}, before it begins on {start}. Correct one of the two dates."),
        "L-114": N_(
            "Two variants of “{rule}” are in force on the same day for the same poll. Part their dates or polls."
        ),
        "L-115": N_("The election has no poll “{poll}”. Use one of: {choices}."),
        "L-116": N_(
            "“{rule}” has a decimal point. Law is exact: write a whole number, or a fraction such as “1/3”."
        ),
        "L-117": N_("“{rule}” must be a table with value, status and cite."),
        "L-118": N_(
            "The citation “{name}” is given twice with different words. Keep one, or rename the other."
        ),
        "L-119": N_("No post is called “{post}”. Name a post of election.toml."),
        "L-120": N_("Nobody has said what “{rule}” is. The value must be found before this can be decided."),
        "L-121": N_("The acts “{act}” rest on the citation “{name}”, which is not given under [cites]."),
    }
)

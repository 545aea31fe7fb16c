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
    """What the finding says, in the language asked for; an unknown code is a `KeyError`."""
    return translate(_sentences[finding.code], language, **finding.facts)


def translate(msgid: str, language: str = "en", /, **facts: str | int) -> str:
    """The sentence in the language asked for, English where no catalogue holds it, with its facts filled in."""
    return _catalogue(language).gettext(msgid).format_map(facts)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    folder = LANGUAGES.get(language, "en")
    return gettext.translation(DOMAIN, CATALOGUES, languages=[folder], fallback=True)

"""Names kept per language: the one of the page's language, else another that is known; never transliterated."""

from __future__ import annotations

from collections.abc import Mapping

_NEXT = {"sr-latn": "sr-cyrl", "sr-cyrl": "sr-latn"}


def name_in(names: Mapping[str, str], language: str) -> str:
    """The name in `language`, else in the other script, else in English, else whatever is known."""
    for wanted in (language, _NEXT.get(language, "en"), "en", *names):
        if names.get(wanted):
            return names[wanted]
    return ""

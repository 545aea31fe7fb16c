"""Sorting by the alphabet of each language, the same in Python, on SQLite and on PostgreSQL.

The key is plain digits and a to f, so that every collation of every engine sorts it alike; offices keep it in a
column of its own per language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v w x xh y z zh",
        "sr-latn": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
        "sr-cyrl": "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
        "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    }
)
_FIRST_LETTER = 0x20  # weights below stand for the gap between words and for numbers
_NUMBER = "10"
_GAP = "05"
_OTHER = "f0"


def sort_key(text: str, language: str) -> str:
    """The key under which `text` sorts in `language`: letters by its alphabet, numbers by size, case ignored."""
    weights, pattern = _RULES[language]
    key: list[str] = []
    for piece in pattern.findall(unicodedata.normalize("NFC", text).casefold()):
        if piece.isdecimal():
            digits = str(int(piece))
            key.append(f"{_NUMBER}{len(digits):02x}{digits}")
        elif piece in weights:
            key.append(weights[piece])
        elif piece.isalpha():
            plain = unicodedata.normalize("NFD", piece)[0]
            key.append(weights.get(plain) or f"{_OTHER}{ord(plain):06x}")
        elif key and key[-1] != _GAP:
            key.append(_GAP)
    return "".join(key).removesuffix(_GAP)


def _rules(alphabet: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    letters = alphabet.split()
    pairs = sorted((letter for letter in letters if len(letter) > 1), key=len, reverse=True)
    pattern = re.compile("|".join([r"\d+", *pairs, "."]), re.DOTALL)
    return {letter: f"{_FIRST_LETTER + place:02x}" for place, letter in enumerate(letters)}, pattern


_RULES: Mapping[str, tuple[Mapping[str, str], re.Pattern[str]]] = MappingProxyType(
    {language: _rules(alphabet) for language, alphabet in _ALPHABETS.items()}
)

"""Serbian in its two scripts: Latin from Cyrillic exactly, Cyrillic from Latin with the known exceptions.

Thirty letters stand for thirty sounds in both (Pravopis srpskoga jezika); three of them are two letters in Latin:
љ lj, њ nj, џ dž. From Cyrillic the answer is certain. From Latin it is not: `injekcija` has н and ј, `konj` has њ.
Personal names are never rewritten by this; the interface and its sentences are.
"""

from __future__ import annotations

import re
import unicodedata

_DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž"}
_LETTERS = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
_TO_LATIN = str.maketrans(_LETTERS | {c.upper(): latin.upper() for c, latin in _LETTERS.items()})
_TO_CYRILLIC = str.maketrans({latin: c for c, latin in _TO_LATIN.items()})  # code points both ways
_PAIRS = {latin: c for c, latin in _DIGRAPHS.items()}
_LATIN_PAIR = re.compile("lj|nj|dž", re.IGNORECASE)
_ONE_SIGN = str.maketrans(
    {"Ǆ": "DŽ", "ǅ": "Dž", "ǆ": "dž", "Ǉ": "LJ", "ǈ": "Lj", "ǉ": "lj", "Ǌ": "NJ", "ǋ": "Nj", "ǌ": "nj"}
)

_TWO_LETTERS = re.compile(
    r"(?<!\w)(?:in(?=j(?:ek|ic))|kon(?=j(?:unk|ug|ek))|van(?=jez)|tan(?=jug)"
    r"|nad(?=ž(?:iv|nj|up|dr))|od(?=ž(?:al|iv))|pod(?=ž(?:anr|up)))",
    re.IGNORECASE,
)
"""Beginnings after which j or ž is a letter of its own: injekcija, konjunktura, Tanjug, nadživeti, odžaliti."""

_UNTOUCHED = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]|%[a-z%]|<[^<>]*>|&#?\w+;|\b(?:https?|mailto):\S+|`[^`]*`")
"""Placeholders, tags, entities, addresses and code: words of the machine, not of the language."""


def to_latin(text: str) -> str:
    """The text in Latin letters; what is not Serbian Cyrillic stays as it is.

    A capital digraph is `Lj` before a small letter and `LJ` among capitals: Љубав, ЉУБАВ, and Љ alone is Lj.
    """
    return "".join(_latin_of(text, place) for place in range(len(text))).translate(_TO_LATIN)


def _latin_of(text: str, place: int) -> str:
    letter = text[place]
    pair = _DIGRAPHS.get(letter.lower())
    if pair is None:
        return letter
    if letter.islower():
        return pair
    after, before = text[place + 1 : place + 2], text[place - 1 : place] if place else ""
    neighbour = after if after.isalpha() else before
    return pair.upper() if neighbour.isupper() else pair.capitalize()


def to_cyrillic(text: str) -> str:
    """The text in Cyrillic letters; placeholders, tags, entities, addresses and `code` stay as they are."""
    text = unicodedata.normalize("NFC", text).translate(_ONE_SIGN)
    pieces, done = [], 0
    for kept in _UNTOUCHED.finditer(text):
        pieces += [_cyrillic_of(text[done : kept.start()]), kept.group()]
        done = kept.end()
    return "".join([*pieces, _cyrillic_of(text[done:])])


def _cyrillic_of(text: str) -> str:
    apart = {match.end() for match in _TWO_LETTERS.finditer(text)}

    def one(pair: re.Match[str]) -> str:
        if pair.start() + 1 in apart:
            return pair.group()
        letter = _PAIRS[pair.group().lower()]
        return letter.upper() if pair.group()[0].isupper() else letter

    return _LATIN_PAIR.sub(one, text).translate(_TO_CYRILLIC)

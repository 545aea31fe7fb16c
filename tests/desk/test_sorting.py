"""A name must stand where a reader of the language looks for it, on every engine."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.desk.sorting import sort_key

LANGUAGES = ("sq", "sr-cyrl", "sr-latn", "en")


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("sq", "cak çaj dora dhe e ëma gur gjak lis llak nga njeri rit rruga sot shi"),
        ("sr-latn", "car čas ćud dan džep đak lak ljut noć njiva sat šah zid žal"),
        ("sr-cyrl", "ваза гора дан ђак ера јаје лак љут ноћ њива тек ћуд ура час џеп шах"),
        ("en", "Apple Éclair elm Zoo"),
    ],
)  # fmt: skip
def test_letters_stand_in_the_order_of_their_alphabet(language: str, in_order: str) -> None:
    words = in_order.split()
    assert sorted(sorted(words), key=lambda word: sort_key(word, language)) == words


def test_numbers_stand_by_size() -> None:
    """Station 10 after station 9, however many there are."""
    names = ["Station 2", "Station 10", "Station 9a", "Station 9"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == [
        "Station 2",
        "Station 9",
        "Station 9a",
        "Station 10",
    ]


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_a_key_sorts_alike_under_every_collation(text: str, language: str) -> None:
    """Digits and a to f only: no engine orders these otherwise."""
    key = sort_key(text, language)
    assert re.fullmatch(r"[0-9a-f]*", key)
    assert (
        key == sort_key(text.upper().lower(), language) or text.casefold() != text.upper().lower().casefold()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_another_alphabet_come_last_and_do_not_clash(language: str) -> None:
    foreign = "Ω" if language == "sr-cyrl" else "Ж"
    assert sort_key(foreign, language) > sort_key("z" if language != "sr-cyrl" else "ш", language)

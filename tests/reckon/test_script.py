"""Serbian Latin is made from Cyrillic by rule, never typed twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.script import to_cyrillic, to_latin

CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"

PAIRS = [
    ("Љубав и њена џеп-сатна мрвица", "Ljubav i njena džep-satna mrvica"),
    ("ЉУБАВ, ЊЕН ЏЕП", "LJUBAV, NJEN DŽEP"),
    ("Њујорк", "Njujork"),
    ("Скупштина Косова", "Skupština Kosova"),
    ("Ђорђе, Ћуприја, Жабаљ, Шид, Чачак", "Đorđe, Ćuprija, Žabalj, Šid, Čačak"),
    ("Изборна листа {name} има %(count)s кандидата.", "Izborna lista {name} ima %(count)s kandidata."),
    ('<a href="/x/">Дан пре</a> &nbsp; 100 %', '<a href="/x/">Dan pre</a> &nbsp; 100 %'),
    ("Наџњевати", "Nadžnjevati"),
]


@pytest.mark.parametrize(("cyrillic", "latin"), PAIRS)
def test_digraphs_and_capitals_follow_the_rule(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(("cyrillic", "latin"), PAIRS[:-1])
def test_the_way_back_gives_the_same_word(cyrillic: str, latin: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љ", "Lj"),  # alone
        ("КОЊ", "KONJ"),  # last among capitals
        ("Љ. Петровић", "Lj. Petrović"),  # an initial
        ("ПАНТЕЉ-а", "PANTELJ-a"),
        ("Џ", "Dž"),
    ],
)
def test_a_capital_digraph_looks_at_its_neighbour(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("injekcija", "инјекција"),
        ("konjunktura", "конјунктура"),
        ("Tanjug", "Танјуг"),
        ("nadživeti", "надживети"),
        ("NADŽIVETI", "НАДЖИВЕТИ"),
        ("odžaliti", "оджалити"),
        ("konj", "коњ"),
        ("odžak", "оџак"),
        ("ǉubav ǋegoš", "љубав Његош"),
        ("c\u030casopis", "часопис"),  # a combining caron is the same letter
    ],
)
def test_where_two_letters_are_two_the_exceptions_know(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


def test_words_of_the_machine_are_never_rewritten() -> None:
    text = "{name} %(count)d %s <strong class='njuska'>ne</strong> &nbsp; https://example.org/lj `writ check`"
    assert to_cyrillic(text) == text.replace(">ne<", ">не<")


@given(st.text(alphabet=CYRILLIC + CYRILLIC.upper() + " ,.{}%0123456789\n"))
def test_latin_of_serbian_has_no_cyrillic_left(text: str) -> None:
    assert not any("\u0400" <= letter <= "\u04ff" for letter in to_latin(text))


@given(st.lists(st.text(alphabet="абвгдђежзиклљмњопрстћуфхцчџш", min_size=1), max_size=8))
def test_the_way_there_and_back_loses_nothing(words: list[str]) -> None:
    """Without н, ј and with д, ж not side by side, no pair of letters can be taken for one."""
    text = " ".join(word.replace("дж", "ж") for word in words)
    assert to_cyrillic(to_latin(text)) == text


@given(st.text(alphabet=CYRILLIC + " "))
def test_case_does_not_change_the_letters(text: str) -> None:
    assert to_latin(text).upper() == to_latin(text.upper()).upper()

"""Codes, names and numbers: what two readers could read differently is refused."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.exchange import words
from writ.exchange.ledger import shown


@pytest.mark.parametrize("number", ["1.234", "1,5", "12 345", "1.234,5", "1'234", "2.5"])
def test_numbers_with_two_meanings_are_known(number):
    assert words.is_ambiguous(number)


@pytest.mark.parametrize("number", ["1234", "0", "x", "", "-", "1-2"])
def test_other_texts_are_not_ambiguous(number):
    assert not words.is_ambiguous(number)


def test_a_cyrillic_look_alike_is_seen_and_its_twin_named():
    assert words.foreign_signs("хx-2031") == "х"
    assert words.latin_twin("хx-2031") == "xx-2031"
    assert words.foreign_signs("xx-2031") == ""


def test_mixed_words_are_seen_but_mixed_sentences_are_not():
    assert words.mixed_words("Mayоrs of Prizren") == ("Mayоrs",)
    assert words.mixed_words("ОЕБС / OSCE") == ()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "@x", "-cmd", "\tx"])
def test_cells_a_spreadsheet_would_run_are_known(cell):
    assert words.looks_like_formula(cell)


def test_negative_numbers_are_no_formula():
    assert not words.looks_like_formula("-42.5")


@pytest.mark.parametrize(("text", "span"), [("08:00-18:00", (480, 1080)), ("00:00-24:00", (0, 1440))])
def test_spans_are_read(text, span):
    assert words.span_of(text) == span


@pytest.mark.parametrize("text", ["18:00-08:00", "8:00-9:00", "08:00-24:30", "08:60-09:00", ""])
def test_spans_that_cannot_be_are_none(text):
    assert words.span_of(text) is None


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3)))
def test_a_cycle_found_is_one_and_none_is_missed(graph):
    cycle = words.first_cycle(graph)
    if cycle:
        assert cycle[0] == cycle[-1]
        assert all(after in graph[before] for before, after in pairwise(cycle))
    else:
        left = dict(graph)
        while ready := [name for name, needed in left.items() if not set(needed) & set(left)]:
            for name in ready:
                del left[name]
        assert not left


def test_foreign_texts_are_shown_without_their_hidden_marks():
    assert shown("a\u202eb\x00") == "a<U+202E>b<U+0000>"
    assert shown("x" * 100) == "x" * 60 + "…"


@pytest.mark.parametrize("raw", ["2007-11-17", date(2007, 11, 17)])
def test_a_day_is_read_bare_or_in_quotation_marks(raw):
    assert words.day_of(raw) == date(2007, 11, 17)


@pytest.mark.parametrize(
    "raw", ["17.11.2007", "2007-02-30", "0007-11-17", date.max, date.min, 20071117, None, ""]
)
def test_other_things_are_no_day(raw):
    assert words.day_of(raw) is None

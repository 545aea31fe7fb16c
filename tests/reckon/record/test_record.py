"""The bytes of the record: the same for everyone who follows the rule."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.record import (
    ENTRY_BYTES,
    PREFIX,
    WHOLE,
    Unrecordable,
    canonical,
    commitment,
    entry_bytes,
    leaf_hash,
    settled,
)

TEXTS = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"),
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-WHOLE, WHOLE) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_json_is_json_and_stays_the_same(value: Any) -> None:
    """Read back and written again, it is the same bytes."""
    fit = settled(value)
    assert json.loads(canonical(fit)) == fit
    assert canonical(settled(json.loads(canonical(fit)))) == canonical(fit)


def test_keys_are_ordered_by_utf_16_units() -> None:
    """RFC 8785, 3.2.3: beyond the basic plane this differs from the order of code points."""
    told = canonical({"\ufb33": 1, "\U0001f600": 2, "1": 3, "\u00f6": 4})
    assert told.decode() == '{"1":3,"\u00f6":4,"\U0001f600":2,"\ufb33":1}'


def test_an_entry_begins_with_its_format_and_its_leaf_with_nought() -> None:
    """RFC 6962, 2.1: a leaf can never be taken for a node."""
    entry = entry_bytes({"b": 1, "a": "x"})
    assert entry == b'writ-act/v1\n{"a":"x","b":1}'
    assert leaf_hash(entry) == hashlib.sha256(b"\x00" + entry).digest()
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_an_entry_fits_into_sixteen_bits() -> None:
    room = ENTRY_BYTES - len(PREFIX) - len('{"a":""}')
    assert len(entry_bytes({"a": "x" * room})) == ENTRY_BYTES
    with pytest.raises(Unrecordable) as unfit:
        entry_bytes({"a": "x" * (room + 1)})
    assert (unfit.value.reason, unfit.value.value) == ("size", str(ENTRY_BYTES + 1))


@pytest.mark.parametrize(
    ("value", "reason", "at"),
    [
        ({"a": [1, 1.0]}, "kind", "a[1]"),
        ({"a": {"b": 2**53}}, "number", "a.b"),
        (-(2**53), "number", ""),
        ({"a": "x\ud800"}, "character", "a"),
        ({"x\x00": 1}, "character", ""),
        (["\u202e"], "character", "[0]"),
        ({"a": b"x"}, "kind", "a"),
        ({1: "x"}, "kind", ""),
        ({"e\u0308": 1, "\u00eb": 2}, "kind", ""),
    ],
)
def test_what_no_record_holds_is_named_with_its_place(value: Any, reason: str, at: str) -> None:
    with pytest.raises(Unrecordable) as unfit:
        settled(value)
    assert (unfit.value.reason, unfit.value.at) == (reason, at)


def test_letters_are_composed() -> None:
    assert settled({"e\u0308": ["e\u0308"]}) == {"\u00eb": ["\u00eb"]}


def test_a_commitment_hides_and_binds() -> None:
    """The same value under two salts looks different; under its own salt only that value fits."""
    one, two = bytes(32), bytes([1]) * 32
    assert commitment(one, "Arta") == hmac.new(one, b'"Arta"', "sha256").digest()
    assert commitment(one, "Arta") != commitment(two, "Arta")
    assert commitment(one, "Arta") != commitment(one, "Arba")
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", "Arta")

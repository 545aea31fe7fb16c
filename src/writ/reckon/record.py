"""The exact bytes of the record: canonical text, leaf hash and salted commitment, recomputable by anyone.

An entry is `writ-act/v1`, a line feed, and the canonical JSON of RFC 8785; its leaf is the leaf hash of RFC 6962. A
commitment is HMAC-SHA256 under a salt of 32 bytes of its own, so that what was sealed can be forgotten for good.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import rfc8785

PREFIX = b"writ-act/v1\n"
ENTRY_BYTES = 65_535  # C2SP entry bundles carry the length in 16 bits
WHOLE = 2**53 - 1  # beyond it, readers of JSON that use doubles disagree
SALT_BYTES = 32  # HMAC pads shorter keys with zeros: two salts could then be one

# Lone surrogates are no text at all; NUL and other controls end or hide text in some reader; embeddings, overrides and
# isolates make a line read otherwise than it is stored. Marks that only order letters (U+200E, U+200F) may stay.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Unrecordable(ValueError):
    """A value that the record cannot hold. `reason` is "number", "kind" or "character"; `at` says where it stands."""

    def __init__(self, reason: str, at: str, value: str) -> None:
        super().__init__(f"{at}: {value} ({reason})")
        self.reason, self.at, self.value = reason, at, value


def settled(value: Any, at: str = "") -> Any:
    """The same JSON value with its texts in NFC; `Unrecordable` for what the record cannot hold.

    Objects with text keys, lists, texts, booleans, null, and integers within ±(2^53 - 1). No floats: money is counted
    in cents, chances are fractions.
    """
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return settled_text(value, at)
    if isinstance(value, int):
        if not -WHOLE <= value <= WHOLE:
            raise Unrecordable("number", at, str(value))
        return value
    if isinstance(value, Mapping):
        return _settled_object(value, at)
    if isinstance(value, list | tuple):
        return [settled(item, f"{at}[{place}]") for place, item in enumerate(value)]
    raise Unrecordable("kind", at, type(value).__name__)


def _settled_object(value: Mapping[Any, Any], at: str) -> dict[str, Any]:
    fit = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise Unrecordable("kind", at, type(key).__name__)
        fit[settled_text(key, at)] = settled(item, f"{at}.{key}" if at else key)
    if len(fit) < len(value):  # two spellings of one name: which of them would the record hold?
        raise Unrecordable("kind", at, "duplicate key")
    return fit


def settled_text(text: str, at: str = "") -> str:
    """The text in NFC; `Unrecordable` where it holds a character that no record may hold."""
    if text.isascii() and text.isprintable():
        return text
    unfit = _UNFIT.search(text)
    if unfit:
        raise Unrecordable("character", at, f"U+{ord(unfit[0]):04X}")
    return unicodedata.normalize("NFC", text)


def canonical(value: Any) -> bytes:
    """The canonical JSON of a settled value (RFC 8785)."""
    return rfc8785.dumps(value)


def entry_bytes(fields: Mapping[str, Any]) -> bytes:
    """The exact bytes of an entry; `Unrecordable` ("size") above 65,535."""
    entry = PREFIX + canonical(settled(fields))
    if len(entry) > ENTRY_BYTES:
        raise Unrecordable("size", "", str(len(entry)))
    return entry


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256 of 0x00 and the entry (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def commitment(salt: bytes, value: Any) -> bytes:
    """HMAC-SHA256 of the settled value's canonical JSON under its own salt."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hmac.digest(salt, canonical(value), "sha256")

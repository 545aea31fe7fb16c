"""From the bytes of a file to text: size, encoding, byte order mark, signs that cannot be seen, composed form."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from writ.exchange.ledger import Ledger
from writ.law.findings import Severity

LARGEST_TOML = 4_000_000
LARGEST_CSV = 64_000_000
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HIDDEN = re.compile(f"[{''.join(sorted(DIRECTION_MARKS | ZERO_WIDTH))}]|{_CONTROL.pattern}")


def read_text(path: Path, name: str, ledger: Ledger, largest: int = LARGEST_TOML) -> str | None:
    """The text of a file in composed form (NFC); None where there is none fit to read on in.

    Every flaw is noted, and reading goes on wherever that can still find other mistakes.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        ledger.add("F-156", name, reason=error.strerror or type(error).__name__)
        return None
    if len(raw) > largest:
        ledger.add("F-103", name, limit=largest)
        return None
    return _clean(_decode(raw, name, ledger), name, ledger)


def _decode(raw: bytes, name: str, ledger: Ledger) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        ledger.add("F-104", name, 1, encoding="UTF-16")
        return raw.decode("utf-16", errors="replace")
    if raw.startswith(codecs.BOM_UTF8):
        ledger.add("F-105", name, 1, severity=Severity.INFORMATION)
        raw = raw[len(codecs.BOM_UTF8) :]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        ledger.add("F-106", name, line, byte=f"0x{raw[error.start]:02X}")
        return raw.decode("utf-8", errors="replace")


def _clean(text: str, name: str, ledger: Ledger) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _HIDDEN.search(text):
        _note_signs(text, name, ledger)
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                ledger.add("F-109", name, number, severity=Severity.INFORMATION)
        text = unicodedata.normalize("NFC", text)
    return _CONTROL.sub("\ufffd", text)


def _note_signs(text: str, name: str, ledger: Ledger) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        for sign in sorted(set(_HIDDEN.findall(line))):
            code = "F-108" if sign in DIRECTION_MARKS else "F-107"
            ledger.add(code, name, number, mark=f"U+{ord(sign):04X}")

"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(word: object, words: Iterable[object]) -> str:
    """Up to three known words close to `word`, else the first dozen known, else a dash; joined by commas."""
    known = list(dict.fromkeys(str(name) for name in words))
    close = difflib.get_close_matches(str(word), known, 3, 0.6)
    return ", ".join(close or sorted(known)[:12]) or "-"

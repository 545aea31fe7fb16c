"""What makes a code, a name, a number or a date fit to be read: pure checks on single texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?")
YEARS = range(1900, 3000)
LONGEST_NAME = 200
LONGEST_TEXT = 1000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AMBIGUOUS = re.compile(
    r"[+-]?\d{1,3}(?:([.,' \u00a0\u2019\u202f])\d{3})+(?:[.,]\d+)?|[+-]?\d+,\d+|[+-]?\d+\.\d+"
)
_LOOK_ALIKES = dict(
    zip("аАвВеЕкКмМнНоОрРсСтТхХуУјЈѕЅіІԁһοΟαΑεΕ", "aABBeEkKmMHHoOpPcCTTxXyYjJsSiIdhoOaAeE", strict=True)
)


def foreign_signs(code: str) -> str:
    """The letters of a code that only look like Latin ones, in their order; empty where there is none."""
    return "".join(sign for sign in code if ord(sign) > 127 and sign.isalpha())


def latin_twin(code: str) -> str:
    """The code as it was probably meant, each look-alike replaced by its Latin twin."""
    return "".join(_LOOK_ALIKES.get(sign, sign) for sign in code)


def scripts(word: str) -> frozenset[str]:
    """The scripts of the letters of a word: LATIN, CYRILLIC, GREEK and so on."""
    return frozenset(
        unicodedata.name(sign, "UNKNOWN").partition(" ")[0]
        for sign in word
        if sign.isalpha() and sign not in "ªº"
    )


def mixed_words(text: str) -> tuple[str, ...]:
    """The words of a text that mix letters of two scripts."""
    return tuple(word for word in re.split(r"[\W\d_]+", text) if len(scripts(word)) > 1)


def is_ambiguous(number: str) -> bool:
    """True for a number with a point, comma or space that two readers may read as two numbers."""
    return bool(_AMBIGUOUS.fullmatch(number.strip()))


def looks_like_formula(cell: str) -> bool:
    """True for a cell that a spreadsheet would run when somebody opens the file."""
    return cell[:1] in ("=", "+", "@", "\t", "\r") or bool(re.match(r"-\D", cell))


def day_of(raw: object) -> date | datetime | None:
    """The day or moment meant, bare or written year-month-day in quotation marks; None where there is none."""
    try:
        found = date.fromisoformat(raw) if isinstance(raw, str) and _DAY.fullmatch(raw) else raw
    except ValueError:
        return None
    return found if isinstance(found, date) and found.year in YEARS else None


def span_of(text: str) -> tuple[int, int] | None:
    """Minutes of the day of a span such as `08:00-18:00`; 24:00 is the end of the day. None where it is none."""
    match = re.fullmatch(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", text)
    if match is None:
        return None
    start, end = (int(match[place]) * 60 + int(match[place + 1]) for place in (1, 3))
    return (start, end) if start < end <= 1440 else None


def end_of(day: date) -> datetime:
    """The end of a day, which is the first moment of the next."""
    return datetime.combine(day, time()) + timedelta(days=1)


def first_cycle(parents: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """One cycle among things that name others, closed (a, b, a), or nothing; the same for the same input."""
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        stack = [(start, iter(parents.get(start, ())))] if start not in done else []
        if stack:
            path.append(start)
        while stack:
            name, rest = stack[-1]
            following = next((other for other in rest if other not in done and other in parents), None)
            if following is None:
                done.add(name)
                stack.pop()
                path.pop()
            elif following in path:
                return (*path[path.index(following) :], following)
            else:
                path.append(following)
                stack.append((following, iter(parents.get(following, ()))))
    return ()

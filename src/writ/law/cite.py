"""Citations: the article a value or an act rests on, or the plain statement that it is not at hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NOT_AT_HAND = "not at hand"


class Status(StrEnum):
    """How a value is known. `empty` is for a value nobody knows: it stays empty and what needs it says so."""

    SOURCED = "sourced"
    DERIVED = "derived"
    RECALLED = "recalled"
    ASSUMED = "assumed"
    SCENARIO = "scenario"
    EMPTY = "empty"

    @property
    def is_marked(self) -> bool:
        """True where every screen that uses the value must mark it."""
        return self in (Status.RECALLED, Status.ASSUMED, Status.SCENARIO)


@dataclass(frozen=True, slots=True)
class Cite:
    """The instrument and article relied on; `article` may be "not at hand", and then `source` says what was used."""

    instrument: str
    article: str = NOT_AT_HAND
    source: str = ""

    @property
    def at_hand(self) -> bool:
        """True where the article itself is known."""
        return self.article != NOT_AT_HAND

    def as_json(self) -> dict[str, str]:
        """The three words as plain JSON."""
        return {"instrument": self.instrument, "article": self.article, "source": self.source}

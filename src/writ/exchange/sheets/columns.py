"""The columns of the spreadsheet of steps: what each is called, in every language, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from writ.exchange.plan.document import CONTROLLED_BY, FIRMNESS
from writ.exchange.plan.estimates import KINDS, UNITS
from writ.law.cite import Status
from writ.law.texts import LANGUAGES, N_, translate

YES = "yes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `kind` is text, code, codes, number, begin, end, choice or flag; `width` is in signs.

    A `begin` column takes a bare day as its beginning, an `end` column as its end.
    """

    key: str
    title: str
    kind: str = "text"
    words: tuple[str, ...] = ()
    width: int = 14
    language: str = ""

    def title_in(self, language: str) -> str:
        """Its header in a language of the interface."""
        title = translate(self.title, language)
        return f"{title} ({self.language})" if self.language else title


FIRST = (
    Column("id", N_("Step"), "code", width=24),
    Column("strand", N_("Strand"), "code"),
)
REST = (
    Column("owner", N_("Owner"), "code", width=22),
    Column("controlled_by", N_("Controlled by"), "choice", CONTROLLED_BY),
    Column("firmness", N_("Firmness"), "choice", FIRMNESS),
    Column("calendar", N_("Working calendar"), "code"),
    Column("kind", N_("Kind of estimate"), "choice", tuple(KINDS)),
    Column("shortest", N_("Shortest"), "number"),
    Column("usual", N_("Usual"), "number"),
    Column("longest", N_("Longest"), "number"),
    Column("numbers", N_("Other numbers")),
    Column("unit", N_("Unit"), "choice", UNITS),
    Column("draws", N_("Draws")),
    Column("status", N_("Status of the estimate"), "choice", tuple(Status)),
    Column("source", N_("Source of the estimate"), width=28),
    Column("ends_first", N_("Ended by others, first day"), "end", width=18),
    Column("ends_last", N_("Ended by others, last day"), "end", width=18),
    Column("ends_status", N_("Status of these days"), "choice", tuple(Status)),
    Column("ends_source", N_("Source of these days"), width=28),
    Column("waits_for", N_("Waits for"), width=40),
    Column("start_not_before", N_("Starts not before"), "begin", width=18),
    Column("start_not_after", N_("Starts not after"), "end", width=18),
    Column("finish_not_before", N_("Ends not before"), "begin", width=18),
    Column("finish_not_after", N_("Ends not after"), "end", width=18),
    Column("started_at", N_("Started"), "begin", width=18),
    Column("finished_at", N_("Finished"), "end", width=18),
    Column("fact_source", N_("Source of these facts"), width=28),
    Column("planned", N_("Acts that plan work"), "codes"),
    Column("done", N_("Acts that do work"), "codes"),
    Column("counted_in", N_("Counted in")),
    Column("gate", N_("Gate"), "flag", (YES,)),
    Column("note", N_("Note"), width=40),
)
NAME = N_("Name")


def columns(languages: Collection[str]) -> tuple[Column, ...]:
    """The columns of a plan whose names are in these languages."""
    names = (Column(name_key(language), NAME, width=34, language=language) for language in languages)
    return (*FIRST, *names, *REST)


def name_key(language: str) -> str:
    """The key of the column of names in a language."""
    return f"name_{language.replace('-', '_')}"


def by_header(known: Collection[Column]) -> dict[str, Column]:
    """Each header a column may stand under, as `plain_header` gives it: its key, its title in any language."""
    found = {plain_header(column.title_in(language)): column for language in LANGUAGES for column in known}
    return found | {plain_header(column.key): column for column in known}


def plain_header(header: object) -> str:
    """A header without its case, its spaces and its punctuation."""
    return re.sub(r"[\W_]+", " ", str(header).casefold()).strip()

"""Acts that only tests have: one that writes a row after a pause, one that calls others, one that wants two persons."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from writ.law.findings import Finding, Refused, Severity
from writ.offices.authority.acts import OpenAct, end_competence, official_act
from writ.offices.authority.models import Institution

NOTE, PAIR = "tests.note", "tests.pair"


@dataclass(frozen=True, slots=True)
class Noted:
    """A word noted."""

    subject: str
    count: int
    word: str
    moment: datetime | None = None
    echo: str = ""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Words noted together, and those that were refused."""

    subject: str
    count: int
    refused: tuple[str, ...]


@official_act(NOTE, needs=NOTE, where=lambda inputs: inputs["territory"], title="Note a word")
def note(
    act: OpenAct,
    *,
    word: str,
    territory: str | None = None,
    election: str = "",
    moment: datetime | None = None,
    secret: str = "",
    corrects: UUID | None = None,
    doubt: bool = False,
    pause: int = 0,
    dies: bool = False,
    echo: str = "",
    extra: Any = None,
) -> Noted:
    """Refuse a word noted before, wait `pause` milliseconds, write it down; `dies` kills the process after that."""
    if Institution.objects.filter(code=word).exists():
        act.refuse(Finding("A-121", {"code": word}))
    if doubt:
        act.refuse(Finding("A-133", severity=Severity.INFORMATION))
    if secret:
        act.seal("secret", secret)
    if corrects:
        act.correct(corrects)
    time.sleep(pause / 1000)
    Institution.objects.create(code=word, act_id=act.id)
    if dies:
        os.kill(os.getpid(), signal.SIGKILL)
    return Noted(word, 3, word, moment, echo)


@official_act("tests.group", needs="tests.group", title="Note several words")
def group(act: OpenAct, *, words: tuple[str, ...], forgive: bool = False, pair: bool = False) -> Grouped:
    """Note each word by an act of its own; `forgive` passes over those refused."""
    refused = []
    for word in words:
        try:
            (note_pair if pair else note)(by=act.by, at=act.at, word=word)
        except Refused:
            if not forgive:
                raise
            refused.append(word)
    return Grouped("group", len(words) - len(refused), tuple(refused))


@official_act(
    PAIR,
    needs=PAIR,
    where=lambda inputs: inputs["territory"],
    two_person=lambda inputs, law: not inputs["alone"],
)
def note_pair(
    act: OpenAct,
    *,
    word: str,
    secret: str = "",
    alone: bool = False,
    territory: str | None = None,
) -> Noted:
    """Note a word, by two persons unless `alone`; the outcome counts the words there are."""
    act.refuse(
        *([Finding("A-121", {"code": word})] if Institution.objects.filter(code=word).exists() else [])
    )
    if secret:
        act.seal("secret", secret)
    Institution.objects.create(code=word, act_id=act.id)
    return Noted(word, Institution.objects.count(), word)


@official_act("tests.pair_group", needs=PAIR, two_person=True)
def group_of_pairs(act: OpenAct, *, words: tuple[str, ...]) -> Grouped:
    """A two-person act made of two-person acts."""
    for word in words:
        note_pair(by=act.by, at=act.at, word=word)
    return Grouped("pairs", len(words), ())


@official_act("tests.end_slowly", needs="authority.grant")
def end_slowly(act: OpenAct, *, competence: UUID, pause: int) -> Grouped:
    """End a competence by an act inside this one, and wait before the whole is done."""
    end_competence(by=act.by, at=act.at, competence=competence)
    time.sleep(pause / 1000)
    return Grouped("end", 1, ())

"""What moved the timetable, act by act, and by how much each moved the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from writ.offices.timetable.queries.decided import Decided
from writ.offices.timetable.queries.outlook import PREVIEW_RUNS, hits, slack
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import OptionState

Kind = Literal["recorded", "corrected", "plan", "baseline", "options", "risk"]


@dataclass(frozen=True, slots=True)
class Event:
    """One act of the timetable: what it recorded or corrected (`line`), which version it adopted (`number`), or to
    which `state` it brought the options or the risk of these `codes`."""

    entry: int
    at: datetime
    post: str
    kind: Kind
    line: RecordLine | None = None
    number: int = 0
    codes: tuple[str, ...] = ()
    state: str = ""


def events(lines: Sequence[RecordLine], after: int = 0) -> tuple[Event, ...]:
    """What the records tell, as acts in the order of the journal, after an entry."""
    found = [Event(line.entry, line.recorded_at, line.post, "recorded", line) for line in lines]
    corrected = {line.corrected.entry: (line, line.corrected) for line in lines if line.corrected}
    found = [event for event in found if event.entry not in corrected]
    found += [Event(entry, by.at, by.post, "corrected", line) for entry, (line, by) in corrected.items()]
    return tuple(sorted((event for event in found if event.entry > after), key=lambda event: event.entry))


def decisions(rows: Sequence[Decided], after: int = 0) -> tuple[Event, ...]:
    """Which plans and baselines were adopted, which options moved, which risks reviewed after an entry."""
    acts = (list(ones) for entry, ones in groupby(rows, key=lambda one: one.entry) if entry > after)
    return tuple(_event(ones) for ones in acts)


def _event(ones: Sequence[Decided]) -> Event:
    """The event that the rows of one act tell; several options may have moved in it."""
    first, codes = ones[0], tuple(one.code for one in ones if one.code)
    return Event(
        first.entry, first.at, first.post, first.kind, number=first.number, codes=codes, state=first.state
    )


def happened(stands: Situation, after: int = 0) -> tuple[Event, ...]:
    """Everything that moved the timetable after an entry, in the order of the journal."""
    every = (*events(stands.lines, after), *decisions(stands.decided, after))
    return tuple(sorted(every, key=lambda event: event.entry))


@dataclass(frozen=True, slots=True)
class Effect:
    """What an act moved in the default reading: minutes of slack and, where it was decided on, points in 100."""

    slack: int
    chance: float | None = None


def effects(stands: Situation, after: int, until: int) -> dict[str, int | list[float]]:
    """What each act after entry `after`, up to `until`, moved in the default reading, to be stored by entry number.

    The minutes of slack; of what was decided about options and risks, which may move the chance alone, these and the
    points in 100, from runs with the same luck. Each is judged at its own moment: with the act, and without it. A
    first plan moves nothing: there was none.
    """
    found: dict[str, int | list[float]] = {}
    for event in happened(stands, after):
        if event.entry > until or not _moves(event):
            continue
        before, now = stands.stood(event.entry - 1, event.at), stands.stood(event.entry, event.at)
        if before is not None and now is not None:
            minutes = slack(now) - slack(before)
            is_decided = event.kind in ("options", "risk")
            found[str(event.entry)] = [minutes, _points(before, now)] if is_decided else minutes
    return found


def _points(before: Situation, now: Situation) -> float:
    return round(100 * (hits(now) - hits(before)) / PREVIEW_RUNS, 2)


def _moves(event: Event) -> bool:
    """True of acts that can move the day: not of a baseline, nor of what is merely put on the agenda."""
    return event.kind != "baseline" and event.state != OptionState.PROPOSED


def whole(found: Sequence[Mapping[str, Any]]) -> dict[int, Effect]:
    """The effects that several forecasts stored, by entry number."""
    return {
        int(entry): Effect(*told) if isinstance(told, list) else Effect(told)
        for one in found
        for entry, told in one.items()
    }

"""What moved the timetable, act by act, and by how much each moved the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from django.db.models import CharField, QuerySet, Value

from writ.offices.timetable.models import Baseline, PlanVersion
from writ.offices.timetable.queries.options import MoveLine
from writ.offices.timetable.queries.outlook import slack
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.risks import ReviewLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import OptionState

Kind = Literal["recorded", "corrected", "plan", "baseline", "options", "risk"]


@dataclass(frozen=True, slots=True)
class Event:
    """One act of the timetable: what it recorded or corrected (`line`), which version it adopted (`number`), which
    options it moved (`moves`, all alike), or what it said of a risk (`review`)."""

    entry: int
    at: datetime
    post: str
    kind: Kind
    line: RecordLine | None = None
    number: int = 0
    moves: tuple[MoveLine, ...] = ()
    review: ReviewLine | None = None


def events(lines: Sequence[RecordLine], after: int = 0) -> tuple[Event, ...]:
    """What the records tell, as acts in the order of the journal, after an entry."""
    found = [Event(line.entry, line.recorded_at, line.post, "recorded", line) for line in lines]
    corrected = {line.corrected.entry: (line, line.corrected) for line in lines if line.corrected}
    found = [event for event in found if event.entry not in corrected]
    found += [Event(entry, by.at, by.post, "corrected", line) for entry, (line, by) in corrected.items()]
    return tuple(sorted((event for event in found if event.entry > after), key=lambda event: event.entry))


def decisions(moves: Sequence[MoveLine], reviews: Sequence[ReviewLine], after: int = 0) -> tuple[Event, ...]:
    """What was decided about options and said of risks, as acts in the order of the journal, after an entry."""
    found = []
    for entry, group in groupby(moves, key=lambda line: line.entry):
        lines = tuple(group)
        found.append(Event(entry, lines[0].moved_at, lines[0].post, "options", moves=lines))
    found += [Event(one.entry, one.reviewed_at, one.post, "risk", review=one) for one in reviews]
    return tuple(sorted((event for event in found if event.entry > after), key=lambda event: event.entry))


def happened(stands: Situation, after: int = 0) -> tuple[Event, ...]:
    """Everything that moved the timetable after an entry, in the order of the journal, adopted plans left out."""
    every = (*events(stands.lines, after), *decisions(stands.moves, stands.reviews, after))
    return tuple(sorted(every, key=lambda event: event.entry))


def adoptions(election_id: int, after: int = 0) -> tuple[Event, ...]:
    """Which plans and baselines were adopted after an entry."""

    def rows(model: type[PlanVersion] | type[Baseline], kind: Kind) -> QuerySet[Any, tuple[Any, ...]]:
        found = model.objects.filter(election_id=election_id, act__seq__gt=after)
        marked = found.annotate(kind=Value(kind, CharField()))
        return marked.values_list("act__seq", "adopted_at", "act__post", "kind", "number")

    both = rows(PlanVersion, "plan").union(rows(Baseline, "baseline"), all=True)
    found = (Event(entry, at, post, kind, number=number) for entry, at, post, kind, number in both)
    return tuple(sorted(found, key=lambda event: event.entry))


def effects(stands: Situation, after: int, until: int) -> dict[str, int]:
    """By how many minutes each act after entry `after`, up to `until`, moved the slack of the default reading.

    Each is judged at its own moment: with the act, and without it. A first plan moves nothing: there was none.
    """
    found: dict[str, int] = {}
    every = (*happened(stands, after), *adoptions(stands.called.id, after))
    for event in sorted(every, key=lambda one: one.entry):
        if event.entry > until or not _moves(event):
            continue
        before, now = stands.stood(event.entry - 1, event.at), stands.stood(event.entry, event.at)
        if before is not None and now is not None:
            found[str(event.entry)] = slack(now) - slack(before)
    return found


def _moves(event: Event) -> bool:
    """True of acts that can move the day: not of a baseline, nor of what is merely put on the agenda."""
    proposed = any(move.move is OptionState.PROPOSED for move in event.moves)
    return event.kind != "baseline" and not proposed


def whole(found: Sequence[Mapping[str, int]]) -> dict[int, int]:
    """The effects that several forecasts computed, by entry number."""
    return {int(entry): minutes for one in found for entry, minutes in one.items()}

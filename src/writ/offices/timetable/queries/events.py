"""What moved the timetable, act by act, and by how much each moved the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import CharField, QuerySet, Value

from writ.exchange.plan import PlanDocument
from writ.offices.timetable.models import Baseline, PlanVersion
from writ.offices.timetable.queries.outlook import slack
from writ.offices.timetable.queries.plans import plan_in_force
from writ.offices.timetable.queries.records import RecordLine, standing
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import by_step, progress

Kind = Literal["recorded", "corrected", "plan", "baseline"]


@dataclass(frozen=True, slots=True)
class Event:
    """One act of the timetable: what it recorded or corrected (`line`), or which version it adopted (`number`)."""

    entry: int
    at: datetime
    post: str
    kind: Kind
    line: RecordLine | None = None
    number: int = 0


def events(lines: Sequence[RecordLine], after: int = 0) -> tuple[Event, ...]:
    """What the records tell, as acts in the order of the journal, after an entry."""
    found = [Event(line.entry, line.recorded_at, line.post, "recorded", line) for line in lines]
    corrected = {line.corrected.entry: (line, line.corrected) for line in lines if line.corrected}
    found = [event for event in found if event.entry not in corrected]
    found += [Event(entry, by.at, by.post, "corrected", line) for entry, (line, by) in corrected.items()]
    return tuple(sorted((event for event in found if event.entry > after), key=lambda event: event.entry))


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
    every = (*events(stands.lines, after), *adoptions(stands.called.id, after))
    for event in sorted(every, key=lambda one: one.entry):
        if event.kind == "baseline" or event.entry > until:
            continue
        before = _slack_at(stands, event.entry - 1, event.at)
        now = _slack_at(stands, event.entry, event.at)
        if before is not None and now is not None:
            found[str(event.entry)] = now - before
    return found


def _slack_at(stands: Situation, until: int, at: datetime) -> int | None:
    document = _document(stands, until)
    if document is None:
        return None
    local = stands.called.local(at)
    steps = by_step(standing(stands.lines, until))
    return slack(document, "", progress(document, steps, stands.zone, local), local)


def _document(stands: Situation, until: int) -> PlanDocument | None:
    if stands.plan.entry <= until:
        return stands.plan.document
    earlier = plan_in_force(stands.called.id, until)
    return earlier.document if earlier else None


def whole(found: Sequence[Mapping[str, int]]) -> dict[int, int]:
    """The effects that several forecasts computed, by entry number."""
    return {int(entry): minutes for one in found for entry, minutes in one.items()}

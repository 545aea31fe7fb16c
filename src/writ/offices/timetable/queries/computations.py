"""Every forecast that was ever asked for: what it gave for one reading, or how it ended without an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, Subquery

from writ.desk.models import JobProgress, JobState
from writ.offices.timetable.models import Answer, Forecast
from writ.offices.timetable.queries.events import Effect, whole
from writ.offices.timetable.queries.forecasts import AnswerFacts, Past


@dataclass(frozen=True, slots=True)
class Computation:
    """A forecast that gave an answer: what it said, and everything that it can be computed again from."""

    past: Past
    answer: AnswerFacts
    law_version: str
    seed: int


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A forecast without an answer: still `waiting` or `running`, or `failed` for a reason, or `stopped`."""

    id: int
    as_of: datetime
    job: UUID
    state: str
    reason: str

    @property
    def is_open(self) -> bool:
        """True while it may still come."""
        return self.state in JobProgress.OPEN


def computations(
    election_id: int, reading: str, days: str
) -> tuple[tuple[Computation, ...], tuple[Unanswered, ...]]:
    """The forecasts that answered for the reading, and those that answered for none, each oldest first."""
    job = JobProgress.objects.filter(pk=OuterRef("job"))
    rows = (
        Forecast.objects.filter(election_id=election_id)
        .annotate(
            given=FilteredRelation("answers", condition=Q(answers__reading=reading, answers__days=days)),
            state=Subquery(job.values("state")[:1]),
            reason=Subquery(job.values("reason")[:1]),
            any_answer=Subquery(Answer.objects.filter(forecast=OuterRef("pk")).values("pk")[:1]),
        )
        .order_by("pk")
        .values_list(
            "pk", "plan__number", "as_of_entry", "as_of", "law_version", "seed", "effects", "job",
            "given__hits", "given__runs", "given__slack_minutes", "state", "reason", "any_answer",
        )
    )  # fmt: skip
    answered: list[Computation] = []
    open_or_ended: list[Unanswered] = []
    for pk, plan, entry, as_of, law, seed, effects, work, hits, runs, slack, state, reason, found in rows:
        if found is None:
            open_or_ended.append(Unanswered(pk, as_of, work, state or JobState.STOPPED, reason or ""))
        elif hits is not None:
            past = Past(pk, plan, entry, as_of, hits, runs, slack, effects)
            answered.append(Computation(past, AnswerFacts(reading, days, runs, hits, slack, {}), law, seed))
    return tuple(answered), tuple(open_or_ended)


def effects_of(found: tuple[Computation, ...]) -> Mapping[int, Effect]:
    """What each act moved in the default reading, by entry number."""
    return whole([one.past.effects for one in found])

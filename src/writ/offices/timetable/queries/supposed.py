"""What the answer would be, as long after the call, had the elections been called on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from writ.exchange.plan import PlanDocument, Reading, build
from writ.exchange.plan.shifting import Shift
from writ.offices.timetable.queries.outlook import MIDDLE, SEED
from writ.offices.timetable.queries.situation import Situation

if TYPE_CHECKING:
    from writ.reckon.plan import Deadline, Plan

RUNS = 20_000


@dataclass(frozen=True, slots=True)
class Chance:
    """In how many of the runs the due moment is met, and the minutes of slack at the middle estimates."""

    hits: int
    slack: int
    runs: int = RUNS


@dataclass(frozen=True, slots=True)
class Supposed:
    """One reading as it stands, and as it would stand after the other call."""

    reading: Reading
    is_now: Chance
    would_be: Chance


def had_it_been_called(stands: Situation, called: date, instead: date) -> tuple[Supposed, ...]:
    """Every reading, in the same runs: what hung on the call moves with it, the due moments stay."""
    document = stands.plan.document
    shift = Shift(called, instead, stands.called.polling_day)
    moved = shift.document(document)
    return tuple(
        Supposed(
            reading,
            _chance(*_built(stands, document, reading.id, None)),
            _chance(*_built(stands, moved, reading.id, shift)),
        )
        for reading in document.readings
    )


def _built(
    stands: Situation, document: PlanDocument, reading: str, shift: Shift | None
) -> tuple[Plan, Deadline]:
    known, at = stands.progress(reading), stands.local.replace(tzinfo=None)
    return build(
        document,
        reading,
        shift.progress(known) if shift else known,
        shift.moment(at) if shift else at,
        adopted=stands.adopted,
        risks=stands.risks,
        odds=stands.odds,
    )


def _chance(plan: Plan, deadline: Deadline) -> Chance:
    from writ.reckon.plan import schedule, simulate  # numpy loads when called

    found = simulate(plan, [deadline], runs=RUNS, seed=SEED)
    hits = round(found.probability(deadline.task, deadline.due) * RUNS)
    return Chance(hits, schedule(plan, [deadline], quantile=MIDDLE).slack or 0)

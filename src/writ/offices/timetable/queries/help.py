"""What would help most, as weighed last, and how far the weighing after the newest forecast is: one question."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from writ.desk.models import JobProgress
from writ.exchange.plain import from_plain
from writ.offices.timetable.models import Analysis
from writ.offices.timetable.queries.advice import Analysed
from writ.offices.timetable.queries.analyses import Help
from writ.offices.timetable.states import AnalysisKind

LATELY = 5


@dataclass(frozen=True, slots=True)
class Weighing:
    """What was `found` last; while a newer weighing `is_open`, `done` of its `total` runs are done."""

    found: Analysed[Help] | None
    is_open: bool = False
    done: int = 0
    total: int = 0


def weighing(election_id: int, reading: str) -> Weighing:
    """The newest help list of a reading, and what is under way."""
    job = JobProgress.objects.filter(pk=OuterRef("job"))
    rows = list(
        Analysis.objects.filter(forecast__election=election_id, kind=AnalysisKind.HELP.value, reading=reading)
        .annotate(
            state=Subquery(job.values("state")[:1]),
            ways=Subquery(job.values("done")[:1]),
            of=Subquery(job.values("total")[:1]),
        )
        .select_related("forecast")
        .order_by("-forecast_id")[:LATELY]
    )
    ready = next((row for row in rows if row.figures), None)
    found = None
    if ready is not None:
        of = ready.forecast
        found = Analysed(of.pk, of.as_of, of.as_of_entry, of.seed, from_plain(Help, ready.figures))
    newest = rows[0] if rows else None
    if newest is None or newest.figures or newest.state not in JobProgress.OPEN:
        return Weighing(found)
    return Weighing(found, True, newest.ways, newest.of)

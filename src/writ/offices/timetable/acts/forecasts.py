"""Computing a forecast into its working table: no official act, for it decides nothing and can be done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from writ.desk.progress import Reporter, open_job
from writ.exchange.plan import PlanDocument
from writ.offices.authority.queries import law_in_force
from writ.offices.elections.queries import Called, elections
from writ.offices.timetable.models import Answer, Forecast
from writ.offices.timetable.queries.events import effects
from writ.offices.timetable.queries.forecasts import last_entry
from writ.offices.timetable.queries.outlook import (
    RUNS,
    SEED,
    Days,
    as_json,
    official_answer,
    outlook,
    safe_ends,
)
from writ.offices.timetable.queries.plans import baseline, plan_in_force
from writ.offices.timetable.queries.situation import Situation, situation

CONVENTIONS: tuple[Days, ...] = ("continuous", "whole")


def open_forecast(called: Called, at: datetime, title: str = "", owner: str = "") -> tuple[int, UUID] | None:
    """A new forecast as of now, not computed yet: its number and its job. None before a plan is adopted."""
    plan = plan_in_force(called.id)
    if plan is None:
        return None
    law, fixed = law_in_force(called.code), baseline(called.id)
    job = open_job(title, owner, total=RUNS * len(plan.document.readings) * len(CONVENTIONS))
    row = Forecast.objects.create(
        election_id=called.id,
        plan_id=plan.id,
        baseline_id=fixed.id if fixed else None,
        law_version=law.version if law else "",
        as_of_entry=last_entry(called.id),
        as_of=at,
        seed=SEED,
        job=job,
    )
    return row.pk, job


def compute(forecast: int) -> None:
    """Compute every reading in both day conventions: the headline first, written at once, then all the others together.

    Where it is stopped, what is not written yet is left out.
    """
    from writ.reckon.plan import Cancelled, Infeasible  # numpy loads when called

    row = Forecast.objects.get(pk=forecast)
    reporter = Reporter(row.job)
    if not reporter(0):
        reporter.stopped()
        return
    called = next(one for one in elections() if one.id == row.election_id)
    stands = situation(called, row.as_of, until=row.as_of_entry)
    assert stands is not None
    before = Forecast.objects.filter(election=row.election_id, pk__lt=row.pk, answers__isnull=False)
    last = before.order_by("-pk").values_list("as_of_entry", flat=True).first()
    headline, *others = _questions(stands.plan.document)
    try:
        first = _answer(row, stands, *headline, 0, reporter)
        with transaction.atomic():
            row.effects = effects(stands, last or 0, row.as_of_entry)
            row.save(update_fields=["effects"])
            first.save()
        rest = [
            _answer(row, stands, reading, days, number * RUNS, reporter)
            for number, (reading, days) in enumerate(others, 1)
        ]
    except Cancelled:
        reporter.stopped()
        return
    except Infeasible as infeasible:
        reporter.failed(str(infeasible))
        return
    with transaction.atomic():
        Answer.objects.bulk_create(rest)
    reporter.finished()


def compute_at_once(called: Called, at: datetime) -> None:
    """Compute the forecast as of now without the queue, for a command that waits for it."""
    with transaction.atomic():
        opened = open_forecast(called, at)
    if opened is not None:
        compute(opened[0])


def _questions(document: PlanDocument) -> list[tuple[str, Days]]:
    """Every reading in both day conventions, the headline in continuous days first."""
    every: list[tuple[str, Days]] = [(one.id, days) for days in CONVENTIONS for one in document.readings]
    return sorted(every, key=lambda one: one != (document.reading().id, "continuous"))


def _answer(
    row: Forecast, stands: Situation, reading: str, days: Days, done: int, reporter: Callable[[int], bool]
) -> Answer:
    answer = outlook(stands, reading, seed=row.seed, days=days, on_chunk=lambda runs: reporter(done + runs))
    safe = safe_ends(stands, reading, seed=row.seed, days=days)
    official = official_answer(stands, answer, reading, seed=row.seed, days=days)
    return Answer(
        forecast=row,
        reading=reading,
        days=days,
        runs=answer.runs,
        hits=answer.hits,
        slack_minutes=answer.slack,
        figures=as_json(answer, safe, official),
    )

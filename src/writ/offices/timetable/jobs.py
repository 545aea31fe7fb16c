"""Computing the forecast after an act: in the background, with progress, and able to be stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import task

from writ.desk.models import JobProgress
from writ.desk.progress import Reporter, ask_to_stop, open_job
from writ.exchange.plan import PlanDocument, Progress
from writ.offices.authority.queries import law_in_force
from writ.offices.elections.queries import Called, elections
from writ.offices.timetable.models import Answer, Forecast
from writ.offices.timetable.queries.events import effects
from writ.offices.timetable.queries.forecasts import last_entry, newest_job
from writ.offices.timetable.queries.outlook import RUNS, SEED, Days, as_json, outlook, safe_ends
from writ.offices.timetable.queries.plans import plan_in_force
from writ.offices.timetable.queries.situation import situation

CONVENTIONS: tuple[Days, ...] = ("continuous", "whole")


def ask_for_forecast(called: Called, at: datetime, title: str, owner: str = "") -> UUID | None:
    """Have the forecast computed as of now; an older one still under way is stopped. None before a plan is adopted."""
    before = newest_job(called.id)
    with transaction.atomic():
        if before is not None:
            ask_to_stop(before)
        forecast = _opened(called, at, title, owner)
        if forecast is not None:
            compute_forecast.enqueue(forecast.pk)
    return forecast.job if forecast else None


def compute_at_once(called: Called, at: datetime) -> None:
    """Compute the forecast as of now without the queue, for a command that waits for it."""
    with transaction.atomic():
        forecast = _opened(called, at, "", "")
    if forecast is not None:
        compute_forecast.call(forecast.pk)


@task()
def compute_forecast(forecast: int) -> None:
    """Compute every reading in both day conventions, and write them all at once."""
    from writ.reckon.plan import Cancelled, Infeasible  # numpy loads when called

    row = Forecast.objects.get(pk=forecast)
    reporter = Reporter(row.job)
    if JobProgress.objects.filter(pk=row.job, stop_asked=True).exists():
        reporter.stopped()
        return
    called = next(one for one in elections() if one.id == row.election_id)
    stands = situation(called, row.as_of, until=row.as_of_entry)
    assert stands is not None
    before = Forecast.objects.filter(election=row.election_id, pk__lt=row.pk, answers__isnull=False)
    last = before.order_by("-pk").values_list("as_of_entry", flat=True).first()
    try:
        answers = _answers(row, stands.plan.document, stands.progress, stands.local, reporter)
    except Cancelled:
        reporter.stopped()
        return
    except Infeasible as infeasible:
        reporter.failed(str(infeasible))
        return
    with transaction.atomic():
        row.effects = effects(stands, last or 0, row.as_of_entry)
        row.save(update_fields=["effects"])
        Answer.objects.bulk_create(answers)
    reporter.finished()


def _opened(called: Called, at: datetime, title: str, owner: str) -> Forecast | None:
    plan = plan_in_force(called.id)
    if plan is None:
        return None
    law = law_in_force(called.code)
    job = open_job(title, owner, total=RUNS * len(plan.document.readings) * len(CONVENTIONS))
    return Forecast.objects.create(
        election_id=called.id,
        plan_id=plan.id,
        law_version=law.version if law else "",
        as_of_entry=last_entry(called.id),
        as_of=at,
        seed=SEED,
        job=job,
    )


def _answers(
    row: Forecast,
    document: PlanDocument,
    progress: Callable[[Days], Mapping[str, Progress]],
    at: datetime,
    reporter: Reporter,
) -> list[Answer]:
    answers: list[Answer] = []
    for days in CONVENTIONS:
        for reading in document.readings:
            done = len(answers) * RUNS
            answer = outlook(
                document,
                reading.id,
                progress(days),
                at,
                seed=row.seed,
                days=days,
                on_chunk=lambda runs, done=done: reporter(done + runs),
            )
            safe = safe_ends(document, reading.id, progress(days), at, seed=row.seed, days=days)
            answers.append(
                Answer(
                    forecast=row,
                    reading=reading.id,
                    days=days,
                    runs=answer.runs,
                    hits=answer.hits,
                    slack_minutes=answer.slack,
                    figures=as_json(answer, safe),
                )
            )
    return answers

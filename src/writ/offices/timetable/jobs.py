"""The forecast after an act, and what it is asked besides: in the background, with progress, able to be stopped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import task

from writ.desk.models import JobProgress, JobState
from writ.desk.progress import ask_to_stop
from writ.offices.elections.queries import Called
from writ.offices.timetable.acts.analyses import analyse, open_analyses, stop_analyses
from writ.offices.timetable.acts.forecasts import compute, open_forecast
from writ.offices.timetable.queries.advice import is_analysed
from writ.offices.timetable.queries.forecasts import job_of, newest_job


def ask_for_forecast(called: Called, at: datetime, title: str, owner: str = "") -> UUID | None:
    """Have the forecast computed as of now; an older one still under way is stopped. None before a plan is adopted."""
    before = newest_job(called.id)
    with transaction.atomic():
        if before is not None:
            ask_to_stop(before)
        stop_analyses(called.id)
        opened = open_forecast(called, at, title, owner)
        if opened is None:
            return None
        compute_forecast.enqueue(opened[0])
    return opened[1]


@task()
def compute_forecast(forecast: int) -> None:
    """Compute the forecast of that number; when it is written whole, its analyses follow."""
    compute(forecast)
    ask_for_analyses(forecast)


def ask_for_analyses(forecast: int) -> None:
    """Have a forecast analysed once, for whoever asked for it; one that was stopped is not."""
    if is_analysed(forecast):
        return
    job = JobProgress.objects.filter(pk=job_of(forecast), state=JobState.FINISHED).first()
    if job is None:
        return
    with transaction.atomic():
        open_analyses(forecast, job.title, job.owner)
        compute_analyses.enqueue(forecast)


@task(queue_name="analyses")
def compute_analyses(forecast: int) -> None:
    """Compute what the forecast of that number is asked besides the answer."""
    analyse(forecast)

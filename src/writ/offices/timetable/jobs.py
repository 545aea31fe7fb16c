"""The forecast after an act: in the background, with progress, and able to be stopped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tasks import task

from writ.desk.progress import ask_to_stop
from writ.offices.elections.queries import Called
from writ.offices.timetable.acts.forecasts import compute, open_forecast
from writ.offices.timetable.queries.forecasts import newest_job


def ask_for_forecast(called: Called, at: datetime, title: str, owner: str = "") -> UUID | None:
    """Have the forecast computed as of now; an older one still under way is stopped. None before a plan is adopted."""
    before = newest_job(called.id)
    with transaction.atomic():
        if before is not None:
            ask_to_stop(before)
        opened = open_forecast(called, at, title, owner)
        if opened is None:
            return None
        compute_forecast.enqueue(opened[0])
    return opened[1]


@task()
def compute_forecast(forecast: int) -> None:
    """Compute the forecast of that number."""
    compute(forecast)

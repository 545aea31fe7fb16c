"""Who waits for long work sees how far it is, and can stop it; nobody else sees it at all."""

from __future__ import annotations

import pytest

from writ.desk.models import JobProgress, JobState
from writ.desk.progress import Reporter, ask_to_stop, open_job

pytestmark = pytest.mark.django_db


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_progress_is_written_at_most_once_a_second() -> None:
    """A job that wrote every step would keep the offices waiting for the database."""
    job, seconds = open_job("Forecast", "7", 702), Seconds()
    report = Reporter(job, seconds)
    assert report(1)
    assert report(20)
    assert JobProgress.objects.get(pk=job).done == 1
    seconds.now += 1.0
    assert report(31)
    row = JobProgress.objects.get(pk=job)
    assert (row.done, row.state, row.is_open) == (31, JobState.RUNNING, True)


def test_a_job_told_to_stop_hears_it_at_its_next_report() -> None:
    job, seconds = open_job("Forecast", "7", 10), Seconds()
    report = Reporter(job, seconds)
    assert report(1)
    ask_to_stop(job)
    seconds.now += 2
    assert not report(2)
    report.stopped()
    assert JobProgress.objects.get(pk=job).state == JobState.STOPPED


def test_a_finished_job_says_where_its_result_is() -> None:
    job = open_job("Forecast", "7", 10)
    Reporter(job).finished("/forecasts/61/")
    ask_to_stop(job)
    row = JobProgress.objects.get(pk=job)
    assert (row.done, row.result_url, row.stop_asked, row.is_open) == (10, "/forecasts/61/", False, False)


def test_a_job_that_failed_says_why() -> None:
    job = open_job("Forecast", "7", 10)
    Reporter(job).failed("The plan has a cycle.")
    assert JobProgress.objects.get(pk=job).reason == "The plan has a cycle."

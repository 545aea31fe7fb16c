"""Progress of a long job: a row that the job writes at most once a second and a page asks for.

A working table: it holds no legal state and may be lost. The job asks here whether it was told to stop.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from writ.desk.models import JobProgress, JobState

INTERVAL = 1.0  # seconds between two writes


def open_job(title: str, owner: str, total: int = 0) -> UUID:
    """A new job, waiting; `owner` is the account that may see and stop it, `title` is in its language."""
    return JobProgress.objects.create(title=title, owner=owner, total=total).pk


class Reporter:
    """What a job holds while it runs. Call it with how much is done; False means that it was told to stop."""

    def __init__(self, job: UUID, seconds: Callable[[], float] = time.monotonic) -> None:
        self.job, self.seconds = job, seconds
        self.last: float | None = None

    def __call__(self, done: int) -> bool:
        """Write how much is done, at most once a second; gives False when the job was told to stop."""
        now = self.seconds()
        if self.last is not None and now - self.last < INTERVAL:
            return True
        self.last = now
        self._set(done=done, state=JobState.RUNNING)
        return not self._rows().filter(stop_asked=True).exists()

    def finished(self, result_url: str = "") -> None:
        """All is done; `result_url` is where the result stands."""
        row = self._rows().get()
        self._set(done=row.total, state=JobState.FINISHED, result_url=result_url)

    def stopped(self) -> None:
        """The job ended because it was told to."""
        self._set(state=JobState.STOPPED)

    def failed(self, reason: str) -> None:
        """The job could not end; `reason` is a sentence in the owner's language."""
        self._set(state=JobState.FAILED, reason=reason)

    def _rows(self) -> QuerySet[JobProgress]:
        return JobProgress.objects.filter(pk=self.job)

    def _set(self, **changes: object) -> None:
        self._rows().update(**changes)


def ask_to_stop(job: UUID) -> None:
    """Tell a job to stop; it does at its next report, and a finished one is left as it is."""
    JobProgress.objects.filter(pk=job, state__in=JobProgress.OPEN).update(stop_asked=True)

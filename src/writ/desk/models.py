"""Kinds of rows that every office's tables are made of."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models


class AppendOnly(models.Model):
    """A row that is written once; the database refuses to change it. `erasable` lets it be deleted, never changed."""

    erasable = False

    class Meta:
        abstract = True


class OnlyForward(models.Model):
    """A row that stays: its `forward` columns never go back, its `fixed` columns never change."""

    forward: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()

    class Meta:
        abstract = True


class JobState(models.TextChoices):
    """How far a long job is."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


class JobProgress(models.Model):
    """How far a long job is, for the page that waits for it. A working table: it holds no legal state.

    `owner` is the account that started it, `done` of `total` is in the job's own unit.
    """

    OPEN: ClassVar = (JobState.WAITING, JobState.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid4)
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    stop_asked = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    result_url = models.CharField(max_length=500, blank=True)

    @property
    def is_open(self) -> bool:
        """True while there is something to wait for."""
        return self.state in self.OPEN

"""The rehearsal's clock: one row that all processes read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from writ.desk.models import OnlyForward


class Clock(OnlyForward):
    """Where the rehearsal's clock was put (`stands_at`), and when (`set_at`, the machine's clock).

    It stands there until it is moved, or runs on with real time from `set_at`. It never goes back.
    """

    forward = ("stands_at", "set_at")

    id = models.SmallIntegerField(primary_key=True, default=1)
    stands_at = models.DateTimeField()
    set_at = models.DateTimeField()
    runs = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="clock_is_one_row")]

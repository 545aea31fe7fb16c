"""The one clock: the machine's in a real election, a row moved forward by hand or with real time in a rehearsal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from writ.law.findings import Finding, Refused
from writ.offices.journal.queries import HeadFacts, head
from writ.web.models import Clock


def machine() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)


def now(record: HeadFacts | None = None) -> datetime:
    """The moment it is in this election; acts are judged by it. `record` is the record's head, where it is known.

    `Refused` where a rehearsal's clock was never put anywhere (W-101), or where the record is of the other kind
    (W-102): a rehearsal never becomes real.
    """
    record = record or head()
    rehearsal = settings.WRIT_CLOCK == "rehearsal"
    if record is not None and record.rehearsal != rehearsal:
        raise Refused(Finding("W-102", {"origin": record.origin, "clock": settings.WRIT_CLOCK}))
    return _rehearsed(Clock.objects.first()) if rehearsal else machine()


def set_clock(moment: datetime, *, runs: bool = False) -> datetime:
    """Put the rehearsal's clock to a moment, where it stands or from where it `runs`; forward only (W-103)."""
    if settings.WRIT_CLOCK != "rehearsal":
        raise Refused(Finding("W-104"))
    with transaction.atomic():
        row = Clock.objects.select_for_update().first()
        if row is None:
            Clock.objects.create(stands_at=moment, set_at=machine(), runs=runs)
            return moment
        here = _rehearsed(row)
        if moment < here:
            raise Refused(Finding("W-103", {"here": _say(here), "moment": _say(moment)}))
        row.stands_at, row.set_at, row.runs = moment, max(row.set_at, machine()), runs
        row.save()
    return moment


def _rehearsed(row: Clock | None) -> datetime:
    if row is None:
        raise Refused(Finding("W-101"))
    # A machine's clock that goes back must not take the rehearsal's with it.
    return row.stands_at + max(machine() - row.set_at, timedelta()) if row.runs else row.stands_at


def _say(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"

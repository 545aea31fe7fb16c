"""Every baseline and every plan version, with the reason that was given for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from writ.offices.timetable.models import Baseline, PlanVersion
from writ.offices.timetable.queries.plans import AdoptedBaseline, baseline_facts


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """A baseline, the entry that adopted it, and how many of its steps ended on another day in the one before.

    `later` and `earlier` are None for the first.
    """

    baseline: AdoptedBaseline
    entry: int
    later: int | None = None
    earlier: int | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan version as adopted: why, when, by which entry."""

    number: int
    hash: str
    reason: str
    adopted_at: datetime
    entry: int


def baselines(election_id: int) -> tuple[BaselineLine, ...]:
    """Every baseline, the newest first."""
    rows = Baseline.objects.filter(election_id=election_id).select_related("plan", "act").order_by("-number")
    lines = [BaselineLine(baseline_facts(row), row.act.seq) for row in rows]
    return (*(_moved(one, before) for one, before in pairwise(lines)), *lines[-1:])


def plan_versions(election_id: int) -> tuple[PlanLine, ...]:
    """Every plan version, the newest first."""
    rows = PlanVersion.objects.filter(election_id=election_id).order_by("-number")
    return tuple(
        PlanLine(*row) for row in rows.values_list("number", "hash", "reason", "adopted_at", "act__seq")
    )


def _moved(one: BaselineLine, before: BaselineLine) -> BaselineLine:
    then = before.baseline.dates
    days = [
        (end.date() - then[task][1].date()).days
        for task, (_, end) in one.baseline.dates.items()
        if task in then
    ]
    return BaselineLine(one.baseline, one.entry, sum(day > 0 for day in days), sum(day < 0 for day in days))

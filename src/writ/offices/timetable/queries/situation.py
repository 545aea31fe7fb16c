"""How the election stood at an entry of the record: the plan in force, what stands on each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from writ.exchange.plan import Progress
from writ.offices.elections.queries import Called
from writ.offices.timetable.queries.outlook import Days
from writ.offices.timetable.queries.plans import AdoptedPlan, plan_in_force
from writ.offices.timetable.queries.records import RecordLine, records, standing
from writ.offices.timetable.queries.steps import Standing, by_step, progress


@dataclass(frozen=True, slots=True)
class Situation:
    """The plan in force, every record, and what stood on each step at `local`, the moment on the election's clocks."""

    called: Called
    plan: AdoptedPlan
    lines: tuple[RecordLine, ...]
    steps: Mapping[str, Standing]
    local: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The election's zone."""
        return self.called.zone

    def progress(self, days: Days = "continuous") -> Mapping[str, Progress]:
        """What the reckoning needs to know."""
        return progress(self.plan.document, self.steps, self.zone, self.local, days)


def situation(called: Called, at: datetime, until: int | None = None) -> Situation | None:
    """How things stand at `at`, as recorded up to entry `until` or up to now; None before a plan was adopted."""
    plan = plan_in_force(called.id, until)
    if plan is None:
        return None
    lines = records(called.id)
    return Situation(called, plan, lines, by_step(standing(lines, until)), called.local(at))

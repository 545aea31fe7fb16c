"""What if it had been called on another day? What hung on the call moves with it; the polling day stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from writ.exchange.plan.building import Progress
from writ.exchange.plan.choices import OptionEntry
from writ.exchange.plan.document import Milestone, Override, PlanDocument, TaskEntry
from writ.exchange.plan.estimates import Ends

_T = TypeVar("_T", TaskEntry, Progress)
_MOMENTS = (
    "started_at",
    "finished_at",
    "start_not_before",
    "start_not_after",
    "finish_not_before",
    "finish_not_after",
)


class Shift:
    """From a call on `called` to one on `instead`; only what lies from the call to the polling day moves.

    Moments of steps, in the plan, its readings, its options and the facts, move by as many days as the call does. So
    do the milestones up to the document's own moment, and later ones of a step that has such a moment. Due moments,
    the polling day and what lies after it stay, as does all that only waits for other steps.
    """

    def __init__(self, called: date, instead: date, polling_day: date) -> None:
        self.days = instead - called
        self._first = datetime.combine(called, datetime.min.time())
        self._stop = datetime.combine(polling_day, datetime.min.time())

    def moment(self, moment: datetime) -> datetime:
        """A local moment, moved if it hung on the call."""
        return moment + self.days if self._first <= moment < self._stop else moment

    def document(self, document: PlanDocument) -> PlanDocument:
        """The plan as it would have been, and as it would have been known so many days after the call."""
        moved = {
            entry.task
            for reading in document.readings
            for entry in reading.overrides
            if self._ends(entry.ends) != entry.ends
        }
        moved |= {task.id for task in document.tasks if self._task(task) != task}
        return replace(
            document,
            as_of=self.moment(document.as_of),
            tasks=tuple(self._task(task) for task in document.tasks),
            milestones=tuple(
                self._milestone(milestone, milestone.task in moved, document.as_of)
                for milestone in document.milestones
            ),
            readings=tuple(
                replace(reading, overrides=tuple(self._override(one) for one in reading.overrides))
                for reading in document.readings
            ),
            options=tuple(self._option(option) for option in document.options),
        )

    def progress(self, known: Mapping[str, Progress]) -> dict[str, Progress]:
        """Facts and estimates since the plan was written, moved likewise."""
        return {name: self._with_moments(one, ends=self._ends(one.ends)) for name, one in known.items()}

    def _task(self, task: TaskEntry) -> TaskEntry:
        return self._with_moments(task, ends=self._ends(task.ends))

    def _with_moments(self, one: _T, ends: Ends | None) -> _T:
        moments: dict[str, Any] = {
            name: self.moment(moment)
            for name in _MOMENTS
            if isinstance(moment := getattr(one, name, None), datetime)
        }
        return replace(one, ends=ends, **moments)

    def _ends(self, ends: Ends | None) -> Ends | None:
        if ends is None or self.moment(ends.first) == ends.first:
            return ends
        return replace(ends, first=ends.first + self.days, last=ends.last + self.days)

    def _override(self, override: Override) -> Override:
        return replace(override, ends=self._ends(override.ends))

    def _option(self, option: OptionEntry) -> OptionEntry:
        return replace(
            option,
            decide_by=self.moment(option.decide_by) if option.decide_by else None,
            changes=tuple(replace(change, ends=self._ends(change.ends)) for change in option.changes),
        )

    def _milestone(self, milestone: Milestone, of_moved: bool, as_of: datetime) -> Milestone:
        at = milestone.at
        if (
            at is None
            or self.moment(at - _A_MOMENT) == at - _A_MOMENT
            or not (of_moved or at - _DAY <= as_of)
        ):
            return milestone
        return replace(
            milestone, at=at + self.days, since=milestone.since + self.days if milestone.since else None
        )


_A_MOMENT = timedelta(minutes=1)
"""The end of a day is 00:00 of the next: what ends with the day before the polling day lies before it."""
_DAY = timedelta(days=1)

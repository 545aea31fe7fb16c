"""Counting working time forward, and its exact reverse, on whole arrays of moments.

Every forward rule has a reverse in this sense: `x <= latest(y)` exactly when `forward(x) <= y`. On that the
backward pass rests. Reverses may answer a moment before the plan's first day, which means: not possible.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date

import numpy as np
import numpy.typing as npt

from writ.reckon.calendar import MINUTES_A_DAY, NoWorkingTime, WorkCalendar
from writ.reckon.calendar.tables import Tables

Minutes = npt.NDArray[np.int32]

_CENTURY = 100 * 366 * MINUTES_A_DAY


class Counting(ABC):
    """How one calendar counts. Moments are civil minutes, amounts working minutes, all int32."""

    @abstractmethod
    def start(self, at: Minutes, work: Minutes) -> Minutes:
        """When work that may begin at a moment begins: its first working minute; no work begins at once."""

    @abstractmethod
    def finish(self, at: Minutes, work: Minutes) -> Minutes:
        """When work that may begin at a moment is done."""

    @abstractmethod
    def latest_begin(self, by: Minutes, work: Minutes) -> Minutes:
        """Reverse of `finish`: the last moment from which the work is done by `by`."""

    @abstractmethod
    def latest_wait(self, by: Minutes, work: Minutes) -> Minutes:
        """Reverse of `start`: the last moment from which the work has begun by `by`."""

    @abstractmethod
    def after(self, at: Minutes, lag: int) -> Minutes:
        """The moment `lag` later, or earlier when it is negative; no lag counts no time."""

    @abstractmethod
    def latest_before(self, by: Minutes, lag: int) -> Minutes:
        """Reverse of `after`."""

    @abstractmethod
    def between(self, since: Minutes, until: Minutes) -> Minutes:
        """Working minutes from one moment to another, negative when the other comes first."""


class EveryMinute(Counting):
    """No calendar: plain addition."""

    def start(self, at: Minutes, work: Minutes) -> Minutes:
        return at

    def finish(self, at: Minutes, work: Minutes) -> Minutes:
        return at + work

    def latest_begin(self, by: Minutes, work: Minutes) -> Minutes:
        return by - work

    def latest_wait(self, by: Minutes, work: Minutes) -> Minutes:
        return by

    def after(self, at: Minutes, lag: int) -> Minutes:
        return at + np.int32(lag) if lag else at

    def latest_before(self, by: Minutes, lag: int) -> Minutes:
        return by - np.int32(lag) if lag else by

    def between(self, since: Minutes, until: Minutes) -> Minutes:
        return until - since


class Walking(Counting):
    """A calendar counted day by day: slow, without end, and the yardstick of the tables."""

    def __init__(self, calendar: WorkCalendar, origin: date) -> None:
        self._calendar, self._origin = calendar, origin

    def start(self, at: Minutes, work: Minutes) -> Minutes:
        return np.where(work > 0, self._walk(at, 1) - 1, at)

    def finish(self, at: Minutes, work: Minutes) -> Minutes:
        return self._walk(at, work)

    def latest_begin(self, by: Minutes, work: Minutes) -> Minutes:
        return self._walk(by, -work)

    def latest_wait(self, by: Minutes, work: Minutes) -> Minutes:
        return np.where(work > 0, self._walk(by + 1, -1), by)

    def after(self, at: Minutes, lag: int) -> Minutes:
        return self._walk(at, lag)

    def latest_before(self, by: Minutes, lag: int) -> Minutes:
        return self._walk(by, -lag) if lag >= 0 else self._walk(by + 1, -lag) - 1

    def between(self, since: Minutes, until: Minutes) -> Minutes:
        pairs = zip(since.tolist(), until.tolist(), strict=True)
        return np.array([self._calendar.working_minutes(one, other, self._origin) for one, other in pairs])

    def _walk(self, at: Minutes, amounts: Minutes | int) -> Minutes:
        pairs = zip(at.tolist(), np.broadcast_to(amounts, at.shape).tolist(), strict=True)
        reached = [self._step(moment, amount) for moment, amount in pairs]
        return np.clip(reached, -_CENTURY, _CENTURY).astype(np.int32)

    def _step(self, moment: int, amount: int) -> int:
        try:
            return self._calendar.add_working(moment, amount, self._origin)
        except NoWorkingTime:
            if amount > 0:
                raise
            return -_CENTURY  # never worked so long before: not possible


class ByTable(Counting):
    """A calendar by its two tables; counts past the last working minute lead beyond the tables' end."""

    def __init__(self, tables: Tables) -> None:
        self.worked = tables.worked
        self.moment = np.append(tables.moment, np.int32(tables.days * MINUTES_A_DAY + 1))

    def start(self, at: Minutes, work: Minutes) -> Minutes:
        return np.where(work > 0, self._begins(self._done(at)), at)

    def finish(self, at: Minutes, work: Minutes) -> Minutes:
        count = self._done(at)
        np.add(count, work, out=count)
        ends = self._ends(count)
        return np.maximum(ends, at, out=ends)

    def latest_begin(self, by: Minutes, work: Minutes) -> Minutes:
        count = self._done(by)
        np.subtract(count, work, out=count)
        begins = self._begins(count)
        return np.minimum(begins, by, out=begins)

    def latest_wait(self, by: Minutes, work: Minutes) -> Minutes:
        return np.where(work > 0, self._ends(self._done(by + 1)) - 1, by)

    def after(self, at: Minutes, lag: int) -> Minutes:
        if lag == 0:
            return at
        count = self._done(at)
        np.add(count, np.int32(lag), out=count)
        return self._ends(count) if lag > 0 else self._begins(count)

    def latest_before(self, by: Minutes, lag: int) -> Minutes:
        if lag == 0:
            return by
        count = self._done(by if lag > 0 else by + 1)
        np.subtract(count, np.int32(lag if lag > 0 else lag + 1), out=count)
        return self._begins(count)

    def between(self, since: Minutes, until: Minutes) -> Minutes:
        return self._done(until) - self._done(since)

    def _done(self, at: Minutes) -> Minutes:
        return np.take(self.worked, at, mode="clip")

    def _ends(self, count: Minutes) -> Minutes:
        """The end of the working minute of that number; at or before the first day where there is none."""
        return np.take(self.moment, count, mode="clip")

    def _begins(self, count: Minutes) -> Minutes:
        """The beginning of the working minute that follows so many; -1 where that number is negative."""
        np.add(count, 1, out=count)
        begins = np.take(self.moment, count, mode="clip")
        return np.subtract(begins, 1, out=begins)

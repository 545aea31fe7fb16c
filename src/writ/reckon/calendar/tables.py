"""A work calendar as two lookup tables, so that a simulation counts working time without walking days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import takewhile

import numpy as np
import numpy.typing as npt

from writ.reckon.calendar.errors import NoWorkingTime, OffTheTable
from writ.reckon.calendar.working import MINUTES_A_DAY, WorkCalendar

Minutes = npt.NDArray[np.integer]


@dataclass(frozen=True, eq=False)
class Tables:
    """Working time over `days` days from `origin`, in civil minutes since 00:00 of `origin`.

    `worked[m]`, m from 0 to days * 1440: the working minutes before civil minute m.
    `moment[n]`, n from 0 to `total`: the end of the n-th working minute; `moment[0]` is 0.

    Both are int32, read-only and never falling. `worked[moment[n]] == n`, and `moment[worked[m]] <= m`: equal
    exactly when m is the end of a working minute, or 0. All arithmetic follows from them, for n >= 1:

    * a start lands on the beginning of the next working minute: `moment[worked[m] + 1] - 1`;
    * a finish n working minutes later lands on the END of the last of them: `moment[worked[m] + n]`. `worked`
      is the same at m and at the start that m leads to, so a start need not be looked up before its finish;
    * the latest finish not after m: `moment[worked[m]]`;
    * n working minutes back land on the BEGINNING of the first of them: `moment[worked[m] - n + 1] - 1`.

    Nothing (n = 0) stays where it is. A raw negative index would silently wrap round: the methods check, and
    raise OffTheTable.
    """

    calendar: str
    origin: date
    days: int
    worked: npt.NDArray[np.int32]
    moment: npt.NDArray[np.int32]

    @classmethod
    def of(cls, calendar: WorkCalendar, origin: date, days: int) -> Tables:
        """Tables of the calendar; raises NoWorkingTime when these days hold none."""
        end = days * MINUTES_A_DAY
        spans = list(takewhile(lambda window: window[0] < end, calendar.open_windows(0, origin, 1)))
        total = sum(closes - opens for opens, closes in spans)
        if total == 0:
            raise NoWorkingTime(calendar.id)
        if total == end:
            every_minute = _frozen(np.arange(end + 1, dtype=np.int32))
            return cls(calendar.id, origin, days, every_minute, every_minute)
        worked = np.empty(end + 1, dtype=np.int32)
        moment = np.zeros(total + 1, dtype=np.int32)
        done = closed_since = 0
        for opens, closes in spans:
            after = done + closes - opens
            worked[closed_since : opens + 1] = done
            worked[opens + 1 : closes + 1] = np.arange(done + 1, after + 1, dtype=np.int32)
            moment[done + 1 : after + 1] = np.arange(opens + 1, closes + 1, dtype=np.int32)
            done, closed_since = after, closes + 1
        worked[closed_since:] = done
        return cls(calendar.id, origin, days, _frozen(worked), _frozen(moment))

    @property
    def total(self) -> int:
        """All working minutes of the table."""
        return len(self.moment) - 1

    @property
    def is_continuous(self) -> bool:
        """Every minute works: both tables are one array that gives back what it is asked."""
        return self.moment is self.worked

    def next_start(self, at: Minutes) -> Minutes:
        """The beginning of the first working minute not before each moment."""
        count = self._count(at) + 1
        if (count > self.total).any():
            raise self._off()
        return self.moment[count] - 1

    def last_finish(self, at: Minutes) -> Minutes:
        """The end of the last working minute not after each moment; OffTheTable where there is none."""
        count = self._count(at)
        if (count < 1).any():
            raise self._off()
        return self.moment[count]

    def add_working(self, at: Minutes, minutes: Minutes) -> Minutes:
        """`WorkCalendar.add_working` for arrays: minutes may be negative, and nothing stays put."""
        count = self._count(at) + minutes
        if (count < 0).any() or (count > self.total).any():
            raise self._off()
        backward = self.moment[np.minimum(count + 1, self.total)] - 1
        moved: Minutes = np.where(minutes < 0, backward, np.maximum(at, self.moment[count]))
        return moved

    def _count(self, at: Minutes) -> Minutes:
        if (at < 0).any() or (at >= len(self.worked)).any():
            raise self._off()
        count: Minutes = self.worked[at]
        return count

    def _off(self) -> OffTheTable:
        return OffTheTable(self.calendar, self.origin, self.days)


def _frozen(table: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    table.flags.writeable = False
    return table

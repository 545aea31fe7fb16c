"""Simulating a plan: many runs of luck, and what can be said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import sqrt
from typing import Literal

import numpy as np
import numpy.typing as npt

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.counting import Minutes
from writ.reckon.plan.draws import Draws
from writ.reckon.plan.fast import DaysOf, Fast, Wanted
from writ.reckon.plan.feasibility import require
from writ.reckon.plan.network import Network
from writ.reckon.plan.passes import Runs, bounds, criticality, forward
from writ.reckon.plan.problems import Cancelled, Problem
from writ.reckon.plan.streams import CHUNK
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan
from writ.reckon.plan.wiring import tabled

Engine = Literal["numpy", "numba"]
OnChunk = Callable[[int], bool | None]
"""Told after each chunk how many runs are done; the answer False cancels."""


@dataclass(frozen=True, eq=False)
class Spread:
    """How many runs finished a task on each day: `counts[k]` on the day `first + k`.

    A finish at midnight belongs to the day that it ends.
    """

    first: date
    counts: npt.NDArray[np.int64]

    def by_end_of(self, day: date) -> int:
        """Runs that finished by the end of the day."""
        return int(self.counts[: max(0, (day - self.first).days + 1)].sum())


@dataclass(frozen=True, eq=False)
class Simulation:
    """What `runs` runs came to. Shares are fractions of 1; the same plan, seed and version give the same figures.

    `criticality` is the share of runs in which the task had no room: one working minute more would have put off what
    it is reckoned toward (see `passes.criticality` for calendars and ties). `broken` is the share of runs in which
    a task broke its own start or finish ceiling. `notices` must be said beside the figures. A task that may be done
    again is finished when it is finished for good, and critical where any of its turns is.
    """

    origin: date
    seed: int
    runs: int
    days: DayConvention
    deadlines: tuple[Deadline, ...]
    spread: Mapping[str, Spread]
    criticality: Mapping[str, float]
    broken: Mapping[str, float]
    notices: tuple[Problem, ...]
    _met: Mapping[Deadline, npt.NDArray[np.uint8]] = field(repr=False)

    def probability(self, task: str, due: int) -> float:
        """The share of runs in which the task finished at the moment `due` or before.

        `due` is the due moment of one of the simulation's deadlines, or a midnight.
        """
        for deadline, met in self._met.items():
            if deadline.task == task and deadline.due == due:
                return int(np.bitwise_count(met).sum()) / self.runs
        if due % MINUTES_A_DAY:
            raise ValueError("a due moment within a day has to be one of the simulation's deadlines")
        return self.by_end_of(task, self.origin + timedelta(days=due // MINUTES_A_DAY - 1))

    def by_end_of(self, task: str, day: date) -> float:
        """The share of runs in which the task finished by the end of the day."""
        return self.spread[task].by_end_of(day) / self.runs

    def met(self, deadlines: Sequence[Deadline] | None = None) -> npt.NDArray[np.bool_]:
        """Run by run, whether all these deadlines of the simulation were met (all it has, if None)."""
        met = np.ones(self.runs, dtype=np.bool_)
        for deadline in self.deadlines if deadlines is None else deadlines:
            met &= np.unpackbits(self._met[deadline], count=self.runs).view(np.bool_)
        return met

    def joint(self, deadlines: Sequence[Deadline] | None = None) -> float:
        """The share of runs in which all these deadlines of the simulation were met (all it has, if None)."""
        everywhere = np.packbits(np.ones(self.runs, dtype=np.bool_))
        for deadline in self.deadlines if deadlines is None else deadlines:
            everywhere &= self._met[deadline]
        return int(np.bitwise_count(everywhere).sum()) / self.runs

    def standard_error(self, probability: float) -> float:
        """The standard error of a share of these runs; by Laplace's rule it is above zero for 0 and 1 too."""
        return standard_error(probability, self.runs)

    def percentile_day(self, task: str, percent: int) -> date:
        """The first day by whose end the task is finished in at least so many percent of the runs."""
        spread = self.spread[task]
        reached = np.cumsum(spread.counts) * 100 >= percent * self.runs
        return spread.first + timedelta(days=int(np.argmax(reached)))

    def s_curve(self, task: str) -> list[tuple[date, float]]:
        """Day by day, the share of runs in which the task was finished by the end of the day."""
        spread = self.spread[task]
        shares = (np.cumsum(spread.counts) / self.runs).tolist()
        return [(spread.first + timedelta(days=day), share) for day, share in enumerate(shares)]


def simulate(
    plan: Plan,
    deadlines: Sequence[Deadline] = (),
    *,
    runs: int = 100_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    toward: str | None = None,
    on_chunk: OnChunk | None = None,
    engine: Engine = "numpy",
) -> Simulation:
    """Run the plan `runs` times.

    Criticality is reckoned toward the task `toward`: if None, that of the first deadline, and without deadlines the
    end of the whole plan. Both engines give the same figures. Raises Infeasible with every problem of the plan,
    Cancelled when `on_chunk` says so, MissingExtra where the engine numba is asked for and not there.
    """
    if runs < 1:
        raise ValueError("at least one run")
    dues = [deadline.due for deadline in deadlines]
    network = tabled(plan, days, dues, require(plan, deadlines, days))
    target = toward or (deadlines[0].task if deadlines else None)
    tally = _Tally(plan, network, tuple(deadlines), target)
    fast = tally.compiled(seed) if engine == "numba" else None
    for chunk, done in chunks(network, seed, runs, on_chunk, fast):
        tally.add(chunk, done)
    return tally.result(seed, runs, days)


def chunks(
    network: Network, seed: int, runs: int, on_chunk: OnChunk | None, fast: Fast | None = None
) -> Iterator[tuple[Runs, int]]:
    """Chunks of finished runs, and how many of each count; the same arrays are filled again and again.

    Of a compiled chunk only the rows that it was asked to keep are there.
    """
    next_chunk = _played(network, seed) if fast is None else fast.next_chunk
    for done in range(0, runs, CHUNK):
        counted = min(CHUNK, runs - done)
        yield next_chunk(counted), counted
        if on_chunk is not None and on_chunk(done + counted) is False:
            raise Cancelled


def _played(network: Network, seed: int) -> Callable[[int], Runs]:
    draws = Draws(network, seed)

    def next_chunk(_counted: int) -> Runs:
        chunk = draws.next_chunk()
        forward(network, chunk)
        return chunk

    return next_chunk


def standard_error(probability: float, runs: int) -> float:
    """The standard error of a share of so many runs; by Laplace's rule it is above zero for 0 and 1 too."""
    share = (probability * runs + 1) / (runs + 2)
    return sqrt(share * (1 - share) / runs)


class _Tally:
    """Sums over chunks, so that no run is kept."""

    def __init__(
        self,
        plan: Plan,
        network: Network,
        deadlines: tuple[Deadline, ...],
        toward: str | None,
    ) -> None:
        self._fast: Fast | None = None
        self._plan, self._network, self._deadlines = plan, network, deadlines
        self._target = None if toward is None else network.number[toward]
        count = len(network.rows)
        self._critical_rows = range(count) if toward is None else network.before([network.number[toward]])
        self._critical: Counter[str] = Counter()
        self._broken: Counter[str] = Counter()
        self._met: dict[Deadline, list[npt.NDArray[np.uint8]]] = {deadline: [] for deadline in deadlines}
        self._last = [number for number in range(count) if network.is_last(number)]
        shared = Counter(row.id for row in network.rows)
        self._repeated = {number for number, row in enumerate(network.rows) if shared[row.id] > 1}
        finishes = (bounds(network).finish - 1) // MINUTES_A_DAY
        self._first_day = finishes[:, 0].tolist()
        self._lengths = [last - first + 1 for first, last in finishes.tolist()]
        self._histograms = {number: np.zeros(self._lengths[number], dtype=np.int64) for number in self._last}
        self._ceilings = [
            number
            for number, row in enumerate(network.rows)
            if row.latest_start is not None or row.latest_finish is not None
        ]

    def compiled(self, seed: int) -> Fast:
        """Let compiled code do the counting from now on."""
        kept = [*self._ceilings, *(self._network.number[deadline.task] for deadline in self._met)]
        counted = [DaysOf(number, self._first_day[number], self._lengths[number]) for number in self._last]
        self._fast = Fast(self._network, seed, Wanted(kept, counted, self._critical_rows, self._target))
        return self._fast

    def add(self, chunk: Runs, counted: int) -> None:
        broken: dict[str, npt.NDArray[np.bool_]] = {}
        for number in self._ceilings:
            row = self._network.rows[number]
            late = chunk.finish[number, :counted] > (
                _NEVER if row.latest_finish is None else row.latest_finish
            )
            late |= chunk.start[number, :counted] > (_NEVER if row.latest_start is None else row.latest_start)
            broken[row.id] = late | broken.get(row.id, False)
        self._broken.update({name: int(np.count_nonzero(late)) for name, late in broken.items()})
        for deadline, met in self._met.items():
            finish = chunk.finish[self._network.number[deadline.task], :counted]
            met.append(np.packbits(finish <= deadline.due))
        if self._fast is None:
            for number in self._last:
                self._add_to_histogram(number, chunk.finish[number, :counted])
            self._add_to_criticality(chunk, counted)

    def _add_to_histogram(self, number: int, finish: Minutes) -> None:
        histogram = self._histograms[number]
        if len(histogram) == 1:
            histogram[0] += len(finish)
            return
        day = finish - np.int32(1 + self._first_day[number] * MINUTES_A_DAY)
        np.floor_divide(day, MINUTES_A_DAY, out=day)
        histogram += np.bincount(day, minlength=len(histogram))

    def _add_to_criticality(self, chunk: Runs, counted: int) -> None:
        if self._target is None:
            end = chunk.finish.max(axis=0)
            finishes = dict.fromkeys(self._critical_rows, end)
        else:
            finishes = {self._target: chunk.finish[self._target]}
        repeated: dict[str, npt.NDArray[np.bool_]] = {}
        for number, critical in criticality(self._network, self._critical_rows, chunk, finishes):
            name = self._network.rows[number].id
            if number in self._repeated:
                repeated[name] = critical | repeated.get(name, False)
            else:
                self._critical[name] += int(np.count_nonzero(critical[:counted]))
        for name, critical in repeated.items():
            self._critical[name] += int(np.count_nonzero(critical[:counted]))

    def result(self, seed: int, runs: int, days: DayConvention) -> Simulation:
        plan, rows = self._plan, self._network.rows
        critical, histograms = self._critical, self._histograms
        if self._fast is not None:
            critical, histograms = self._fast.critical(), self._fast.days()
        return Simulation(
            origin=plan.origin,
            seed=seed,
            runs=runs,
            days=days,
            deadlines=self._deadlines,
            spread={
                rows[number].id: Spread(
                    plan.origin + timedelta(days=self._first_day[number]), histograms[number]
                )
                for number in self._last
            },
            criticality={row.id: critical[row.id] / runs for row in rows},
            broken={rows[number].id: self._broken[rows[number].id] / runs for number in self._ceilings},
            notices=self._network.notices,
            _met={deadline: np.concatenate(bits) for deadline, bits in self._met.items()},
        )


_NEVER = np.iinfo(np.int32).max

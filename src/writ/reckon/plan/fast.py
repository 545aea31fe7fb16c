"""The fast path: a network laid out for the compiled passes of `kernels`, chunk after chunk.

Streams, chunks and arithmetic are those of numpy, so the figures are the same to the last run. What the kernels
do not know (stepped families, whole days, tied luck, work under way) numpy draws into the same lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from writ.reckon.plan.choosing import MissingExtra
from writ.reckon.plan.counting import ByTable, Counting
from writ.reckon.plan.distributions import Distribution, Tabled, Triangular, Uniform
from writ.reckon.plan.draws import Draws, Effect, Line
from writ.reckon.plan.network import Network
from writ.reckon.plan.passes import Runs
from writ.reckon.plan.streams import CHUNK

if TYPE_CHECKING:
    from writ.reckon.plan import kernels


class DaysOf(NamedTuple):
    """A row whose finishes are counted by day, from the first day on which it can end, for so many days."""

    row: int
    first: int
    length: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of every chunk: rows as they are, rows by day, rows that may be critical toward the target."""

    kept: Sequence[int]
    counted: Sequence[DaysOf]
    critical: Sequence[int]
    target: int | None


class Fast:
    """A network and its luck, drawn, settled and counted by compiled code. Raises MissingExtra without numba."""

    def __init__(self, network: Network, seed: int, wanted: Wanted) -> None:
        try:
            from writ.reckon.plan import kernels
        except ImportError as missing:
            raise MissingExtra("fast") from missing
        self._kernels, self._network, self._wanted = kernels, network, wanted
        self._draws = Draws(network, seed)
        self._lines = self._draws.hand_over(_is_known)
        self._effects = _Effects()
        self._laws = self._laid_out_laws()
        calendars = list(dict.fromkeys(_tables(network)))
        self._calendars = self._laid_out(calendars)
        known: dict[Counting, int] = {calendar: number for number, calendar in enumerate(calendars)}
        self._actives = list({id(line): line for line in self._draws.runs.active.values()}.values())
        self._rows = self._laid_out_rows(
            known, {id(line): place for place, line in enumerate(self._actives, 1)}
        )
        drawn = self._draws.runs.work.base
        assert drawn is not None
        self._drawn: npt.NDArray[np.int32] = drawn
        self._drawn_here = sorted(set(range(len(drawn))) - {line.place for line in self._lines})
        self._lanes = np.empty((CHUNK // kernels.LANE, len(drawn), kernels.LANE), dtype=np.int32)
        self._active = np.ones((len(self._lanes), 1 + len(self._actives), kernels.LANE), dtype=np.bool_)
        lines = 2 * len(network.rows)
        self._dates = np.empty((lines, kernels.LANE), dtype=np.int32)
        self._limits = np.empty((lines + 1, kernels.LANE), dtype=np.int32)
        self._asked, self._told = self._laid_out_question()
        self._done = 0

    def next_chunk(self, counted: int) -> Runs:
        """The next `CHUNK` runs, of which so many are played; only the rows to be kept, the same arrays again."""
        runs, lanes = self._draws.next_chunk(), len(self._lanes)
        for place in self._drawn_here:
            self._lanes[:, place] = self._drawn[place].reshape(lanes, -1)
        for place, active in enumerate(self._actives, 1):
            self._active[:, place] = active.reshape(lanes, -1)
        self._kernels.draw(self._laws, self._done, counted, self._effects.lines(), self._lanes)
        self._kernels.play(
            self._rows,
            self._calendars,
            self._asked,
            self._active,
            self._lanes,
            counted,
            self._dates,
            self._limits,
            runs.start,
            runs.finish,
            self._told,
        )
        self._done += CHUNK
        return runs

    def critical(self) -> Counter[str]:
        """In how many runs each task had no room."""
        found = Counter(dict(zip(self._names, self._told.shared.tolist(), strict=True)))
        for row, count in zip(self._network.rows, self._told.critical.tolist(), strict=True):
            found[row.id] += count
        return found

    def days(self) -> dict[int, npt.NDArray[np.int64]]:
        """How many runs finished on each day, by row."""
        counts, counted = self._told.days.sum(axis=1, dtype=np.int64), self._wanted.counted
        parts = np.split(counts, list(accumulate(days.length for days in counted))[:-1])
        return {days.row: part for days, part in zip(counted, parts, strict=True)}

    def _laid_out_question(self) -> tuple[kernels.Asked, kernels.Told]:
        wanted = self._wanted
        asked = self._kernels.Asked(
            kept=_numbers(wanted.kept),
            counted=_numbers(days.row for days in wanted.counted),
            first_day=_numbers(days.first for days in wanted.counted),
            place=_numbers(accumulate((days.length for days in wanted.counted), initial=0)),
            critical=_numbers(wanted.critical),
            target=-1 if wanted.target is None else wanted.target,
        )
        told = self._kernels.Told(
            days=np.zeros((sum(days.length for days in wanted.counted), 4), dtype=np.int32),
            critical=np.zeros(len(self._network.rows), dtype=np.int64),
            shared=np.zeros(len(self._names), dtype=np.int64),
        )
        return asked, told

    def _laid_out_laws(self) -> kernels.Laws:
        lines = self._lines
        parameters = np.zeros((len(lines), 5), dtype=np.float32)
        kinds, bounds, effects = [], [], list[int]()
        knots = [np.zeros(1, dtype=np.float32)]
        for place, line in enumerate(lines):
            law = line.drawn.law
            if isinstance(law, Uniform):
                kinds.append(self._kernels.UNIFORM)
                parameters[place, :2] = law.high - law.low, law.low
            elif isinstance(law, Triangular):
                kinds.append(self._kernels.TRIANGULAR)
                width, rise, fall = law.high - law.low, law.mode - law.low, law.high - law.mode
                parameters[place] = width * rise, rise, width * fall, fall, law.low
            else:
                assert isinstance(law, Tabled)
                kinds.append(self._kernels.KNOTS)
                parameters[place, :2] = law.low, len(knots) - 1
                knots.append(law.knots)
            first = len(effects)
            effects += [self._effects.number(effect) for effect in line.factors]
            middle = len(effects)
            effects += [self._effects.number(effect) for effect in line.delays]
            bounds.append((first, middle, len(effects)))
        keys = [line.stream.key for line in lines if line.stream is not None]
        laws: kernels.Laws = self._kernels.Laws(
            keys=np.array(keys, dtype=np.uint64).reshape(-1, 2),
            line=_numbers(line.place for line in lines),
            kind=_numbers(kinds),
            parameters=parameters,
            knots=np.stack(knots[1:]) if len(knots) > 1 else np.zeros((1, 1), dtype=np.float32),
            factors=np.array(bounds, dtype=np.int32).reshape(-1, 3),
            effect_of=_numbers(effects),
        )
        return laws

    def _laid_out(self, calendars: Sequence[ByTable]) -> kernels.Calendars:
        nothing = [np.zeros(1, dtype=np.int32)]
        worked = [calendar.worked for calendar in calendars] or nothing
        moment = [calendar.moment for calendar in calendars] or nothing
        first = [(0, 0), *zip(accumulate(map(len, worked)), accumulate(map(len, moment)), strict=True)]
        laid_out: kernels.Calendars = self._kernels.Calendars(
            np.concatenate(worked),
            np.concatenate(moment),
            np.array(first, dtype=np.int32),
            # What stands last in `moment` is beyond the table and no working minute.
            _numbers(int(np.diff(line[:-1]).max(initial=0)) for line in moment),
            _numbers(int(line[:-1].max(initial=0)) for line in moment),
        )
        return laid_out

    def _laid_out_rows(self, calendars: Mapping[Counting, int], actives: Mapping[int, int]) -> kernels.Rows:
        rows, runs = self._network.rows, self._draws.runs
        releases = {number: len(rows) + place for place, number in enumerate(runs.release)}
        shown = Counter(row.id for row in rows)
        self._names = [name for name, count in shown.items() if count > 1]
        wires = [wire for row in rows for wire in row.wires]
        return self._kernels.Rows(
            calendar=_numbers(calendars.get(row.counting, -1) for row in rows),
            begin=_numbers(row.floor if row.begin is None else row.begin for row in rows),
            finish_floor=_numbers(row.finish_floor for row in rows),
            started=_numbers(-1 if row.started is None else row.started for row in rows),
            ended=_numbers(-1 if row.ended is None else row.ended for row in rows),
            start_matters=_numbers(row.start_matters for row in rows),
            release=_numbers(releases.get(number, -1) for number in range(len(rows))),
            active=_numbers(
                actives[id(runs.active[number])] if number in runs.active else 0
                for number in range(len(rows))
            ),
            shared=_numbers(self._names.index(row.id) if shown[row.id] > 1 else -1 for row in rows),
            wires=_numbers([0, *accumulate(len(row.wires) for row in rows)]),
            before=_numbers(wire.before + len(rows) * wire.from_start for wire in wires),
            to_finish=_numbers(wire.to_finish for wire in wires),
            lag=_numbers(wire.lag for wire in wires),
            lag_calendar=_numbers(calendars.get(wire.counting, -1) for wire in wires),
        )


class _Effects:
    """The effects of causes by number, and their sizes in this chunk."""

    def __init__(self) -> None:
        self._effects: list[Effect] = []
        self._lines = np.empty((1, CHUNK), dtype=np.float32)

    def number(self, effect: Effect) -> int:
        for place, known in enumerate(self._effects):
            if known is effect:
                return place
        self._effects.append(effect)
        self._lines = np.empty((len(self._effects), CHUNK), dtype=np.float32)
        return len(self._effects) - 1

    def lines(self) -> npt.NDArray[np.float32]:
        for place, effect in enumerate(self._effects):
            self._lines[place] = effect.sizes
        return self._lines


def _is_known(line: Line) -> bool:
    known: tuple[type[Distribution], ...] = (Uniform, Triangular, Tabled)
    return line.stream is not None and not line.drawn.above and isinstance(line.drawn.law, known)


def _tables(network: Network) -> Iterator[ByTable]:
    for row in network.rows:
        for counting in row.countings:
            if isinstance(counting, ByTable):
                yield counting


def _numbers(values: Iterator[int] | Sequence[int]) -> npt.NDArray[np.int32]:
    return np.array(list(values), dtype=np.int32)

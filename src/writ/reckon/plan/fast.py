"""The fast path: a network laid out for the compiled passes of `kernels`, chunk after chunk.

Streams, chunks and arithmetic are those of numpy, so the figures are the same to the last run. What the kernels
do not know (stepped families, whole days, tied luck, work under way) numpy draws into the same lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

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


class Fast:
    """A network and its luck, drawn and settled by compiled code. Raises MissingExtra without numba."""

    def __init__(self, network: Network, seed: int) -> None:
        try:
            from writ.reckon.plan import kernels
        except ImportError as missing:
            raise MissingExtra("fast") from missing
        self._kernels, self._network = kernels, network
        self._draws = Draws(network, seed)
        self._lines = self._draws.hand_over(_is_known)
        self._effects = _Effects()
        self._laws = self._laid_out_laws()
        calendars = list(dict.fromkeys(_tables(network)))
        self._calendars = self._laid_out(calendars)
        known: dict[Counting, int] = {calendar: number for number, calendar in enumerate(calendars)}
        actives = list({id(line): line for line in self._draws.runs.active.values()}.values())
        self._actives = actives
        self._rows = self._laid_out_rows(known, {id(line): place for place, line in enumerate(actives)})
        drawn = self._draws.runs.work.base
        assert drawn is not None
        self._drawn: npt.NDArray[np.int32] = drawn
        self._words = np.empty((len(self._lines), CHUNK), dtype=np.uint32)
        self._active = np.empty((max(1, len(actives)), CHUNK), dtype=np.bool_)
        self._limits = np.empty((2 * len(network.rows), CHUNK), dtype=np.int32)
        self._counts = np.zeros(len(network.rows), dtype=np.int64)
        self._shared = np.zeros(len(self._names), dtype=np.int64)

    def next_chunk(self) -> Runs:
        """The next `CHUNK` runs, drawn and settled; the same arrays again and again."""
        runs = self._draws.next_chunk()
        for place, line in enumerate(self._lines):
            assert line.stream is not None
            self._words[place] = line.stream.words()
        for place, active in enumerate(self._actives):
            self._active[place] = active
        self._kernels.draw(self._laws, self._words, self._effects.lines(), self._drawn)
        self._kernels.settle(self._rows, self._calendars, self._active, self._drawn, runs.start, runs.finish)
        return runs

    def count_critical(self, numbers: Sequence[int], target: int | None, counted: int) -> None:
        """Add up in how many of the first runs of this chunk each of these rows has no room before the target."""
        runs = self._draws.runs
        self._kernels.critical(
            self._rows,
            self._calendars,
            self._active,
            self._drawn,
            runs.start,
            runs.finish,
            np.array(numbers, dtype=np.int32),
            -1 if target is None else target,
            counted,
            self._limits,
            self._counts,
            self._shared,
        )

    def critical(self) -> Counter[str]:
        """What has been added up, by task."""
        found = Counter(dict(zip(self._names, self._shared.tolist(), strict=True)))
        for row, count in zip(self._network.rows, self._counts.tolist(), strict=True):
            found[row.id] += count
        return found

    def count_days(
        self, first_days: Sequence[int], days: Sequence[npt.NDArray[np.int64]], counted: int
    ) -> None:
        """Add the first finishes of this chunk to the days of each row; the arrays lie one after the other."""
        flat = days[0].base
        assert flat is not None
        self._kernels.count_days(
            self._draws.runs.finish,
            np.array(first_days, dtype=np.int32),
            np.array([0, *accumulate(map(len, days))], dtype=np.int32),
            counted,
            flat,
        )

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
        laws: kernels.Laws = self._kernels.Laws(
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
                actives[id(runs.active[number])] if number in runs.active else -1
                for number in range(len(rows))
            ),
            shared=_numbers(self._names.index(row.id) if shown[row.id] > 1 else -1 for row in rows),
            wires=_numbers([0, *accumulate(len(row.wires) for row in rows)]),
            before=_numbers(wire.before for wire in wires),
            from_start=_numbers(wire.from_start for wire in wires),
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
        for counting in (row.counting, *(wire.counting for wire in row.wires)):
            if isinstance(counting, ByTable):
                yield counting


def _numbers(values: Iterator[int] | Sequence[int]) -> npt.NDArray[np.int32]:
    return np.array(list(values), dtype=np.int32)

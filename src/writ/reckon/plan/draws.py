"""Drawing: uniforms from each row's own stream, inverted into whole minutes.

A part of a minute counts as the minute it has begun: finish <= due is then as likely as without minutes, since due
moments are whole minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from writ.reckon.plan.copula import Tied
from writ.reckon.plan.counting import Minutes
from writ.reckon.plan.distributions import Distribution
from writ.reckon.plan.network import Drawn, Network, Row, Shift
from writ.reckon.plan.passes import Runs
from writ.reckon.plan.quantiles import Floats
from writ.reckon.plan.streams import CHUNK, Stream


class Draws:
    """What every row of a network draws, or every row of those `only`, chunk after chunk, into the same arrays."""

    def __init__(self, network: Network, seed: int, only: Collection[int] | None = None) -> None:
        self._seed = seed
        rows = [(number, row) for number, row in enumerate(network.rows) if only is None or number in only]
        names = {row.luck for _, row in rows}
        groups = [group for group in network.correlations if not names.isdisjoint(group.tasks)]
        self._tied = [Tied(group, seed) for group in groups]
        self._tied_tasks = {name for group in groups for name in group.tasks}
        self._causes: dict[tuple[str, str], _Cause] = {}
        self.lines: list[Line] = []
        decided = {row.when: np.empty(CHUNK, dtype=np.bool_) for _, row in rows if row.when}
        self._decided = list(decided.items())
        self._decisions = {
            chance.decision: Stream(seed, "branch", chance.decision) for when in decided for chance in when
        }
        active = {number: decided[row.when] for number, row in rows if row.when}
        self.runs = replace(Runs.empty(network, CHUNK), active=active)
        releases = list(self.runs.release)
        for number, row in rows:
            factors = [
                self._effect(shift, shift.factor, 1.0) for shift in row.shifts if shift.factor is not None
            ]
            delays = [
                self._effect(shift, shift.delay, 0.0) for shift in row.shifts if shift.delay is not None
            ]
            self._draw_into(self.runs.work[number], number, row.work, "duration", row, factors, delays)
            if row.release is not None:
                line, place = self.runs.release[number], len(network.rows) + releases.index(number)
                self._draw_into(line, place, row.release, "release", row, [], delays)

    def hand_over(self, known: Callable[[Line], bool]) -> list[Line]:
        """The lines that somebody else will draw, out of these draws; their effects are drawn here still."""
        given = [line for line in self.lines if known(line)]
        self.lines = [line for line in self.lines if not known(line)]
        return given

    def next_chunk(self) -> Runs:
        """The next `CHUNK` runs, drawn; their dates are still to be reckoned."""
        tied = {name: uniforms for group in self._tied for name, uniforms in group.chunk().items()}
        for cause in self._causes.values():
            cause.next_chunk()
        for line in self.lines:
            line.fill(tied)
        if self._decided:
            uniforms = {name: stream.chunk() for name, stream in self._decisions.items()}
            for when, active in self._decided:
                active[:] = True
                for chance in when:
                    drawn = uniforms[chance.decision]
                    active &= (drawn >= chance.low) & (drawn < chance.high)
        return self.runs

    def _draw_into(
        self,
        line: Minutes,
        place: int,
        drawn: Drawn,
        purpose: str,
        row: Row,
        factors: list[Effect],
        delays: list[Effect],
    ) -> None:
        if drawn.is_fixed and not factors and not delays:
            line[:] = minutes(drawn, np.array([0.5]))
            return
        tied = row.luck if purpose == "duration" and row.luck in self._tied_tasks else None
        stream = None if drawn.is_fixed or tied else Stream(self._seed, purpose, row.luck)
        self.lines.append(Line(line, place, drawn, stream, tied, factors, delays))

    def _effect(self, shift: Shift, law: Distribution, neutral: float) -> Effect:
        key = (shift.purpose, shift.cause)
        if key not in self._causes:
            self._causes[key] = _Cause(self._seed, shift)
        return self._causes[key].effect(law, neutral)


@dataclass(frozen=True, slots=True)
class Line:
    """Where one row's draws go, and what they are made of; `place` is the line's in the block of all that is drawn."""

    line: Minutes
    place: int
    drawn: Drawn
    stream: Stream | None
    tied: str | None
    factors: list[Effect]
    delays: list[Effect]

    def fill(self, tied: dict[str, Floats]) -> None:
        if self.stream is not None and not self.factors and not self.delays:
            self.line[:] = minutes(self.drawn, self.stream.chunk())
            return
        if self.drawn.is_fixed:
            value = np.full(CHUNK, self.drawn.law.low, dtype=np.float32)
        else:
            uniforms = tied[self.tied] if self.stream is None and self.tied else self._own()
            value = _values(self.drawn, uniforms)
        for factor in self.factors:
            value *= factor.sizes
        for delay in self.delays:
            value += delay.sizes
        self.line[:] = np.ceil(value, out=value).astype(np.int32)

    def _own(self) -> Floats:
        assert self.stream is not None
        return self.stream.chunk()


class Effect:
    """One impact of a cause in every run of a chunk: its size where it happens, the neutral value elsewhere."""

    def __init__(self, law: Distribution, neutral: float) -> None:
        self.law, self.neutral = law, np.float32(neutral)
        self.sizes: Floats = np.empty(CHUNK, dtype=np.float32)


class _Cause:
    """A driver or a risk: whether it happens and how bad it is, one uniform of each per run."""

    def __init__(self, seed: int, shift: Shift) -> None:
        self._probability = shift.probability
        self._happens = Stream(seed, shift.purpose, shift.cause) if shift.purpose == "risk" else None
        purpose = "impact" if shift.purpose == "risk" else shift.purpose
        self._size = Stream(seed, purpose, shift.cause)
        self._effects: dict[tuple[Distribution, float], Effect] = {}

    def effect(self, law: Distribution, neutral: float) -> Effect:
        """The effect of this law, shared by all rows on which it acts alike."""
        return self._effects.setdefault((law, neutral), Effect(law, neutral))

    def next_chunk(self) -> None:
        size = self._size.chunk()
        happens: npt.NDArray[np.bool_] | None = None
        if self._happens is not None:
            happens = self._happens.chunk() < self._probability
        for effect in self._effects.values():
            drawn = effect.law.inverse(size)
            effect.sizes = drawn if happens is None else np.where(happens, drawn, effect.neutral)


def minutes(drawn: Drawn, uniforms: Floats) -> Minutes:
    """The whole minutes at each uniform, given that it turned out greater than what is already past."""
    value = _values(drawn, uniforms)
    return np.ceil(value, out=value).astype(np.int32)


def _values(drawn: Drawn, uniforms: Floats) -> Floats:
    if drawn.above:
        uniforms = drawn.above + (1.0 - drawn.above) * uniforms.astype(np.float64)
    return drawn.law.inverse(uniforms)

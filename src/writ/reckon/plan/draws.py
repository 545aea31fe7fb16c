"""Drawing: uniforms from each row's own stream, inverted into whole minutes.

A part of a minute counts as the minute it has begun: finish <= due is then as likely as without minutes, since due
moments are whole minutes.
"""

from __future__ import annotations

import numpy as np

from writ.reckon.plan.counting import Minutes
from writ.reckon.plan.network import Drawn, Network
from writ.reckon.plan.passes import Runs
from writ.reckon.plan.quantiles import Floats
from writ.reckon.plan.streams import CHUNK, Stream


class Draws:
    """What every row of a network draws, chunk after chunk, into the same arrays."""

    def __init__(self, network: Network, seed: int) -> None:
        self.runs = Runs.empty(network, CHUNK)
        self._lines: list[tuple[Minutes, Drawn, Stream]] = []
        for number, row in enumerate(network.rows):
            self._draw_into(self.runs.work[number], row.work, seed, "duration", row.id)
            if row.release is not None:
                self._draw_into(self.runs.release[number], row.release, seed, "release", row.id)

    def next_chunk(self) -> Runs:
        """The next `CHUNK` runs, drawn; their dates are still to be reckoned."""
        for line, drawn, stream in self._lines:
            line[:] = minutes(drawn, stream.chunk())
        return self.runs

    def _draw_into(self, line: Minutes, drawn: Drawn, seed: int, purpose: str, id: str) -> None:  # noqa: A002
        if drawn.is_fixed:
            line[:] = minutes(drawn, np.array([0.5]))
        else:
            self._lines.append((line, drawn, Stream(seed, purpose, id)))


def minutes(drawn: Drawn, uniforms: Floats) -> Minutes:
    """The whole minutes at each uniform, given that it turned out greater than what is already past."""
    if drawn.above:
        uniforms = drawn.above + (1.0 - drawn.above) * uniforms.astype(np.float64)
    value = drawn.law.inverse(uniforms)
    return np.ceil(value, out=value).astype(np.int32)

"""A Gaussian copula: uniforms in, as many uniforms out that rise and fall together.

Each uniform becomes a normal score, the scores are mixed by the root of their correlation matrix, and each mixture
becomes a uniform again. Both ways go by table and by plain arithmetic, in the order written here and not by a matrix
library, so that the figures are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf, sqrt
from statistics import NormalDist

import numpy as np

from writ.reckon.plan import quantiles
from writ.reckon.plan.quantiles import Floats, Knots
from writ.reckon.plan.risks import Correlation
from writ.reckon.plan.streams import Stream

_END = 6.0
_CELLS = 8192
_LEAST = np.float32(2.0**-24)
_SMALLEST_PIVOT = 1e-9


def root(matrix: Sequence[Sequence[float]]) -> list[list[float]] | None:
    """Cholesky's lower triangle L with L Lᵀ = matrix; None where the matrix is not positive definite."""
    lower: list[list[float]] = []
    for number, line in enumerate(matrix):
        row: list[float] = []
        for other in range(number):
            inner = sum(a * b for a, b in zip(row, lower[other], strict=False))
            row.append((line[other] - inner) / lower[other][other])
        pivot = line[number] - sum(a * a for a in row)
        if not pivot > _SMALLEST_PIVOT:
            return None
        lower.append([*row, sqrt(pivot)])
    return lower


class Tied:
    """The uniforms of one group of correlated tasks, chunk after chunk."""

    def __init__(self, group: Correlation, seed: int) -> None:
        self._group = group
        self._root = None if group.matrix is None else root(group.matrix)
        self._own = [Stream(seed, "duration", name) for name in group.tasks]
        self._common = Stream(seed, "correlation", group.id)

    def chunk(self) -> dict[str, Floats]:
        """The next uniforms of every task of the group."""
        scores = [_scores(stream.chunk()) for stream in self._own]
        if self._root is None:
            share, rest = np.float32(sqrt(self._group.strength)), np.float32(sqrt(1 - self._group.strength))
            common = share * _scores(self._common.chunk())
            mixed = [common + rest * own for own in scores]
        else:
            mixed = [self._mixture(line, scores) for line in self._root]
        return dict(zip(self._group.tasks, map(_uniforms, mixed), strict=True))

    def _mixture(self, line: list[float], scores: list[Floats]) -> Floats:
        total = np.zeros_like(scores[0])
        for weight, own in zip(line, scores, strict=False):
            total += np.float32(weight) * own
        return total


def _scores(uniforms: Floats) -> Floats:
    return quantiles.look_up(_score_table(), uniforms)


def _uniforms(scores: Floats) -> Floats:
    table = _uniform_table()
    place = (np.clip(scores, -_END, _END) + np.float32(_END)) * np.float32(_CELLS / (2 * _END))
    cell = np.minimum(place.astype(np.intp), _CELLS - 1)
    below = table[cell]
    uniforms: Floats = below + (place - cell.astype(np.float32)) * (table[cell + 1] - below)
    np.clip(uniforms, _LEAST, np.float32(1.0) - _LEAST, out=uniforms)
    return uniforms


@lru_cache(maxsize=1)
def _score_table() -> Knots:
    return quantiles.knots(quantiles.normal_scores(-inf, inf))


@lru_cache(maxsize=1)
def _uniform_table() -> Knots:
    normal = NormalDist()
    return quantiles.knots(np.array([normal.cdf(at) for at in np.linspace(-_END, _END, _CELLS + 1)]))

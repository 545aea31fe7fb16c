"""Quantiles by table: one uniform in, one value out, by arithmetic that is the same on every machine.

A table holds 4,097 knots that lie densest at both ends: with s = sqrt(2u) / 2 on the left half and its mirror on
the right, knots are equally spaced in s, so the outermost cell holds a probability of about one in eight million,
as fine as the uniforms themselves. Between knots the quantile is taken as straight in s. Drawing from a table uses
only additions, products and square roots, which IEEE 754 fixes to the last bit; exponentials and logarithms, which
it does not, are used in building the knots alone.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Knots = npt.NDArray[np.float32]

CELLS = 4096
_HALF = CELLS // 2
_QUADRATURE_CELLS = 1024
_EDGES = np.linspace(0.0, 1.0, _QUADRATURE_CELLS + 1)


@lru_cache(maxsize=1)
def knot_probabilities() -> npt.NDArray[np.float64]:
    """The probability at each knot, from 0 to 1; the two halves mirror each other."""
    left = 0.5 * (np.arange(_HALF + 1) / _HALF) ** 2
    probabilities = np.concatenate([left, 1.0 - left[-2::-1]])
    probabilities.flags.writeable = False  # shared by all
    return probabilities


def look_up(table: Knots, u: Floats) -> Floats:
    """The quantile at each probability u in [0, 1], in the precision of u."""
    from_middle = u - 0.5
    side = np.abs(from_middle)
    np.multiply(side, -2.0, out=side)
    np.add(side, 1.0, out=side)
    np.sqrt(side, out=side)
    np.subtract(1.0, side, out=side)
    np.multiply(side, _HALF, out=side)
    place: Floats = np.copysign(side, from_middle, out=side)
    np.add(place, _HALF, out=place)
    whole = np.floor(place)
    np.subtract(place, whole, out=place)
    cell = whole.astype(np.intp)
    start = np.take(table, cell, mode="clip")
    rise = np.take(table[1:], cell, mode="clip")
    np.subtract(rise, start, out=rise)
    np.multiply(place, rise, out=place)
    np.add(place, start, out=place)
    return place


def cumulative(table: Knots, x: float) -> float:
    """The probability of x or less under the same table: the inverse of `look_up`."""
    if x >= table[-1]:
        return 1.0
    if x < table[0]:
        return 0.0
    s = float(np.interp(x, table.astype(np.float64), np.linspace(0.0, 1.0, CELLS + 1)))
    return 2.0 * s * s if s <= 0.5 else 1.0 - 2.0 * (1.0 - s) ** 2


def beta_quantiles(alpha: float, beta: float) -> npt.NDArray[np.float64]:
    """Quantiles at the knots of the beta distribution on [0, 1]; both parameters at least 1.

    The density is integrated over x = sin²(πy/2), which takes the steepness out of both ends, by Gauss-Legendre in
    1,024 cells. Each half is inverted from its own end, so that both tails keep their relative accuracy.
    """
    log_sine, log_cosine, weights = _quadrature()
    logarithm = (2.0 * alpha - 1.0) * log_sine + (2.0 * beta - 1.0) * log_cosine
    density = np.exp(
        logarithm - logarithm.max()
    )  # else nothing is left of it where a parameter is in the thousands
    mass = density.reshape(-1, len(weights)) @ weights
    left = _beta_half(mass, alpha)
    right = 1.0 - _beta_half(mass[::-1], beta)
    # Where the mass lies in few cells, the halves may miss each other in the middle by some 10^-5.
    return np.concatenate([left, np.maximum(right[-2::-1], left[-1])])


def _beta_half(mass: npt.NDArray[np.float64], alpha: float) -> npt.NDArray[np.float64]:
    """The quantiles from the left end to the middle, from the mass in each cell."""
    reached = np.concatenate([[0.0], np.cumsum(mass)])
    reached /= reached[-1]
    # The mass grows like y to the power 2 alpha: its root is nearly straight in y, so a straight line inverts it.
    root = 0.5 / alpha
    y = np.interp(knot_probabilities()[: _HALF + 1] ** root, reached**root, _EDGES)
    tangent_squared = np.tan(0.5 * np.pi * y) ** 2  # numpy's tangent is four times as fast as its sine
    return np.asarray(tangent_squared / (1.0 + tangent_squared))


@lru_cache(maxsize=1)
def _quadrature() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Logarithms of sine and cosine at the nodes of all cells, and the weights within a cell."""
    nodes, weights = np.polynomial.legendre.leggauss(4)
    cells = np.arange(_QUADRATURE_CELLS)[:, None]
    angle = (0.5 * np.pi / _QUADRATURE_CELLS * (cells + 0.5 * (nodes + 1.0))).ravel()
    return np.log(np.sin(angle)), np.log(np.cos(angle)), weights


@lru_cache(maxsize=16)
def normal_scores(low: float, high: float) -> npt.NDArray[np.float64]:
    """Quantiles at the knots of the standard normal cut to [low, high] (either may be infinite).

    The normal quantile is Wichura's algorithm AS 241 (`statistics.NormalDist`), exact to about 1 in 10^16;
    each half is asked from its own end, where small probabilities keep their digits. The two outermost knots stand
    at 2^-26, not at 0 and 1: a straight line to a cut far out in the tail would fatten the outermost cell.
    """
    normal = NormalDist()
    below, above = normal.cdf(low), normal.cdf(-high)
    u = knot_probabilities().copy()
    u[0], u[-1] = 2.0**-26, 1.0 - 2.0**-26
    from_left = below * (1.0 - u) + (1.0 - above) * u
    from_right = (1.0 - below) * u[::-1] + above * (1.0 - u[::-1])
    scores = [
        normal.inv_cdf(left) if left <= 0.5 else -normal.inv_cdf(right)
        for left, right in zip(from_left.tolist(), from_right.tolist(), strict=True)
    ]
    cut: npt.NDArray[np.float64] = np.clip(np.array(scores), low, high)
    cut.flags.writeable = False  # shared by all who ask for the same cut
    return cut


def kept(low: float, high: float) -> float:
    """The share of a standard normal that lies in [low, high]."""
    normal = NormalDist()
    return normal.cdf(high) - normal.cdf(low)


def knots(values: npt.NDArray[np.float64]) -> Knots:
    """A table for `look_up` of the quantiles at `knot_probabilities()`."""
    return values.astype(np.float32)

"""The exact chance of one path, as a fraction: the proof beside the simulation.

In whole days by enumeration, on any calendars. In continuous days by convolution of piecewise polynomials: a
density is a sum of terms c * (x - a)+^m / m!, a term of m = -1 standing for a lump of chance at a, and two terms
convolve to c1 c2 * (x - a1 - a2)+^(m1+m2+1) / (m1+m2+1)!. Everything is a `Fraction`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import ceil, factorial

import numpy as np

from writ.reckon.plan.counting import Counting, EveryMinute, Minutes
from writ.reckon.plan.distributions import (
    Discrete,
    Distribution,
    Empirical,
    Fixed,
    Triangular,
    Uniform,
    Whole,
)
from writ.reckon.plan.feasibility import require
from writ.reckon.plan.network import Drawn, Row
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan
from writ.reckon.plan.wiring import walked

Law = Mapping[tuple[Fraction, int], Fraction]
"""A density: the factor of each term, by its place a and power m."""


class NotExact(Exception):
    """The plan has no exact answer of this kind; the argument says what stands in the way."""


def exact(plan: Plan, deadline: Deadline, days: DayConvention = "continuous") -> Fraction:
    """The probability that the deadline is met, for a plan whose task waits along a single path.

    Uniform, triangular, discrete, empirical and fixed estimates; FS links; in continuous days no calendars. Raises
    NotExact for any other plan, Infeasible for one that cannot be reckoned.
    """
    require(plan, [deadline], days)
    if not plan.is_undisturbed:
        raise NotExact("the plan has drivers, correlations, risks or branches")
    network = walked(plan, days)
    path = [network.rows[number] for number in network.before([network.number[deadline.task]])]
    for row in path:
        if len(row.wires) > 1 or any(wire.from_start or wire.to_finish for wire in row.wires):
            raise NotExact(f"task {row.id} does not wait for one finish alone")
    return _in_whole_days(path, deadline.due) if days == "whole" else _continuously(path, deadline.due)


def _in_whole_days(path: list[Row], due: int) -> Fraction:
    """By walking through every value that every step can take."""
    finish: dict[int, Fraction] = {0: Fraction(1)}
    for row in path:
        if row.ended is not None:
            finish = {row.ended: Fraction(1)}
            continue
        work = _values(row.work)
        release = {0: Fraction(1)} if row.release is None else _values(row.release)
        after: dict[int, Fraction] = defaultdict(Fraction)
        for before, chance in finish.items():
            begin = _one(row.floor if row.begin is None else row.begin)
            for wire in row.wires:
                begin = np.maximum(begin, wire.counting.after(_one(before), wire.lag))
            for minutes, share in work.items():
                done = max(int(row.counting.finish(begin, _one(minutes))[0]), row.finish_floor)
                for moment, part in release.items():
                    after[max(done, moment)] += chance * share * part
        finish = after
    return sum((chance for moment, chance in finish.items() if moment <= due), Fraction())


def _one(minutes: int) -> Minutes:
    return np.array([minutes], dtype=np.int32)


def _values(drawn: Drawn) -> dict[int, Fraction]:
    """The chance of each value, given that it is greater than what is already past."""
    chances: dict[int, Fraction] = defaultdict(Fraction)
    for value, chance in _chances(drawn.law):
        if drawn.above == 0.0 or drawn.law.cumulative(value) > drawn.above + 1e-12:
            chances[ceil(value)] += chance
    total = sum(chances.values(), Fraction())
    return {value: chance / total for value, chance in chances.items()}


def _chances(law: Distribution) -> Iterator[tuple[float, Fraction]]:
    match law:
        case Fixed(value):
            yield value, Fraction(1)
        case Discrete() | Empirical():
            yield from zip(law.values, map(Fraction, law.shares()), strict=True)
        case Whole(of, unit):
            width = Fraction(of.high) - Fraction(of.low)
            density = _density(of)
            shares = [
                _cumulative(density, Fraction(of.low) + day * unit * width / (width + unit))
                for day in range(int(width) // unit + 2)
            ]
            for day, (before, by) in enumerate(pairwise(shares)):
                yield of.low + day * unit, by - before
        case _:
            raise NotExact(f"no exact chances of {law}")


def _continuously(path: list[Row], due: int) -> Fraction:
    """By convolving densities."""
    finish = _lump(0)
    for row in path:
        if row.ended is not None:
            finish = _lump(row.ended)
            continue
        if not all(isinstance(counting, EveryMinute) for counting in _countings(row)):
            raise NotExact(f"task {row.id} counts on a calendar")
        for wire in row.wires:
            finish = _sum(finish, _lump(wire.lag))
        start = _held(finish, row.floor) if row.begin is None else _lump(row.begin)
        finish = _held(_sum(start, _still_ahead(row.work)), row.finish_floor)
        if row.release is not None:
            (moment, power), *others = finish
            if others or power >= 0:
                raise NotExact(f"task {row.id} has both an uncertain end of work and an uncertain release")
            finish = _held(_still_ahead(row.release), moment)
    return _cumulative(finish, Fraction(due))


def _countings(row: Row) -> Iterator[Counting]:
    yield row.counting
    for wire in row.wires:
        yield wire.counting


def _still_ahead(drawn: Drawn) -> Law:
    density = _density(drawn.law)
    if drawn.above == 0.0:
        return density
    past = Fraction(round(drawn.law.quantile(drawn.above)))  # time passes in whole minutes
    left = 1 - _cumulative(density, past)
    return {term: factor / left for term, factor in _beyond(density, past).items()}


def _density(law: Distribution) -> Law:
    low, high = Fraction(law.low), Fraction(law.high)
    terms: dict[tuple[Fraction, int], Fraction] = defaultdict(Fraction)
    match law:
        case _ if low == high:
            terms[low, -1] = Fraction(1)
        case Uniform():
            terms[low, 0], terms[high, 0] = 1 / (high - low), -1 / (high - low)
        case Triangular():
            mode, peak = Fraction(law.mode), 2 / (high - low)
            for foot, sign in ((low, 1), (high, -1)):
                if mode == foot:
                    terms[foot, 0] += sign * peak
                else:
                    slope = peak / abs(mode - foot)
                    terms[foot, 1] += slope
                    terms[mode, 1] -= slope
        case Discrete() | Empirical():
            total = sum(map(Fraction, law.shares()), Fraction())
            for value, share in zip(law.values, law.shares(), strict=True):
                terms[Fraction(value), -1] += Fraction(share) / total
        case _:
            raise NotExact(f"no exact density of {law}")
    return terms


def _lump(moment: int | Fraction) -> Law:
    return {(Fraction(moment), -1): Fraction(1)}


def _sum(first: Law, second: Law) -> Law:
    """The density of the sum of two independent amounts."""
    terms: dict[tuple[Fraction, int], Fraction] = defaultdict(Fraction)
    for (a, m), c in first.items():
        for (b, n), d in second.items():
            terms[a + b, m + n + 1] += c * d
    return terms


def _cumulative(density: Law, x: Fraction) -> Fraction:
    return sum(
        (c * (x - a) ** (m + 1) / factorial(m + 1) for (a, m), c in density.items() if x >= a), Fraction()
    )


def _beyond(density: Law, floor: Fraction) -> Law:
    """The density cut off at and before `floor`, each term that began earlier written out again from there."""
    terms: dict[tuple[Fraction, int], Fraction] = defaultdict(Fraction)
    for (a, m), c in density.items():
        if a > floor:
            terms[a, m] += c
        for k in range(m + 1 if a <= floor else 0):
            terms[floor, k] += c * (floor - a) ** (m - k) / factorial(m - k)
    return terms


def _held(density: Law, floor: int | Fraction) -> Law:
    """The density of the later of an uncertain moment and a fixed one."""
    floor = Fraction(floor)
    if all(a >= floor for a, _ in density):
        return density
    terms = dict(_beyond(density, floor))
    terms[floor, -1] = _cumulative(density, floor)
    return terms

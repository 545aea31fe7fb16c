"""Which options to choose: compared in the same runs, chosen under a budget, confirmed on fresh ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod

import numpy as np

from writ.reckon.plan.choosing import Method, Savings, shortlist
from writ.reckon.plan.comparing import Booleans, ends, met
from writ.reckon.plan.options import Option, adopt, check_options, clashes
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.sensitivity import paired
from writ.reckon.plan.simulation import OnChunk, standard_error
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan

MOST_SIMULATED = 256
"""Portfolios that are each simulated whole; of more, those for which the savings of single options add up best."""
SHORTLIST = 24
"""Portfolios simulated whole after the savings of single options were added up; for many budgets, fewer for each."""
FEWEST_LISTED = 4
MOST_TOGETHER = 1_000
"""Portfolios of options that change the same things, where savings are added up."""
SCENARIOS = 300
"""Runs in which savings are added up."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One option by itself: the chance of every gate with it, the gain and its error, the cost in cents."""

    option: str
    probability: float
    gain: float
    standard_error: float
    cost: int

    @property
    def cents_a_point(self) -> int | None:
        """Cents for one percentage point of the chance; None where nothing is gained."""
        return round(self.cost / (self.gain * 100)) if self.gain > 0 else None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The options to choose under a budget, and the chance of every gate with them.

    `in_sample` is what the search saw: the best of many, and so flattered. `probability` is told by fresh runs; it
    is the one to quote. `whole` says that every portfolio was simulated whole; if not, only those were for which the
    savings of single options add up best, which is exact along one path and an approximation where strands meet.
    """

    options: tuple[str, ...]
    cost: int
    in_sample: float
    in_sample_error: float
    probability: float
    standard_error: float
    considered: int
    whole: bool
    notices: tuple[Problem, ...]


def weigh(
    plan: Plan,
    deadlines: Sequence[Deadline],
    options: Sequence[Option],
    *,
    runs: int = 20_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    on_chunk: OnChunk | None = None,
) -> tuple[Weighed, ...]:
    """Each option by itself against the plan as it is, in the same runs and the order given.

    Raises Infeasible, and Cancelled when `on_chunk`, told the runs of all ways together, says so.
    """
    _refuse(plan, options)
    plans = [plan, *(adopt(plan, [option]) for option in options)]
    base, *others = met(plans, deadlines, runs=runs, seed=seed, days=days, on_chunk=on_chunk)
    return tuple(
        Weighed(option.id, float(other.mean()), *paired(other, base), option.cost)
        for option, other in zip(options, others, strict=True)
    )


def best(
    plan: Plan,
    deadlines: Sequence[Deadline],
    options: Sequence[Option],
    budget: int,
    *,
    runs: int = 4_096,
    fresh_runs: int = 100_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    method: Method | None = None,
    on_chunk: OnChunk | None = None,
) -> Portfolio:
    """The portfolio with the greatest chance of every gate for at most `budget` cents, the cheapest of equals.

    Where there are few portfolios each is simulated whole; else, or when a `method` is asked for, a short list of
    them (see `choosing`). Options past their decide-by are left out, with a notice. Confirmed with the streams of
    `seed + 1`. `on_chunk` is told the runs of all portfolios together. Raises Infeasible, Cancelled, and MissingExtra
    where HiGHS is needed and not there.
    """
    search = _Search(plan, deadlines, options, runs, fresh_runs, seed, days, method, on_chunk)
    return search.found([budget])[0]


def frontier(
    plan: Plan,
    deadlines: Sequence[Deadline],
    options: Sequence[Option],
    budgets: Sequence[int],
    *,
    runs: int = 4_096,
    fresh_runs: int = 100_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    method: Method | None = None,
    on_chunk: OnChunk | None = None,
) -> tuple[Portfolio, ...]:
    """The best portfolio for each budget, least budget first, the same one only once."""
    asked = sorted(set(budgets))
    search = _Search(plan, deadlines, options, runs, fresh_runs, seed, days, method, on_chunk)
    return tuple({portfolio.options: portfolio for portfolio in search.found(asked)}.values())


def prices(points: Sequence[Portfolio]) -> tuple[Fraction | None, ...]:
    """Between each point of a frontier and the next, the cents of one percentage point; None where none is gained."""
    return tuple(
        Fraction(later.cost - earlier.cost) / (Fraction(later.probability - earlier.probability) * 100)
        if later.probability > earlier.probability
        else None
        for earlier, later in pairwise(points)
    )


def _refuse(plan: Plan, options: Sequence[Option]) -> tuple[Problem, ...]:
    """The notices on the options; raises Infeasible where one of them is faulty."""
    found = check_options(plan, options)
    if any(problem.stops for problem in found):
        raise Infeasible(*(problem for problem in found if problem.stops))
    return found


@dataclass(frozen=True, eq=False)
class _Search:
    """What is asked of `best` and `frontier`."""

    plan: Plan
    deadlines: Sequence[Deadline]
    options: Sequence[Option]
    runs: int
    fresh_runs: int
    seed: int
    days: DayConvention
    method: Method | None
    on_chunk: OnChunk | None

    def found(self, budgets: Sequence[int]) -> list[Portfolio]:
        """The best for each of these budgets, the least first."""
        if not self.deadlines or any(budget < 0 for budget in budgets):
            raise ValueError("at least one deadline, and no budget below zero")
        notices = _refuse(self.plan, self.options)
        groups = _groups([option for option in self.options if option.is_open(self.plan)])
        candidates = [[None, *group] for group in groups]
        count = prod(map(len, candidates))
        whole = self.method is None and count <= MOST_SIMULATED
        told = _Told(self.on_chunk)
        if whole:
            every = map(_chosen, product(*candidates))
            listed = [one for one in every if not clashes(one) and _cost(one) <= max(budgets)]
        else:
            listed = self._listed(groups, budgets, told)
        kept = self._met(listed, self.runs, self.seed, told)
        shares = [(float(line.mean()), -_cost(one)) for line, one in zip(kept, listed, strict=True)]
        confirmed: dict[int, float] = {}
        portfolios = []
        for budget in budgets:
            place = max(
                (place for place, share in enumerate(shares) if -share[1] <= budget), key=shares.__getitem__
            )
            if place not in confirmed:
                (fresh,) = self._met([listed[place]], self.fresh_runs, self.seed + 1, told)
                confirmed[place] = float(fresh.mean())
            share, cents = shares[place]
            portfolios.append(
                Portfolio(
                    options=tuple(option.id for option in listed[place]),
                    cost=-cents,
                    in_sample=share,
                    in_sample_error=standard_error(share, self.runs),
                    probability=confirmed[place],
                    standard_error=standard_error(confirmed[place], self.fresh_runs),
                    considered=count,
                    whole=whole,
                    notices=notices,
                )
            )
        return portfolios

    def _met(
        self, portfolios: Sequence[Sequence[Option]], runs: int, seed: int, told: _Told
    ) -> list[Booleans]:
        plans = [adopt(self.plan, chosen) for chosen in portfolios]
        found = met(plans, self.deadlines, runs=runs, seed=seed, days=self.days, on_chunk=told)
        told.before += runs * len(plans)
        return found

    def _listed(
        self, groups: Sequence[Sequence[Option]], budgets: Sequence[int], told: _Told
    ) -> list[list[Option]]:
        """Nothing, and for each budget the portfolios of which the savings add up best."""
        bundles = _bundles(groups)
        savings = self._savings(bundles, told)
        most = max(FEWEST_LISTED, SHORTLIST // len(budgets))
        best = [levels for budget in budgets for levels in shortlist(savings, budget, most, self.method)]
        return [
            [option for level, bundle in zip(levels, bundles, strict=True) for option in ((), *bundle)[level]]
            for levels in dict.fromkeys([(0,) * len(bundles), *best])
        ]

    def _savings(self, bundles: Sequence[Sequence[tuple[Option, ...]]], told: _Told) -> Savings:
        """What each level by itself saves at each gate in each scenario."""
        plans = [self.plan, *(adopt(self.plan, level) for bundle in bundles for level in bundle)]
        base, *others = ends(
            plans, self.deadlines, runs=SCENARIOS, seed=self.seed, days=self.days, on_chunk=told
        )
        told.before += SCENARIOS * len(plans)
        saved = iter(others)
        return Savings(
            costs=tuple(tuple(_cost(level) for level in bundle) for bundle in bundles),
            saved=tuple(np.stack([(base - next(saved)).T for _ in bundle]) for bundle in bundles),
            late=base.T - np.array([deadline.due for deadline in self.deadlines], dtype=np.int32),
        )


class _Told:
    """Adds up the runs of the parts of a search, for whoever wants to be told."""

    def __init__(self, on_chunk: OnChunk | None) -> None:
        self.before, self._on_chunk = 0, on_chunk

    def __call__(self, done: int) -> bool | None:
        return None if self._on_chunk is None else self._on_chunk(self.before + done)


def _groups(options: Sequence[Option]) -> list[list[Option]]:
    groups: dict[object, list[Option]] = {}
    for option in options:
        groups.setdefault(("alone", option.id) if option.group is None else option.group, []).append(option)
    return list(groups.values())


def _bundles(groups: Sequence[Sequence[Option]]) -> list[list[tuple[Option, ...]]]:
    """The groups, those that change the same things made into one, whose levels are all that can be chosen of them.

    So only what acts on different parts of the plan is added up. Raises Infeasible where too much hangs together.
    """
    components: list[list[Sequence[Option]]] = []
    for group in groups:
        tied = [
            part
            for part in components
            if any(clashes([one, two]) for other in part for one in group for two in other)
        ]
        components = [part for part in components if part not in tied]
        components.append([other for part in tied for other in part] + [group])
    bundles = []
    for part in components:
        if prod(len(group) + 1 for group in part) > MOST_TOGETHER:
            raise Infeasible(*clashes([option for group in part for option in group]))
        levels = (_chosen(levels) for levels in product(*([None, *group] for group in part)))
        bundles.append([tuple(chosen) for chosen in levels if chosen and not clashes(chosen)])
    return bundles


def _chosen(levels: Sequence[Option | None]) -> list[Option]:
    return [option for option in levels if option is not None]


def _cost(options: Sequence[Option]) -> int:
    return sum(option.cost for option in options)

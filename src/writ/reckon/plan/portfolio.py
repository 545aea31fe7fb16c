"""Which options to choose: compared in the same runs, chosen under a budget, confirmed on fresh ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import prod

import numpy as np

from writ.reckon.plan.choosing import Method, Savings, choose
from writ.reckon.plan.comparing import ends, met
from writ.reckon.plan.options import Option, adopt, check_options, clashes
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.sensitivity import paired
from writ.reckon.plan.simulation import standard_error
from writ.reckon.plan.tasks import DayConvention, Deadline, Plan

MOST_SIMULATED = 128
"""Portfolios that are each simulated whole; where there are more, the savings of single options are added up."""
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
    is the one to quote. `whole` says that every portfolio was simulated whole; if not, savings of single options were
    added up in the search, which is exact along one path and an approximation where strands meet.
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
) -> tuple[Weighed, ...]:
    """Each option by itself against the plan as it is, in the same runs and the order given. Raises Infeasible."""
    _refuse(plan, options)
    plans = [plan, *(adopt(plan, [option]) for option in options)]
    base, *others = met(plans, deadlines, runs=runs, seed=seed, days=days)
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
    runs: int = 8_192,
    fresh_runs: int = 100_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    method: Method | None = None,
) -> Portfolio:
    """The portfolio with the greatest chance of every gate for at most `budget` cents, the cheapest of equals.

    Where there are few portfolios each is simulated whole; else, or when a `method` is asked for, see `choosing`.
    Options past their decide-by are left out, with a notice. Confirmed with the streams of `seed + 1`. Raises
    Infeasible, and MissingExtra where HiGHS is needed and not there.
    """
    (found,) = _portfolios(plan, deadlines, options, [budget], runs, fresh_runs, seed, days, method)
    return found


def frontier(
    plan: Plan,
    deadlines: Sequence[Deadline],
    options: Sequence[Option],
    budgets: Sequence[int],
    *,
    runs: int = 8_192,
    fresh_runs: int = 100_000,
    seed: int = 1,
    days: DayConvention = "continuous",
    method: Method | None = None,
) -> tuple[Portfolio, ...]:
    """The best portfolio for each budget, least budget first, the same one only once."""
    asked = sorted(set(budgets))
    found = _portfolios(plan, deadlines, options, asked, runs, fresh_runs, seed, days, method)
    return tuple({portfolio.options: portfolio for portfolio in found}.values())


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


def _portfolios(
    plan: Plan,
    deadlines: Sequence[Deadline],
    options: Sequence[Option],
    budgets: Sequence[int],
    runs: int,
    fresh_runs: int,
    seed: int,
    days: DayConvention,
    method: Method | None,
) -> Iterator[Portfolio]:
    if not deadlines or any(budget < 0 for budget in budgets):
        raise ValueError("at least one deadline, and no budget below zero")
    notices = _refuse(plan, options)
    groups = _groups([option for option in options if option.is_open(plan)])
    candidates = [[None, *group] for group in groups]
    count = prod(map(len, candidates))
    whole = method is None and count <= MOST_SIMULATED

    if whole:
        portfolios = [
            chosen
            for levels in product(*candidates)
            for chosen in [_chosen(levels)]
            if not clashes(chosen) and _cost(chosen) <= max(budgets)
        ]
        plans = [adopt(plan, chosen) for chosen in portfolios]
        kept = met(plans, deadlines, runs=runs, seed=seed, days=days)
        shares = [
            (float(line.mean()), -_cost(chosen), chosen)
            for line, chosen in zip(kept, portfolios, strict=True)
        ]
    else:
        runs = SCENARIOS
        bundles = _bundles(groups)
        savings = _savings(plan, deadlines, bundles, seed, days)
    confirmed: dict[tuple[str, ...], float] = {}
    for budget in budgets:
        if whole:
            share, _, chosen = max((found for found in shares if -found[1] <= budget), key=lambda f: f[:2])
        else:
            levels = choose(savings, budget, method)
            share = savings.kept(levels) / SCENARIOS
            picked = [((), *bundle)[level] for bundle, level in zip(bundles, levels, strict=True)]
            chosen = [option for bundle in picked for option in bundle]
        ids = tuple(option.id for option in chosen)
        if ids not in confirmed:
            (fresh,) = met([adopt(plan, chosen)], deadlines, runs=fresh_runs, seed=seed + 1, days=days)
            confirmed[ids] = float(fresh.mean())
        yield Portfolio(
            options=ids,
            cost=_cost(chosen),
            in_sample=share,
            in_sample_error=standard_error(share, runs),
            probability=confirmed[ids],
            standard_error=standard_error(confirmed[ids], fresh_runs),
            considered=count,
            whole=whole,
            notices=notices,
        )


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


def _savings(
    plan: Plan,
    deadlines: Sequence[Deadline],
    bundles: Sequence[Sequence[tuple[Option, ...]]],
    seed: int,
    days: DayConvention,
) -> Savings:
    """What each level by itself saves at each gate in each scenario."""
    plans = [plan, *(adopt(plan, level) for bundle in bundles for level in bundle)]
    base, *others = next(ends(plans, deadlines, runs=SCENARIOS, seed=seed, days=days))
    saved = iter(others)
    return Savings(
        costs=tuple(tuple(_cost(level) for level in bundle) for bundle in bundles),
        saved=tuple(np.stack([(base - next(saved)).T for _ in bundle]) for bundle in bundles),
        late=base.T - np.array([deadline.due for deadline in deadlines], dtype=np.int32),
    )

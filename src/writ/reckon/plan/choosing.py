"""One level in each group, so that as many runs as possible keep every gate within a budget.

A run is kept when at every gate the minutes saved by the levels chosen add up to the minutes it is late. Enumerated
where that fits; beyond, a mixed-integer program solved by HiGHS. Both break ties alike: fewer cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Amounts = npt.NDArray[np.int32]
Cents = npt.NDArray[np.int64]
Method = Literal["enumeration", "highs"]
MOST_ENUMERATED = 1_000_000_000
"""Combinations times runs and gates that are still gone through one by one."""


class MissingExtra(Exception):
    """A library is not installed; the argument is the extra of writ that brings it."""


@dataclass(frozen=True, eq=False)
class Savings:
    """The problem: per group, the cents and the minutes saved of each level; `late` is runs x gates.

    `saved[g]` is levels x runs x gates. Level 0 of each group, which costs and saves nothing, is not written.
    """

    costs: tuple[tuple[int, ...], ...]
    saved: tuple[Amounts, ...]
    late: Amounts

    @property
    def combinations(self) -> int:
        """How many ways there are to choose."""
        return prod(len(levels) + 1 for levels in self.costs)

    def cost(self, levels: Sequence[int]) -> int:
        """Of the levels chosen, 0 for none."""
        return sum((0, *costs)[level] for costs, level in zip(self.costs, levels, strict=True))

    def kept(self, levels: Sequence[int]) -> int:
        """How many runs keep every gate."""
        left = self.late.copy()
        for saved, level in zip(self.saved, levels, strict=True):
            if level:
                left -= saved[level - 1]
        return int(np.count_nonzero((left <= 0).all(axis=1)))


def choose(savings: Savings, budget: int, method: Method | None = None) -> tuple[int, ...]:
    """The level of each group. Raises MissingExtra where HiGHS is needed and not installed."""
    return shortlist(savings, budget, 1, method)[0]


def shortlist(
    savings: Savings, budget: int, most: int, method: Method | None = None
) -> list[tuple[int, ...]]:
    """The best choice and those that follow it, `most` together; best first, fewer cents before more.

    Enumeration ranks all there are; after HiGHS they are the choices that differ from its best in one group. Raises
    MissingExtra.
    """
    if method is None:
        fits = savings.combinations * savings.late.size <= MOST_ENUMERATED
        method = "enumeration" if fits else "highs"
    if method == "enumeration":
        return _enumerated(savings, budget, most)
    best = _by_highs(savings, budget)
    near = {
        (*best[:group], level, *best[group + 1 :])
        for group, costs in enumerate(savings.costs if most > 1 else ())
        for level in range(len(costs) + 1)
    } - {best}
    within = [levels for levels in sorted(near) if savings.cost(levels) <= budget]
    ranked = sorted(within, key=lambda levels: (-savings.kept(levels), savings.cost(levels)))
    return [best, *ranked[: most - 1]]


def _enumerated(savings: Savings, budget: int, most: int) -> list[tuple[int, ...]]:
    """Every combination of the first half of the groups meets all of the second half in one stroke."""
    half = len(savings.costs) // 2
    near, far = _half(savings, 0, half), _half(savings, half, len(savings.costs))
    best: list[tuple[int, int, tuple[int, ...]]] = []
    order = np.argsort(far[1], kind="stable")
    far_levels, far_costs, far_saved = far[0], far[1][order], far[2][order]
    for levels, cost, saved in zip(near[0], near[1].tolist(), near[2], strict=True):
        affordable = int(np.searchsorted(far_costs, budget - cost, side="right"))
        if not affordable:
            continue
        kept = (far_saved[:affordable] >= savings.late - saved).all(axis=2).sum(axis=1)
        if len(best) == most and kept.max() < best[-1][0]:
            continue
        for place in np.argsort(-kept, kind="stable")[:most].tolist():  # of equals the cheapest first
            found = (*levels, *far_levels[order[place]])
            best.append((int(kept[place]), -cost - int(far_costs[place]), found))
        best = sorted(best, key=lambda one: one[:2], reverse=True)[:most]
    return [levels for _, _, levels in best]


def _half(savings: Savings, start: int, stop: int) -> tuple[list[tuple[int, ...]], Cents, Amounts]:
    """All combinations of some groups: their levels, cost and savings."""
    groups = range(start, stop)
    levels = list(product(*(range(len(savings.costs[group]) + 1) for group in groups)))
    costs = np.zeros(1, dtype=np.int64)
    saved = np.zeros((1, *savings.late.shape), dtype=savings.late.dtype)
    for group in groups:
        own_costs = np.array([0, *savings.costs[group]], dtype=np.int64)
        own_saved = np.concatenate([np.zeros_like(saved[:1]), savings.saved[group]])
        costs = (costs[:, None] + own_costs).ravel()
        saved = (saved[:, None] + own_saved).reshape(-1, *savings.late.shape)
    return levels, costs, saved


def _by_highs(savings: Savings, budget: int) -> tuple[int, ...]:
    """Maximise the runs kept, then save cents: x chooses a level, z says that a run is kept.

    For each run and gate: the sum of saved * x is at least late * z, less all that could be lost where z is 0. Savings
    beyond what is needed are cut off first, which makes the bound tight.
    """
    try:
        import highspy
    except ImportError as missing:
        raise MissingExtra("plan") from missing

    class Silent(highspy.Highs):
        # The last step of its construction, in which it writes its name and licence.
        def enableCallbacks(self) -> None:  # noqa: N802
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    model: Any = Silent()  # type: ignore[no-untyped-call]
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("threads", 1)
    choices = [[model.addBinary() for _ in costs] for costs in savings.costs]
    for group in choices:
        if group:
            model.addConstr(model.qsum(group) <= 1)
    spent = [
        (cost, choice)
        for costs, group in zip(savings.costs, choices, strict=True)
        for cost, choice in zip(costs, group, strict=True)
    ]
    dearest = sum(max(costs, default=0) for costs in savings.costs)
    if spent:
        model.addConstr(
            sum(cost / (dearest + 1) * choice for cost, choice in spent) <= budget / (dearest + 1)
        )
    objective = model.qsum(-cost / (dearest + 1) / 2 * choice for cost, choice in spent)
    for run, late in enumerate(savings.late.tolist()):
        kept = model.addBinary()
        objective = objective + kept
        for gate, minutes in enumerate(late):
            gains = [saved[:, run, gate].tolist() for saved in savings.saved]
            most_lost = -sum(min(0, *gain) for gain in gains if gain)
            scale = max(1, abs(minutes), most_lost)
            # In a run where nothing can be lost, more saved than is needed is worth no more than that.
            cap = max(0, minutes) if most_lost == 0 else None
            terms = [
                (gain if cap is None else min(gain, cap)) / scale * choice
                for group, own in zip(choices, gains, strict=True)
                for choice, gain in zip(group, own, strict=True)
                if gain
            ]
            if minutes <= 0 and most_lost <= -minutes:
                continue
            # z = 1 asks for `minutes`; z = 0 for no more than is lost at worst.
            model.addConstr(model.qsum(terms) >= (minutes + most_lost) / scale * kept - most_lost / scale)
    model.maximize(objective)
    values = model.getSolution().col_value
    return tuple(
        next((level for level, choice in enumerate(group, 1) if values[choice.index] > 0.5), 0)
        for group in choices
    )

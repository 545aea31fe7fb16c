"""The answer to a decision's question: figures alone, no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from importlib.metadata import version
from itertools import accumulate
from typing import TYPE_CHECKING

from writ.cli.question import Question
from writ.exchange.plan import OptionEntry, Reading, option_of

if TYPE_CHECKING:
    from writ.reckon.plan import Portfolio, Problem, Weighed

MOST_BUDGETS = 16


@dataclass(frozen=True)
class Decision:
    """What to choose within `budget` cents. `base` is the chance with nothing chosen; chances are fractions of 1.

    `points` are the frontier, least cost first, its last what to choose; `prices` stand between one point and the
    next, in cents of a percentage point. `past` are options that come too late, `postponements` those that put the
    day off: shown, never compared.
    """

    question: Question
    reading: Reading
    as_of: datetime
    budget: int
    base: float
    base_error: float
    weighed: tuple[tuple[OptionEntry, Weighed], ...]
    points: tuple[Portfolio, ...]
    prices: tuple[Fraction | None, ...]
    past: tuple[OptionEntry, ...]
    postponements: tuple[OptionEntry, ...]
    notices: tuple[Problem, ...]
    seed: int
    runs: int

    @property
    def best(self) -> Portfolio:
        """What to choose."""
        return self.points[-1]

    def entry(self, option: str) -> OptionEntry:
        """An option as the plan has it."""
        return self.question.plan.option(option)


def decide(
    question: Question, reading_id: str, as_of: datetime, budget: int, *, runs: int, seed: int
) -> Decision | None:
    """Weigh the open options of a reading and choose; None where there is none. Raises Infeasible and MissingExtra."""
    from writ.reckon.plan import frontier, prices, simulate, weigh  # numpy loads when called

    reading = question.plan.reading(reading_id)
    plan, deadline = question.build(reading.id, as_of)
    entries = [entry for entry in question.plan.options if entry.id not in question.adopted]
    made = [
        (entry, option)
        for entry in entries
        if entry.new_polling_day is None
        for option in [option_of(question.plan, reading.id, entry, plan)]
        if option.change.touched
    ]
    effective = [(entry, option) for entry, option in made if option.is_open(plan)]
    if not effective:
        return None
    choices = [option for _, option in effective]
    base = simulate(plan, [deadline], runs=runs, seed=seed + 1)
    weighed = weigh(plan, [deadline], choices, seed=seed)
    budgets = _budgets(weighed, budget)
    points = frontier(plan, [deadline], choices, budgets, fresh_runs=runs, seed=seed)
    return Decision(
        question=question,
        reading=reading,
        as_of=as_of,
        budget=budget,
        base=base.joint(),
        base_error=base.standard_error(base.joint()),
        weighed=tuple((entry, one) for (entry, _), one in zip(effective, weighed, strict=True)),
        points=points,
        prices=prices(points),
        past=tuple(entry for entry, option in made if not option.is_open(plan)),
        postponements=tuple(entry for entry in entries if entry.new_polling_day is not None),
        notices=base.notices,
        seed=seed,
        runs=runs,
    )


def _budgets(weighed: Sequence[Weighed], budget: int) -> list[int]:
    """Where the frontier is asked: nothing, each option alone, the best bargains one after the other, all of it."""
    bargains = sorted((one for one in weighed if one.gain > 0), key=lambda one: one.cost / one.gain)
    sums = list(accumulate(one.cost for one in bargains))
    asked = sorted({cost for cost in (0, *sums, *(one.cost for one in weighed)) if cost < budget})
    return [*asked[:MOST_BUDGETS], budget]


def as_json(found: Decision) -> dict[str, object]:
    """All figures with the seed, the runs and the versions that give them again; money as decimal text."""
    return {
        "election": found.question.election,
        "reading": found.reading.id,
        "milestone": found.reading.milestone,
        "due": found.reading.due.isoformat(),
        "as_of": found.as_of.isoformat(),
        "currency": found.question.currency,
        "budget": amount(found.budget),
        "adopted": list(found.question.adopted),
        "probability": found.base,
        "standard_error": found.base_error,
        "options": [
            {
                "id": entry.id,
                "kind": entry.kind,
                "group": entry.group,
                "owner": entry.owner,
                "decides": entry.decides,
                "cost": amount(one.cost),
                "decide_by": entry.decide_by.isoformat() if entry.decide_by else None,
                "probability": one.probability,
                "gain": one.gain,
                "standard_error": one.standard_error,
            }
            for entry, one in found.weighed
        ],
        "choose": _point(found.best),
        "frontier": [_point(point) for point in found.points],
        "prices": [None if price is None else amount(round(price)) for price in found.prices],
        "past": [entry.id for entry in found.past],
        "postponements": [entry.id for entry in found.postponements],
        "notices": [{"code": problem.code, "facts": dict(problem.facts)} for problem in found.notices],
        "seed": found.seed,
        "runs": found.runs,
        "versions": {
            "writ": version("writ-elections"),
            "law": found.question.law_version,
            "plan": found.question.plan.version,
        },
    }


def amount(cents: int) -> str:
    """Cents as decimal text with a point."""
    return f"{cents // 100}.{cents % 100:02}"


def _point(point: Portfolio) -> dict[str, object]:
    return {
        "options": list(point.options),
        "cost": amount(point.cost),
        "probability": point.probability,
        "standard_error": point.standard_error,
        "in_sample": point.in_sample,
        "in_sample_error": point.in_sample_error,
        "considered": point.considered,
        "whole": point.whole,
    }

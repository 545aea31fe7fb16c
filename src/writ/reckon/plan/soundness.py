"""Are the drivers, correlations, risks and branches of a plan sound? Every problem is found and named at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import isfinite

from writ.reckon.calendar import MINUTES_A_DAY
from writ.reckon.plan.branches import MOST_ROUNDS, Branch
from writ.reckon.plan.copula import root
from writ.reckon.plan.distributions import Distribution
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.risks import Correlation, Impact, Risk
from writ.reckon.plan.tasks import CONTINUOUS, DayConvention, Plan
from writ.reckon.plan.unrolling import between, unrolled

_LIMIT_MINUTES = 3653 * MINUTES_A_DAY
_LARGEST_FACTOR = 1000.0
_ROUNDING = 1e-9


def problems_of_luck(plan: Plan, days: DayConvention) -> Iterator[Problem]:
    """What is wrong with shared luck and with odds, whatever the links of the plan."""
    for name, count in Counter(name for name, _ in _named(plan)).items():
        if count > 1:
            yield Problem("P-129", {"name": name})
    known = {task.id for task in plan.tasks}
    for name, tasks in _named(plan):
        for task in dict.fromkeys(tasks):
            if task not in known:
                yield Problem("P-130", {"name": name, "task": task})
    for driver in plan.drivers:
        yield from _problems_of_amount(driver.id, "factor", driver.factor, _LARGEST_FACTOR)
    for group in plan.correlations:
        yield from _problems_of_correlation(group)
    for task, count in Counter(task for group in plan.correlations for task in group.tasks).items():
        if count > 1:
            yield Problem("P-134", {"task": task})
    for risk in plan.risks:
        yield from _problems_of_risk(risk)
    for branch in plan.branches:
        yield from _problems_of_branch(plan, branch)
    if days == "whole":
        yield from _problems_of_whole_days(plan)


def problems_of_returns(plan: Plan) -> Iterator[Problem]:
    """Where branches lead back to, in a plan whose links are sound."""
    missing = [
        Problem("P-137", {"name": branch.id, "task": way.redo_from, "after": branch.after})
        for branch in plan.branches
        for way in branch.ways
        if way.redo_from is not None and not between(plan.tasks, way.redo_from, branch.after)
    ]
    yield from missing
    if plan.branches and not missing:
        try:
            unrolled(plan)
        except Infeasible as refusal:
            yield from refusal.problems


def _named(plan: Plan) -> Iterator[tuple[str, Sequence[str]]]:
    """Every driver, correlation, risk and branch with the tasks of which it speaks."""
    for driver in plan.drivers:
        yield driver.id, driver.tasks
    for group in plan.correlations:
        yield group.id, group.tasks
    for risk in plan.risks:
        yield risk.id, [impact.task for impact in _impacts(risk)]
    for branch in plan.branches:
        back = [way.redo_from for way in branch.ways if way.redo_from is not None]
        yield branch.id, [branch.after, *back]


def _impacts(risk: Risk) -> tuple[Impact, ...]:
    return risk.impacts if risk.after is None else (*risk.impacts, *risk.after.impacts)


def _problems_of_amount(name: str, field: str, law: Distribution | None, most: float) -> Iterator[Problem]:
    if law is not None and (law.fault() is not None or law.low < 0 or law.high > most):
        yield Problem("P-131", {"name": name, "field": field})


def _problems_of_correlation(group: Correlation) -> Iterator[Problem]:
    if group.matrix is None:
        if not 0.0 <= group.strength < 1.0:
            yield Problem("P-132", {"name": group.id})
        return
    size = len(group.tasks)
    table = group.matrix
    if (
        len(table) != size
        or any(len(line) != size for line in table)
        or not all(isfinite(value) and -1.0 <= value <= 1.0 for line in table for value in line)
        or any(table[place][place] != 1.0 for place in range(size))
        or any(table[one][other] != table[other][one] for one in range(size) for other in range(one))
    ):
        yield Problem("P-132", {"name": group.id})
    elif root(table) is None:
        yield Problem("P-133", {"name": group.id})


def _problems_of_risk(risk: Risk) -> Iterator[Problem]:
    states = [risk.probability] if risk.after is None else [risk.probability, risk.after.probability]
    if not all(_is_probability(state) for state in states):
        yield Problem("P-128", {"name": risk.id})
    for impact in _impacts(risk):
        yield from _problems_of_amount(risk.id, "delay", impact.delay, _LIMIT_MINUTES)
        yield from _problems_of_amount(risk.id, "factor", impact.factor, _LARGEST_FACTOR)


def _problems_of_branch(plan: Plan, branch: Branch) -> Iterator[Problem]:
    if not all(_is_probability(way.probability) for way in branch.ways):
        yield Problem("P-128", {"name": branch.id})
    elif sum(way.probability for way in branch.ways) > 1.0 + _ROUNDING:
        yield Problem("P-135", {"name": branch.id})
    if branch.at_most is None or not 1 <= branch.at_most <= MOST_ROUNDS:
        yield Problem("P-136", {"name": branch.id, "most": MOST_ROUNDS})
    for name, count in Counter(way.id for way in branch.ways).items():
        if count > 1:
            yield Problem("P-129", {"name": f"{branch.id}/{name}"})
    for way in branch.ways:
        if way.calendar != CONTINUOUS and way.calendar not in plan.calendars:
            yield Problem("P-139", {"name": branch.id, "calendar": way.calendar})
        yield from _problems_of_amount(f"{branch.id}/{way.id}", "work", way.work, _LIMIT_MINUTES)


def _problems_of_whole_days(plan: Plan) -> Iterator[Problem]:
    units = {task.id: task.unit for task in plan.tasks}
    for risk in plan.risks:
        for impact in _impacts(risk):
            if impact.delay is not None and not impact.delay.in_whole_days(units.get(impact.task, 1) or 1):
                yield Problem("P-140", {"name": risk.id, "field": "delay"})
    for branch in plan.branches:
        for way in branch.ways:
            if not way.work.in_whole_days(way.unit or 1):
                yield Problem("P-140", {"name": f"{branch.id}/{way.id}", "field": "work"})


def _is_probability(value: float) -> bool:
    return 0.0 <= value <= 1.0

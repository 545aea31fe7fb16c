"""What could be decided: options with their cost, their effect on the plan, and until when they can be chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Protocol, TypeVar

from writ.reckon.plan.branches import Branch, Way
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.risks import Correlation, Driver, Impact, Risk
from writ.reckon.plan.tasks import Plan, Task
from writ.reckon.plan.unrolling import leads


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


@dataclass(frozen=True, slots=True)
class Change:
    """What an option does to a plan. What it names takes the place of what has the same id, or is added.

    `drop` takes out tasks, risks, branches and drivers as `without` does, `mitigate` mitigates risks. Crashing a step
    to four fifths of its work is a driver: Driver("crash", ("printing",), Fixed(0.8)).
    """

    tasks: tuple[Task, ...] = ()
    drivers: tuple[Driver, ...] = ()
    risks: tuple[Risk, ...] = ()
    branches: tuple[Branch, ...] = ()
    drop: tuple[str, ...] = ()
    mitigate: tuple[str, ...] = ()

    @property
    def touched(self) -> set[str]:
        """The ids of all that it changes."""
        named: tuple[_Named, ...] = (*self.tasks, *self.drivers, *self.risks, *self.branches)
        return {*(one.id for one in named), *self.drop, *self.mitigate}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice with its cost in cents; of one `group` at most one can be chosen.

    `decide_by` is the last moment at which choosing it still has an effect, in civil minutes of the plan.
    """

    id: str
    cost: int
    change: Change
    group: str | None = None
    decide_by: int | None = None

    def is_open(self, plan: Plan) -> bool:
        """Whether it can still be chosen at the plan's data date."""
        return self.decide_by is None or plan.data_date <= self.decide_by


def check_options(plan: Plan, options: Sequence[Option]) -> tuple[Problem, ...]:
    """What is wrong with each option by itself, and which come too late (P-203, which does not stop)."""
    found: list[Problem] = []
    seen: set[str] = set()
    for option in options:
        if option.id in seen:
            found.append(Problem("P-141", {"option": option.id}))
        seen.add(option.id)
        if option.cost < 0:
            found.append(Problem("P-142", {"option": option.id}))
        found += _unknown(plan, option)
        if not option.is_open(plan) and option.decide_by is not None:
            facts = {"option": option.id, "day": plan.day_of(option.decide_by).isoformat()}
            found.append(Problem("P-203", facts))
    return tuple(found)


def clashes(options: Iterable[Option]) -> tuple[Problem, ...]:
    """Which of these cannot be chosen together: of one group (P-144), or changing the same thing (P-145)."""
    found = []
    for one, other in combinations(options, 2):
        both = sorted(one.change.touched & other.change.touched)
        if one.group is not None and one.group == other.group:
            found.append(Problem("P-144", {"one": one.id, "other": other.id}))
        elif both:
            found.append(Problem("P-145", {"one": one.id, "other": other.id, "names": ", ".join(both)}))
    return tuple(found)


def adopt(plan: Plan, options: Sequence[Option]) -> Plan:
    """The plan with these options chosen; one past its decide-by changes nothing.

    Raises Infeasible where an option is faulty or two cannot be chosen together.
    """
    problems = [problem for problem in (*check_options(plan, options), *clashes(options)) if problem.stops]
    if problems:
        raise Infeasible(*problems)
    for option in options:
        if option.is_open(plan):
            plan = _changed(plan, option.change)
    return plan


def _unknown(plan: Plan, option: Option) -> Iterator[Problem]:
    """Names in `drop` and `mitigate` that the plan does not have, or that cannot be mitigated."""
    parts: tuple[_Named, ...] = (*plan.tasks, *plan.drivers, *plan.risks, *plan.branches)
    known = {part.id for part in parts}
    eased = {risk.id for risk in plan.risks if risk.after is not None}
    for name in option.change.drop:
        if name not in known:
            yield Problem("P-143", {"option": option.id, "name": name})
    for name in option.change.mitigate:
        if name not in eased:
            yield Problem("P-143", {"option": option.id, "name": name})


def _changed(plan: Plan, change: Change) -> Plan:
    risks = tuple(
        replace(risk, mitigated=True) if risk.id in change.mitigate else risk for risk in plan.risks
    )
    placed = replace(
        plan,
        tasks=_placed(plan.tasks, change.tasks),
        drivers=_placed(plan.drivers, change.drivers),
        risks=_placed(risks, change.risks),
        branches=_placed(plan.branches, change.branches),
    )
    return without(placed, change.drop) if change.drop else placed


def _placed(old: tuple[_N, ...], new: tuple[_N, ...]) -> tuple[_N, ...]:
    by_id = {part.id: part for part in new}
    kept = tuple(by_id.pop(part.id, part) for part in old)
    return (*kept, *by_id.values())


def without(plan: Plan, drop: Collection[str]) -> Plan:
    """The plan without these tasks, drivers, risks and branches; what the rest says of them falls away with them."""

    def left(tasks: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(task for task in tasks if task not in drop)

    def impacts(of: tuple[Impact, ...]) -> tuple[Impact, ...]:
        return tuple(impact for impact in of if impact.task not in drop)

    drivers = (replace(one, tasks=left(one.tasks)) for one in plan.drivers if one.id not in drop)
    risks = (
        replace(
            one,
            impacts=impacts(one.impacts),
            after=one.after and replace(one.after, impacts=impacts(one.after.impacts)),
        )
        for one in plan.risks
        if one.id not in drop
    )
    tasks = tuple(_unlinked(task, drop) for task in plan.tasks if task.id not in drop)
    waits = {task.id: [link.before for link in task.links] for task in tasks}
    return replace(
        plan,
        tasks=tasks,
        drivers=tuple(one for one in drivers if one.tasks),
        correlations=tuple(
            one for one in (_smaller(group, drop) for group in plan.correlations) if len(one.tasks) > 1
        ),
        risks=tuple(one for one in risks if one.impacts),
        branches=tuple(
            replace(one, ways=tuple(_onward(way, waits, one.after) for way in one.ways))
            for one in plan.branches
            if one.id not in drop and one.after not in drop
        ),
    )


def _unlinked(task: Task, drop: Collection[str]) -> Task:
    if all(link.before not in drop for link in task.links):
        return task
    return replace(task, links=tuple(link for link in task.links if link.before not in drop))


def _smaller(group: Correlation, drop: Collection[str]) -> Correlation:
    places = [place for place, task in enumerate(group.tasks) if task not in drop]
    matrix = group.matrix and tuple(tuple(group.matrix[one][other] for other in places) for one in places)
    return replace(group, tasks=tuple(group.tasks[place] for place in places), matrix=matrix)


def _onward(way: Way, waits: Mapping[str, Sequence[str]], after: str) -> Way:
    """A way without its return where nothing leads from there any more."""
    if way.redo_from is None or leads(waits, way.redo_from, after):
        return way
    return replace(way, redo_from=None)

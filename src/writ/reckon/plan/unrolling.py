"""Branches written out: each return becomes steps of its own that exist only in the runs in which it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from writ.reckon.plan.branches import Branch, Way
from writ.reckon.plan.problems import Infeasible, Problem
from writ.reckon.plan.tasks import Link, Plan, Task

MOST_STEPS = 10_000
"""No plan is written out into more."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The runs in which the uniform drawn for this decision lies in [low, high)."""

    decision: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Node:
    """A task as one row will have it: `task.id` keys its luck, `shown` is the task to which its figures belong.

    It exists in the runs in which all of `when` holds. `again` marks what is done again; a node that `joins` has no
    work: it ends with the last of the nodes that it waits for.
    """

    task: Task
    shown: str
    when: tuple[Chance, ...] = ()
    again: bool = False
    joins: bool = False


def unrolled(plan: Plan) -> tuple[list[Node], dict[str, str]]:
    """All nodes, and for every task the id of the node that ends it for good. Raises Infeasible: too many.

    Branches are written out in working order, so that one that lies inside the return of another is repeated with it.
    """
    web = _Web(plan.tasks)
    place = {task.id: number for number, task in enumerate(working_order(plan.tasks))}
    for branch in sorted(plan.branches, key=lambda branch: place[branch.after]):
        web.write_out(branch)
    return list(web.nodes.values()), web.last


def working_order(tasks: Iterable[Task]) -> list[Task]:
    """The tasks so that each comes after all it waits for; raises `graphlib.CycleError`."""
    known = {task.id: task for task in tasks}
    followers: dict[str, list[str]] = {name: [] for name in known}
    open_links: dict[str, int] = {}
    for task in known.values():
        open_links.setdefault(task.id, 0)
        for link in task.links:
            open_links.setdefault(link.before, 0)
            followers[link.before].append(task.id)
            open_links[task.id] += 1
    order = [name for name, links in open_links.items() if not links]
    for name in order:
        for follower in followers[name]:
            open_links[follower] -= 1
            if not open_links[follower]:
                order.append(follower)
    if len(order) < len(known):
        # Names the circle.
        TopologicalSorter(
            {name: [link.before for link in task.links] for name, task in known.items()}
        ).prepare()
    return [known[name] for name in order]


def between(tasks: Iterable[Task], first: str, last: str) -> set[str]:
    """The tasks on every way from one to the other, both included; empty where no way leads there."""
    waits = {task.id: [link.before for link in task.links] for task in tasks}
    before = _reached(waits, last)
    if first not in before:
        return set()
    follow: dict[str, list[str]] = {}
    for name in before:
        for other in waits[name]:
            follow.setdefault(other, []).append(name)
    return _reached(follow, first)


def leads(waits: Mapping[str, Iterable[str]], first: str, last: str) -> bool:
    """Whether `last` waits for `first`, directly or through others; `waits` is what each step waits for."""
    return first in _reached(waits, last)


def _reached(ways: Mapping[str, Iterable[str]], first: str) -> set[str]:
    """What can be reached from there, itself included."""
    ahead, seen = [first], {first}
    while ahead:
        found = set(ways.get(ahead.pop(), ())) - seen
        seen |= found
        ahead += found
    return seen


class _Web:
    """The nodes written so far, by id."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.nodes = {task.id: Node(task, task.id) for task in tasks}
        self.last = {name: name for name in self.nodes}

    def write_out(self, branch: Branch) -> None:
        """Put in the steps of every round, and make what waits for the tasks concerned wait for the last of them."""
        decided_by = self.last[branch.after]
        outside = list(self.nodes)
        # Ways that return come first, so that "taken again" is one interval of the decision's uniform.
        ways = sorted(branch.ways, key=lambda way: way.redo_from is None)
        returning = sum(float(way.probability) for way in ways if way.redo_from is not None)
        loops = {way.id: self._loop(way, decided_by) for way in ways}
        versions = {name: [name] for loop in loops.values() for name in loop}
        versions.setdefault(decided_by, [decided_by])
        ends = [decided_by]
        reached: tuple[Chance, ...] = ()
        for number in range(1, (branch.at_most or 0) + 1):
            decision = f"{branch.id} {number}"
            later, low = [], 0.0
            for way in ways:
                when = (*reached, Chance(decision, low, low + float(way.probability)))
                low += float(way.probability)
                step = self._recovery(branch, way, number, ends, when)
                if way.redo_from is None:
                    versions[decided_by].append(step)
                else:
                    copies = self._copy(loops[way.id], way, step, when)
                    later.append(copies[decided_by])
                    for name, copy in copies.items():
                        versions[name].append(copy)
            if not later:
                break
            ends, reached = later, (*reached, Chance(decision, 0.0, returning))
        joined = {name: self._join(name, branch, found) for name, found in versions.items()}
        self._redirect([name for name in outside if name not in versions], joined)
        self.last = {task: joined.get(node, node) for task, node in self.last.items()}

    def _loop(self, way: Way, decided_by: str) -> list[str]:
        if way.redo_from is None:
            return []
        found = between((node.task for node in self.nodes.values()), way.redo_from, decided_by)
        return [name for name in self.nodes if name in found]

    def _recovery(
        self, branch: Branch, way: Way, number: int, ends: list[str], when: tuple[Chance, ...]
    ) -> str:
        name = f"{branch.id}/{way.id}"
        links = tuple(Link(end) for end in ends)
        task = Task(f"{name} {number}", way.work, way.calendar, links, unit=way.unit)
        return self._add(Node(task, name, when, again=True))

    def _copy(self, loop: list[str], way: Way, step: str, when: tuple[Chance, ...]) -> dict[str, str]:
        names = {name: f"{name} ({step})" for name in loop}
        for name, copy in names.items():
            node = self.nodes[name]
            links = [replace(link, before=names.get(link.before, link.before)) for link in node.task.links]
            if name == way.redo_from:
                links.append(Link(step))
            chances = tuple(replace(chance, decision=f"{chance.decision} ({step})") for chance in node.when)
            task = replace(
                node.task,
                id=copy,
                links=tuple(links),
                start_not_after=None,
                finish_not_after=None,
                release=None,
                started=None,
                finished=None,
                remaining=None,
            )
            self._add(Node(task, node.shown, (*when, *chances), again=True, joins=node.joins))
        return names

    def _join(self, name: str, branch: Branch, versions: list[str]) -> str:
        node = self.nodes[name]
        ceiling = node.task.finish_not_after
        self.nodes[name] = replace(node, task=replace(node.task, finish_not_after=None))
        links = tuple(Link(version) for version in versions)
        task = Task(f"{name} (after {branch.id})", links=links, finish_not_after=ceiling)
        return self._add(Node(task, node.shown, node.when, again=True, joins=True))

    def _redirect(self, names: Iterable[str], joined: dict[str, str]) -> None:
        for name in names:
            node = self.nodes[name]
            if any(link.before in joined for link in node.task.links):
                links = tuple(_redirected(node.task.links, joined))
                self.nodes[name] = replace(node, task=replace(node.task, links=links))

    def _add(self, node: Node) -> str:
        if len(self.nodes) >= MOST_STEPS:
            raise Infeasible(Problem("P-138", {"steps": MOST_STEPS}))
        self.nodes[node.task.id] = node
        return node.task.id


def _redirected(links: tuple[Link, ...], joined: dict[str, str]) -> Iterator[Link]:
    for link in links:
        yield replace(link, before=joined.get(link.before, link.before)) if link.kind[0] == "F" else link

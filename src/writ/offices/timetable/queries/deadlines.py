"""By when the plan says that a step must be done: dates set by law, and dates that we set ourselves."""

from __future__ import annotations

from collections.abc import Mapping

from writ.exchange.plan import Milestone, PlanDocument

LEGAL = "legal"


def deadlines(document: PlanDocument) -> Mapping[str, tuple[Milestone, ...]]:
    """The dates set for each step that has any: those by law first, each kind soonest first.

    A legal deadline is told though nobody knows the day, and comes last of its kind.
    """
    found: dict[str, list[Milestone]] = {}
    for one in document.milestones:
        if one.task and (one.at is not None or one.kind == LEGAL):
            found.setdefault(one.task, []).append(one)
    return {task: tuple(sorted(ones, key=_order)) for task, ones in found.items()}


def legal(document: PlanDocument, task: str) -> Milestone | None:
    """The date that the law sets for a step, the soonest of several."""
    first = next(iter(deadlines(document).get(task, ())), None)
    return first if first is not None and first.kind == LEGAL else None


def _order(one: Milestone) -> tuple[bool, bool, str]:
    return one.kind != LEGAL, one.at is None, one.at.isoformat() if one.at else ""

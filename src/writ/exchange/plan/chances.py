"""From luck as people wrote it to luck that can be reckoned, as far as it concerns one reading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from writ.exchange.plan.document import PlanDocument, TaskEntry
from writ.exchange.plan.luck import BranchEntry, ImpactEntry, RiskEntry, RiskSay

if TYPE_CHECKING:
    from writ.reckon.plan import Branch, Correlation, Driver, Impact, Risk, Way

Days = Mapping[str, int]
"""Working minutes of a day in each calendar."""
NO_WORD = RiskSay()


def drivers(document: PlanDocument, steps: Collection[str]) -> tuple[Driver, ...]:
    """The shared causes of the steps of a reading that are still to be done."""
    from writ.reckon.plan import Driver  # numpy loads when called

    return tuple(
        Driver(one.id, tasks, one.factor.distribution(1))
        for one in document.drivers
        if (tasks := tuple(task for task in one.tasks if task in steps))
    )


def correlations(document: PlanDocument, steps: Collection[str]) -> tuple[Correlation, ...]:
    """The groups of which two steps or more are still to be done."""
    from writ.reckon.plan import Correlation

    return tuple(
        Correlation(one.id, tasks, float(one.strength))
        for one in document.correlations
        if len(tasks := tuple(task for task in one.tasks if task in steps)) > 1
    )


def risks(
    document: PlanDocument, steps: Mapping[str, TaskEntry], days: Days, says: Mapping[str, RiskSay]
) -> tuple[Risk, ...]:
    """The risks that may still strike a step of the reading, as the register says they stand."""
    found = (_risk(one, steps, days, says.get(one.id, NO_WORD)) for one in document.risks)
    return tuple(one for one in found if one is not None)


def _risk(entry: RiskEntry, steps: Mapping[str, TaskEntry], days: Days, say: RiskSay) -> Risk | None:
    """None where it is closed or strikes no step; certain where it has happened, answered or not."""
    from writ.reckon.plan import Eased, Risk

    impacts = _impacts(entry.impacts, steps, days)
    if say.closed or not impacts:
        return None
    mitigated = entry.mitigated if say.mitigated is None else say.mitigated
    chance = float(entry.chance.probability) if say.chance is None else say.chance
    after = None
    if entry.answer is not None:
        left = float(entry.answer.chance.probability)
        if say.chance is not None:
            left = say.chance if mitigated else min(left, say.chance)
        after = Eased(1.0 if say.happened else left, _impacts(entry.answer.impacts, steps, days))
    return Risk(entry.id, 1.0 if say.happened else chance, impacts, after, mitigated)


def _impacts(
    entries: tuple[ImpactEntry, ...], steps: Mapping[str, TaskEntry], days: Days
) -> tuple[Impact, ...]:
    from writ.reckon.plan import Impact

    return tuple(
        Impact(
            one.task,
            one.delay.distribution(days[steps[one.task].calendar]) if one.delay else None,
            one.factor.distribution(1) if one.factor else None,
        )
        for one in entries
        if one.task in steps
    )


def branches(
    document: PlanDocument,
    ahead: Collection[str],
    steps: Mapping[str, TaskEntry],
    days: Days,
    odds: Mapping[str, tuple[float, ...]],
    *,
    whole: bool,
) -> tuple[Branch, ...]:
    """The branches after steps of the reading that are still to be done; what was finished may have to be redone.

    In a reading that is not `whole` a return falls away where the steps between are left out.
    """
    from writ.reckon.plan import Branch
    from writ.reckon.plan.unrolling import leads

    waits = {name: [link.before for link in task.links] for name, task in steps.items()}

    def back(start: str, after: str) -> str | None:
        return start if start in steps and (whole or leads(waits, start, after)) else None

    return tuple(
        Branch(one.id, one.after, tuple(_ways(one, back, days, odds.get(one.id, ()))), one.at_most)
        for one in document.branches
        if one.after in ahead
    )


def _ways(
    entry: BranchEntry, back: Callable[[str, str], str | None], days: Days, odds: tuple[float, ...]
) -> list[Way]:
    from writ.reckon.plan import Fixed, Way

    shares = odds or tuple(float(way.chance.probability) for way in entry.ways)
    return [
        Way(
            way.id,
            share,
            way.work.distribution(days[way.calendar]) if way.work else Fixed(0),
            way.calendar,
            back(way.redo_from, entry.after),
            way.work.unit_minutes(days[way.calendar]) if way.work else 1440,
        )
        for way, share in zip(entry.ways, shares, strict=True)
    ]

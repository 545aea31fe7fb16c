"""The odds of a branch, learned from what the offices have recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from writ.exchange.plan import BranchEntry, PlanDocument
from writ.offices.journal.queries import Tally

if TYPE_CHECKING:
    from writ.reckon.plan import Odds

SUPPOSED = 10.0
"""What the plan says counts like so many cases; each case on the record counts like one."""


def odds_of(branch: BranchEntry, work: Sequence[Tally]) -> Odds | None:
    """How often the first way of a branch is taken: as the plan supposed, and as the record shows.

    None where nothing is counted, and where the plan is certain. Of a hit whose case is older than the record the
    case counts too.
    """
    from writ.reckon.plan import Odds  # numpy loads when called

    supposed = float(branch.ways[0].chance.probability)
    of = sum(one.count for one in work if one.kind == branch.of)
    hit = sum(one.count for one in work if one.kind == branch.hit)
    if not (branch.of and branch.hit and max(of, hit) and 0 < supposed < 1):
        return None
    worth = max(SUPPOSED, 1 / min(supposed, 1 - supposed))
    return Odds(max(of, hit), hit, (worth * supposed, worth * (1 - supposed)))


def learned_odds(document: PlanDocument, work: Sequence[Tally]) -> Mapping[str, tuple[float, ...]]:
    """The odds of every way of each branch that was learned; the other ways keep their shares of what is left."""
    found: dict[str, tuple[float, ...]] = {}
    for branch in document.branches:
        odds = odds_of(branch, work)
        if odds is not None:
            first, *others = (float(way.chance.probability) for way in branch.ways)
            left = (1 - odds.probability) / (1 - first)
            found[branch.id] = (odds.probability, *(share * left for share in others))
    return found

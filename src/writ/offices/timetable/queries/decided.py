"""What was decided about the timetable, in few words: plans, baselines, options and risks, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db.models import CharField, DecimalField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from writ.offices.timetable.models import Baseline, OptionMove, PlanVersion, RiskReview

Kind = Literal["plan", "baseline", "options", "risk"]


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: the plan or baseline of this `number`, or the option or risk `code` and the `state` it came to.

    `chance` is what was said of a risk, None where the plan's own stands. `entry` numbers the act.
    """

    entry: int
    at: datetime
    post: str
    kind: Kind
    number: int = 0
    code: str = ""
    state: str = ""
    chance: Decimal | None = None


def decided(election_id: int) -> tuple[Decided, ...]:
    """Every decision, in the order of the journal, those of one act by code."""
    every = _rows(election_id, PlanVersion, "plan", "adopted_at", number=F("number")).union(
        _rows(election_id, Baseline, "baseline", "adopted_at", number=F("number")),
        _rows(election_id, OptionMove, "options", "moved_at", code=F("option"), state=F("move")),
        _rows(
            election_id,
            RiskReview,
            "risk",
            "reviewed_at",
            code=F("risk"),
            state=F("state"),
            chance=F("chance"),
        ),
        all=True,
    )
    return tuple(sorted((Decided(*row) for row in every), key=lambda one: (one.entry, one.code)))


_NOTHING = {
    "number": Value(0, IntegerField()),
    "code": Value("", CharField()),
    "state": Value("", CharField()),
    # PostgreSQL takes a bare null for text, which no union joins with a number.
    "chance": Cast(Value(None), DecimalField(max_digits=5, decimal_places=4)),
}


def _rows(
    election_id: int, model: type[Any], kind: Kind, moment: str, **columns: Any
) -> QuerySet[Any, tuple[Any, ...]]:
    told = {f"told_{name}": columns.get(name, nothing) for name, nothing in _NOTHING.items()}
    marked = model.objects.filter(election_id=election_id).annotate(kind=Value(kind, CharField()), **told)
    return marked.values_list("act__seq", moment, "act__post", "kind", *told)

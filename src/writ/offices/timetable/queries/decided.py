"""The plan in force, and in few words all that was decided: plans, baselines, options and risks, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DecimalField,
    F,
    IntegerField,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from writ.offices.timetable.models import Baseline, OptionMove, PlanVersion, RiskReview
from writ.offices.timetable.queries.plans import AdoptedPlan, document_of

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


def plan_and_decisions(
    election_id: int, until: int | None = None
) -> tuple[AdoptedPlan | None, tuple[Decided, ...]]:
    """The plan in force at entry `until` or now, and every decision, in the order of the journal, of one act by code.

    One question for both, since every page of the office asks it; of all plans only the one in force is fetched whole.
    """
    known = PlanVersion.objects.filter(election_id=election_id)
    known = known if until is None else known.filter(act__seq__lte=until)
    newest = Subquery(known.order_by("-number").values("pk")[:1])
    rows = _rows(election_id, PlanVersion, "plan", "adopted_at", number=F("number"), **_whole(newest)).union(
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
    every = list(rows)
    plan = next((_plan(row) for row in every if row[-1]), None)
    decided = (Decided(*row[: -len(_OF_A_PLAN)]) for row in every)
    return plan, tuple(sorted(decided, key=lambda one: (one.entry, one.code)))


_OF_A_PLAN = {
    "id": Value(0, BigIntegerField()),
    "hash": Value("", TextField()),
    "reason": Value("", TextField()),
    "document": Value("", TextField()),
}
_NOTHING = {
    "number": Value(0, IntegerField()),
    "code": Value("", CharField()),
    "state": Value("", CharField()),
    # PostgreSQL takes a bare null for text, which no union joins with a number.
    "chance": Cast(Value(None), DecimalField(max_digits=5, decimal_places=4)),
    **_OF_A_PLAN,
}


def _whole(newest: Subquery) -> dict[str, Any]:
    """What makes a plan of a row; nothing of a document but of the plan in force."""
    document = Case(When(pk=newest, then=F("document")), default=Value(""), output_field=TextField())
    return {"id": F("pk"), "hash": F("hash"), "reason": F("reason"), "document": document}


def _plan(row: tuple[Any, ...]) -> AdoptedPlan:
    entry, at, _, _, number, *_, pk, digest, reason, document = row
    return AdoptedPlan(pk, number, digest, document_of(document), reason, at, entry)


def _rows(
    election_id: int, model: type[Any], kind: Kind, moment: str, **columns: Any
) -> QuerySet[Any, tuple[Any, ...]]:
    told = {f"told_{name}": columns.get(name, nothing) for name, nothing in _NOTHING.items()}
    marked = model.objects.filter(election_id=election_id).annotate(kind=Value(kind, CharField()), **told)
    return marked.values_list("act__seq", moment, "act__post", "kind", *told)

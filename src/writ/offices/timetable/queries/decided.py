"""The plan in force, and in few words all that was decided: plans, baselines, options and risks, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    DateTimeField,
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

    `chance` is what was said of a risk, None where the plan's own stands. `entry` numbers the act `act`. Of an option
    `number` is the plan's, with its `turn`, why it was moved, and the session in which a body decided; of a risk
    `said_at` and `status` tell when and how it is known.
    """

    entry: int
    at: datetime
    post: str
    kind: Kind
    number: int = 0
    code: str = ""
    state: str = ""
    chance: Decimal | None = None
    turn: int = 0
    why: str = ""
    body: str = ""
    held_on: date | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    said_at: datetime | None = None
    status: str = ""
    act: UUID | None = None


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
        _rows(
            election_id,
            OptionMove,
            "options",
            "moved_at",
            code=F("option"),
            state=F("move"),
            number=F("plan__number"),
            why=F("reason"),
            **{name: F(name) for name in ("turn", *_SESSION)},
        ),
        _rows(
            election_id,
            RiskReview,
            "risk",
            "reviewed_at",
            code=F("risk"),
            state=F("state"),
            chance=F("chance"),
            said_at=F("said_at"),
            status=F("status"),
        ),
        all=True,
    )
    every = list(rows)
    plan = next((_plan(row) for row in every if row[-1]), None)
    decided = (Decided(*row[: -len(_OF_A_PLAN)]) for row in every)
    return plan, tuple(sorted(decided, key=lambda one: (one.entry, one.code)))


_SESSION = ("body", "held_on", "votes_for", "votes_against", "abstained")
_OF_A_PLAN = {
    "id": Value(0, BigIntegerField()),
    "hash": Value("", TextField()),
    "reason": Value("", TextField()),
    "document": Value("", TextField()),
}
# PostgreSQL takes a bare null for text, which no union joins with a number.
_NO_NUMBER = Cast(Value(None), IntegerField())
_NOTHING = {
    "number": Value(0, IntegerField()),
    "code": Value("", CharField()),
    "state": Value("", CharField()),
    "chance": Cast(Value(None), DecimalField(max_digits=5, decimal_places=4)),
    "turn": Value(0, IntegerField()),
    "why": Value("", TextField()),
    "body": Value("", CharField()),
    "held_on": Cast(Value(None), DateField()),
    "votes_for": _NO_NUMBER,
    "votes_against": _NO_NUMBER,
    "abstained": _NO_NUMBER,
    "said_at": Cast(Value(None), DateTimeField()),
    "status": Value("", CharField()),
    "act": F("act_id"),
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

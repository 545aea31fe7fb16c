"""Which plan is in force, and what it is measured against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from writ.exchange import texts as _sentences  # noqa: F401 - teaches the sentences of the findings
from writ.exchange.ledger import Ledger
from writ.exchange.plan import PlanDocument
from writ.exchange.plan.reading import read_plan
from writ.exchange.toml import TomlFile
from writ.law.findings import Finding
from writ.offices.elections.queries import Called, areas
from writ.offices.timetable.models import Baseline, PlanVersion


@dataclass(frozen=True, slots=True)
class AdoptedPlan:
    """A plan as adopted; `entry` is the number of the act on the record."""

    id: int
    number: int
    hash: str
    document: PlanDocument
    reason: str
    adopted_at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class AdoptedBaseline:
    """A baseline: `dates` gives each step's first and last local moment as planned when it was adopted."""

    id: int
    number: int
    plan: int
    dates: Mapping[str, tuple[datetime, datetime]]
    reason: str
    adopted_at: datetime


def plan_in_force(election_id: int, until: int | None = None) -> AdoptedPlan | None:
    """The plan adopted last, at entry `until` of the record or now."""
    rows = PlanVersion.objects.filter(election_id=election_id)
    if until is not None:
        rows = rows.filter(act__seq__lte=until)
    row = rows.order_by("-number").values_list(
        "pk", "number", "hash", "document", "reason", "adopted_at", "act__seq"
    )
    found = row.first()
    if found is None:
        return None
    pk, number, digest, text, reason, adopted_at, entry = found
    return AdoptedPlan(pk, number, digest, document_of(text), reason, adopted_at, entry)


def baseline(election_id: int) -> AdoptedBaseline | None:
    """The baseline adopted last."""
    rows = Baseline.objects.filter(election_id=election_id).select_related("plan")
    row = rows.order_by("-number").first()
    return None if row is None else baseline_facts(row)


def baseline_facts(row: Baseline) -> AdoptedBaseline:
    """A baseline's row as facts; its plan must have been fetched with it."""
    dates = {
        task: (datetime.fromisoformat(start), datetime.fromisoformat(end))
        for task, (start, end) in row.dates.items()
    }
    return AdoptedBaseline(row.pk, row.number, row.plan.number, dates, row.reason, row.adopted_at)


def plan_from_text(
    text: str, called: Called, posts: frozenset[str]
) -> tuple[PlanDocument | None, tuple[Finding, ...]]:
    """The plan that a `plan.toml` says for an election, or None and every mistake with its line."""
    ledger = Ledger()
    file = TomlFile.parse("plan.toml", text.replace("\r\n", "\n"), ledger)
    document = (
        read_plan(file, called.languages, posts, called.called_on, areas(called.id), called.currency)
        if file
        else None
    )
    return document, ledger.findings()


@lru_cache(maxsize=8)
def document_of(text: str) -> PlanDocument:
    """The plan that an adopted version holds as canonical JSON."""
    return PlanDocument.from_json(json.loads(text))

"""What may be adopted as plan and as baseline: facts in, findings out."""

from __future__ import annotations

from writ.law.findings import Finding
from writ.offices.timetable.rules.words import check_text, field


def check_reason(reason: str) -> tuple[Finding, ...]:
    """A change of plan or baseline says why."""
    return check_text(reason, "reason") if reason.strip() else (Finding("T-126", where=field("reason")),)


def may_adopt_plan(new_hash: str, in_force: tuple[int, str] | None) -> tuple[Finding, ...]:
    """A plan replaces another one; `in_force` is the version and hash of the plan that stands."""
    if in_force is not None and in_force[1] == new_hash:
        return (Finding("T-117", {"version": in_force[0]}),)
    return ()


def may_adopt_baseline(version: int | None, baseline: int | None) -> tuple[Finding, ...]:
    """A baseline holds the plan in force (`version`), and not the one it holds already (`baseline`)."""
    if version is None:
        return (Finding("T-119"),)
    return (Finding("T-125", {"version": version}),) if version == baseline else ()

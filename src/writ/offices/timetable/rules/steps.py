"""What may be recorded about a step: facts in, findings out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from writ.law.findings import Finding
from writ.offices.timetable.rules.words import check_text, field, plain, say, spoken
from writ.offices.timetable.states import RecordKind, StepMove, StepState, after

LONGEST_DAYS = 3_653
HOURS_A_DAY = 24
MOMENTS = {
    StepMove.START: "started_at",
    StepMove.PROGRESS: "counted_at",
    StepMove.FINISH: "finished_at",
    StepMove.REESTIMATE: "said_at",
}
"""The input that holds the moment of each move, so that a finding stands beside its field."""


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What stands on record about one step: its names by language, where it stands, what was counted.

    `last` is the act that last touched it, "" where none did.
    """

    task: str
    names: Mapping[str, str]
    state: StepState
    is_moment: bool = False
    ends_on_date: bool = False
    started_at: datetime | None = None
    finished_at: datetime | None = None
    done: int | None = None
    planned: int | None = None
    last: str = ""


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One record on a step, as far as a correction must know it."""

    task: str
    kind: RecordKind
    stands: bool


@dataclass(frozen=True, slots=True)
class Range:
    """A duration, shortest to longest, in "days" or "hours" of the step's own calendar; `middle` where someone said."""

    low: Decimal
    high: Decimal
    middle: Decimal | None = None
    unit: str = "days"


def may_record(
    step: StepFacts | None, task: str, move: StepMove, moment: datetime, at: datetime, seen: str | None
) -> tuple[Finding, ...]:
    """Every record wants a step that exists and allows the move, a moment that is past, and a fresh form.

    `seen` is the newest record that the person had before them, None where nobody looked at a form.
    """
    if step is None:
        return (Finding("T-101", {"task": task}),)
    findings: list[Finding] = []
    if after(step.state, move) is None:
        findings.append(_closed(step, move))
    elif seen is not None and seen != step.last:
        findings.append(Finding("T-115", _named(step)))
    if moment > at:
        findings.append(Finding("T-104", {"moment": say(moment)}, where=field(MOMENTS[move])))
    return tuple(findings)


def check_finish(step: StepFacts, finished_at: datetime) -> tuple[Finding, ...]:
    """A step does not end before it begins."""
    if step.started_at is not None and finished_at < step.started_at:
        stated = {"finished_at": say(finished_at), "started_at": say(step.started_at)}
        return (Finding("T-105", stated, where=field("finished_at")),)
    return ()


def check_progress(step: StepFacts, done: int, planned: int) -> tuple[Finding, ...]:
    """Counts are whole, within what there is, and do not go back without a correction."""
    findings: list[Finding] = []
    if done < 0:
        findings.append(Finding("T-123", {"done": done}, where=field("done")))
    if planned < 1:
        findings.append(Finding("T-107", {"planned": planned}, where=field("planned")))
    elif done > planned:
        findings.append(Finding("T-106", {"done": done, "planned": planned}, where=field("done")))
    if step.done is not None and 0 <= done < step.done:
        findings.append(Finding("T-122", {"done": done, "before": step.done}, where=field("done")))
    return tuple(findings)


def check_shape(step: StepFacts, by_dates: bool, by_duration: bool) -> tuple[Finding, ...]:
    """A step of work is estimated by its duration, a date that others set by its dates, a mere moment not at all."""
    if step.is_moment and not step.ends_on_date:
        return (Finding("T-132", _named(step)),)
    if step.ends_on_date and not by_dates:
        return (Finding("T-131", _named(step)),)
    if by_dates and not step.ends_on_date:
        return (Finding("T-133", _named(step)),)
    return () if by_dates or by_duration else (Finding("T-134", where=field("low")),)


def check_duration(duration: Range) -> tuple[Finding, ...]:
    """A range of durations is a range, and not by a slip of the unit longer than ten years."""
    low, high = plain(duration.low), plain(duration.high)
    findings: list[Finding] = []
    if duration.low < 0:
        findings.append(Finding("T-110", {"low": low}, where=field("low")))
    if duration.low > duration.high:
        findings.append(Finding("T-108", {"low": low, "high": high}, where=field("low")))
    elif duration.middle is not None and not duration.low <= duration.middle <= duration.high:
        findings.append(
            Finding(
                "T-111", {"middle": plain(duration.middle), "low": low, "high": high}, where=field("middle")
            )
        )
    if duration.high > LONGEST_DAYS * (HOURS_A_DAY if duration.unit == "hours" else 1):
        findings.append(Finding("T-128", {"high": high}, where=field("high")))
    return tuple(findings)


def check_dates(first: datetime, last: datetime) -> tuple[Finding, ...]:
    """The earliest end is not after the latest."""
    return (
        (Finding("T-130", {"first": say(first), "last": say(last)}, where=field("first")),)
        if first > last
        else ()
    )


def check_source(source: str) -> tuple[Finding, ...]:
    """An estimate has a source."""
    return check_text(source, "source") if source.strip() else (Finding("T-109", where=field("source")),)


def may_correct(
    record: RecordFacts | None, step: StepFacts, reason: str, moment: datetime | None, at: datetime
) -> tuple[Finding, ...]:
    """A record is corrected once, with a reason; only starts and ends have a moment to put right."""
    if record is None or record.task != step.task:
        return (Finding("T-112", _named(step)),)
    findings: list[Finding] = []
    if not record.stands:
        findings.append(Finding("T-113", _named(step)))
    if moment is not None and record.kind not in (RecordKind.STARTED, RecordKind.FINISHED):
        findings.append(Finding("T-124"))
    if moment is not None and moment > at:
        findings.append(Finding("T-104", {"moment": say(moment)}, where=field("moment")))
    if not reason.strip():
        findings.append(Finding("T-114", where=field("reason")))
    return (*findings, *check_text(reason, "reason"))


def _closed(step: StepFacts, move: StepMove) -> Finding:
    if move is StepMove.PROGRESS and step.state is StepState.NOT_BEGUN:
        return Finding("T-129", _named(step))
    if step.finished_at is None and step.started_at is not None:
        return Finding("T-103", _named(step) | {"started_at": say(step.started_at)})
    if move is StepMove.REESTIMATE:
        return Finding("T-116", _named(step))
    return Finding("T-102", _named(step) | {"finished_at": say(step.finished_at)})


def _named(step: StepFacts) -> dict[str, str | int]:
    return spoken("task", step.task, step.names)

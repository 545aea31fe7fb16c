"""What may be recorded in the timetable: facts in, findings out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from writ.law.findings import Finding
from writ.offices.timetable.states import RecordKind, StepMove, StepState, after

TEXT_LENGTH = 300
DAY = 1_440
LONGEST = 3_653 * DAY


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What stands on record about one step. `last` is the newest record's act, "" where there is none."""

    task: str
    title: str
    state: StepState
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
    """A duration in minutes of the step's own calendar, shortest to longest; `middle` where someone said which."""

    low: int
    high: int
    middle: int | None = None


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
        findings.append(Finding("T-115", {"task": step.title}))
    if moment > at:
        findings.append(Finding("T-104", {"moment": _say(moment)}))
    return tuple(findings)


def check_finish(step: StepFacts, finished_at: datetime) -> tuple[Finding, ...]:
    """A step does not end before it begins."""
    if step.started_at is not None and finished_at < step.started_at:
        stated = {"finished_at": _say(finished_at), "started_at": _say(step.started_at)}
        return (Finding("T-105", stated),)
    return ()


def check_progress(step: StepFacts, done: int, planned: int) -> tuple[Finding, ...]:
    """Counts are whole, within what there is, and do not go back without a correction."""
    findings: list[Finding] = []
    if done < 0:
        findings.append(Finding("T-123", {"done": done}))
    if planned < 1:
        findings.append(Finding("T-107", {"planned": planned}))
    elif done > planned:
        findings.append(Finding("T-106", {"done": done, "planned": planned}))
    if step.done is not None and 0 <= done < step.done:
        findings.append(Finding("T-122", {"done": done, "before": step.done}))
    return tuple(findings)


def check_estimate(duration: Range, source: str) -> tuple[Finding, ...]:
    """An estimate has a source, and a range that is a range."""
    findings: list[Finding] = []
    low, high = in_days(duration.low), in_days(duration.high)
    if duration.low < 0:
        findings.append(Finding("T-110", {"low": low}))
    if duration.low > duration.high:
        findings.append(Finding("T-108", {"low": low, "high": high}))
    elif duration.middle is not None and not duration.low <= duration.middle <= duration.high:
        findings.append(Finding("T-111", {"middle": in_days(duration.middle), "low": low, "high": high}))
    if duration.high > LONGEST:
        findings.append(Finding("T-128", {"high": high}))
    if not source.strip():
        findings.append(Finding("T-109"))
    return (*findings, *check_text(source))


def may_correct(
    record: RecordFacts | None, task: str, reason: str, moment: datetime | None, at: datetime
) -> tuple[Finding, ...]:
    """A record is corrected once, with a reason; only starts and ends have a moment to put right."""
    if record is None or record.task != task:
        return (Finding("T-112", {"task": task}),)
    findings: list[Finding] = []
    if not record.stands:
        findings.append(Finding("T-113", {"task": task}))
    if moment is not None and record.kind not in (RecordKind.STARTED, RecordKind.FINISHED):
        findings.append(Finding("T-124"))
    if moment is not None and moment > at:
        findings.append(Finding("T-104", {"moment": _say(moment)}))
    if not reason.strip():
        findings.append(Finding("T-114"))
    return (*findings, *check_text(reason))


def check_reason(reason: str) -> tuple[Finding, ...]:
    """A change of plan or baseline says why."""
    return check_text(reason) if reason.strip() else (Finding("T-126"),)


def check_text(*texts: str) -> tuple[Finding, ...]:
    """No text is longer than fits on a sheet."""
    return tuple(
        Finding("T-120", {"length": len(text), "limit": TEXT_LENGTH})
        for text in texts
        if len(text) > TEXT_LENGTH
    )


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


def check_feasible(problems: Iterable[str]) -> tuple[Finding, ...]:
    """A plan that cannot be computed is never adopted."""
    return tuple(Finding("T-118", {"problem": problem}) for problem in problems)


def in_days(minutes: int) -> str:
    """Minutes as days for a sentence: 30240 gives "21", 2160 gives "1.5"."""
    days, rest = divmod(abs(minutes), DAY)
    text = f"{days}" if not rest else f"{abs(minutes) / DAY:.2f}".rstrip("0")
    return f"−{text}" if minutes < 0 else text


def _closed(step: StepFacts, move: StepMove) -> Finding:
    if step.finished_at is None and step.started_at is not None:
        return Finding("T-103", {"task": step.title, "started_at": _say(step.started_at)})
    if move is StepMove.REESTIMATE:
        return Finding("T-116", {"task": step.title})
    return Finding("T-102", {"task": step.title, "finished_at": _say(step.finished_at)})


def _say(moment: datetime | None) -> str:
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M %Z").strip()

"""What the reckoning says of a plan: slack at the middle estimates, chance, dates, latest safe dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from writ.exchange.plan import PlanDocument, Progress, build

if TYPE_CHECKING:
    from writ.reckon.plan import Dates

Days = Literal["continuous", "whole"]
MIDDLE = 0.5
SEED = 1
RUNS = 100_000
PREVIEW_RUNS = 10_000
BACKWARD_RUNS = 20_000


@dataclass(frozen=True, slots=True)
class StepDates:
    """A step's dates at the middle estimates, in local civil moments; `slack` is minutes its end may slip."""

    early_start: datetime
    early_finish: datetime
    late_start: datetime
    late_finish: datetime
    slack: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The answer for one reading and one day convention.

    `hits` of `runs` met the due moment; `slack` is minutes at the middle estimates, negative when short. `steps` are
    the steps of the reading, `critical` those that set the end, `shares` in how many runs each was critical.
    """

    target: str
    due: datetime
    slack: int
    hits: int
    runs: int
    steps: Mapping[str, StepDates]
    critical: tuple[str, ...]
    shares: Mapping[str, int]
    first_day: date
    counts: tuple[int, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafeEnd:
    """By when one step must end: for each level in 100 the last day that keeps it, and what each day costs.

    `curve` is (day, runs in 1,000 that still hold when the step ends at the end of that day).
    """

    earliest: date
    latest: Mapping[int, date | None]
    curve: tuple[tuple[date, int], ...]


def outlook(
    document: PlanDocument,
    reading: str,
    progress: Mapping[str, Progress],
    at: datetime,
    *,
    runs: int = RUNS,
    seed: int = SEED,
    days: Days = "continuous",
    on_chunk: Callable[[int], bool | None] | None = None,
) -> Outlook:
    """Reckon one reading of the plan as known at `at`, a local moment. Raises `Infeasible`, `Cancelled`."""
    from writ.reckon.plan import schedule, simulate  # numpy loads when called

    plan, deadline = build(document, reading, progress, at)
    dates = schedule(plan, [deadline], quantile=MIDDLE, days=days)
    answer = simulate(plan, [deadline], runs=runs, seed=seed, days=days, on_chunk=on_chunk)
    spread = answer.spread[deadline.task]

    def moment(minute: int) -> datetime:
        return datetime.combine(plan.origin, datetime.min.time()) + timedelta(minutes=int(minute))

    return Outlook(
        deadline.task,
        moment(deadline.due),
        dates.slack or 0,
        round(answer.probability(deadline.task, deadline.due) * runs),
        runs,
        {task: _dates(plan.origin, one) for task, one in dates.dates.items()},
        dates.critical,
        {task: round(share * runs) for task, share in answer.criticality.items()},
        spread.first,
        tuple(spread.counts.tolist()),
        tuple(problem.code for problem in answer.notices),
    )


def slack(document: PlanDocument, reading: str, progress: Mapping[str, Progress], at: datetime) -> int:
    """Minutes of slack at the middle estimates, without a simulation."""
    from writ.reckon.plan import schedule  # numpy loads when called

    plan, deadline = build(document, reading, progress, at)
    return schedule(plan, [deadline], quantile=MIDDLE).slack or 0


def step_dates(
    document: PlanDocument, reading: str, progress: Mapping[str, Progress], at: datetime
) -> dict[str, StepDates]:
    """The dates of a reading's steps at the middle estimates, without a simulation."""
    from writ.reckon.plan import schedule  # numpy loads when called

    plan, deadline = build(document, reading, progress, at)
    found = schedule(plan, [deadline], quantile=MIDDLE).dates
    return {task: _dates(plan.origin, one) for task, one in found.items()}


def _dates(origin: date, one: Dates) -> StepDates:
    def moment(minute: int) -> datetime:
        return datetime.combine(origin, datetime.min.time()) + timedelta(minutes=int(minute))

    return StepDates(
        moment(one.early_start),
        moment(one.early_finish),
        moment(one.late_start),
        moment(one.late_finish),
        one.slack,
    )


def safe_ends(
    document: PlanDocument,
    reading: str,
    progress: Mapping[str, Progress],
    at: datetime,
    *,
    runs: int = BACKWARD_RUNS,
    seed: int = SEED,
    days: Days = "continuous",
) -> dict[str, SafeEnd]:
    """The answer read backwards, for every unfinished step that the deadline waits for."""
    from writ.reckon.plan import backwards  # numpy loads when called

    plan, deadline = build(document, reading, progress, at)
    answer = backwards(plan, [deadline], runs=runs, seed=seed, days=days)
    return {
        task: SafeEnd(
            one.earliest, dict(one.latest), tuple((day, round(share * 1000)) for day, share in one.curve)
        )
        for task, one in answer.steps.items()
    }


def planned_dates(document: PlanDocument, at: datetime) -> dict[str, tuple[datetime, datetime]]:
    """Every step's first and last moment at the middle estimates, by the default reading where it has the step."""
    from writ.reckon.plan import schedule  # numpy loads when called

    found: dict[str, tuple[datetime, datetime]] = {}
    default = document.reading()
    for reading in (default, *(one for one in document.readings if one.id != default.id)):
        plan, deadline = build(document, reading.id, {}, at)
        origin = datetime.combine(plan.origin, datetime.min.time())
        for task, one in schedule(plan, [deadline], quantile=MIDDLE).dates.items():
            start, end = (origin + timedelta(minutes=int(m)) for m in (one.early_start, one.early_finish))
            found.setdefault(task, (start, end))
    return found


def as_json(answer: Outlook, safe: Mapping[str, SafeEnd]) -> dict[str, Any]:
    """Everything but the figures that have columns of their own, as plain JSON to be stored."""
    return {
        "target": answer.target,
        "due": answer.due.isoformat(),
        "steps": {
            task: [
                one.early_start.isoformat(),
                one.early_finish.isoformat(),
                one.late_start.isoformat(),
                one.late_finish.isoformat(),
                one.slack,
            ]
            for task, one in answer.steps.items()
        },
        "critical": list(answer.critical),
        "shares": dict(answer.shares),
        "first_day": answer.first_day.isoformat(),
        "counts": list(answer.counts),
        "notices": list(answer.notices),
        "safe": {
            task: {
                "earliest": one.earliest.isoformat(),
                "latest": {str(level): day and day.isoformat() for level, day in one.latest.items()},
                "curve": [[day.isoformat(), share] for day, share in one.curve],
            }
            for task, one in safe.items()
        },
    }


def from_json(raw: Mapping[str, Any], slack_minutes: int, hits: int, runs: int) -> Outlook:
    """The outlook that `as_json` stored."""
    return Outlook(
        raw["target"],
        datetime.fromisoformat(raw["due"]),
        slack_minutes,
        hits,
        runs,
        {task: _stored_dates(moments, minutes) for task, (*moments, minutes) in raw["steps"].items()},
        tuple(raw["critical"]),
        raw["shares"],
        date.fromisoformat(raw["first_day"]),
        tuple(raw["counts"]),
        tuple(raw["notices"]),
    )


def _stored_dates(moments: Sequence[str], slack_minutes: int) -> StepDates:
    early_start, early_finish, late_start, late_finish = map(datetime.fromisoformat, moments)
    return StepDates(early_start, early_finish, late_start, late_finish, slack_minutes)


def safe_from_json(raw: Mapping[str, Any]) -> dict[str, SafeEnd]:
    """The latest safe dates that `as_json` stored."""
    return {
        task: SafeEnd(
            date.fromisoformat(one["earliest"]),
            {int(level): day and date.fromisoformat(day) for level, day in one["latest"].items()},
            tuple((date.fromisoformat(day), share) for day, share in one["curve"]),
        )
        for task, one in raw["safe"].items()
    }

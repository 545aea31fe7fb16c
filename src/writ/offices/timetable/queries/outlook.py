"""What the reckoning says of a plan: slack at the middle estimates, chance, dates, latest safe dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from writ.offices.timetable.queries.situation import Situation
    from writ.reckon.plan import Dates

Days = Literal["continuous", "whole"]
MIDDLE = 0.5
SEED = 1
RUNS = 100_000
PREVIEW_RUNS = 10_000
BACKWARD_RUNS = 20_000
OFFICIAL_RUNS = 20_000


@dataclass(frozen=True, slots=True)
class StepDates:
    """A step's dates at the middle estimates, in local civil moments; `slack` is minutes its end may slip."""

    early_start: datetime
    early_finish: datetime
    late_start: datetime
    late_finish: datetime
    slack: int


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate of an answer: in how many of its runs it was met, and its minutes of slack at the middle estimates."""

    hits: int
    slack: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The answer for one reading and one day convention.

    `hits` of `runs` met the due moment; `slack` is minutes at the middle estimates, negative when short. `steps` are
    the steps of the reading, `critical` those that set the end, `shares` in how many runs each was critical, `gates`
    the steps at which everything must be there.
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
    gates: Mapping[str, Gate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Official:
    """The answer by the plan's own estimates: `hits` of `runs`, and minutes of slack at the middle estimates."""

    hits: int
    runs: int
    slack: int


@dataclass(frozen=True, slots=True)
class SafeEnd:
    """By when one step must end: for each level in 100 the last day that keeps it, and what each day costs.

    `curve` is (day, runs in 1,000 that still hold when the step ends at the end of that day).
    """

    earliest: date
    latest: Mapping[int, date | None]
    curve: tuple[tuple[date, int], ...]

    def day_price(self, ends: date) -> int:
        """What one more day takes off, in 1,000: on average from its earliest end to as long after its middle one."""
        shares = dict(self.curve)
        first = min(self.earliest, ends)
        days = 2 * (ends - first).days + 1
        begun = shares.get(first, self.curve[0][1] if first < self.curve[0][0] else 0)
        return max(round((begun - shares.get(first + timedelta(days=days), 0)) / days), 0)


def outlook(
    stands: Situation,
    reading: str = "",
    *,
    runs: int = RUNS,
    seed: int = SEED,
    days: Days = "continuous",
    on_chunk: Callable[[int], bool | None] | None = None,
) -> Outlook:
    """Reckon one reading as things stand, with all its gates. Raises `Infeasible`, `Cancelled`."""
    from writ.reckon.plan import schedule, simulate  # numpy loads when called

    plan, deadline = stands.build(reading, days)
    gates = stands.gates(reading, plan, deadline)
    dates = schedule(plan, [deadline], quantile=MIDDLE, days=days)
    answer = simulate(plan, [deadline, *gates], runs=runs, seed=seed, days=days, on_chunk=on_chunk)
    spread = answer.spread[deadline.task]

    def moment(minute: int) -> datetime:
        return datetime.combine(plan.origin, datetime.min.time()) + timedelta(minutes=int(minute))

    def hits(task: str, due: int) -> int:
        return round(answer.probability(task, due) * runs)

    return Outlook(
        deadline.task,
        moment(deadline.due),
        dates.slack or 0,
        hits(deadline.task, deadline.due),
        runs,
        {task: _dates(plan.origin, one) for task, one in dates.dates.items()},
        dates.critical,
        {task: round(share * runs) for task, share in answer.criticality.items()},
        spread.first,
        tuple(spread.counts.tolist()),
        tuple(problem.code for problem in answer.notices),
        {
            one.task: Gate(hits(one.task, one.due), one.due - dates.dates[one.task].early_finish)
            for one in gates
        },
    )


def official_answer(
    stands: Situation, answer: Outlook, reading: str, *, seed: int = SEED, days: Days = "continuous"
) -> Official:
    """The same question by the plan's own estimates: the answer itself, while nobody has re-estimated anything."""
    from writ.reckon.plan import schedule, simulate  # numpy loads when called

    if all(one.estimate is None for one in stands.steps.values()):
        return Official(answer.hits, answer.runs, answer.slack)
    plan, deadline = stands.official.build(reading, days)
    found = simulate(plan, [deadline], runs=OFFICIAL_RUNS, seed=seed, days=days)
    hits = round(found.probability(deadline.task, deadline.due) * OFFICIAL_RUNS)
    dates = schedule(plan, [deadline], quantile=MIDDLE, days=days)
    return Official(hits, OFFICIAL_RUNS, dates.slack or 0)


def slack(stands: Situation, reading: str = "") -> int:
    """Minutes of slack at the middle estimates, without a simulation."""
    from writ.reckon.plan import schedule  # numpy loads when called

    plan, deadline = stands.build(reading)
    return schedule(plan, [deadline], quantile=MIDDLE).slack or 0


def hits(stands: Situation, reading: str = "", *, runs: int = PREVIEW_RUNS, seed: int = SEED) -> int:
    """In how many runs the due moment is met; every situation is asked with the same luck."""
    from writ.reckon.plan import simulate  # numpy loads when called

    plan, deadline = stands.build(reading)
    answer = simulate(plan, [deadline], runs=runs, seed=seed)
    return round(answer.probability(deadline.task, deadline.due) * runs)


def step_dates(stands: Situation, reading: str = "") -> dict[str, StepDates]:
    """The dates of a reading's steps at the middle estimates, without a simulation."""
    from writ.reckon.plan import schedule  # numpy loads when called

    plan, deadline = stands.build(reading)
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
    stands: Situation,
    reading: str = "",
    *,
    runs: int = BACKWARD_RUNS,
    seed: int = SEED,
    days: Days = "continuous",
) -> dict[str, SafeEnd]:
    """The answer read backwards, for every unfinished step that the deadline waits for."""
    from writ.reckon.plan import backwards  # numpy loads when called

    plan, deadline = stands.build(reading, days)
    answer = backwards(plan, [deadline], runs=runs, seed=seed, days=days)
    return {
        task: SafeEnd(
            one.earliest, dict(one.latest), tuple((day, round(share * 1000)) for day, share in one.curve)
        )
        for task, one in answer.steps.items()
    }


def planned_dates(stands: Situation) -> dict[str, tuple[datetime, datetime]]:
    """Every step's first and last moment at the plan's own middle estimates, with the options adopted.

    By the default reading where it has the step.
    """
    plain = stands.but(steps={}, counted=())
    document = stands.plan.document
    found: dict[str, tuple[datetime, datetime]] = {}
    default = document.reading()
    for reading in (default, *(one for one in document.readings if one.id != default.id)):
        for task, one in step_dates(plain, reading.id).items():
            found.setdefault(task, (one.early_start, one.early_finish))
    return found


def as_json(answer: Outlook, safe: Mapping[str, SafeEnd], official: Official) -> dict[str, Any]:
    """Everything but the figures that have columns of their own, as plain JSON to be stored."""
    return {
        "gates": {task: {"hits": one.hits, "slack": one.slack} for task, one in answer.gates.items()},
        "official": {"hits": official.hits, "runs": official.runs, "slack": official.slack},
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
        {task: Gate(one["hits"], one["slack"]) for task, one in raw["gates"].items()},
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

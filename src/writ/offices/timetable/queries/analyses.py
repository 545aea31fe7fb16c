"""What a forecast is asked besides the answer: what would help, how the ways on compare, what the answer hangs on.

Pure: a reckonable plan in, facts out. Every figure comes from runs with the luck of the forecast itself, so that the
way "as it stands" is the forecast's own answer, to the run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import hypot
from typing import TYPE_CHECKING, Any

from writ.offices.timetable.queries.outlook import MIDDLE, RUNS, SEED

if TYPE_CHECKING:
    from writ.reckon.plan import Deadline, Option, Plan

Report = Callable[[int, int], bool]
"""Told how many ways have been reckoned, and how many runs of what is under way; the answer False stops the work."""

MOST_BUDGETS = 48
MOST_TOGETHER = 7
FRESH_RUNS = 20_000
FELT = 0.01  # of a share: one course in 100
ENOUGH = 0.05
SWING_RUNS = 20_000
RANKED = 15
MERGED = 10


@dataclass(frozen=True, slots=True)
class Way:
    """One way on: these options taken together (none of them: as it stands), or the answer to a risk in place.

    `hits` of the comparison's runs meet the due moment. `gain` is the share of the same runs that it saves, `error`
    the standard error of this difference; `slack` is minutes at the middle estimates. In `counts[k]` runs the target
    was reached on the day `first_day + k`.
    """

    options: tuple[str, ...]
    hits: int
    slack: int
    cents: int = 0
    gain: float = 0.0
    error: float = 0.0
    first_day: date = date.min
    counts: tuple[int, ...] = ()
    risk: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """The best portfolio for its price: what the search saw, and what fresh runs confirm. Shares of 1."""

    options: tuple[str, ...]
    cents: int
    in_sample: float
    in_sample_error: float
    probability: float
    error: float

    @property
    def is_off(self) -> bool:
        """Whether the search and the fresh runs differ by more than twice the error of their difference."""
        return abs(self.in_sample - self.probability) > 2 * hypot(self.in_sample_error, self.error)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The ways on of one reading, in the same runs: as it stands first, each option, the best together.

    `idle` are options that change nothing in this reading, `late` those past their decide-by. `whole` says that
    every portfolio of the `considered` was simulated whole.
    """

    runs: int
    ways: tuple[Way, ...]
    frontier: tuple[Point, ...] = ()
    considered: int = 0
    whole: bool = True
    idle: tuple[str, ...] = ()
    late: tuple[str, ...] = ()

    @property
    def base(self) -> Way:
        """As it stands."""
        return self.ways[0]

    def way(self, options: Iterable[str]) -> Way | None:
        """The way that takes exactly these options, if it was compared."""
        wanted = frozenset(options)
        return next((way for way in self.ways if frozenset(way.options) == wanted), None)

    def best(self, cents: int | None = None) -> Point | None:
        """The best portfolio for at most so many cents; without a budget the cheapest that nothing dearer beats by
        `ENOUGH`."""
        if cents is not None:
            return next((one for one in reversed(self.frontier) if one.cents <= cents), None)
        top = max((one.probability for one in self.frontier), default=0.0)
        return next((one for one in self.frontier if one.probability > top - ENOUGH), None)


@dataclass(frozen=True, slots=True)
class Help:
    """What would help most, best first: each way on its own, and what it gives the answer of the same runs."""

    runs: int
    base: Way
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What the chance would be without one risk, branch or driver (`kind`), the gain and its error: shares of 1."""

    id: str
    kind: str
    probability: float
    gain: float
    error: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """A step where strands meet: the share of runs in which each was the last, and the minutes that meeting costs."""

    task: str
    holds: tuple[tuple[str, float], ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the plan that an experienced planner would ask: the number of a finding and its facts."""

    code: str
    task: str = ""
    before: str = ""
    field: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the answer hangs on: causes by the chance without them, steps by the rank correlation of their own time
    with the end, the steps where strands meet, and the health of the plan."""

    runs: int
    probability: float
    causes: tuple[Cause, ...]
    ranks: tuple[tuple[str, float], ...]
    meetings: tuple[Meeting, ...]
    doubts: tuple[Doubt, ...]


class Scales:
    """Weighs ways on against the plan as it stands, all in the same runs.

    `weighed` counts the ways; `report` is told of each, and within each of its runs, and raises `Cancelled` by
    answering False.
    """

    def __init__(
        self, plan: Plan, deadline: Deadline, runs: int = RUNS, seed: int = SEED, report: Report | None = None
    ) -> None:
        self.plan, self.deadline, self.runs, self.seed = plan, deadline, runs, seed
        self.weighed, self._report = 0, report
        self._met, self.base = self._reckoned(plan)

    def tell(self) -> None:
        """One more piece of work is done. Raises `Cancelled`."""
        from writ.reckon.plan import Cancelled

        self.weighed += 1
        if not self.ask():
            raise Cancelled

    def ask(self, runs: int = 0) -> bool:
        """Whether to go on, after so many runs of what is under way."""
        return self._report is None or self._report(self.weighed, runs)

    def weigh(self, options: Sequence[Option], risk: str = "") -> Way:
        """These options taken together. Raises `Infeasible` where they cannot be, `Cancelled`."""
        from writ.reckon.plan import adopt
        from writ.reckon.plan.sensitivity import paired

        met, way = self._reckoned(adopt(self.plan, options))
        gain, error = paired(met, self._met)
        names = () if risk else tuple(one.id for one in options)
        return replace(
            way, options=names, risk=risk, gain=gain, error=error, cents=sum(one.cost for one in options)
        )

    def _reckoned(self, plan: Plan) -> tuple[Any, Way]:
        """Run by run whether the due moment is met, and the way with its figures."""
        from writ.reckon.plan import schedule, simulate

        answer = simulate(plan, [self.deadline], runs=self.runs, seed=self.seed, on_chunk=self.ask)
        slack = schedule(plan, [self.deadline], quantile=MIDDLE).slack or 0
        met, spread = answer.met(), answer.spread[self.deadline.task]
        self.tell()
        return met, Way(
            (), int(met.sum()), slack, first_day=spread.first, counts=tuple(spread.counts.tolist())
        )


def compare(scales: Scales, options: Sequence[Option]) -> Comparison:
    """Every open option by itself, and the best of them together. Raises `Infeasible`, `Cancelled`."""
    from writ.reckon.plan import frontier  # numpy loads when called

    felt = [one for one in options if one.change.touched]
    live = {one.id: one for one in felt if one.is_open(scales.plan)}
    ways = [scales.base, *(scales.weigh([one]) for one in live.values())]
    points: tuple[Point, ...] = ()
    considered, whole = 1, True
    if live:
        found = frontier(
            scales.plan,
            [scales.deadline],
            list(live.values()),
            budgets(live.values()),
            fresh_runs=min(FRESH_RUNS, scales.runs),
            seed=scales.seed,
            on_chunk=scales.ask,
        )
        scales.tell()
        considered, whole = found[-1].considered, found[-1].whole
        points = better(
            Point(
                one.options, one.cost, one.in_sample, one.in_sample_error, one.probability, one.standard_error
            )
            for one in found
        )
        ways += [
            scales.weigh([live[name] for name in point.options]) for point in points if len(point.options) > 1
        ]
    return Comparison(
        scales.runs,
        tuple(ways),
        points,
        considered,
        whole,
        tuple(one.id for one in options if not one.change.touched),
        tuple(one.id for one in felt if one.id not in live),
    )


def better(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points that fresh runs confirm: each dearer one has the greater chance, by so much that it is felt.

    Where that leaves more than `MOST_TOGETHER` of several options, more is asked of each.
    """
    kept, felt = list(points), FELT
    while True:
        every, kept = kept, []
        for point in every:
            if not kept or point.probability >= kept[-1].probability + felt:
                kept.append(point)
        if sum(len(point.options) > 1 for point in kept) <= MOST_TOGETHER:
            return tuple(kept)
        felt *= 1.5


def budgets(options: Iterable[Option]) -> list[int]:
    """The budgets worth asking about: what any of the options cost together; where these are many, closer where little
    is spent."""
    costs = [option.cost for option in options]
    sums, total = {0}, sum(costs)
    for cost in costs:
        sums |= {one + cost for one in sums}
        if len(sums) > MOST_BUDGETS:
            last = MOST_BUDGETS - 1
            return sorted({total * place * place // (last * last) for place in range(MOST_BUDGETS)})
    return sorted(sums)


def helpful(scales: Scales, compared: Comparison) -> Help:
    """Each option compared, and the answer to each risk that has one not yet in place, what gains most first.

    Raises `Infeasible`, `Cancelled`.
    """
    from writ.reckon.plan import Change, Option

    open_risks = [one.id for one in scales.plan.risks if one.after is not None and not one.mitigated]
    eased = [scales.weigh([Option(risk, 0, Change(mitigate=(risk,)))], risk) for risk in open_risks]
    alone = [way for way in compared.ways if len(way.options) == 1]
    before = compared.base.slack
    ranked = sorted((*alone, *eased), key=lambda way: (-way.gain, before - way.slack, way.cents))
    helps = (_bare(way) for way in ranked if way.gain > 0 or way.slack > before)
    return Help(compared.runs, _bare(compared.base), tuple(helps))


def sensitivity(
    plan: Plan,
    deadline: Deadline,
    owners: Mapping[str, str],
    *,
    legal: Collection[str] = (),
    runs: int = SWING_RUNS,
    seed: int = SEED,
    on_chunk: Callable[[int], bool] | None = None,
) -> Sensitivity:
    """What the answer hangs on; `owners` name the posts of the steps, of which `legal` have dates by law.

    `on_chunk` is told the runs of each part. Raises `Infeasible`, `Cancelled`.
    """
    from writ.reckon.plan import health, merges, rank_correlations, simulate, tornado

    swings = tornado(plan, [deadline], runs=runs, seed=seed, on_chunk=on_chunk)
    ranks = rank_correlations(plan, deadline.task, seed=seed, on_chunk=on_chunk)
    met = merges(plan, seed=seed, on_chunk=on_chunk)
    return Sensitivity(
        runs,
        simulate(plan, [deadline], runs=runs, seed=seed, on_chunk=on_chunk).joint(),
        tuple(Cause(one.id, one.kind, one.probability, one.gain, one.standard_error) for one in swings),
        ranks[:RANKED],
        tuple(Meeting(one.task, one.holds, one.bias) for one in met if one.bias > 0)[:MERGED],
        tuple(_doubt(one.code, one.facts) for one in health(plan, [deadline], owners, legal=legal)),
    )


def _doubt(code: str, facts: Mapping[str, Any]) -> Doubt:
    number = facts.get("days", facts.get("tasks", 0))
    return Doubt(code, facts.get("task", ""), facts.get("before", ""), facts.get("field", ""), number)


def _bare(way: Way) -> Way:
    """The way without its curve."""
    return replace(way, first_day=date.min, counts=())

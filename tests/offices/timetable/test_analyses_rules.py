"""What is weighed against the answer: each way on in the same runs, the best together, what the answer hangs on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.exchange.plain import from_plain, to_plain
from writ.offices.timetable.queries.analyses import (
    MOST_BUDGETS,
    MOST_TOGETHER,
    Comparison,
    Help,
    Point,
    Scales,
    Sensitivity,
    better,
    budgets,
    compare,
    helpful,
    sensitivity,
)
from writ.reckon.plan import (
    Branch,
    Cancelled,
    Change,
    Deadline,
    Driver,
    Eased,
    Fixed,
    Impact,
    Link,
    Option,
    Plan,
    Risk,
    Task,
    Triangular,
    Uniform,
    simulate,
)
from writ.reckon.plan import (
    Way as BranchWay,
)

DAY = 1440
DUE = Deadline("at-stations", 65 * DAY, "legal")
PRINT = Task("print", Uniform(21 * DAY, 45 * DAY), links=(Link("lists"),))
PLAN = Plan(
    date(2007, 9, 13),
    (
        Task("lists", Fixed(30 * DAY)),
        PRINT,
        Task("distribute", Fixed(3 * DAY), links=(Link("print"),)),
        Task("at-stations", links=(Link("distribute"),)),
    ),
    risks=(
        Risk(
            "snow",
            0.2,
            (Impact("distribute", Fixed(4 * DAY)),),
            Eased(0.05, (Impact("distribute", Fixed(DAY)),)),
        ),
        Risk("power", 0.1, (Impact("print", Fixed(2 * DAY)),)),
    ),
)
SHIFT = Option("shift", 38_000_00, Change(tasks=(Task("lists", Fixed(25 * DAY)),)), decide_by=5 * DAY)
EARLY = Option(
    "early", 22_000_00, Change(tasks=(replace(PRINT, duration=Uniform(14 * DAY, 38 * DAY)),)), "printing"
)
SPLIT = Option(
    "split", 95_000_00, Change(tasks=(replace(PRINT, duration=Uniform(18 * DAY, 42 * DAY)),)), "printing"
)
IDLE, LATE = Option("idle", 1, Change()), replace(SHIFT, id="late", decide_by=-1)
RUNS = 4_000


@pytest.fixture(scope="module")
def compared() -> Comparison:
    return compare(Scales(PLAN, DUE, RUNS), (SHIFT, EARLY, SPLIT, IDLE, LATE))


def test_as_it_stands_is_the_forecast_to_the_run(compared: Comparison) -> None:
    answer = simulate(PLAN, [DUE], runs=RUNS)
    assert compared.base.hits == round(answer.joint() * RUNS)
    assert compared.base.options == ()
    assert sum(compared.base.counts) == RUNS


def test_each_open_option_is_weighed_in_the_same_runs(compared: Comparison) -> None:
    """The gain is the difference of two counts, not of two estimates."""
    for name in ("shift", "early", "split"):
        way = compared.way([name])
        assert way is not None
        assert round(way.gain * RUNS) == way.hits - compared.base.hits > 0
    early = compared.way(["early"])
    assert early is not None
    assert early.slack - compared.base.slack == 7 * DAY
    assert (compared.idle, compared.late) == (("idle",), ("late",))
    assert compared.way(["idle"]) is None


def test_options_that_exclude_each_other_never_stand_together(compared: Comparison) -> None:
    assert all(not {"early", "split"} <= set(point.options) for point in compared.frontier)
    assert ("shift", "early") in [way.options for way in compared.ways]


def test_each_dearer_point_of_the_frontier_is_better(compared: Comparison) -> None:
    costs = [point.cents for point in compared.frontier]
    shares = [point.probability for point in compared.frontier]
    assert costs == sorted(set(costs))
    assert shares == sorted(set(shares))
    assert compared.frontier[0].options == ()


def test_the_best_is_the_cheapest_that_nothing_dearer_beats_by_much(compared: Comparison) -> None:
    best = compared.best()
    assert best is not None
    assert set(best.options) == {"shift", "early"}
    within = compared.best(30_000_00)
    assert within is not None
    assert within.options == ("early",)
    poorest = compared.best(0)
    assert poorest is not None
    assert poorest.options == ()


def test_without_options_there_is_only_as_it_stands() -> None:
    alone = compare(Scales(PLAN, DUE, RUNS), ())
    assert len(alone.ways) == 1
    assert (alone.frontier, alone.best(), alone.best(5)) == ((), None, None)


def test_help_ranks_options_and_answers_to_risks_by_what_they_gain(compared: Comparison) -> None:
    """A risk without an answer, and one that is answered already, help nobody."""
    scales = Scales(PLAN, DUE, RUNS)
    told = helpful(scales, compared)
    assert [way.risk or way.options[0] for way in told.ways] == ["early", "shift", "split", "snow"]
    snow = told.ways[-1]
    assert (snow.options, snow.cents) == ((), 0)
    assert snow.gain > 0
    assert all(not way.counts for way in told.ways)
    eased = replace(PLAN, risks=(replace(PLAN.risks[0], mitigated=True),))
    assert helpful(Scales(eased, DUE, RUNS), compare(Scales(eased, DUE, RUNS), ())).ways == ()


def test_the_work_can_be_stopped_between_two_ways_and_within_each() -> None:
    """The search for the best together too, and what the answer hangs on."""
    told: list[tuple[int, int]] = []

    def until(*last: int) -> Scales:
        def report(weighed: int, runs: int) -> bool:
            told.append((weighed, runs))
            return (weighed, runs) < last

        told.clear()
        return Scales(PLAN, DUE, 500, report=report)

    with pytest.raises(Cancelled):
        compare(until(2, 0), (SHIFT, EARLY))
    assert told == [(0, 500), (1, 0), (1, 500), (2, 0)]
    with pytest.raises(Cancelled):
        compare(until(3, 1), (SHIFT, EARLY))
    assert told[-2:] == [(3, 0), (3, 4_096)]
    scales = until(1, 1)
    with pytest.raises(Cancelled):
        sensitivity(PLAN, DUE, {}, on_chunk=scales.ask)


def test_what_the_answer_hangs_on_names_causes_steps_meetings_and_doubts() -> None:
    plan = replace(
        PLAN,
        tasks=(
            *PLAN.tasks[:3],
            Task("roll", Uniform(40 * DAY, 70 * DAY)),
            replace(PLAN.tasks[3], links=(Link("distribute"), Link("roll"))),
        ),
        drivers=(Driver("paper", ("print",), Triangular(0.9, 1.0, 1.6)),),
        branches=(Branch("appeal", "lists", (BranchWay("upheld", 0.3, Fixed(3 * DAY)),)),),
    )
    found = sensitivity(plan, DUE, {"at-stations": ""}, runs=2_000)
    assert {(cause.id, cause.kind) for cause in found.causes} == {
        ("snow", "risk"), ("power", "risk"), ("appeal", "branch"), ("paper", "driver"),
    }  # fmt: skip
    assert all(abs(cause.probability - cause.gain - found.probability) < 1e-9 for cause in found.causes)
    assert {name for name, _ in found.ranks} == {"print", "roll", "distribute"}
    assert [meeting.task for meeting in found.meetings] == ["at-stations"]
    assert {doubt.code for doubt in found.doubts} >= {"P-302", "P-307"}


def test_facts_survive_being_stored(compared: Comparison) -> None:
    told = helpful(Scales(PLAN, DUE, 500), compare(Scales(PLAN, DUE, 500), (SHIFT,)))
    hangs = sensitivity(PLAN, DUE, {}, runs=500)
    assert from_plain(Comparison, to_plain(compared)) == compared
    assert from_plain(Help, to_plain(told)) == told
    assert from_plain(Sensitivity, to_plain(hangs)) == hangs


@given(st.lists(st.integers(0, 10**9), max_size=12))
def test_budgets_are_few_and_reach_from_nothing_to_everything(costs: list[int]) -> None:
    asked = budgets([Option(str(place), cost, Change()) for place, cost in enumerate(costs)])
    assert len(asked) <= MOST_BUDGETS
    assert (asked[0], asked[-1]) == (0, sum(costs))
    assert asked == sorted(set(asked))


@given(st.lists(st.floats(0, 1), max_size=20))
def test_no_point_is_kept_for_less_than_is_felt(shares: list[float]) -> None:
    points = better(Point((), place, share, 0.0, share, 0.0) for place, share in enumerate(shares))
    assert all(later.probability > sooner.probability for sooner, later in pairwise(points))
    assert len(points) <= 102


def test_there_are_never_more_portfolios_than_can_be_told_apart() -> None:
    """The cheapest and the best of them stay."""
    points = better(Point(("a", "b"), place, 0.0, 0.0, place / 50, 0.0) for place in range(50))
    assert len(points) <= MOST_TOGETHER
    assert points[0].cents == 0
    assert points[-1].probability > 0.8

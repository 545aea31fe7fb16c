"""What could be decided: the insurance arithmetic of the cable, and portfolios equal to brute force."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from writ.reckon.plan import (
    SENTENCES,
    Cancelled,
    Change,
    Deadline,
    Driver,
    Eased,
    Fixed,
    Impact,
    Infeasible,
    Link,
    Option,
    Plan,
    Risk,
    Soonest,
    Task,
    Uniform,
    adopt,
    best,
    check_options,
    clashes,
    frontier,
    prices,
    simulate,
    weigh,
)
from writ.reckon.plan import portfolio as portfolios
from writ.reckon.plan.choosing import Savings, choose, shortlist

DAY = 1440
ORIGIN = date(2007, 9, 13)
ABROAD = Uniform(21 * DAY, 45 * DAY)
PRINTING = Task("printing", ABROAD, links=(Link("lists-final"),))
CABLE = Plan(
    ORIGIN,
    (
        Task("lists-final", release=Fixed(30 * DAY)),  # the end of 12 October
        PRINTING,
        Task("distribution", Fixed(3 * DAY), links=(Link("printing"),)),
    ),
)
HELD = [Deadline("distribution", CABLE.end_of(date(2007, 11, 16)), "legal")]
TWICE = Option(
    "double-order",
    900_000_00,
    Change((Task("printing", Soonest((ABROAD,) * 2), links=(Link("lists-final"),)),)),
)
EARLIER = Option("ten-days-earlier", 200_000_00, Change((Task("lists-final", release=Fixed(20 * DAY)),)))
SPLIT = Option(
    "split",
    300_000_00,
    Change(
        (
            PRINTING,
            Task("printing-second-half", ABROAD, links=(Link("lists-final"),)),
            Task("distribution", Fixed(3 * DAY), links=(Link("printing"), Link("printing-second-half"))),
        )
    ),
    group="printer",
)
CHEAP = Option(
    "cheap-printer",
    100_000_00,
    Change((Task("printing", Uniform(21 * DAY, 60 * DAY), links=(Link("lists-final"),)),)),
    group="printer",
)


@pytest.mark.parametrize(
    ("chosen", "chance"),
    [
        ((), 11 / 24),
        ((TWICE,), 1 - (13 / 24) ** 2),
        ((EARLIER,), 21 / 24),
        ((TWICE, EARLIER), 1 - (3 / 24) ** 2),
        ((SPLIT,), (11 / 24) ** 2),
    ],
)
def test_the_insurance_arithmetic_of_the_cable(chosen, chance):
    """45.8 % as it stands; 70.7 twice ordered; 87.5 ten days earlier; 98.4 both; 21 split in two."""
    found = simulate(adopt(CABLE, chosen), HELD, runs=100_000)
    assert abs(found.joint() - chance) < 4 * found.standard_error(chance)


def test_options_are_weighed_in_the_same_runs():
    """The gain of each, its error, and what a point costs; what the plan had already is not counted twice."""
    twice, split = weigh(CABLE, HELD, [TWICE, SPLIT])
    assert abs(twice.gain - 0.2483) < 4 * twice.standard_error
    assert twice.cents_a_point == round(twice.cost / twice.gain / 100)
    assert split.gain < 0
    assert split.cents_a_point is None


def test_the_best_portfolio_under_a_budget_is_confirmed_on_fresh_runs():
    """Nothing for nothing; the lists first; then both. The price of a point rises."""
    points = frontier(CABLE, HELD, [TWICE, EARLIER, SPLIT], [0, 100_000_00, 250_000_00, 1_100_000_00])
    assert [point.options for point in points] == [
        (),
        ("ten-days-earlier",),
        ("double-order", "ten-days-earlier"),
    ]
    assert [point.cost for point in points] == [0, 200_000_00, 1_100_000_00]
    for point, chance in zip(points, (11 / 24, 21 / 24, 1 - (3 / 24) ** 2), strict=True):
        assert abs(point.probability - chance) < 4 * point.standard_error
        assert abs(point.in_sample - chance) < 4 * point.in_sample_error
        assert point.whole
        assert point.considered == 8
    first, second = prices(points)
    assert first is not None
    assert second is not None
    assert 0 < first < second


@pytest.mark.parametrize("method", ["enumeration", "highs"])
def test_savings_added_up_find_the_same_along_one_path(method):
    """What the whole simulation finds, the sum of savings finds too, by enumeration and by HiGHS."""
    found = best(CABLE, HELD, [TWICE, EARLIER], 1_100_000_00, method=method)
    assert not found.whole
    assert found.options == ("double-order", "ten-days-earlier")
    assert best(CABLE, HELD, [TWICE, EARLIER], 200_000_00, method=method).options == ("ten-days-earlier",)


@pytest.mark.parametrize("method", ["enumeration", "highs"])
def test_options_that_change_the_same_are_never_added_up(method):
    """Twice ordered and split both change the printing: one of them at most, whatever the budget."""
    found = best(CABLE, HELD, [TWICE, EARLIER, SPLIT, CHEAP], 10**9, method=method)
    assert set(found.options) == {"ten-days-earlier", "double-order"}
    assert best(CABLE, HELD, [TWICE, SPLIT, CHEAP], 10**9, method=method).options == ("double-order",)


def test_an_option_past_its_day_is_left_out_and_said():
    late = Plan(ORIGIN, CABLE.tasks, data_date=5 * DAY)
    gone = Option("double-order", 0, TWICE.change, decide_by=4 * DAY)
    (notice,) = check_options(late, [gone])
    assert (notice.code, notice.stops) == ("P-203", False)
    assert notice.facts == {"option": "double-order", "day": "2007-09-16"}
    assert adopt(late, [gone]) == late
    found = best(late, HELD, [gone], 0, fresh_runs=5000)
    assert (found.options, found.considered, found.notices) == ((), 1, (notice,))
    assert adopt(late, [Option("double-order", 0, TWICE.change, decide_by=5 * DAY)]) != late


def test_options_mitigate_crash_and_drop():
    """A risk mitigated, a task crashed by a driver, another risk taken out."""
    risks = tuple(
        Risk(name, 1.0, (Impact("printing", delay=Fixed(DAY)),), Eased(0.0, ()))
        for name in ("customs", "strike")
    )
    plan = Plan(ORIGIN, (Task("printing", Fixed(10 * DAY)),), risks=risks)
    ends = [Deadline("printing", day * DAY) for day in (8, 11, 12)]

    def met(*options: Option) -> list[bool]:
        found = simulate(adopt(plan, options), ends, runs=10)
        return [found.joint([end]) == 1.0 for end in ends]

    ease = Option("escort", 1, Change(mitigate=("customs",)))
    settle = Option("pay", 1, Change(drop=("strike",)))
    crash = Option("shift", 1, Change(drivers=(Driver("crash", ("printing",), Fixed(0.8)),)))
    assert met() == [False, False, True]
    assert met(ease) == met(settle) == [False, True, True]
    assert met(ease, settle, crash) == [True, True, True]


FAULTS = {
    "P-141": [TWICE, TWICE],
    "P-142": [Option("o", -1, Change())],
    "P-143": [Option("o", 1, Change(mitigate=("customs",)))],
    "P-144": [SPLIT, CHEAP],
    "P-145": [TWICE, SPLIT],
}


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_of_options_is_named(code):
    """Options that exclude each other are never both adopted."""
    found = (*check_options(CABLE, FAULTS[code]), *clashes(FAULTS[code]))
    assert code in {problem.code for problem in found}
    for problem in found:
        assert "{" not in SENTENCES[problem.code].format(**problem.facts)
    with pytest.raises(Infeasible, match=code):
        adopt(CABLE, FAULTS[code])


MEETING = Plan(
    ORIGIN,
    (
        Task("kit", Uniform(8 * DAY, 20 * DAY)),
        Task("roll", Uniform(8 * DAY, 20 * DAY)),
        Task("staff", Uniform(6 * DAY, 16 * DAY)),
        Task("gate", links=(Link("kit"), Link("roll"), Link("staff"))),
    ),
)
AT_GATE = [Deadline("gate", 15 * DAY)]
SHORTER = [
    Option(
        f"{name}-{days}",
        days * (1_000_00 + 100_00 * place),
        Change((Task(name, Uniform((low - days) * DAY, (high - days) * DAY)),)),
        group=name,
    )
    for place, (name, low, high) in enumerate((("kit", 8, 20), ("roll", 8, 20), ("staff", 6, 16)))
    for days in (2, 4)
]


def test_the_whole_search_equals_brute_force_where_strands_meet():
    """Every portfolio simulated by itself: none within the budget keeps more runs, and none as many for less."""
    budgets = [0, 2_500_00, 4_000_00, 9_000_00, 20_000_00]
    candidates = [(None, *(one for one in SHORTER if one.group == name)) for name in ("kit", "roll", "staff")]
    shares = []
    for levels in product(*candidates):
        chosen = [one for one in levels if one is not None]
        alone = simulate(adopt(MEETING, chosen), AT_GATE, runs=4_096)
        shares.append((alone.joint(), -sum(one.cost for one in chosen)))
    assert len(shares) == 27
    for budget in budgets:
        found = best(MEETING, AT_GATE, SHORTER, budget, fresh_runs=100)
        assert (found.in_sample, -found.cost) == max(share for share in shares if -share[1] <= budget)


def test_where_strands_meet_the_short_list_is_decided_by_whole_simulation(monkeypatch):
    """No strand by itself saves the gate, so savings added up see next to nothing; the simulation does."""
    budgets = [0, 4_000_00, 9_000_00, 20_000_00]
    every = frontier(MEETING, AT_GATE, SHORTER, budgets, fresh_runs=8_192)
    monkeypatch.setattr(portfolios, "MOST_SIMULATED", 1)
    listed = frontier(MEETING, AT_GATE, SHORTER, budgets, fresh_runs=8_192)
    assert {one.whole for one in every} == {True}
    assert {one.whole for one in listed} == {False}
    assert listed[0].options == ()
    for one in listed:
        # What the search saw is a whole simulation too: no sum that flatters.
        chosen = [option for option in SHORTER if option.id in one.options]
        alone = simulate(adopt(MEETING, chosen), AT_GATE, runs=4_096)
        assert one.in_sample == alone.joint()
    assert [one.options for one in listed] == [one.options for one in every]


def test_a_search_tells_how_many_runs_are_done_and_can_be_stopped():
    """Inside: not only before and after."""
    told: list[int] = []
    frontier(CABLE, HELD, [TWICE, EARLIER], [0, 10**9], fresh_runs=5_000, on_chunk=told.append)
    assert told == sorted(set(told))
    assert told[-1] == 4 * 4_096 + 2 * 5_000
    with pytest.raises(Cancelled):
        best(CABLE, HELD, [TWICE, EARLIER], 10**9, on_chunk=lambda done: done < 2 * 4_096)
    with pytest.raises(Cancelled):
        best(CABLE, HELD, [TWICE, EARLIER], 10**9, method="enumeration", on_chunk=lambda _: False)
    with pytest.raises(Cancelled):
        weigh(CABLE, HELD, [TWICE], on_chunk=lambda _: False)


def test_the_solver_says_nothing(capfd):
    """Only answers belong on the output of whoever asks."""
    best(CABLE, HELD, [TWICE, EARLIER], 1_100_000_00, method="highs", fresh_runs=100)
    assert capfd.readouterr() == ("", "")


@st.composite
def small_problems(draw) -> tuple[Savings, int]:
    runs, gates = draw(st.integers(1, 8)), draw(st.integers(1, 2))
    minutes = st.integers(-6, 12)
    costs, saved = [], []
    for _ in range(draw(st.integers(1, 3))):
        levels = draw(st.integers(1, 3))
        costs.append(tuple(draw(st.integers(0, 9)) for _ in range(levels)))
        values = draw(st.lists(minutes, min_size=levels * runs * gates, max_size=levels * runs * gates))
        saved.append(np.array(values, dtype=np.int32).reshape(levels, runs, gates))
    values = draw(st.lists(minutes, min_size=runs * gates, max_size=runs * gates))
    late = np.array(values, dtype=np.int32).reshape(runs, gates)
    return Savings(tuple(costs), tuple(saved), late), draw(st.integers(0, 20))


@given(small_problems())
@settings(max_examples=100, deadline=None)
def test_both_ways_of_choosing_equal_brute_force(case):
    """As many runs kept, for as few cents, as the best of all combinations; also where options do harm."""
    savings, budget = case
    every = product(*(range(len(costs) + 1) for costs in savings.costs))
    wanted = max(
        (savings.kept(levels), -savings.cost(levels)) for levels in every if savings.cost(levels) <= budget
    )
    for method in ("enumeration", "highs"):
        levels = choose(savings, budget, method)
        assert (savings.kept(levels), -savings.cost(levels)) == wanted


@given(small_problems(), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_the_short_list_is_the_best_of_all_in_their_order(case, most):
    savings, budget = case
    every = product(*(range(len(costs) + 1) for costs in savings.costs))
    within = [levels for levels in every if savings.cost(levels) <= budget]
    wanted = sorted(((savings.kept(levels), -savings.cost(levels)) for levels in within), reverse=True)[:most]
    listed = shortlist(savings, budget, most, "enumeration")
    assert len(set(listed)) == len(listed)
    assert [(savings.kept(levels), -savings.cost(levels)) for levels in listed] == wanted
    solved = shortlist(savings, budget, most, "highs")
    assert len(set(solved)) == len(solved) <= most
    assert (savings.kept(solved[0]), -savings.cost(solved[0])) == wanted[0]
    assert all(savings.cost(levels) <= budget for levels in solved)


def test_six_options_of_ten_steps():
    """1.8 million portfolios in 300 scenarios: an answer within its budget (the benchmark keeps the time)."""
    dice = np.random.Generator(np.random.PCG64(7))
    saved = tuple(np.sort(dice.integers(0, 9, (10, 300, 1), dtype=np.int32), axis=0) for _ in range(6))
    costs = tuple(tuple(np.cumsum(dice.integers(1, 9, 10)).tolist()) for _ in range(6))
    savings = Savings(costs, saved, dice.integers(1, 50, (300, 1), dtype=np.int32))
    found = choose(savings, 120)
    assert savings.combinations == 11**6
    assert savings.cost(found) <= 120
    assert savings.kept(found) >= savings.kept((3,) * 6)

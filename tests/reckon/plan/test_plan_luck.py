"""What strikes several tasks at once, held against closed forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import asin, pi, sqrt

import numpy as np
import pytest

from writ.reckon.plan import (
    SENTENCES,
    Branch,
    Correlation,
    Deadline,
    Discrete,
    Driver,
    Eased,
    Fixed,
    Impact,
    Infeasible,
    Link,
    NotExact,
    Plan,
    Risk,
    Task,
    Uniform,
    Way,
    check,
    exact,
    schedule,
    simulate,
)
from writ.reckon.plan.copula import Tied, root

DAY = 1440
ORIGIN = date(2007, 9, 13)
RUNS = 100_000


def near(found: float, expected: float, runs: int = RUNS) -> bool:
    return abs(found - expected) < 4 * sqrt(max(expected * (1 - expected), 1 / runs) / runs)


def fork(**more) -> Plan:
    """Two uniform strands of ten days that meet."""
    strands = (Task("a", Uniform(0, 10 * DAY)), Task("b", Uniform(0, 10 * DAY)))
    return Plan(ORIGIN, (*strands, Task("meet", links=(Link("a"), Link("b")))), **more)


MET = [Deadline("meet", 7 * DAY)]


def test_a_driver_strikes_all_its_tasks_in_the_same_runs():
    """Two fixed strands of five days, doubled together one time in four: both late in 25 runs of 100, not in 44."""
    tasks = (Task("a", Fixed(5 * DAY)), Task("b", Fixed(5 * DAY)), Task("meet", links=(Link("a"), Link("b"))))
    driver = Driver("paper", ("a", "b"), Discrete((1, 2), (3, 1)))
    found = simulate(Plan(ORIGIN, tasks, drivers=(driver,)), MET, runs=RUNS)
    assert near(found.joint(), 0.75)
    apart = tuple(Driver(name, (name,), driver.factor) for name in "ab")
    assert simulate(Plan(ORIGIN, tasks, risks=(Risk("r", Fraction(1, 3), ()),)), MET, runs=9).joint() == 1.0
    assert near(simulate(Plan(ORIGIN, tasks, drivers=apart), MET, runs=RUNS).joint(), 0.75**2)


def test_a_factor_multiplies_what_was_drawn():
    """Uniform over ten days, times 2: by day 7 in 35 of 100 runs."""
    driven = fork(drivers=(Driver("slow", ("a",), Fixed(2.0)),))
    assert near(simulate(driven, [Deadline("a", 7 * DAY)], runs=RUNS).joint(), 0.35)


def correlated(strength: float) -> float:
    return simulate(fork(correlations=(Correlation("g", ("a", "b"), strength),)), MET, runs=RUNS).joint()


def test_correlated_strands_meet_earlier_than_independent_ones():
    """0.49 when independent, 0.7 when all but the same; between them the bivariate normal's orthant."""
    assert near(correlated(0.0), 0.49)
    assert 0.68 < correlated(0.999) < 0.7 + 0.006
    median = [Deadline("meet", 5 * DAY)]
    for strength in (0.3, 0.8):
        tied = fork(correlations=(Correlation("g", ("a", "b"), strength),))
        assert near(simulate(tied, median, runs=RUNS).joint(), 0.25 + asin(strength) / (2 * pi))
    table = ((1.0, -0.6), (-0.6, 1.0))
    against = fork(correlations=(Correlation("g", ("a", "b"), matrix=table),))
    assert near(simulate(against, median, runs=RUNS).joint(), 0.25 + asin(-0.6) / (2 * pi))


def test_a_copula_leaves_each_duration_its_own_distribution():
    """Uniforms go in, uniforms come out, also in both tails; their rank correlation is 6/π arcsin(ρ/2)."""
    tied = Tied(Correlation("g", ("a", "b"), 0.5), 1)
    chunks = [tied.chunk() for _ in range(50)]
    a, b = (np.concatenate([chunk[name] for chunk in chunks]).astype(float) for name in "ab")
    for at in (0.001, 0.05, 0.5, 0.95, 0.999):
        assert near(float((a < at).mean()), at, len(a))
        assert near(float((b < at).mean()), at, len(b))
    assert abs(np.corrcoef(a, b)[0, 1] - 6 / pi * asin(0.25)) < 0.01


def test_the_root_of_a_matrix_gives_the_matrix_back():
    table = ((1.0, 0.5, 0.2), (0.5, 1.0, -0.3), (0.2, -0.3, 1.0))
    lower = np.zeros((3, 3))
    for number, line in enumerate(root(table) or ()):
        lower[number, : number + 1] = line
    assert np.allclose(lower @ lower.T, table)
    assert root(((1.0, 0.9, 0.9), (0.9, 1.0, -0.9), (0.9, -0.9, 1.0))) is None


def strike(probability: float, *, mitigated: bool = False) -> Risk:
    impacts = (Impact("a", delay=Fixed(5 * DAY)), Impact("b", delay=Fixed(5 * DAY)))
    eased = Eased(probability / 2, (Impact("a", delay=Fixed(DAY)),))
    return Risk("strike", probability, impacts, eased, mitigated)


def test_a_risk_strikes_its_tasks_together_before_and_after_mitigation():
    """P = (1-p) 0.49 + p 0.04 before; (1-p/2) 0.49 + p/2 * 0.6 * 0.7 after."""
    before = simulate(fork(risks=(strike(0.4),)), MET, runs=RUNS)
    assert near(before.joint(), 0.6 * 0.49 + 0.4 * 0.2 * 0.2)
    after = simulate(fork(risks=(strike(0.4, mitigated=True),)), MET, runs=RUNS)
    assert near(after.joint(), 0.8 * 0.49 + 0.2 * 0.6 * 0.7)
    assert not (before.met() & ~after.met()).any(), "what was met before is met after, run by run"


def test_a_risk_delays_a_release_too():
    """Lists released on day 4 and struck for certain by two days are final on day 6."""
    risk = Risk("court", 1, (Impact("lists", delay=Fixed(2 * DAY)),))
    plan = Plan(ORIGIN, (Task("lists", release=Fixed(4 * DAY)),), risks=(risk,))
    assert simulate(plan, runs=10).percentile_day("lists", 50) == date(2007, 9, 18)


def test_adding_luck_that_never_strikes_changes_no_run():
    """A risk of probability 0 and a factor of 1 leave every figure of the plan as it was."""
    plain = simulate(fork(), MET, runs=9000)
    idle = fork(risks=(strike(0.0),), drivers=(Driver("calm", ("a",), Fixed(1.0)),))
    found = simulate(idle, MET, runs=9000)
    assert (found.met() == plain.met()).all()
    assert found.criticality == plain.criticality


def test_what_is_over_is_struck_no_more():
    tasks = (Task("a", Fixed(DAY), started=0, finished=DAY),)
    plan = Plan(ORIGIN, tasks, data_date=DAY, risks=(Risk("r", 1, (Impact("a", delay=Fixed(DAY)),)),))
    assert simulate(plan, [Deadline("a", DAY)], runs=10).joint() == 1.0


def test_runs_met_one_by_one_count_up_to_the_joint_share():
    found = simulate(fork(), MET, runs=5001)
    assert len(found.met()) == 5001
    assert found.met().mean() == found.joint()


def test_dates_and_exact_chances_speak_of_the_plan_as_laid_down():
    struck = fork(risks=(strike(0.9),))
    assert schedule(struck, MET).dates == schedule(fork(), MET).dates
    with pytest.raises(NotExact, match="risks"):
        exact(struck, Deadline("a", DAY))


def test_what_has_happened_moves_the_dates_by_its_middle():
    tasks = (Task("a", Fixed(2 * DAY)), Task("b", release=Uniform(0, 4 * DAY)))
    struck = (Impact("a", delay=Uniform(DAY, 3 * DAY), factor=Fixed(2)), Impact("b", delay=Fixed(DAY)))
    plan = Plan(ORIGIN, tasks, risks=(Risk("r", 1, struck, Eased(1, (Impact("a", delay=Fixed(DAY)),))),))
    due = [Deadline("a", 10 * DAY)]
    assert {name: one.early_finish for name, one in schedule(plan, due).dates.items()} == {
        "a": 6 * DAY,
        "b": 3 * DAY,
    }
    assert schedule(plan, due).slack == 4 * DAY
    answered = replace(plan, risks=(replace(plan.risks[0], mitigated=True),))
    assert schedule(answered, due).slack == 7 * DAY


TABLE = ((1.0, 0.9, 0.9), (0.9, 1.0, -0.9), (0.9, -0.9, 1.0))
LUCK = {
    "P-128": {"risks": (strike(1.2),)},
    "P-129": {"risks": (strike(0.1), strike(0.2))},
    "P-130": {"drivers": (Driver("d", ("gone",), Fixed(1)),)},
    "P-131": {"drivers": (Driver("d", ("a",), Fixed(-1)),)},
    "P-132": {"correlations": (Correlation("c", ("a", "b"), 1.0),)},
    "P-133": {"correlations": (Correlation("c", ("a", "b", "meet"), matrix=TABLE),)},
    "P-134": {"correlations": (Correlation("c", ("a",)), Correlation("d", ("a",)))},
    "P-135": {"branches": (Branch("x", "a", (Way("v", 0.6), Way("w", 0.6))),)},
    "P-136": {"branches": (Branch("x", "a", (Way("v", 0.5, redo_from="a"),), at_most=None),)},
    "P-137": {"branches": (Branch("x", "a", (Way("v", 0.5, redo_from="b"),)),)},
    "P-138": {
        "branches": tuple(Branch(f"x{n}", "a", (Way("v", 0.5, redo_from="a"),), at_most=20) for n in range(5))
    },
    "P-139": {"branches": (Branch("x", "a", (Way("v", 0.5, Fixed(1), "court"),)),)},
}


@pytest.mark.parametrize("code", LUCK)
def test_each_fault_of_luck_is_named_with_the_facts_of_its_sentence(code):
    """One fault, one code; the sentence can be filled in; nothing is simulated."""
    (problem,) = check(fork(**LUCK[code]))
    assert problem.code == code
    assert problem.stops
    assert "{" not in SENTENCES[code].format(**problem.facts)
    with pytest.raises(Infeasible, match=code):
        simulate(fork(**LUCK[code]), runs=1)


def test_whole_days_are_asked_of_delays_too():
    half = fork(risks=(Risk("r", 0.5, (Impact("a", delay=Uniform(0, 720)),)),))
    assert [problem.code for problem in check(half, days="whole")] == ["P-140"]
    assert check(half) == ()

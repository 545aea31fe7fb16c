"""What drives the chance, and whether the plan is well made."""

from __future__ import annotations

from datetime import date
from math import sqrt

import numpy as np
import pytest

from writ.reckon.plan import (
    SENTENCES,
    Branch,
    Cancelled,
    Deadline,
    Discrete,
    Driver,
    Fixed,
    Impact,
    Link,
    Plan,
    Risk,
    Task,
    Uniform,
    Way,
    check,
    health,
    merges,
    rank_correlations,
    tornado,
)
from writ.reckon.plan.sensitivity import paired

DAY = 1440
ORIGIN = date(2007, 9, 13)


def test_the_tornado_takes_each_cause_away_in_the_same_runs():
    """Ten days fixed, due on day 10; 0.3 and 0.1 add a day each, a driver in half the runs."""
    plan = Plan(
        ORIGIN,
        (Task("a", Fixed(10 * DAY)), Task("end", links=(Link("a"),))),
        risks=(Risk("strike", 0.3, (Impact("a", delay=Fixed(DAY)),)),),
        branches=(Branch("late", "a", (Way("stamp", 0.1, Fixed(DAY)),)),),
        drivers=(Driver("paper", ("a",), Discrete((1, 2), (3, 1))),),
    )
    runs = 40_000
    found = {swing.id: swing for swing in tornado(plan, [Deadline("end", 10 * DAY)], runs=runs)}
    assert list(found) == ["strike", "paper", "late"]
    for name, without in (("strike", 0.9 * 0.75), ("paper", 0.7 * 0.9), ("late", 0.7 * 0.75)):
        assert abs(found[name].probability - without) < 4 * sqrt(0.25 / runs)
        assert abs(found[name].gain - (without - 0.7 * 0.9 * 0.75)) < 4 * found[name].standard_error
    assert found["strike"].kind == "risk"
    assert found["late"].kind == "branch"


def test_a_paired_difference_has_the_error_of_its_pairs():
    base = np.array([True] * 50 + [False] * 50)
    better = base.copy()
    better[50:60] = True
    gain, error = paired(better, base)
    assert gain == pytest.approx(0.1)
    assert error == pytest.approx(sqrt((0.11 - 0.01) / 100))
    assert paired(base, base)[1] > 0


def test_rank_correlation_finds_the_step_that_carries_the_spread():
    """Ranges of 12, 5 and 0 days in a chain; sums of uniforms rank as their variances say; one beside it does not."""
    plan = Plan(
        ORIGIN,
        (
            Task("long", Uniform(0, 12 * DAY)),
            Task("short", Uniform(0, 5 * DAY), links=(Link("long"),)),
            Task("sure", Fixed(DAY), links=(Link("short"),)),
            Task("beside", Uniform(0, 50 * DAY)),
        ),
    )
    (first, strong), (second, weak) = rank_correlations(plan, "sure")
    assert (first, second) == ("long", "short")
    assert abs(strong - 12 / 13) < 0.03
    assert abs(weak - 5 / 13) < 0.04


def test_where_strands_meet_is_later_than_any_of_them():
    """Two uniforms of ten days: each last in half the runs, together 10 (2/3 - 1/2) days later than one."""
    plan = Plan(
        ORIGIN,
        (
            Task("a", Uniform(0, 10 * DAY)),
            Task("b", Uniform(0, 10 * DAY)),
            Task("meet", links=(Link("a"), Link("b"))),
        ),
    )
    (merge,) = merges(plan)
    assert merge.task == "meet"
    assert [name for name, _ in merge.holds] == ["a", "b"]
    assert all(abs(share - 0.5) < 0.02 for _, share in merge.holds)
    assert abs(merge.bias / DAY - 10 / 6) < 0.1


def test_the_health_check_asks_what_a_planner_would_ask():
    """One of each fault; a sound plan has none; each sentence finds its facts; none stops a figure."""
    plan = Plan(
        ORIGIN,
        (
            Task("first", Fixed(2 * DAY)),
            Task("wait", Uniform(DAY, 2 * DAY), links=(Link("first", lag=9 * DAY),)),
            Task("loose", Uniform(DAY, 2 * DAY), start_not_before=0),
            Task("end", links=(Link("wait"),), finish_not_after=90 * DAY),
        ),
    )
    found = health(plan, [Deadline("end", 8 * DAY, "legal")], owners={"first": "ballots"})
    told = {(problem.code, problem.facts.get("task")) for problem in found}
    assert told == {
        ("P-301", "loose"),
        ("P-302", "first"),
        ("P-303", "end"),
        ("P-304", "first"),
        ("P-304", "wait"),
        ("P-304", "end"),
        ("P-305", "wait"),
        ("P-306", "first"),
        ("P-307", "end"),
        ("P-308", None),
    }
    for problem in found:
        assert not problem.stops
        assert "{" not in SENTENCES[problem.code].format(**problem.facts)
    assert check(plan) == ()


def test_a_number_of_days_never_stands_before_its_noun():
    """1 days, 21 dan: no language has one plural, so the number follows a colon."""
    assert SENTENCES["P-304"].endswith("Days late: {days}.")


def test_what_drives_the_chance_can_be_stopped_inside():
    """And says how many runs are done, of all the plans that are compared."""
    plan = Plan(
        ORIGIN,
        (
            Task("a", Uniform(DAY, 9 * DAY)),
            Task("b", Uniform(DAY, 9 * DAY)),
            Task("end", links=(Link("a"), Link("b"))),
        ),
        risks=(Risk("strike", 0.3, (Impact("a", delay=Fixed(DAY)),)),),
    )
    due = [Deadline("end", 8 * DAY)]
    told: list[int] = []
    tornado(plan, due, runs=5_000, on_chunk=told.append)
    assert told == [4_096, 8_192, 9_096, 10_000]
    for ask in (
        lambda stop: tornado(plan, due, on_chunk=stop),
        lambda stop: merges(plan, on_chunk=stop),
        lambda stop: rank_correlations(plan, "end", on_chunk=stop),
    ):
        with pytest.raises(Cancelled):
            ask(lambda _: False)


def test_a_sound_plan_is_told_nothing():
    plan = Plan(
        ORIGIN,
        (
            Task("a", Uniform(DAY, 2 * DAY), start_not_before=DAY),
            Task("b", Uniform(DAY, 2 * DAY), links=(Link("a"),)),
        ),
        drivers=(Driver("cold", ("a", "b"), Uniform(0.9, 1.3)),),
    )
    assert health(plan, [Deadline("b", 9 * DAY, "legal")], owners={"b": "logistics"}) == ()

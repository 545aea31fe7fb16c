"""Luck: one stream per task by its id, whole chunks, the same everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from writ.reckon.plan import (
    Branch,
    Correlation,
    Deadline,
    Driver,
    Fixed,
    Impact,
    Link,
    Plan,
    Risk,
    Task,
    Triangular,
    Way,
    simulate,
)
from writ.reckon.plan.streams import CHUNK, Stream

DAY = 1440


def test_uniforms_are_middles_of_equal_cells():
    """Neither 0 nor 1 is ever drawn, and every value is exact in float32."""
    drawn = Stream(1, "duration", "printing").chunk()
    assert drawn.dtype == np.float32
    assert len(drawn) == CHUNK
    cells = drawn.astype(np.float64) * 2**23 - 0.5
    assert (cells == np.floor(cells)).all()
    assert drawn.min() > 0
    assert drawn.max() < 1


def test_uniforms_are_even():
    """Chi-squared over 64 cells of 262,144 draws, far from its 0.999 point of 103."""
    stream = Stream(3, "duration", "x")
    drawn = np.concatenate([stream.chunk() for _ in range(64)])
    counts = np.bincount((drawn * 64).astype(int), minlength=64)
    assert ((counts - len(drawn) / 64) ** 2 / (len(drawn) / 64)).sum() < 103


def test_streams_of_different_names_do_not_follow_each_other():
    """Seed, purpose and id each make a stream of their own; the same three make the same."""
    names = [(1, "duration", "a"), (1, "duration", "b"), (1, "release", "a"), (2, "duration", "a")]
    drawn = [
        np.concatenate([stream.chunk() for _ in range(8)]) for stream in (Stream(*name) for name in names)
    ]
    for one in range(len(names)):
        for other in range(one):
            assert abs(np.corrcoef(drawn[one], drawn[other])[0, 1]) < 4 / np.sqrt(8 * CHUNK)
    assert (Stream(*names[0]).chunk() == drawn[0][:CHUNK]).all()


GOLDEN_DRAWS = [3387079, 3560271, 4387709, 12608497]  # in units of 2^-24


def test_golden_first_draws():
    """The same seed and id give these very numbers on every machine and in every release of this law."""
    first = Stream(2007, "duration", "printing").chunk()[:4].astype(np.float64)
    assert (first * 2**24).tolist() == GOLDEN_DRAWS


def chain(*extra: Task) -> Plan:
    return Plan(
        date(2007, 9, 1),
        (
            Task("a", Triangular(DAY, 2 * DAY, 9 * DAY)),
            *extra,
            Task("b", Triangular(DAY, 3 * DAY, 5 * DAY), links=(Link("a"),)),
        ),
    )


def test_an_unrelated_task_changes_nothing_else():
    """What-if answers are compared run by run, so a new task must not reshuffle the others."""
    plain, more = (
        simulate(plan, [Deadline("b", 7 * DAY)], runs=10_000)
        for plan in (chain(), chain(Task("c", Triangular(0, DAY, 40 * DAY))))
    )
    assert plain.joint() == more.joint()
    for task in ("a", "b"):
        assert plain.s_curve(task) == more.s_curve(task)
    assert plain.criticality == {task: more.criticality[task] for task in ("a", "b")}


def test_order_of_tasks_changes_nothing():
    plan = chain()
    turned = Plan(plan.origin, plan.tasks[::-1])
    assert simulate(plan, runs=5000).s_curve("b") == simulate(turned, runs=5000).s_curve("b")


def test_the_first_runs_do_not_depend_on_how_many_follow():
    """5,000 runs are the first 5,000 of 9,000: the second chunk only adds."""
    few, more = (simulate(chain(), runs=runs) for runs in (5000, 9000))
    short, long = few.spread["b"].counts, more.spread["b"].counts
    assert (long >= short).all()
    assert long.sum() - short.sum() == 4000


GOLDEN_JOINT = 10586
GOLDEN_SHARED = 11993
GOLDEN_DAYS = [0, 32, 678, 2347, 3772, 3757, 3356, 2595, 1773, 1086, 479, 117, 8]


def test_golden_figures_of_shared_luck():
    """One seed, exact figures, with a driver, a correlation, a risk and a branch that returns."""
    plan = replace(
        chain(),
        drivers=(Driver("d", ("a",), Triangular(0.8, 1.0, 1.5)),),
        correlations=(Correlation("c", ("a", "b"), 0.5),),
        risks=(Risk("r", 0.25, (Impact("b", delay=Fixed(DAY)),)),),
        branches=(Branch("x", "b", (Way("w", 0.25, redo_from="b"),)),),
    )
    found = simulate(plan, [Deadline("b", 9 * DAY)], runs=20_000, seed=2007)
    assert round(found.joint() * 20_000) == GOLDEN_SHARED


def test_golden_figures():
    """One seed, exact figures: they change only when the law of the simulation changes."""
    found = simulate(chain(), [Deadline("b", 7 * DAY)], runs=20_000, seed=2007)
    assert round(found.joint() * 20_000) == GOLDEN_JOINT
    assert found.spread["b"].counts.tolist() == GOLDEN_DAYS
    assert found.percentile_day("b", 90) == date(2007, 9, 10)

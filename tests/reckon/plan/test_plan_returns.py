"""Plans with returns, run by run: the passes against doing it again by hand, criticality against one minute more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import Branch, Deadline, Fixed, Link, Plan, Task, Uniform, Way, check, simulate
from writ.reckon.plan.draws import Draws
from writ.reckon.plan.passes import criticality, forward
from writ.reckon.plan.unrolling import between, unrolled
from writ.reckon.plan.wiring import tabled

DAY = 1440
ORIGIN = date(2007, 9, 13)


@st.composite
def plans(draw) -> Plan:
    """Up to six tasks, each waiting for some before it, and one or two branches that may return."""
    count = draw(st.integers(2, 6))
    tasks = []
    for number in range(count):
        before = draw(st.sets(st.integers(0, number - 1), max_size=2)) if number else set()
        kinds = st.sampled_from(["FS", "SS", "FF"])
        links = tuple(Link(f"t{other}", draw(kinds), draw(st.integers(0, 300))) for other in sorted(before))
        tasks.append(Task(f"t{number}", Uniform(60, draw(st.integers(60, 5000))), links=links))
    branches = []
    for name in range(draw(st.integers(1, 2))):
        last = draw(st.integers(0, count - 1))
        first = draw(
            st.sampled_from(sorted(t for t in range(last + 1) if between(tasks, f"t{t}", f"t{last}")))
        )
        ways = (Way("back", 0.4, Fixed(30), redo_from=f"t{first}"), Way("mend", 0.3, Uniform(0, 900)))
        branches.append(Branch(f"b{name}", f"t{last}", ways, draw(st.integers(1, 3))))
    return Plan(ORIGIN, tuple(tasks), branches=tuple(branches))


@given(plans())
@settings(max_examples=40, deadline=None)
def test_critical_is_what_one_minute_more_puts_off(plan):
    """Finish-critical rows and no others: in each run in which the row exists, the end of all moves with its work."""
    assert check(plan) == ()
    network = tabled(plan, "continuous", ())
    runs = Draws(network, 1).next_chunk().columns(np.arange(4096) < 64)
    forward(network, runs)
    end = runs.finish.max(axis=0)
    every = range(len(network.rows))
    told = dict(criticality(network, every, runs, dict.fromkeys(every, end)))
    for number, row in enumerate(network.rows):
        longer = replace(runs, work=runs.work.copy(), start=runs.start.copy(), finish=runs.finish.copy())
        longer.work[number] += 1
        forward(network, longer)
        moved = longer.finish.max(axis=0) > end
        assert not (moved & ~told[number]).any(), row
        if row.when:
            assert not told[number][~runs.active[number]].any()
            assert not moved[~runs.active[number]].any()


@given(plans())
@settings(max_examples=40, deadline=None)
def test_a_return_never_ends_a_task_earlier_and_idle_ones_change_nothing(plan):
    """Run by run against the same plan without branches."""
    network, bare = tabled(plan, "continuous", ()), tabled(plan.laid_down, "continuous", ())
    runs, plain = Draws(network, 1).next_chunk(), Draws(bare, 1).next_chunk()
    forward(network, runs)
    forward(bare, plain)
    idle = np.ones(4096, dtype=np.bool_)
    for active in runs.active.values():
        idle &= ~active
    for task in plan.tasks:
        found, without = runs.finish[network.number[task.id]], plain.finish[bare.number[task.id]]
        assert (found >= without).all()
        assert (found[idle] == without[idle]).all()


@given(plans())
@settings(max_examples=40, deadline=None)
def test_what_is_written_out_has_no_circle_and_ends_every_task_once(plan):
    nodes, last = unrolled(plan)
    names = [node.task.id for node in nodes]
    assert len(names) == len(set(names))
    assert set(last) == {task.id for task in plan.tasks}
    shown = {node.task.id: node.shown for node in nodes}
    assert all(shown[node] == task for task, node in last.items())
    tabled(plan, "continuous", ())


def test_returns_count_on_calendars_and_in_whole_days():
    """Office hours: one day's list, reopened once for certain after a ruling of one day: it ends on the third day."""
    office = WorkCalendar("office", office_week(540, 1020))
    branch = Branch("b", "list", (Way("again", 1.0, Fixed(480), "office", "list", 480),))
    task = Task("list", Fixed(480), "office", unit=480)
    plan = Plan(ORIGIN, (task,), {"office": office}, branches=(branch,))
    found = simulate(plan, [Deadline("list", 4 * DAY + 1020)], runs=100, days="whole")
    assert found.joint() == 1.0  # Thursday the list, Friday the ruling, Monday the list again
    assert found.percentile_day("list", 1) == date(2007, 9, 17)

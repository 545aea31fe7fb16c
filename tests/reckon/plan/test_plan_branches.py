"""Returns and recoveries: what may have to be done again, held against closed forms."""

from __future__ import annotations

from datetime import date
from graphlib import CycleError, TopologicalSorter
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.plan import (
    Branch,
    Deadline,
    Fixed,
    Link,
    Plan,
    Task,
    Uniform,
    Way,
    backwards,
    schedule,
    simulate,
)
from writ.reckon.plan.unrolling import between, working_order

DAY = 1440
ORIGIN = date(2007, 9, 13)
RUNS = 100_000


def near(found: float, expected: float) -> bool:
    return abs(found - expected) < 4 * sqrt(max(expected * (1 - expected), 1 / RUNS) / RUNS)


def plan(*branches: Branch, draft=None, data_date: int = 0) -> Plan:
    """A list of two days, its review of one, printing of three; translation waits for the list alone."""
    tasks = (
        Task("list", draft or Fixed(2 * DAY)),
        Task("review", Fixed(DAY), links=(Link("list"),)),
        Task("print", Fixed(3 * DAY), links=(Link("review"),)),
        Task("translate", Fixed(0), links=(Link("list"),)),
        Task("depot", Fixed(4 * DAY)),
    )
    return Plan(ORIGIN, tasks, data_date=data_date, branches=branches)


def appeals(probability: float, at_most: int = 2) -> Branch:
    return Branch("appeals", "review", (Way("upheld", probability, Fixed(DAY), redo_from="list"),), at_most)


def shares(subject: Plan, task: str) -> dict[int, float]:
    """The share of runs that finish the task at the end of each day from the first on."""
    spread = simulate(subject, runs=RUNS).spread[task]
    first = (spread.first - ORIGIN).days + 1
    return {first + day: count / RUNS for day, count in enumerate(spread.counts.tolist()) if count}


def test_a_return_does_the_loop_again_at_most_so_often():
    """Each round costs the ruling, the list and the review, four days; with odds 0.3, 0.7 / 0.21 / 0.09."""
    found = shares(plan(appeals(0.3)), "print")
    assert set(found) == {6, 10, 14}
    assert near(found[6], 0.7)
    assert near(found[10], 0.3 * 0.7)
    assert near(found[14], 0.09)
    assert set(shares(plan(appeals(1.0, 3)), "print")) == {18}


def test_a_task_is_finished_when_it_is_finished_for_good():
    """The list itself, and what waits for it outside the loop, end with the last version."""
    for task in ("list", "translate"):
        found = shares(plan(appeals(0.3, 1)), task)
        assert set(found) == {2, 6}
        assert near(found[6], 0.3)
    assert set(shares(plan(appeals(0.3)), "depot")) == {4}


def test_ways_exclude_each_other_and_the_rest_goes_on():
    """Stamp half a day, sticker two, reprint from the start: 0.5, 0.2, 0.1, and 0.2 nothing."""
    late = Branch(
        "late-list",
        "print",
        (
            Way("stamp", 0.5, Fixed(DAY)),
            Way("sticker", 0.2, Fixed(2 * DAY)),
            Way("reprint", 0.1, redo_from="print"),
        ),
    )
    found = shares(plan(late), "print")
    assert set(found) == {6, 7, 8, 9}
    for day, share in ((6, 0.2), (7, 0.5), (8, 0.2), (9, 0.1)):
        assert near(found[day], share)


def test_each_round_draws_anew():
    """The second list has luck of its own: both within half their range in a quarter of the runs."""
    certain = plan(Branch("b", "list", (Way("again", 1.0, redo_from="list"),)), draft=Uniform(0, 2 * DAY))
    found = simulate(certain, [Deadline("list", 2 * DAY)], runs=RUNS)
    assert near(found.joint(), 0.5)  # the sum of two uniforms is below its middle
    once = simulate(certain, [Deadline("list", DAY)], runs=RUNS)
    assert near(once.joint(), 0.125)


def test_a_branch_inside_a_return_is_taken_anew_with_it():
    """Inner odds 0.5, outer certain once: two independent inner delays, 1/4 1/2 1/4."""
    inner = Branch("inner", "list", (Way("errata", 0.5, Fixed(DAY)),))
    found = shares(plan(inner, appeals(1.0, 1)), "review")
    assert set(found) == {7, 8, 9}
    assert near(found[7], 0.25)
    assert near(found[8], 0.5)


def test_criticality_counts_a_task_whenever_one_of_its_turns_is_critical():
    """Toward the end of all: the depot's four days never matter; the recovery matters in the runs it exists."""
    found = simulate(plan(appeals(0.3, 1)), [Deadline("print", 6 * DAY)], runs=RUNS)
    assert found.criticality["list"] == found.criticality["review"] == found.criticality["print"] == 1.0
    assert near(found.criticality["appeals/upheld"], 0.3)
    assert found.criticality["depot"] == 0.0
    assert near(found.joint(), 0.7)


def test_what_has_ended_may_still_be_reopened():
    """The review ended on day 3; on day 4 an appeal is open: with odds 0.5 all begins again from then."""
    before = plan(appeals(0.5, 1), data_date=4 * DAY)
    done = {"list": (0, 2 * DAY), "review": (2 * DAY, 3 * DAY)}
    tasks = tuple(
        Task(task.id, task.duration, links=task.links, started=done[task.id][0], finished=done[task.id][1])
        if task.id in done
        else task
        for task in before.tasks
    )
    found = shares(Plan(ORIGIN, tasks, data_date=4 * DAY, branches=before.branches), "print")
    assert set(found) == {7, 11}
    assert near(found[7], 0.5)
    facts = shares(Plan(ORIGIN, tasks, data_date=4 * DAY, branches=before.branches), "review")
    assert set(facts) == {3, 8}


def test_the_answer_read_backwards_knows_returns():
    """The first list by the end of day 6 and no appeal, or by day 2 and one at most: 0.7 and 0.91 of the runs."""
    found = backwards(plan(appeals(0.3)), [Deadline("print", 10 * DAY)], runs=20_000)
    assert abs(found.probability - 0.91) < 0.01
    assert set(found.steps) == {"list", "review", "print"}
    safe = found.steps["list"].latest
    assert (safe[50], safe[80], safe[95]) == (date(2007, 9, 18), date(2007, 9, 14), None)


def test_a_branch_that_is_never_taken_changes_no_run():
    plain = simulate(plan(draft=Uniform(0, 9 * DAY)), [Deadline("print", 8 * DAY)], runs=9000)
    idle = simulate(plan(appeals(0.0), draft=Uniform(0, 9 * DAY)), [Deadline("print", 8 * DAY)], runs=9000)
    assert (plain.met() == idle.met()).all()
    assert plain.s_curve("print") == idle.s_curve("print")[: len(plain.s_curve("print"))]
    assert plain.criticality == {name: idle.criticality[name] for name in plain.criticality}
    assert schedule(plan(appeals(0.9))).dates == schedule(plan()).dates


@st.composite
def webs(draw) -> list[Task]:
    """Tasks that wait for any others, in circles too."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))
    waits = st.lists(st.sampled_from(names), max_size=3)
    return [Task(name, links=tuple(Link(other) for other in draw(waits))) for name in names]


@given(webs())
def test_working_order_is_that_of_the_library(tasks):
    """To the place: on it hang the order of what is critical, and the luck of branches inside branches."""
    graph = {task.id: [link.before for link in task.links] for task in tasks}
    try:
        wanted = list(TopologicalSorter(graph).static_order())
    except CycleError:
        with pytest.raises(CycleError):
            working_order(tasks)
        return
    order = [task.id for task in working_order(tasks)]
    assert order == wanted
    place = {name: number for number, name in enumerate(order)}
    for first, last in ((order[0], order[-1]), (order[-1], order[0])):
        found = between(tasks, first, last)
        assert found == set() or {first, last} <= found
        assert all(place[first] <= place[name] <= place[last] for name in found)

"""The compiled engine comes to the very figures of numpy: every law, link, calendar, fact, cause and return."""

from __future__ import annotations

import builtins
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import (
    Branch,
    Correlation,
    Deadline,
    Discrete,
    Driver,
    FastestOf,
    Fixed,
    Impact,
    Link,
    LogNormal,
    MissingExtra,
    Pert,
    Plan,
    Risk,
    Task,
    Triangular,
    TruncatedNormal,
    Uniform,
    Way,
    exact,
    simulate,
)
from writ.reckon.plan.tasks import CONTINUOUS

pytest.importorskip("numba")
DAY = 1440
OFFICE = WorkCalendar("office", office_week(480, 960), closed=frozenset({date(2007, 9, 12)}))
NIGHTS = WorkCalendar("nights", office_week(60, 300, 7))
EVERYTHING = Plan(
    date(2007, 9, 3),
    (
        Task("begun", Uniform(2 * DAY, 8 * DAY), started=0),
        Task("over", Fixed(DAY), started=0, finished=DAY),
        Task("left", Pert(DAY, 2 * DAY, 4 * DAY), started=60, remaining=Triangular(60, 300, 900)),
        Task("lists", Triangular(2 * DAY, 3 * DAY, 8 * DAY), links=(Link("over"),)),
        Task("artwork", Pert(480, 960, 2400), "office", (Link("lists"), Link("begun", "SS", 600, "office"))),
        Task("paper", LogNormal(0, 9 * DAY, 4 * DAY, 0.4), release=Uniform(5 * DAY, 8 * DAY)),
        Task(
            "plates", TruncatedNormal(60, 900, 400, 200), "nights", (Link("artwork", "SS", -120, "office"),)
        ),
        Task("print", Uniform(5 * DAY, 11 * DAY), links=(Link("plates"), Link("paper", "SS", 2 * DAY))),
        Task(
            "proof", Discrete((480, 960), (3, 1)), "office", (Link("print", "SF", 60),), finish_not_before=DAY
        ),
        Task("seals", FastestOf(Uniform(2 * DAY, 9 * DAY), 2), start_not_before=2 * DAY),
        Task("roll", Triangular(1440, 3000, 4800), "office", (Link("left"),), finish_not_after=20 * DAY),
        Task("gate", links=(Link("print"), Link("roll", "FF", 30, "office"), Link("seals"), Link("proof"))),
        Task("afterwards", Triangular(60, 90, 600), "office", (Link("gate", "FS", -30, "nights"),)),
        Task(
            "aside",
            Uniform(60, 120),
            "nights",
            (Link("plates", "FF", -60, "office"),),
            start_not_after=30 * DAY,
        ),
    ),
    {"office": OFFICE, "nights": NIGHTS},
    data_date=DAY + 300,
    drivers=(Driver("pace", ("artwork", "roll", "print"), Triangular(0.8, 1.0, 1.5)),),
    correlations=(Correlation("market", ("paper", "print"), 0.5),),
    risks=(
        Risk("customs", 0.3, (Impact("seals", delay=Fixed(2 * DAY)), Impact("paper", delay=Uniform(0, DAY)))),
    ),
    branches=(Branch("appeal", "artwork", (Way("upheld", 0.3, Uniform(60, DAY), redo_from="lists"),), 2),),
)
GATES = (
    Deadline("gate", EVERYTHING.end_of(date(2007, 9, 20))),
    Deadline("roll", EVERYTHING.end_of(date(2007, 9, 11))),
)
PLANS = {
    "everything": EVERYTHING,
    "nothing shared": replace(EVERYTHING, drivers=(), correlations=(), risks=(), branches=()),
    "no calendar": Plan(
        date(2007, 9, 3),
        (Task("a", Uniform(60, 900)), Task("b", Pert(60, 80, 900), links=(Link("a", "SS", 30),))),
    ),
    "nothing drawn": Plan(date(2007, 9, 3), (Task("a", Fixed(60)), Task("b", Fixed(90), links=(Link("a"),)))),
}


def same(one, other):
    assert one.criticality == other.criticality
    assert one.broken == other.broken
    assert one.spread.keys() == other.spread.keys()
    for task, spread in one.spread.items():
        assert spread.first == other.spread[task].first
        assert np.array_equal(spread.counts, other.spread[task].counts), task
    for deadline in one.deadlines:
        assert np.array_equal(one.met((deadline,)), other.met((deadline,)))


@pytest.mark.parametrize("days", ["continuous", "whole"])
@pytest.mark.parametrize("name", PLANS)
def test_both_engines_give_the_same_figures_to_the_last_run(name, days):
    plan = PLANS[name]
    if days == "whole" and name != "nothing drawn":
        plan = Plan(plan.origin, (Task("a", Uniform(DAY, 5 * DAY)), Task("b", Fixed(60), links=(Link("a"),))))
    deadlines = GATES if name in ("everything", "nothing shared") and days == "continuous" else ()
    numpy, numba = (
        simulate(plan, deadlines, runs=5_000, seed=3, days=days, engine=engine)
        for engine in ("numpy", "numba")
    )
    same(numpy, numba)


@pytest.mark.parametrize("toward", [task.id for task in EVERYTHING.tasks])
def test_criticality_toward_any_step_is_the_same(toward):
    numpy, numba = (
        simulate(EVERYTHING, GATES, runs=4_000, toward=toward, engine=engine) for engine in ("numpy", "numba")
    )
    same(numpy, numba)


LAWS = st.sampled_from(
    (
        Fixed(0),
        Fixed(700),
        Uniform(0, 3000),
        Triangular(100, 200, 5000),
        Triangular(300, 300, 900),
        Pert(60, 60, 9000),
        Pert(0, 4000, 5000, 60.0),
        LogNormal(0, 9 * DAY, 1500, 0.9),
        TruncatedNormal(60, 900, 400, 200),
        Discrete((480, 960), (3, 1)),
    )
)
MOMENT = st.none() | st.integers(0, 9 * DAY)


@st.composite
def plans(draw) -> Plan:
    """Up to six tasks with any law, calendar, links and floors, under a driver, a risk and a return."""
    tasks = []
    for number in range(draw(st.integers(1, 6))):
        links = tuple(
            Link(
                f"t{before}",
                draw(st.sampled_from(("FS", "SS", "FF", "SF"))),
                draw(st.sampled_from((0, 0, 60, 2000, -60, -900))),
                draw(st.sampled_from((CONTINUOUS, "office"))),
            )
            for before in range(number)
            if draw(st.booleans())
        )
        calendar = draw(st.sampled_from((CONTINUOUS, CONTINUOUS, "office", "nights")))
        release = draw(st.sampled_from((None, Uniform(0, 9 * DAY))))
        tasks.append(
            Task(f"t{number}", draw(LAWS), calendar, links, draw(MOMENT), release=release)
            if draw(st.booleans())
            else Task(f"t{number}", draw(LAWS), calendar, links, finish_not_before=draw(MOMENT))
        )
    names = tuple(task.id for task in tasks)
    delays = (Impact(names[0], delay=Uniform(0, DAY)), Impact(names[-1], factor=Uniform(1, 2)))
    back = (Way("back", 0.4, Fixed(30), redo_from=names[-1]), Way("mend", 0.3, Uniform(0, 900)))
    return Plan(
        date(2007, 9, 3),
        tuple(tasks),
        {"office": OFFICE, "nights": NIGHTS},
        drivers=draw(st.sampled_from(((), (Driver("pace", names, Triangular(0.8, 1.0, 1.5)),)))),
        risks=draw(st.sampled_from(((), (Risk("storm", 0.3, delays),)))),
        branches=draw(st.sampled_from(((), (Branch("appeal", names[-1], back, 2),)))),
    )


@given(plans(), st.data())
def test_whatever_the_plan_the_figures_are_the_same(plan, data):
    """Days, criticality toward any task or the end of all, and deadlines; runs that end within a lane or a chunk."""
    runs = data.draw(st.sampled_from((1, 37, 1024, 1025, 4096, 4500)))
    toward = data.draw(st.sampled_from((None, *(task.id for task in plan.tasks))))
    deadlines = data.draw(st.sampled_from(((), (Deadline("t0", 2000), Deadline("t0", 3 * DAY)))))
    numpy, numba = (
        simulate(plan, deadlines, runs=runs, seed=9, toward=toward, engine=engine)
        for engine in ("numpy", "numba")
    )
    same(numpy, numba)


def test_the_compiled_engine_keeps_the_exact_answer():
    """One uniform delivery against a day: 11/24, within four standard errors at 100,000 runs."""
    plan = Plan(date(2007, 10, 13), (Task("printing", Uniform(21 * DAY, 45 * DAY)),))
    due = Deadline("printing", 32 * DAY)
    result = simulate(plan, (due,), engine="numba")
    assert exact(plan, due) == Fraction(11, 24)
    assert abs(result.probability("printing", due.due) - 11 / 24) < 4 * result.standard_error(11 / 24)


def test_without_numba_the_extra_is_named(monkeypatch):
    monkeypatch.delitem(sys.modules, "writ.reckon.plan.kernels", raising=False)
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "numba":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delattr("writ.reckon.plan.kernels", raising=False)
    with pytest.raises(MissingExtra) as missing:
        simulate(PLANS["nothing drawn"], engine="numba")
    assert missing.value.args == ("fast",)


def test_numba_is_loaded_only_when_asked_for():
    import subprocess

    code = "import sys, writ.reckon.plan as p; print('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"

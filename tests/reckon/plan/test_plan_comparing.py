"""Variants of a plan lean on what the plan has reckoned, and come to the figures of a simulation of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import (
    Branch,
    Correlation,
    Deadline,
    Driver,
    Fixed,
    Impact,
    Infeasible,
    Link,
    Plan,
    Risk,
    Task,
    Triangular,
    Way,
    simulate,
)
from writ.reckon.plan.comparing import met

DAY = 1440
OFFICE = WorkCalendar("office", office_week(480, 960))
PLAN = Plan(
    date(2007, 9, 3),
    (
        Task("lists", Triangular(2 * DAY, 3 * DAY, 8 * DAY)),
        Task("artwork", Triangular(480, 960, 2400), "office", (Link("lists"),)),
        Task("paper", Triangular(DAY, 4 * DAY, 9 * DAY), release=Triangular(5 * DAY, 8 * DAY, 9 * DAY)),
        Task(
            "print",
            Triangular(5 * DAY, 6 * DAY, 11 * DAY),
            links=(Link("artwork"), Link("paper", "SS", 2 * DAY)),
        ),
        Task("roll", Triangular(1440, 3000, 4800), "office"),
        Task("gate", links=(Link("print"), Link("roll", "FF"))),
        Task("afterwards", Fixed(DAY), links=(Link("gate"),)),
    ),
    {"office": OFFICE},
    drivers=(Driver("pace", ("artwork", "roll"), Triangular(0.8, 1.0, 1.5)),),
    correlations=(Correlation("market", ("paper", "print"), 0.5),),
    risks=(Risk("customs", 0.3, (Impact("print", delay=Fixed(2 * DAY)), Impact("paper", delay=Fixed(DAY)))),),
    branches=(Branch("appeal", "artwork", (Way("upheld", 0.3, Fixed(DAY), redo_from="lists"),), 2),),
)
GATES = (Deadline("gate", PLAN.end_of(date(2007, 9, 20))), Deadline("roll", PLAN.end_of(date(2007, 9, 11))))


def with_task(name, **fields):
    return replace(PLAN, tasks=tuple(replace(t, **fields) if t.id == name else t for t in PLAN.tasks))


VARIANTS = {
    "the same": PLAN,
    "a shorter step": with_task("print", duration=Triangular(3 * DAY, 4 * DAY, 5 * DAY)),
    "another calendar": with_task("roll", calendar="continuous"),
    "another link": with_task("print", links=(Link("lists"),)),
    "no release": with_task("paper", release=None),
    "started": replace(with_task("lists", started=0), data_date=DAY),
    "no risk": replace(PLAN, risks=()),
    "no driver": replace(PLAN, drivers=()),
    "no branch": replace(PLAN, branches=()),
    "no correlation": replace(PLAN, correlations=()),
    "far beyond the tables": with_task(
        "afterwards", duration=Fixed(300 * DAY), calendar="office", links=(Link("roll"),)
    ),
    "a new step first": replace(
        PLAN,
        tasks=(
            Task("check", Fixed(600), "office"),
            *with_task("artwork", links=(Link("check"), Link("lists"))).tasks,
        ),
    ),
}


@pytest.mark.parametrize("runs", [300, 9_000])
def test_every_variant_comes_to_what_it_comes_to_by_itself(runs):
    found = met([PLAN, *VARIANTS.values()], GATES, runs=runs, seed=5, days="continuous")
    for name, plan, line in zip(["the plan", *VARIANTS], [PLAN, *VARIANTS.values()], found, strict=True):
        alone = simulate(plan, GATES, runs=runs, seed=5).met()
        assert np.array_equal(line, alone), name


def test_a_variant_that_cannot_be_reckoned_is_refused_as_a_plan_of_its_own_is():
    for wrong in (
        with_task("print", links=(Link("nobody"),)),
        with_task("roll", finish_not_after=60),
        with_task("roll", duration=Fixed(3000 * DAY)),
    ):
        with pytest.raises(Infeasible) as alone:
            simulate(wrong, GATES, runs=10)
        with pytest.raises(Infeasible) as together:
            met([PLAN, wrong], GATES, runs=10, seed=1, days="continuous")
        assert together.value.problems == alone.value.problems

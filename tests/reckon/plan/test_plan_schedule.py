"""Early and late dates are the optimum of a linear program, on networks of PSPLIB's making and on random ones."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import highspy
import psplib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import Deadline, Fixed, Link, Plan, Task, Triangular, Uniform, schedule, simulate

DAY = 1440
ORIGIN = date(2007, 9, 13)


def optimum(plan: Plan, until: int | None = None) -> dict[str, tuple[int, int]]:
    """Every start and finish as early as can be, or (given the end) as late as can be, by HiGHS."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    top = highspy.kHighsInf if until is None else until
    start = {task.id: model.addVariable(0, top) for task in plan.tasks}
    finish = {task.id: model.addVariable(0, top) for task in plan.tasks}
    for task in plan.tasks:
        model.addConstr(finish[task.id] - start[task.id] >= task.duration.low)
        for link in task.links:
            before = (start if link.kind[0] == "S" else finish)[link.before]
            after = (start if link.kind[1] == "S" else finish)[task.id]
            model.addConstr(after - before >= link.lag)
    total = sum([*start.values(), *finish.values()])
    if until is None:
        model.minimize(total)
    else:
        model.maximize(total)
    return {name: (round(model.val(start[name])), round(model.val(finish[name]))) for name in start}


def agree(plan: Plan) -> None:
    found = schedule(plan).dates
    assert {name: (at.early_start, at.early_finish) for name, at in found.items()} == optimum(plan)
    end = max(at.early_finish for at in found.values())
    assert {name: (at.late_start, at.late_finish) for name, at in found.items()} == optimum(plan, end)


@st.composite
def networks(draw):
    """Tasks with all kinds of links whose lags leave each late date determined by the end of the plan."""
    tasks = []
    for number in range(draw(st.integers(2, 12))):
        links = tuple(
            Link(
                f"t{before}",
                draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                draw(st.integers(0, 20)),
            )
            for before in range(max(0, number - 4), number)
            if draw(st.booleans())
        )
        tasks.append(Task(f"t{number}", Fixed(draw(st.integers(0, 30))), links=links))
    return Plan(ORIGIN, tuple(tasks))


@given(networks())
def test_dates_are_those_of_the_linear_program(plan):
    """Forward pass: each variable at its least; backward pass: each at its greatest."""
    agree(plan)


def psplib_file(folder: Path, jobs: int, seed: int) -> Path:
    """A single-mode network in PSPLIB's .sm format: a source, `jobs` jobs, a sink, each job with up to three heirs."""
    dice = random.Random(seed)
    last = jobs + 2
    heirs = {
        job: sorted(dice.sample(range(job + 1, last + 1), min(last - job, dice.choice((1, 2, 3)))))
        for job in range(2, last)
    }
    named = {heir for some in heirs.values() for heir in some}
    heirs[1] = [job for job in range(2, last) if job not in named]
    heirs[last] = []
    length = {job: 0 if job in (1, last) else dice.randint(1, 10) for job in heirs}
    lines = ["PRECEDENCE RELATIONS:", "jobnr.    #modes  #successors   successors"]
    lines += [f"{job} 1 {len(heirs[job])} " + " ".join(map(str, heirs[job])) for job in range(1, last + 1)]
    lines += ["*" * 72, "REQUESTS/DURATIONS:", "jobnr. mode duration  R 1", "-" * 72]
    lines += [f"{job} 1 {length[job]} 1" for job in range(1, last + 1)]
    lines += ["*" * 72, "RESOURCEAVAILABILITIES:", "  R 1", "   99", "*" * 72]
    path = folder / f"j{jobs}_{seed}.sm"
    path.write_text("\n".join(lines))
    return path


@pytest.mark.parametrize(("jobs", "seed"), [(30, 1), (30, 2), (60, 3), (120, 4)])
def test_psplib_networks(tmp_path, jobs, seed):
    """Networks of PSPLIB's sizes, written in its format and read by its parser, solved by both."""
    read = psplib.parse(psplib_file(tmp_path, jobs, seed), instance_format="psplib")
    links: dict[int, list[Link]] = {number: [] for number in range(read.num_activities)}
    for number, activity in enumerate(read.activities):
        for heir in activity.successors:
            links[heir].append(Link(f"j{number}"))
    plan = Plan(
        ORIGIN,
        tuple(
            Task(f"j{number}", Fixed(activity.modes[0].duration), links=tuple(links[number]))
            for number, activity in enumerate(read.activities)
        ),
    )
    assert len(plan.tasks) == jobs + 2
    agree(plan)
    critical = {name for name, at in schedule(plan).dates.items() if at.total_float == 0}
    assert set(schedule(plan).critical) == critical
    shares = simulate(plan, runs=10).criticality
    assert {name for name, share in shares.items() if share == 1.0} == critical
    assert set(shares.values()) <= {0.0, 1.0}


def test_slack_against_a_deadline_and_a_late_start_before_the_plan():
    """Six days short is -6 days of slack, also where the late start would lie before the plan's first day."""
    plan = Plan(
        ORIGIN, (Task("print", Fixed(10 * DAY)), Task("send", Fixed(2 * DAY), links=(Link("print"),)))
    )
    found = schedule(plan, [Deadline("send", 6 * DAY)])
    assert found.slack == -6 * DAY
    assert found.dates["print"].late_start == -6 * DAY
    assert found.dates["print"].total_float == found.dates["print"].slack == -6 * DAY
    assert found.critical == ("print", "send")


def test_slack_counts_working_time_on_a_calendar():
    """Friday evening to Monday evening is one working day of float and three days of slack."""
    office = WorkCalendar("office", office_week(540, 1020))
    plan = Plan(date(2007, 9, 14), (Task("sign", Fixed(480), "office"),), {"office": office})  # a Friday
    dates = schedule(plan, [Deadline("sign", 3 * DAY + 1020)]).dates["sign"]
    assert (dates.early_start, dates.early_finish) == (540, 1020)
    assert (dates.total_float, dates.slack) == (480, 3 * DAY)
    assert dates.late_start == 3 * DAY + 540


def test_each_task_is_limited_by_what_it_can_break():
    """A deadline limits what it waits for; a side branch may slip until the plan's end; ceilings limit too."""
    plan = Plan(
        ORIGIN,
        (
            Task("a", Fixed(DAY)),
            Task("b", Fixed(DAY), links=(Link("a"),), finish_not_after=5 * DAY),
            Task("side", Fixed(DAY), links=(Link("b"),)),
            Task("last", Fixed(9 * DAY)),
            Task("sign", Fixed(60), start_not_after=3 * DAY),
        ),
    )
    dates = schedule(plan, [Deadline("a", 2 * DAY)]).dates
    assert [dates[name].late_finish for name in ("a", "b", "side")] == [2 * DAY, 5 * DAY, 9 * DAY]
    assert (dates["sign"].late_start, dates["sign"].total_float) == (3 * DAY, 3 * DAY)


def test_a_quantile_is_taken_of_every_estimate():
    plan = Plan(
        ORIGIN,
        (Task("a", Uniform(0, 10 * DAY)), Task("b", Triangular(0, 0, 4 * DAY), links=(Link("a"),))),
    )
    at = {
        quantile: schedule(plan, quantile=quantile).dates["b"].early_finish for quantile in (0.0, 0.75, 1.0)
    }
    assert at == {0.0: 0, 0.75: 7.5 * DAY + 2 * DAY, 1.0: 14 * DAY}
    with pytest.raises(ValueError, match="quantile"):
        schedule(plan, quantile=1.1)
    assert schedule(plan, quantile=0.52, days="whole").dates["a"].early_finish == 5 * DAY

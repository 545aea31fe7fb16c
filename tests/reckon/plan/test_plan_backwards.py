"""The answer read backwards is the forward answer, asked of one step's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from writ.reckon.calendar import WorkCalendar, office_week
from writ.reckon.plan import Deadline, Fixed, Link, Plan, Task, Triangular, Uniform, backwards, simulate

DAY = 1440
ORIGIN = date(2007, 9, 13)
CALENDARS = {"office": WorkCalendar("office", office_week(540, 1020))}


def ballots() -> Plan:
    return Plan(
        ORIGIN,
        (
            Task("lists-final", release=Fixed(30 * DAY)),
            Task("printing", Uniform(21 * DAY, 45 * DAY), links=(Link("lists-final"),)),
            Task("distribution", Fixed(3 * DAY), links=(Link("printing"),)),
            Task("report", Fixed(DAY), links=(Link("distribution"),)),
        ),
    )


def test_latest_days_of_the_cable():
    """Lists final by 3 October for 80 %: 21 + 0.8 * 24 = 40.2 days before the 13th of November ends."""
    plan = ballots()
    found = backwards(plan, [Deadline("distribution", plan.end_of(date(2007, 11, 16)))])
    assert set(found.steps) == {"lists-final", "printing", "distribution"}
    lists = found.steps["lists-final"]
    assert lists.earliest == date(2007, 10, 12)
    assert lists.latest[50] in (date(2007, 10, 10), date(2007, 10, 11))
    assert lists.latest[80] in (date(2007, 10, 3), date(2007, 10, 4))
    assert lists.latest[99] == date(2007, 9, 29)
    assert set(found.steps["printing"].latest.values()) == {date(2007, 11, 13)}
    assert found.probability == pytest.approx(11 / 24, abs=0.015)


def test_each_day_costs_a_twenty_fourth():
    """Between the ends of the range every day of delay costs 1/24, whatever the level."""
    plan = ballots()
    found = backwards(plan, [Deadline("distribution", plan.end_of(date(2007, 11, 16)))])
    costs = dict(found.steps["lists-final"].costs)
    for day in range(23):
        assert costs[date(2007, 9, 30) + timedelta(days=day)] == pytest.approx(1 / 24, abs=0.007)
    assert costs[date(2007, 9, 20)] == 0.0
    assert sum(costs.values()) == pytest.approx(1.0)


def test_a_strand_that_is_late_by_itself_caps_every_other():
    """If the roll alone meets the day with 60 %, no date for the ballots can give 80 %."""
    plan = Plan(
        ORIGIN,
        (
            Task("ballots", Fixed(DAY)),
            Task("roll", Uniform(0, 10 * DAY)),
            Task("open", links=(Link("ballots"), Link("roll"))),
        ),
    )
    found = backwards(plan, [Deadline("open", 6 * DAY)])
    ballots_end = found.steps["ballots"]
    assert ballots_end.latest[50] == date(2007, 9, 18)
    assert ballots_end.latest[80] is None
    assert dict(ballots_end.curve)[date(2007, 9, 18)] == pytest.approx(0.6, abs=0.015)
    assert found.steps["roll"].latest[99] == date(2007, 9, 18)


@st.composite
def plans(draw):
    tasks = []
    for number in range(draw(st.integers(2, 6))):
        links = tuple(
            Link(
                f"t{before}",
                draw(st.sampled_from(["FS", "FS", "FF", "SS"])),
                draw(st.sampled_from([0, 600, -600])),
            )
            for before in range(number)
            if before == number - 1 or draw(st.booleans())
        )
        law = Triangular(0, draw(st.integers(0, 2)) * 480, draw(st.integers(2, 6)) * 480)
        tasks.append(Task(f"t{number}", law, draw(st.sampled_from(["continuous", "office"])), links))
    return Plan(ORIGIN, tuple(tasks), CALENDARS)


@settings(max_examples=25)
@given(plans(), st.integers(3, 12), st.data())
def test_reading_backwards_is_fixing_the_end_and_simulating(plan, days, data):
    """For any step and day: the share read off the curve is the share of the same runs with the step ended then."""
    last = plan.tasks[-1].id
    deadline = Deadline(last, days * DAY)
    step = data.draw(st.sampled_from([task.id for task in plan.tasks]))
    read = backwards(plan, [deadline], runs=2000, tasks=[step])
    if step not in read.steps:
        return  # nothing hangs on its finish
    day = data.draw(st.integers(0, days))
    share = dict(read.steps[step].curve).get(ORIGIN + timedelta(days=day), 0.0)
    assert share == pytest.approx(share_if_ended(plan, step, (day + 1) * DAY, deadline), abs=1e-12)


def share_if_ended(plan: Plan, step: str, moment: int, deadline: Deadline) -> float:
    """The plain road: the same draws, the step's finish overwritten, all later rows reckoned again."""
    from writ.reckon.plan.draws import Draws
    from writ.reckon.plan.passes import settle
    from writ.reckon.plan.wiring import tabled

    network = tabled(plan, "continuous", [deadline.due, moment + 40 * DAY])
    runs = Draws(network, seed=1).next_chunk()
    for number, row in enumerate(network.rows):
        settle(row, number, runs)
        if row.id == step:
            runs.finish[number] = moment
    return float((runs.finish[network.number[deadline.task], :2000] <= deadline.due).mean())


def test_several_deadlines_are_met_together():
    """What serves two gates must be ready for the more pressing."""
    plan = Plan(
        ORIGIN,
        (
            Task("print", Fixed(DAY)),
            Task("north", Fixed(2 * DAY), links=(Link("print"),)),
            Task("south", Fixed(DAY), links=(Link("print"),)),
        ),
    )
    found = backwards(plan, [Deadline("north", 9 * DAY), Deadline("south", 5 * DAY)], runs=100)
    assert found.steps["print"].latest[99] == plan.day_of(4 * DAY)
    assert found.probability == 1.0


def test_backwards_agrees_with_simulate():
    plan = ballots()
    deadline = Deadline("distribution", plan.end_of(date(2007, 11, 16)))
    assert backwards(plan, [deadline], runs=9000).probability == simulate(plan, [deadline], runs=9000).joint()
    with pytest.raises(ValueError, match="deadline"):
        backwards(plan, [])

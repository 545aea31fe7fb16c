"""Calendar x constraint x lag: the simulation of fixed durations is the plain pass a person would do by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import Span, WorkCalendar, office_week
from writ.reckon.plan import CONTINUOUS, Fixed, Link, Plan, Task, schedule
from writ.reckon.plan.draws import Draws
from writ.reckon.plan.passes import forward
from writ.reckon.plan.wiring import tabled

ORIGIN = date(2007, 9, 13)
CALENDARS = {
    "office": WorkCalendar("office", office_week(540, 1020), frozenset({ORIGIN + timedelta(days=4)})),
    "shifts": WorkCalendar("shifts", ((Span(0, 360), Span(720, 1080)),) * 6 + ((),)),
    "nights": WorkCalendar("nights", ((Span(0, 300), Span(1320, 1440)),) * 7),
}
NAMES = st.sampled_from([CONTINUOUS, *CALENDARS])
MOMENT = st.none() | st.integers(0, 20 * 1440)


@st.composite
def plans(draw):
    """Up to seven tasks in a random order, any kinds of links, lags and leads, floors on start and finish."""
    tasks = []
    for number in range(draw(st.integers(1, 7))):
        links = tuple(
            Link(
                f"t{before}",
                draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                draw(st.sampled_from([0, 0, 1, 60, 700, 2000, -60, -900])),
                draw(NAMES),
            )
            for before in range(number)
            if draw(st.booleans())
        )
        tasks.append(
            Task(
                f"t{number}",
                Fixed(draw(st.sampled_from([0, 1, 59, 480, 481, 3000]))),
                draw(NAMES),
                links,
                start_not_before=draw(MOMENT),
                finish_not_before=draw(MOMENT),
                release=draw(st.none() | st.integers(0, 20 * 1440).map(Fixed)),
            )
        )
    return Plan(
        ORIGIN, tuple(draw(st.permutations(tasks))), CALENDARS, data_date=draw(st.sampled_from([0, 0, 3000]))
    )


def by_hand(plan: Plan) -> dict[str, tuple[int, int]]:
    """The plain forward pass, one minute of arithmetic at a time, on `WorkCalendar` itself."""

    def add(calendar: str, at: int, minutes: int) -> int:
        return (
            at + minutes if calendar == CONTINUOUS else CALENDARS[calendar].add_working(at, minutes, ORIGIN)
        )

    dates: dict[str, tuple[int, int]] = {}
    tasks = {task.id: task for task in plan.tasks}
    for name in sorted(tasks):  # each task's links lead to lower numbers
        task, work = tasks[name], int(tasks[name].duration.low)
        begin = max(plan.data_date, task.start_not_before or 0)
        end = max(plan.data_date, task.finish_not_before or 0)
        for link in task.links:
            moment = dates[link.before][0 if link.kind[0] == "S" else 1]
            bound = add(link.lag_calendar, moment, link.lag)
            begin, end = (max(begin, bound), end) if link.kind[1] == "S" else (begin, max(end, bound))
        if task.release is not None:
            end = max(end, int(task.release.low))
        start = add(task.calendar, begin, 1) - 1 if work else begin
        dates[name] = start, max(add(task.calendar, begin, work), end)
    return dates


@given(plans())
def test_the_simulation_is_the_plain_pass(plan):
    """Tables, chunks and row order change nothing: every run has the dates worked out by hand."""
    network = tabled(plan, "continuous", [])
    runs = Draws(network, seed=1).next_chunk()
    forward(network, runs)
    for name, (start, finish) in by_hand(plan).items():
        number = network.number[name]
        row = network.rows[number]
        assert (row.counting.start(runs.start[number], runs.work[number]) == start).all()
        assert (runs.finish[number] == finish).all()


@given(plans())
def test_early_dates_are_the_plain_pass_and_late_ones_keep_every_link(plan):
    """Walking gives the same early dates; late dates, taken as dates, break no link and leave the work its time."""
    found = schedule(plan)
    early = by_hand(plan)
    assert {name: (at.early_start, at.early_finish) for name, at in found.dates.items()} == early
    end = max(finish for _, finish in early.values())
    for task in plan.tasks:
        dates = found.dates[task.id]
        assert dates.early_finish <= dates.late_finish <= end
        assert dates.total_float >= 0
    assert found.critical
    assert any(found.dates[name].early_finish == end for name in found.critical)


@given(plans(), st.data())
def test_a_task_with_float_may_use_it_and_no_more(plan, data):
    """Holding one task to its late finish moves the end of the plan by nothing; a minute more of its calendar does."""
    found = schedule(plan)
    task = data.draw(st.sampled_from(plan.tasks))
    dates = found.dates[task.id]
    end = max(at.early_finish for at in found.dates.values())

    def end_if_held_to(moment: int) -> int:
        held = tuple(
            replace(other, finish_not_before=max(moment, other.finish_not_before or 0))
            if other.id == task.id
            else other
            for other in plan.tasks
        )
        dates = schedule(Plan(plan.origin, held, plan.calendars, plan.data_date)).dates
        return max(at.early_finish for at in dates.values())

    assert end_if_held_to(dates.late_finish) == end
    assert end_if_held_to(dates.late_finish + 1) > end


def test_a_finish_link_holds_a_task_open_and_shifts_none_of_its_work():
    """Who waits for another's end may end outside his own hours: the printer's delivery at night ends the receipt."""
    plan = Plan(
        ORIGIN,
        (
            Task("delivery", Fixed(30 * 60)),
            Task("receipt", Fixed(60), "office", (Link("delivery", "FF"),)),
        ),
        CALENDARS,
    )
    dates = schedule(plan).dates["receipt"]
    assert (dates.early_start, dates.early_finish) == (540, 30 * 60)


def test_the_night_of_28_october_2007_costs_nothing():
    """Civil minutes: every day has 1,440, also the one that had 25 hours."""
    plan = Plan(date(2007, 10, 27), (Task("move", Fixed(3 * 1440)),))
    assert plan.day_of(schedule(plan).dates["move"].early_finish) == date(2007, 10, 29)

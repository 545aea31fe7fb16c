"""Making a plan ready for arithmetic: working order, counting rules, facts weighed against the data date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date

import numpy as np

from writ.reckon.calendar import MINUTES_A_DAY, NoWorkingTime, WorkCalendar
from writ.reckon.plan.counting import ByTable, Counting, EveryMinute, Walking
from writ.reckon.plan.distributions import Fixed
from writ.reckon.plan.network import Drawn, Network, Row, Shift, Wire
from writ.reckon.plan.passes import Runs, bounds
from writ.reckon.plan.problems import Problem
from writ.reckon.plan.tasks import CONTINUOUS, DayConvention, Link, Plan, Task
from writ.reckon.plan.unrolling import Node, unrolled, working_order

_EVERY_MINUTE = EveryMinute()


def walked(plan: Plan, days: DayConvention = "continuous") -> Network:
    """The plan in working order, its calendars counted day by day: for one run or two.

    The plan must have no structural problem.
    """
    return _wired(plan, days, lambda calendar: Walking(calendar, plan.origin))


def tabled(
    plan: Plan, days: DayConvention, moments: Iterable[int], network: Network | None = None
) -> Network:
    """The same on tables, for many runs: they reach past every moment the plan can come to and all `moments`.

    `network` is the plan walked, where it is at hand: it stays as it is where no calendar has to be looked up.
    Raises Infeasible where the plan runs out of working time or beyond its limit.
    """
    network = network or walked(plan, days)
    if all(counting is _EVERY_MINUTE for row in network.rows for counting in row.countings):
        return network
    return on_tables(plan, days, Tabling.of(network, plan, moments))


def on_tables(plan: Plan, days: DayConvention, tabling: Tabling) -> Network:
    """The same on tables that are known to reach."""
    return _wired(plan, days, tabling.counting)


class Tabling:
    """Tables that reach so many days from the origin, each made once: for plans that share their calendars."""

    def __init__(self, origin: date, days: int) -> None:
        self._origin, self._days = origin, days
        self._made: dict[WorkCalendar, Counting] = {}

    @classmethod
    def of(cls, network: Network, plan: Plan, moments: Iterable[int], room: float = 1.0) -> Tabling:
        """Tables past every moment that the plan, walked, can come to, and past all `moments`; `room` times as far."""
        written = [moment for task in plan.tasks for _, moment in written_moments(task)]
        furthest = int(int(bounds(network).finish.max()) * room)
        return cls(plan.origin, max(furthest, plan.data_date, *moments, *written) // MINUTES_A_DAY + 2)

    def counting(self, calendar: WorkCalendar) -> Counting:
        """How this calendar counts."""
        if calendar not in self._made:
            self._made[calendar] = ByTable(calendar.tables(self._origin, self._days))
        return self._made[calendar]

    def reaches(self, extremes: Runs) -> bool:
        """Whether every moment lies on the tables; what was counted beyond their end has an end beyond it too."""
        return int(extremes.finish.max()) <= self._days * MINUTES_A_DAY


def bounded(plan: Plan, days: DayConvention, tabling: Tabling | None = None) -> tuple[Network, Runs]:
    """The plan in working order with its extremes: on these tables, or longer ones of its own where they do not reach.

    Without tables it is walked. Raises Infeasible as `bounds` does.
    """
    if tabling is not None:
        with suppress(NoWorkingTime):
            network = on_tables(plan, days, tabling)
            extremes = bounds(network)
            if tabling.reaches(extremes):
                return network, extremes
    network = walked(plan, days)
    if tabling is not None:
        network = on_tables(plan, days, Tabling.of(network, plan, ()))
    return network, bounds(network)


def written_moments(task: Task) -> list[tuple[str, int]]:
    """All moments that are written down in a task, with the names of their fields."""
    fields = (
        "start_not_before",
        "start_not_after",
        "finish_not_before",
        "finish_not_after",
        "started",
        "finished",
    )
    return [(name, moment) for name in fields if (moment := getattr(task, name)) is not None]


def _wired(plan: Plan, days: DayConvention, counting_of: Callable[[WorkCalendar], Counting]) -> Network:
    nodes, last = unrolled(plan)
    node_of = {node.task.id: node for node in nodes}
    order = working_order(node.task for node in nodes)
    shifts = _shifts(plan, days)
    number = {task.id: place for place, task in enumerate(order)}
    starts = {link.before for task in order for link in task.links if link.kind in ("SS", "SF")}
    countings: dict[str, Counting] = {CONTINUOUS: _EVERY_MINUTE}
    notices: list[Problem] = []

    def counting(calendar: str) -> Counting:
        if calendar not in countings:
            given = plan.calendars[calendar]
            countings[calendar] = _EVERY_MINUTE if given.is_continuous else counting_of(given)
        return countings[calendar]

    def wire_of(link: Link) -> Wire:
        lag_counting = counting(link.lag_calendar if link.lag else CONTINUOUS)
        return Wire(number[link.before], link.kind[0] == "S", link.kind[1] == "F", link.lag, lag_counting)

    def row_of(node: Node) -> Row:
        task = node.task
        own_counting = counting(task.calendar if _works(task) else CONTINUOUS)
        return Row(
            id=node.shown,
            counting=own_counting,
            wires=tuple(wire_of(link) for link in task.links if _still_holds(task, link)),
            work=_work_left(task, plan.data_date, own_counting, days, notices),
            release=_release_ahead(task, plan.data_date, days, notices),
            floor=max(0 if node.joins else plan.data_date, task.start_not_before or 0),
            finish_floor=max(0 if node.joins else plan.data_date, task.finish_not_before or 0),
            started=task.started,
            begin=plan.data_date if task.remaining is not None else task.started,
            ended=task.finished,
            latest_start=task.start_not_after,
            latest_finish=task.finish_not_after,
            start_matters=task.id in starts or task.start_not_after is not None,
            luck=task.id,
            when=node.when,
            shifts=_shifts_of(node, shifts, {notice.facts["task"] for notice in notices}),
        )

    rows = tuple(row_of(node_of[task.id]) for task in order)
    numbers = {task: number[node] for task, node in last.items()}
    return Network(rows, numbers, tuple(notices), plan.correlations)


def _shifts(plan: Plan, days: DayConvention) -> dict[str, list[Shift]]:
    """By task, what drivers and risks do to it; delays are drawn in the day convention, factors are numbers."""
    shifts: dict[str, list[Shift]] = {}
    units = {task.id: task.unit for task in plan.tasks}
    for driver in plan.drivers:
        for name in driver.tasks:
            shifts.setdefault(name, []).append(Shift("driver", driver.id, 1.0, driver.factor, None))
    for risk in plan.risks:
        probability = float(risk.now.probability)
        for impact in risk.now.impacts if probability else ():
            delay = impact.delay
            if delay is not None and days == "whole":
                delay = delay.whole_days(units[impact.task])
            shift = Shift("risk", risk.id, probability, impact.factor, delay)
            shifts.setdefault(impact.task, []).append(shift)
    return shifts


def _shifts_of(node: Node, shifts: dict[str, list[Shift]], outrun: set[str | int]) -> tuple[Shift, ...]:
    """A driver drives every time a task is done, a risk strikes the first; neither strikes what is over or outrun."""
    if node.joins or node.task.finished is not None or node.shown in outrun:
        return ()
    found = shifts.get(node.shown, [])
    return tuple(shift for shift in found if shift.purpose == "driver" or not node.again)


def _works(task: Task) -> bool:
    """Whether any work is left to count; a milestone may stand outside all working hours."""
    return task.finished is None and (task.duration if task.remaining is None else task.remaining).high > 0


def _still_holds(task: Task, link: Link) -> bool:
    """Facts win: what is finished waits for nothing, and what has started no longer waits to start."""
    return task.finished is None and (task.started is None or link.kind in ("FF", "SF"))


def _work_left(
    task: Task, now: int, counting: Counting, days: DayConvention, notices: list[Problem]
) -> Drawn:
    """What is still to be drawn: longer than the work already done, or the remaining estimate where one is given."""
    estimate = task.duration if task.remaining is None else task.remaining
    law = estimate.whole_days(task.unit) if days == "whole" else estimate
    if task.finished is not None:
        return Drawn(Fixed(0))
    if task.started is None or task.remaining is not None:
        return Drawn(law)
    moments = np.array([[task.started], [now]], dtype=np.int32)
    elapsed = int(counting.between(*moments)[0])
    above = law.cumulative(elapsed) if elapsed else 0.0
    if above < 1.0:
        return Drawn(law, above)
    notices.append(Problem("P-201", {"task": task.id}))
    return Drawn(Fixed(elapsed))


def _release_ahead(task: Task, now: int, days: DayConvention, notices: list[Problem]) -> Drawn | None:
    """The release of a task that has not ended: it lies ahead of the data date."""
    if task.release is None or task.finished is not None:
        return None
    law = task.release.whole_days() if days == "whole" else task.release
    above = law.cumulative(now) if now > law.low else 0.0
    if above < 1.0:
        return Drawn(law, above)
    if now > law.high:
        notices.append(Problem("P-202", {"task": task.id}))
    return Drawn(Fixed(now))

"""How far a step is, and how fast the rest will go: from counts by hand, or from the work that the record shows.

While counts are few, what is left takes its share of the estimate. From `ENOUGH` stretches of work on the pace is
learned: a Gamma posterior of pieces per working minute, in which the estimate counts like as many pieces as its own
spread is worth and each piece done like one, both divided by how much more the counts vary than pieces that come
singly (their dispersion). So a range of 21 to 45 days is soon outweighed by many even counts, and hardly moved by a
few uneven ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from writ.exchange.plan import Estimate, TaskEntry
from writ.offices.journal.queries import Tally

if TYPE_CHECKING:
    from writ.reckon.plan import Distribution

Measure = Callable[[datetime, datetime], int]
"""The working minutes of a step between two local moments."""

ENOUGH = 3
SUREST = 0.1
"""No estimate counts as surer than a tenth of its middle, so that even a fixed one gives way to what is seen."""
ONE_SIGMA = (0.1587, 0.8413)
POINTS = 99


@dataclass(frozen=True, slots=True)
class Mark:
    """A count: `done` of `planned` pieces at a local moment, since the step began."""

    at: datetime
    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class Work:
    """How far a step is: `done` of `planned` pieces in `minutes` of its working time, stretch by stretch.

    A stretch is the pieces that came between two counts and the working minutes between them.
    """

    done: int
    planned: int
    minutes: int
    stretches: tuple[tuple[int, int], ...] = ()

    @property
    def teaches(self) -> bool:
        """True where there is enough of it to say how fast the work goes."""
        return 0 < self.done < self.planned and len(self.stretches) >= ENOUGH


def work_of(marks: Sequence[Mark], began: datetime, measure: Measure) -> Work:
    """What the counts come to since the step began. Pieces counted outside working time belong to the next stretch."""
    stretches: list[tuple[int, int]] = []
    since, before = began, 0
    for mark in sorted(marks, key=lambda one: one.at):
        minutes = measure(since, mark.at)
        if minutes > 0:
            stretches.append((max(0, mark.done - before), minutes))
            since, before = mark.at, mark.done
    last = marks[-1]
    return Work(min(last.done, last.planned), last.planned, measure(began, last.at), tuple(stretches))


def marks_of(
    task: TaskEntry, work: Iterable[Tally], zone: ZoneInfo, now: datetime
) -> tuple[datetime, tuple[Mark, ...]]:
    """When a step's work began by the acts that the plan names, and how far it was at the end of each day until now.

    No marks where nothing of it is on the record, or where nothing says how much there is in all.
    """
    counted = [one for one in work if not task.area or one.subject == task.area]
    done = [one for one in counted if one.kind in task.done]
    planned = sum(one.count for one in counted if one.kind in task.planned)
    if not done or planned < 1:
        return now, ()
    began = min(one.first for one in done).astimezone(zone).replace(tzinfo=None)
    by_day = {day: sum(one.count for one in ones) for day, ones in groupby(done, key=lambda one: one.day)}
    marks: list[Mark] = []
    so_far = 0
    for day in _days(began.date(), now.date()):
        so_far += by_day.get(day, 0)
        marks.append(Mark(min(datetime.combine(day + timedelta(days=1), time()), now), so_far, planned))
    return began, tuple(marks)


def paced(estimate: Estimate, work: Work, day_minutes: int, whole: bool = False) -> Estimate:
    """The whole duration of a step under way, at the pace learned, or by the share that is left."""
    if estimate.is_empty:
        return estimate
    return (
        at_learned_pace(estimate, work, day_minutes)
        if work.teaches
        else at_pace(estimate, work, day_minutes, whole)
    )


def at_learned_pace(estimate: Estimate, work: Work, day_minutes: int) -> Estimate:
    """The whole duration from its start: what was worked, and the rest at the pace learned; `POINTS` even quantiles.

    The work must teach, and somebody must have estimated.
    """
    from writ.reckon.plan import dispersion, remaining  # numpy loads when called

    pieces, minutes = zip(*work.stretches, strict=True)
    spread = dispersion(pieces, minutes)
    before = estimate.distribution(day_minutes)
    middle = max(1.0, before.median)
    worth = spread / _variation(before, middle) ** 2
    prior = (worth, worth * middle / work.planned)
    rest = remaining(work.planned, work.done, work.minutes, prior=prior, dispersion=spread)
    return _at_quantiles(estimate, rest, day_minutes, lambda value: work.minutes + value)


def at_pace(estimate: Estimate, work: Work, day_minutes: int, whole: bool = False) -> Estimate:
    """The whole duration when a part is done: the minutes worked so far, and the estimate for the share left.

    In `whole` days what is left is rounded up to whole units.
    """
    if estimate.is_empty:
        return estimate
    gone = _units(work.minutes, estimate, day_minutes, whole and work.done == work.planned)
    if work.done == work.planned:
        return replace(estimate, kind="fixed", numbers=(gone,))
    left = Decimal(work.planned - work.done) / Decimal(work.planned)
    if estimate.kind == "lognormal":
        # Cut lognormals do not stay in their family when moved: their quantiles do.
        law = estimate.distribution(day_minutes)
        return _at_quantiles(estimate, law, day_minutes, lambda value: work.minutes + float(left) * value)
    numbers = list(estimate.numbers)
    for place in range(len(numbers)):
        if estimate.kind == "discrete" and place % 2:
            continue  # a weight
        moved = left * numbers[place]
        numbers[place] = moved if estimate.kind == "normal" and place == 3 else gone + moved
        if whole:
            numbers[place] = numbers[place].to_integral_value(ROUND_CEILING)
    return replace(estimate, numbers=tuple(numbers))


def _at_quantiles(
    estimate: Estimate, law: Distribution, day_minutes: int, moved: Callable[[float], float]
) -> Estimate:
    unit = estimate.unit_minutes(day_minutes)
    values = (moved(law.quantile((place + 0.5) / POINTS)) / unit for place in range(POINTS))
    return replace(
        estimate, kind="empirical", numbers=tuple(Decimal(str(round(value, 4))) for value in values)
    )


def _variation(estimate: Distribution, middle: float) -> float:
    """How far an estimate spreads, as a share of its middle."""
    low, high = map(estimate.quantile, ONE_SIGMA)
    return max(SUREST, (high - low) / 2 / middle)


def _units(worked: int, estimate: Estimate, day_minutes: int, whole: bool) -> Decimal:
    """Minutes worked in the estimate's unit."""
    units = Decimal(worked) / Decimal(estimate.unit_minutes(day_minutes))
    return units.to_integral_value(ROUND_CEILING) if whole else units


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))

"""The steps of a reading as rows of the Gantt, and the days and dates over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.utils.translation import gettext

from writ.desk.marks import FIRMNESS
from writ.desk.times import days_in_words
from writ.exchange.plan import Milestone, TaskEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.forecasts import in_100
from writ.offices.timetable.queries.morning import firmness_of, state_of
from writ.offices.timetable.queries.outlook import Days, StepDates
from writ.offices.timetable.queries.plans import AdoptedBaseline
from writ.offices.timetable.queries.ranges import Ends, ranges
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import words
from writ.offices.timetable.views.lines import url
from writ.offices.timetable.views.pictures import DAY, minutes, ticks
from writ.offices.timetable.views.reading import Ground
from writ.press import charts

MAIN_OF_STRAND, MAIN_OF_CALM = 4, 1
"""So many steps of each strand are its main ones: the first ones only while they are often critical."""
BEFORE_TODAY = 10
AFTER_DUE = 28
CRITICAL = 50
HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class Row:
    """One step of the reading: whose it is, how often it was critical in 100, its dates now and in the baseline."""

    task: TaskEntry
    name: str
    owner: str
    call: str
    firm: str
    share: int
    state: StepState
    dates: StepDates
    was: tuple[datetime, datetime] | None
    due: datetime | None
    bar: charts.GanttBar

    @property
    def url(self) -> str:
        """The sheet of the step."""
        return url(self.task)

    @property
    def level(self) -> int:
        """How firmly it stands, from 1 to 4."""
        return FIRMNESS.index(self.firm) + 1

    @property
    def is_fact(self) -> bool:
        """True once it is done."""
        return self.state is StepState.FINISHED

    @property
    def moved(self) -> int | None:
        """Days by which its end moved since the baseline, later ones above nothing; None where it has none."""
        return None if self.was is None else (_end(self.dates.early_finish) - _end(self.was[1])).days

    @property
    def is_late(self) -> bool:
        """True where it ends after it is due."""
        return self.bar.late is not None


def rows_of(
    seen: Ground, known: Mapping[str, PostFacts], compared: AdoptedBaseline | None
) -> tuple[Row, ...]:
    """Every step of the reading, in the plan's order."""
    document, outlook = seen.stands.plan.document, seen.answer.outlook
    dues = {one.task: one.at for one in document.milestones if one.task and one.at}
    was = compared.dates if compared else {}
    tasks = [task for task in document.steps(seen.reading) if task.id in outlook.steps]
    unsure = {task.id for task in tasks if firmness_of(seen.stands, task) == HEARSAY}
    ends = ranges(seen.stands, outlook, unsure, seen.reading.id, cast("Days", seen.answer.days))
    return tuple(
        _row(
            seen, task, outlook.steps[task.id], known, ends.get(task.id), was.get(task.id), dues.get(task.id)
        )
        for task in tasks
    )


def main_of(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The steps that decide: of each strand the most often critical ones, then those with the least slack; and all
    that are late. A strand that is seldom critical shows fewer, so that all find room on one sheet of A3. Of a step
    that is done in many areas the tightest one stands for the others."""
    strands: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows, key=_weight):
        if not row.bar.moment:
            strands[row.task.strand].setdefault(row.task.template or row.task.id, row)
    kept = {
        row.task.id
        for found in strands.values()
        for place, row in enumerate(list(found.values())[:MAIN_OF_STRAND])
        if place < MAIN_OF_CALM or (row.share >= CRITICAL and not row.is_fact)
    }
    late = {row.task.template or row.task.id: row.task.id for row in sorted(rows, key=_weight, reverse=True)}
    return tuple(
        row
        for row in rows
        if row.task.id in kept or (row.is_late and late[row.task.template or row.task.id] == row.task.id)
    )


def axis_of(seen: Ground, rows: Iterable[Row], polling_day: date, everything: bool) -> charts.GanttAxis:
    """The days over the rows, and the dates of the law and of the administration that lie in them."""
    stands, outlook = seen.stands, seen.answer.outlook
    origin = stands.local.date()
    bars = [row.bar for row in rows]
    first = min((bar.start for bar in bars), default=0) if everything else 0
    low = _monday(origin, min(first, -BEFORE_TODAY * DAY))
    ends = [max(bar.end, bar.longest or bar.end) for bar in bars if bar.end >= low]
    polling = minutes(origin, datetime.combine(polling_day, datetime.min.time()))
    due = minutes(origin, outlook.due)
    high = max([*ends, due, polling + DAY])
    flags = {
        kind: tuple(flag for flag in flags_of(stands.plan.document.milestones, kind, origin, polling_day))
        for kind in ("legal", "administrative")
    }
    near = [flag.at for flag in flags["legal"] if high < flag.at <= high + AFTER_DUE * DAY]
    high = max([high, *near]) + 3 * DAY
    legal, administrative = (
        tuple(flag for flag in flags[kind] if low <= flag.at <= high) for kind in ("legal", "administrative")
    )
    return charts.GanttAxis(
        gettext("Days and dates"),
        gettext("From {first} to {last}. By law: {legal}. By the administration: {other}.").format(
            first=_day(origin, low),
            last=_day(origin, high),
            legal="; ".join(flag.words for flag in legal) or gettext("nothing"),
            other="; ".join(flag.words for flag in administrative) or gettext("nothing"),
        ),
        low,
        high,
        ticks(origin, low, high),
        minutes(origin, stands.local),
        gettext("Today {time}").format(time=f"{stands.local:%H:%M}"),
        legal,
        administrative,
        (polling, polling + DAY),
    )


def flags_of(
    milestones: Iterable[Milestone], kind: str, origin: date, polling_day: date
) -> Iterator[charts.Flag]:
    """The known dates of one kind, each said with its day; polling day stands at its first minute."""
    for one in milestones:
        if one.kind == kind and one.at is not None:
            on = words.ending_day(one.at)
            at = minutes(origin, one.at)
            said = f"{words.name(one.names)} {words.day(on)}"
            yield charts.Flag((on - origin).days * DAY if on == polling_day else at, said)


def _row(
    seen: Ground,
    task: TaskEntry,
    dates: StepDates,
    known: Mapping[str, PostFacts],
    ends: Ends | None,
    was: tuple[datetime, datetime] | None,
    own_due: datetime | None,
) -> Row:
    stands, outlook = seen.stands, seen.answer.outlook
    state = state_of(stands, task)
    owner, call = words.owner(task, known)
    share = in_100(outlook.shares.get(task.id, 0), outlook.runs)
    due = own_due or (outlook.due if dates.slack < 0 or task.id == outlook.target else None)
    firm = firmness_of(stands, task)
    bar = _bar(seen, dates, state, share, ends, was, due)
    return Row(task, words.name(task.names), owner, call, firm, share, state, dates, was, due, bar)


def _bar(
    seen: Ground,
    dates: StepDates,
    state: StepState,
    share: int,
    ends: Ends | None,
    was: tuple[datetime, datetime] | None,
    due: datetime | None,
) -> charts.GanttBar:
    origin = seen.stands.local.date()
    start, end = minutes(origin, dates.early_start), minutes(origin, dates.early_finish)
    done = state is StepState.FINISHED
    late = None
    if due is not None and dates.early_finish > due and not done:
        late = (max(minutes(origin, due), start), end)
    sure, longest = (minutes(origin, ends[0]), minutes(origin, ends[1])) if ends else (None, None)
    over = -(-(end - minutes(origin, due)) // DAY) if late and due else 0
    late_words = gettext("{days} late").format(days=days_in_words(over)) if late else ""
    said = words.moment(dates.early_finish)
    if done:
        spoken = gettext("done {end}").format(end=said)
    elif start == end:
        spoken = said
    else:
        spoken = gettext("{start} to {end}").format(start=words.moment(dates.early_start), end=said)
    if was is not None:
        spoken = gettext("{now}; baseline {start} to {end}").format(
            now=spoken, start=words.day(was[0]), end=words.day(was[1])
        )
    return charts.GanttBar(
        f"{spoken}; {late_words}" if late_words else spoken,
        start,
        end,
        done,
        share >= CRITICAL,
        start == end,
        None if sure is None else min(sure, end),
        None if longest is None else max(longest, end),
        None if was is None else (minutes(origin, was[0]), minutes(origin, was[1])),
        late,
        late_words,
        gettext("done {end}").format(end=words.day(dates.early_finish)) if done else "",
    )


def _weight(row: Row) -> tuple[bool, int, int]:
    return row.is_fact, -row.share, row.dates.slack


def _monday(origin: date, minute: int) -> int:
    on = origin + timedelta(days=minute // DAY)
    return minute // DAY * DAY - on.weekday() * DAY


def _day(origin: date, minute: int) -> str:
    return words.day(origin + timedelta(days=minute // DAY))


def _end(moment: datetime) -> date:
    return words.ending_day(moment)

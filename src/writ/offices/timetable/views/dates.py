"""The latest safe dates: by when each unfinished step must have ended, and what each day costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.marks import FIRMNESS
from writ.desk.tables import Column, Table
from writ.desk.templatetags.desk import firmness, status
from writ.desk.times import days_in_words, duration_in_words, number_in_words
from writ.exchange.plan import Milestone, TaskEntry
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.deadlines import LEGAL, deadlines, legal
from writ.offices.timetable.queries.forecasts import whole_days
from writ.offices.timetable.queries.morning import controlled_by, firmness_of, state_of
from writ.offices.timetable.queries.outlook import SafeEnd, StepDates
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.deadlines import beneath, by_law

LEVELS = (50, 80, 90, 95, 99)
FELT = 5  # in 1,000: a loss under half a point of 100 is none


@dataclass(frozen=True, slots=True)
class Row:
    """One unfinished step of the reading; `now` is the local moment of the page."""

    task: TaskEntry
    name: str
    owner: str
    call: str
    firm: str
    control: str
    safe: SafeEnd
    dates: StepDates
    due: tuple[Milestone, ...]
    now: datetime

    @property
    def slack(self) -> int:
        """Whole days by which its end may slip at the middle estimates."""
        return whole_days(self.dates.slack)

    @property
    def best(self) -> int:
        """The chance in 1,000 if the step ended at once."""
        return self.safe.curve[0][1] if self.safe.curve else 0

    @property
    def free(self) -> date | None:
        """The last day on which it may end without a loss that is felt; None where every day is lost."""
        kept = [day for day, share in self.safe.curve if share and share > self.best - FELT]
        return kept[-1] if kept else None

    @property
    def losses(self) -> list[tuple[date, int]]:
        """What ending on that day rather than the day before takes off, in 1,000, where it is felt."""
        pairs = pairwise(self.safe.curve)
        return [(day, was - now) for (_, was), (day, now) in pairs if was - now >= FELT]

    @property
    def cost(self) -> int:
        """What the dearest day takes off, in 1,000."""
        return max((lost for _, lost in self.losses), default=0)


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """The unfinished steps of one reading with their latest safe days, soonest first."""
    title = gettext("Latest safe dates")
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen)
    rows = list(_rows(seen))
    view = _table().view(rows, request.GET, request.path)
    if view.wants_export:
        return view.export(f"latest-safe-dates-{seen.reading.id}")
    now = seen.stands.local.replace(tzinfo=None)
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        "table": view,
        "law": by_law(legal(seen.stands.plan.document, seen.reading.milestone))
        if seen.reading.kind == LEGAL
        else "",
        "passed": sum(one.dates.late_finish < now for one in rows),
    }
    return render(request, "timetable/dates.html", context)


def _rows(seen: reading.Ground) -> Iterator[Row]:
    """The unfinished steps that the target waits for, without the target itself."""
    stands, outlook, known = seen.stands, seen.answer.outlook, posts()
    now, due = stands.local.replace(tzinfo=None), deadlines(stands.plan.document)
    for task in stands.plan.document.steps(seen.reading):
        safe, dates = seen.answer.safe.get(task.id), outlook.steps.get(task.id)
        if (
            task.id == outlook.target
            or safe is None
            or dates is None
            or state_of(stands, task) is StepState.FINISHED
        ):
            continue
        owner, call = words.owner(task, known)
        firm, control = firmness_of(stands, task), controlled_by(stands, task)
        yield Row(
            task, words.name(task.names), owner, call, firm, control, safe, dates, due.get(task.id, ()), now
        )


def _table() -> Table:
    soonest, last = gettext("soonest first"), gettext("latest first")
    step = Column(
        "name",
        gettext("Step"),
        lambda row: row.name,
        html=_step,
        detail=_earliest,
        heads=True,
        sort=lambda row: row.name,
    )
    owner = Column(
        "owner",
        gettext("Owner"),
        lambda row: f"{row.owner}, {row.call}" if row.call else row.owner,
        html=lambda row: row.owner,
        detail=lambda row: row.call,
        sort=lambda row: row.owner,
    )
    rests = Column(
        "firmness",
        gettext("Rests on, controlled by"),
        lambda row: f"{words.firm(row.firm)}, {words.control(row.control)}",
        html=lambda row: firmness(row.firm),
        detail=lambda row: words.control(row.control),
        sort=lambda row: FIRMNESS.index(row.firm),
        ascending=gettext("weakest first"),
        descending=gettext("firmest first"),
    )
    free = Column(
        "free",
        gettext("Costs nothing until"),
        lambda row: row.free,
        html=lambda row: words.day(row.free) if row.free else gettext("no day"),
        detail=lambda row: words.chance(round(row.best / 10)),
        sort=lambda row: row.free,
        ascending=soonest,
        descending=last,
    )
    cost = Column(
        "cost",
        gettext("Then a day costs up to"),
        lambda row: row.cost / 10,
        html=lambda row: _points(row.cost),
        detail=_costly_until,
        number=True,
        sort=lambda row: row.cost,
    )
    late = Column(
        "late",
        gettext("Must end by, middle estimates"),
        lambda row: row.dates.late_finish,
        html=_late,
        sort=lambda row: row.dates.late_finish,
        ascending=soonest,
        descending=last,
    )
    slack = Column(
        "slack",
        gettext("Slack"),
        lambda row: row.slack,
        html=lambda row: status(words.slack_figure(row.slack)[3], words.slack_words(row.slack)),
        sort=lambda row: row.dates.slack,
        ascending=gettext("least first"),
        descending=gettext("most first"),
    )
    levels = [_level(level, soonest, last) for level in LEVELS]
    return Table(
        gettext("The latest day a step may end"),
        [step, owner, rests, late, slack, *levels, free, cost],
        order="late",
        per_page=100,
        nothing=gettext("Every step of this reading is done."),
    )


def _level(percent: int, soonest: str, last: str) -> Column:
    return Column(
        f"p{percent}",
        words.chance(percent),
        lambda row: row.safe.latest.get(percent) or gettext("no day keeps it"),
        html=lambda row: _safe_day(row, percent),
        sort=lambda row: row.safe.latest.get(percent),
        ascending=soonest,
        descending=last,
    )


def _earliest(row: Row) -> SafeString:
    earliest = gettext("{day} at the earliest").format(day=words.day(row.safe.earliest))
    return beneath(earliest, row.due)


def _step(row: Row) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("timetable:task", args=[row.task.id]), row.name)


def _safe_day(row: Row, percent: int) -> SafeString:
    """The day, and in words that it is past, or that the plan does not let the step end so soon."""
    day = row.safe.latest.get(percent)
    if day is None:
        said = gettext("no day keeps it")
        return format_html('<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>', said)
    passed = (row.now.date() - day).days
    if passed > 0:
        detail = gettext("passed {days} ago").format(days=days_in_words(passed))
    elif day < row.safe.earliest:
        detail = gettext("too soon")
    else:
        return format_html("{}", words.day(day))
    return format_html('{}<br><span class="quiet">{}</span>', words.day(day), detail)


def _late(row: Row) -> SafeString:
    late = row.dates.late_finish
    minutes = int((row.now - late).total_seconds() // 60)
    if minutes <= 0:
        return format_html("{}", words.moment(late))
    passed = gettext("passed {left} ago").format(left=duration_in_words(minutes))
    return format_html("{}<br>{}", words.moment(late), status("short", passed))


def _points(thousandths: int) -> str:
    places = 0 if thousandths % 10 == 0 else 1
    return number_in_words(thousandths / 10, words.language(), places)


def _costly_until(row: Row) -> str:
    """The last day that takes anything off."""
    days = [day for day, _ in row.losses]
    if not days:
        return ""
    return gettext("until {day}").format(day=words.day(days[-1]))

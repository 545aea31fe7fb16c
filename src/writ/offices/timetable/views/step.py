"""The sheet of a step: where it stands, what it rests on, its history, and what may be recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.desk.parts import Link
from writ.exchange.plan import PlanDocument
from writ.exchange.plan.places import area_in
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.events import Event
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.queries.morning import controlled_by, widest
from writ.offices.timetable.queries.outlook import SafeEnd
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import NOTHING
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.deadlines import due
from writ.offices.timetable.views.lines import Line, how, is_dated, known_situation, lines
from writ.offices.timetable.views.past import history, record_of_step

CURVE_DAYS = 60


@needs(reading.READ, lambda values: area_in(values["task"]))
@require_safe
@never_cache
def sheet(request: Any, task: str) -> HttpResponse:
    """One step: where it stands, what it rests on, what it waits for, its history, and what may be recorded."""
    stands = known_situation(request)
    known = posts()
    forecast = newest(request.election.id)
    row = next((one for one in lines(stands, forecast, known) if one.task.id == task), None)
    if row is None:
        raise Http404
    document = stands.plan.document
    default = document.reading()
    headline = forecast.answers.get((default.id, "continuous")) if forecast else None
    broad = widest(document, forecast) if forecast else None
    answer = headline if headline and task in headline.safe else broad
    reads_all, sees_record = reading.reads_all(request), reading.RECORD in request.whole
    safe = answer.safe.get(task) if answer and reads_all else None
    told = history(stands, task, known)
    names = {one.id: words.name(one.names) for one in document.tasks}
    after = [one for one in document.tasks if any(link.before == task for link in one.links)]
    dates = row.dates
    context = {
        "row": row,
        "task": row.task,
        "stands": stands,
        "state_mark": words.STATE_MARK[row.state],
        "state_words": words.state(row.state),
        "trail": _trail(row, document, reads_all),
        "control": words.control(controlled_by(stands, row.task)),
        "how": how(stands, row.task),
        "begins": words.moment(dates.early_start, "weekday-dated") if dates else "",
        "ends": words.moment(dates.early_finish, "weekday-dated") if dates else "",
        "latest": words.moment(dates.late_finish, "weekday-dated") if dates else "",
        "slack_words": words.slack_words(row.slack) if row.slack is not None else "",
        "slack_state": words.slack_figure(row.slack)[3] if row.slack is not None else "",
        "due": [due(one) for one in row.due],
        "waits_for": [
            (names[one.before], one.before, words.link(one.kind))
            for one in row.task.links
            if one.before in names
        ],
        "wait_for_it": [(words.name(one.names), one.id) for one in after],
        "chain": words.reading(broad, stands) if broad else "",
        "reading": words.reading(answer, stands) if answer else "",
        "levels": _levels(safe),
        "curve": _curve(safe),
        "history": told if sees_record else reading.unlinked(told),
        "record": record_of_step(stands, task, request.record.size) if sees_record else None,
        "correctable": [
            (line, _said(line, stands)) for line in stands.lines if line.task == task and not line.corrected
        ],
        "may_record": reading.may(request, "timetable.record", area_in(task)),
        "may_estimate": "timetable.reestimate" in request.whole,
        "open": row.state is not StepState.FINISHED,
        "begun": row.state is StepState.STARTED,
        "estimated": row.task.estimate is not None or row.task.ends is not None or is_dated(stands, task),
        "counted": stands.steps.get(task, NOTHING).progressed,
        "forecast": forecast,
        "readable": frozenset(names) if reads_all else frozenset(_near(row, document)),
    }
    return render(request, "timetable/task.html", context)


def _near(row: Line, document: PlanDocument) -> Iterator[str]:
    """The steps of the same area: who reads that alone may open these and no others."""
    return (one.id for one in document.tasks if one.area == row.task.area)


def _trail(row: Line, document: PlanDocument, reads_all: bool) -> tuple[Link, ...]:
    """Where the step stands: in its strand, and in its area, whose gate has a sheet of its own."""
    places = [Link(gettext("Timetable"), reverse("timetable:tasks"))] if reads_all else []
    area = next((one for one in document.areas if one.code == row.task.area), None)
    if area is not None:
        places.append(Link(words.name(area.names), reverse("timetable:gate", args=[area.code])))
    return (*places, Link(row.strand_name, ""))


def _curve(safe: SafeEnd | None) -> list[tuple[str, float, float | None]]:
    """Day by day from the earliest: the chance in 100 if the step ends then, and what the next day costs."""
    if safe is None:
        return []
    points = [(day, share) for day, share in safe.curve if day >= safe.earliest][:CURVE_DAYS]
    after = [share for _, share in points[1:]]
    return [
        (words.day(day, "weekday"), share / 10, (share - after[place]) / 10 if place < len(after) else None)
        for place, (day, share) in enumerate(points)
    ]


def _said(line: RecordLine, stands: Situation) -> str:
    """A record in a few words, to be chosen for correction."""
    event = Event(line.entry, line.recorded_at, line.post, "recorded", line)
    return gettext("Act {entry}: {what}").format(
        entry=line.entry, what=words.event(event, stands.plan.document)
    )


def _levels(safe: SafeEnd | None) -> list[tuple[int, str]]:
    if safe is None:
        return []
    return [(level, words.day(day, "weekday") if day else "") for level, day in safe.latest.items()]

"""A plan as MS Project XML. The same plan gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from writ.exchange.msproject import words
from writ.exchange.plan.document import CalendarEntry, PlanDocument, TaskEntry
from writ.exchange.plan.parts import LinkEntry

DAY = 1440
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)
"""Our weekdays, counted from Monday, in the order of MS Project, which counts from 1 on Sunday."""


def project_xml(document: PlanDocument, name: str, language: str = "en") -> bytes:
    """The plan as MSPDI, with a summary task for each strand; of an estimate only its middle, since no more fits.

    Codes, strands and names in other languages travel in Text1 to Text6, owners as contacts.
    """
    root = Element("Project", xmlns=words.NAMESPACE)
    _add(root, SaveVersion=words.SAVED_BY, Name=f"{document.version[:16]}.xml", Title=name)
    _add(root, ScheduleFromStart=1, StartDate=_stamp(document.as_of), CalendarUID=1)
    _add(root, MinutesPerDay=480, MinutesPerWeek=2400, StatusDate=_stamp(document.as_of))
    _attributes(root)
    calendars = SubElement(root, "Calendars")
    numbers = {words.CONTINUOUS: 1}
    _calendar(calendars, 1, CalendarEntry(words.CONTINUOUS, {}, (((0, DAY),),) * 7))
    for number, calendar in enumerate(document.calendars, 2):
        numbers[calendar.id] = number
        _calendar(calendars, number, _with_holidays(calendar, document.as_of.year))
    tasks = SubElement(root, "Tasks")
    uids = {task.id: number for number, task in enumerate(document.tasks, 1)}
    days = {words.CONTINUOUS: DAY} | {calendar.id: calendar.day_minutes for calendar in document.calendars}
    place = 0
    for number, strand in enumerate(document.strands, 1):
        inside = [task for task in document.tasks if task.strand == strand.id]
        if not inside:
            continue
        place += 1
        summary = SubElement(tasks, "Task")
        _add(
            summary,
            UID=100_000 + number,
            ID=place,
            Name=strand.names.get(language, strand.id),
            OutlineLevel=1,
        )
        _add(summary, Summary=1)
        for task in inside:
            place += 1
            _task(tasks, place, task, uids, numbers, days, language)
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _add(parent: Element, **values: object) -> None:
    """Children with texts; an empty one is left out."""
    for name, value in values.items():
        if value not in ("", None):
            SubElement(parent, name).text = str(value)


def _attributes(root: Element) -> None:
    attributes = SubElement(root, "ExtendedAttributes")
    for place, alias in enumerate(words.FIELDS):
        one = SubElement(attributes, "ExtendedAttribute")
        _add(one, FieldID=words.field_id(place), FieldName=f"Text{place + 1}", Alias=f"writ {alias}")


def _calendar(parent: Element, number: int, calendar: CalendarEntry) -> None:
    one = SubElement(parent, "Calendar")
    _add(one, UID=number, Name=calendar.id, IsBaseCalendar=1, BaseCalendarUID=-1)
    week = SubElement(one, "WeekDays")
    for number_of_day, weekday in enumerate(SUNDAY_FIRST, 1):
        day = SubElement(week, "WeekDay")
        spans = calendar.week[weekday]
        _add(day, DayType=number_of_day, DayWorking=int(bool(spans)))
        _hours(day, spans)
    if calendar.closed or calendar.other_hours:
        exceptions = SubElement(one, "Exceptions")
        others = {other.day: other.spans for other in calendar.other_hours}
        for day_off in sorted({*calendar.closed, *others}):
            spans = () if day_off in calendar.closed else others[day_off]
            exception = SubElement(exceptions, "Exception")
            period = SubElement(exception, "TimePeriod")
            _add(period, FromDate=f"{day_off}T00:00:00", ToDate=f"{day_off}T23:59:00")
            _add(exception, Occurrences=1, Type=1, DayWorking=int(bool(spans)))
            _hours(exception, spans)


def _with_holidays(calendar: CalendarEntry, year: int) -> CalendarEntry:
    """The calendar with its public holidays written out for three years, since MS Project knows none."""
    if not calendar.holidays:
        return calendar
    from writ.reckon.calendar import UnknownHolidays, holidays_of

    try:
        days = holidays_of(calendar.holidays, range(year, year + 3))
    except UnknownHolidays:
        return calendar
    return replace(calendar, closed=tuple(sorted({*calendar.closed, *days})))


def _hours(parent: Element, spans: Iterable[tuple[int, int]]) -> None:
    times = list(spans)
    if not times:
        return
    hours = SubElement(parent, "WorkingTimes")
    for start, end in times:
        one = SubElement(hours, "WorkingTime")
        _add(one, FromTime=_time(start), ToTime=_time(end % DAY))


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


def _stamp(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}" if moment else ""


def _task(
    parent: Element,
    place: int,
    task: TaskEntry,
    uids: Mapping[str, int],
    calendars: Mapping[str, int],
    days: Mapping[str, int],
    language: str,
) -> None:
    one = SubElement(parent, "Task")  # in the order of the schema, which is a sequence
    continuous = task.calendar == words.CONTINUOUS
    formats = {name: code for code, name in (words.ELAPSED if continuous else words.WORKING).items()}
    _add(
        one, UID=uids[task.id], ID=place, Name=task.names.get(language, task.id), Manual=0, Contact=task.owner
    )
    _add(one, OutlineLevel=2, Duration=words.span_text(minutes_in(task, days)))
    _add(one, DurationFormat=formats.get(task.estimate.unit if task.estimate else "days", 7))
    _add(one, Milestone=int(task.is_milestone), Summary=0, PercentComplete=100 if task.finished_at else 0)
    _add(one, ActualStart=_stamp(task.started_at), ActualFinish=_stamp(task.finished_at))
    limits = ((code, getattr(task, limit)) for code, limit in words.CONSTRAINTS.items())
    code, limit = next(((code, moment) for code, moment in limits if moment), ("", None))
    _add(one, ConstraintType=code, CalendarUID=calendars.get(task.calendar, 1), ConstraintDate=_stamp(limit))
    _add(one, Deadline=_stamp(task.finish_not_after), IgnoreResourceCalendar=1, Notes=task.note)
    for link in task.links:
        if link.before in uids:
            _link(one, link, uids[link.before], days)
    texts = {"id": task.id, "strand": task.strand}
    texts |= {f"name_{code.replace('-', '_')}": name for code, name in task.names.items()}
    for number, field in enumerate(words.FIELDS):
        if texts.get(field):
            extra = SubElement(one, "ExtendedAttribute")
            _add(extra, FieldID=words.field_id(number), Value=texts[field])


def minutes_in(task: TaskEntry, days: Mapping[str, int]) -> int:
    """The minutes that stand for a step's estimate, in the working time of its calendar."""
    estimate = task.estimate
    return (
        int(words.middle(estimate) * estimate.unit_minutes(days.get(task.calendar, DAY))) if estimate else 0
    )


def _link(parent: Element, link: LinkEntry, before: int, days: Mapping[str, int]) -> None:
    """A link: its lag in tenths of a minute, elapsed, or in the working time of the step that waits."""
    elapsed = link.calendar in ("", words.CONTINUOUS)
    day = DAY if elapsed else days.get(link.calendar, DAY)
    minutes = {"minutes": 1, "hours": 60, "days": day}[link.unit] * link.lag
    formats = words.ELAPSED if elapsed else words.WORKING
    code = next(code for code, unit in formats.items() if unit == link.unit)
    one = SubElement(parent, "PredecessorLink")
    _add(one, PredecessorUID=before, Type=words.LINKS[link.kind], CrossProject=0)
    _add(one, LinkLag=int(minutes * 10), LagFormat=code)

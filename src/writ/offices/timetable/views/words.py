"""The timetable's facts in words, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from writ.desk.names import name_in
from writ.desk.times import day_in_words, days_in_words, duration_in_words, moment_in_words, number_in_words
from writ.exchange.plan import Estimate, PlanDocument, TaskEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.calls import post_of
from writ.offices.timetable.queries.events import Effect, Event
from writ.offices.timetable.queries.forecasts import AnswerFacts
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import estimate_of
from writ.offices.timetable.states import RecordKind, StepState

DAY = 1440


def language() -> str:
    """The language of the page."""
    return get_language() or "en"


def name(names: Mapping[str, str]) -> str:
    """A name in the language of the page."""
    return name_in(names, language())


def day(moment: date | datetime, form: str = "short") -> str:
    """A day; a midnight belongs to the day that it ends."""
    return day_in_words(ending_day(moment), language(), form)


def capital(text: str) -> str:
    """The text with a capital first letter, for a title: "Четвртак, 13. септембар 2007."."""
    return text[:1].upper() + text[1:]


def ending_day(moment: date | datetime) -> date:
    """The day in which a moment falls; a midnight belongs to the day that it ends."""
    if not isinstance(moment, datetime):
        return moment
    return (moment - timedelta(minutes=1)).date()


def moment(when: datetime, form: str = "weekday") -> str:
    """A moment on the election's clocks: "Mon 17 Sep, 18:00 CEST", a midnight "the end of Sun 16 Sep"."""
    if is_midnight(when):
        return gettext("the end of {day}").format(day=day(when, form))
    return _dated(when, form)


def at(when: datetime, form: str = "weekday") -> str:
    """When something happens: "at the end of Sun 16 Sep", "on Mon 17 Sep, 18:00 CEST"."""
    if is_midnight(when):
        return gettext("at the end of {day}").format(day=day(when, form))
    return gettext("on {moment}").format(moment=_dated(when, form))


def by(when: datetime, form: str = "weekday") -> str:
    """Until when something must have happened: "by the end of Sun 16 Sep", "by Mon 17 Sep, 18:00 CEST"."""
    if is_midnight(when):
        return gettext("by the end of {day}").format(day=day(when, form))
    return gettext("by {moment}").format(moment=_dated(when, form))


def is_midnight(when: datetime) -> bool:
    """True for a moment that ends a day."""
    return (when.hour, when.minute) == (0, 0)


def zoned(when: datetime) -> datetime:
    """A moment on the election's clocks, with its zone."""
    return when if when.tzinfo else when.replace(tzinfo=timezone.get_current_timezone())


def _dated(when: datetime, form: str) -> str:
    zone = timezone.get_current_timezone()
    return moment_in_words(zoned(when), zone, language(), form)


def slack_figure(days: int) -> tuple[int, str, str, str]:
    """Days of slack as figure, two short lines of unit, and state."""
    if days < 0:
        return -days, ngettext("day", "days", -days), gettext("short"), "short"
    state = "near" if days < 7 else "holds"
    return days, ngettext("day", "days", days), gettext("of slack"), state


def slack_words(days: int) -> str:
    """Days of slack in a line of text: "1 day short", "9 days of slack"."""
    if days < 0:
        return gettext("{days} short").format(days=days_in_words(-days))
    return gettext("{days} of slack").format(days=days_in_words(days))


def reading(answer: AnswerFacts, stands: Situation) -> str:
    """The name of an answer's reading, and of when it is where a newer forecast has none for it yet."""
    said = name(stands.plan.document.reading(answer.reading).names)
    if answer.older is None:
        return said
    at = moment(stands.called.local(answer.older.as_of))
    return gettext("{reading}, as of {moment}").format(reading=said, moment=at)


def effect(moved: Effect | None) -> tuple[str, str]:
    """What an act did to the day: state and words, of the slack, the chance, or both."""
    if moved is None:
        return "unknown", gettext("effect not computed yet")
    parts = []
    if moved.slack:
        said = gettext("{days} lost") if moved.slack < 0 else gettext("{days} gained")
        parts.append(said.format(days=amount(abs(moved.slack))))
    if moved.chance:
        parts.append(_points(moved.chance))
    if not parts:
        return "none", gettext("no effect on the day")
    return "short" if (moved.slack or moved.chance or 0) < 0 else "holds", ", ".join(parts)


def _points(moved: float) -> str:
    """Points in 100 gained or lost, to the nearest; what is not nothing is not called nothing."""
    whole = int(abs(moved) + 0.5)
    if not whole:
        return gettext("less than 1 in 100 lost") if moved < 0 else gettext("less than 1 in 100 gained")
    said = gettext("{number} in 100 lost") if moved < 0 else gettext("{number} in 100 gained")
    return said.format(number=number(whole))


def amount(minutes: int) -> str:
    """An amount of slack: "2 days", "1.5 days", under half a day "5 h 20 min"."""
    if minutes < DAY // 2:
        return duration_in_words(minutes)
    days = (Decimal(minutes) / DAY).quantize(Decimal("0.1"))
    return days_in_words(int(days) if days == int(days) else days)


def number(value: int) -> str:
    """A whole number with the language's separators and the true minus."""
    return number_in_words(value, language())


def plain(number: Decimal) -> str:
    """A number as people write it: 21, 1.5 with the language's comma."""
    return number_in_words(number.normalize(), language())


def duration(estimate: Estimate | None) -> str:
    """An estimate: "21 to 45 days", "3 days", "nobody has said"."""
    if estimate is None:
        return gettext("a moment")
    if estimate.is_empty:
        return gettext("nobody has said")
    low, high = estimate.shortest, estimate.longest
    if low == high:
        return _with_unit(plain(low), low, estimate.unit)
    return _with_unit(
        gettext("{low} to {high}").format(low=plain(low), high=plain(high)), high, estimate.unit
    )


def short_range(estimate: Estimate | None) -> str:
    """An estimate in figures alone: "21-45", "28"."""
    if estimate is None or estimate.is_empty:
        return "?"
    low, high = plain(estimate.shortest), plain(estimate.longest)
    return low if low == high else f"{low}-{high}"


def _with_unit(figures: str, last: Decimal, unit: str) -> str:
    whole = int(last) if last == int(last) else 5  # a broken number takes the plural of many
    if unit == "hours":
        return ngettext("{figures} hour", "{figures} hours", whole).format(figures=figures)
    if unit == "minutes":
        return ngettext("{figures} minute", "{figures} minutes", whole).format(figures=figures)
    return ngettext("{figures} day", "{figures} days", whole).format(figures=figures)


def estimate_words(line: RecordLine, zone_of: datetime | None = None) -> str:
    """What a recorded estimate says: a duration, or the dates between which others end the step."""
    stated = estimate_of(line)
    if stated is not None:
        return duration(stated)
    if line.first_end is None or line.last_end is None:
        return ""
    tz = zone_of.tzinfo if zone_of else line.first_end.tzinfo
    first, last = line.first_end.astimezone(tz), line.last_end.astimezone(tz)
    if first == last:
        return gettext("ends on {day}").format(day=day(last))
    return gettext("ends between {first} and {last}").format(first=day(first), last=day(last))


def event(happened: Event, document: PlanDocument, before: str = "") -> str:
    """One act in one sentence; `before` is the range it replaced, where it re-estimated."""
    if happened.kind == "plan":
        return gettext("Plan version {number} adopted").format(number=happened.number)
    if happened.kind == "baseline":
        return gettext("Baseline {number} adopted").format(number=happened.number)
    if happened.kind == "options":
        return _moved_options(happened, document)
    if happened.kind == "risk":
        return _reviewed_risk(happened, document)
    line = happened.line
    assert line is not None
    task = task_name(document, line.task)
    if happened.kind == "corrected":
        return gettext("{task}: a record was wrong and is corrected").format(task=task)
    if line.kind is RecordKind.STARTED:
        return gettext("{task}: begun").format(task=task)
    if line.kind is RecordKind.FINISHED:
        return gettext("{task}: finished").format(task=task)
    if line.kind is RecordKind.PROGRESSED:
        done, planned = (number_in_words(n or 0, language()) for n in (line.done, line.planned))
        return gettext("{task}: {done} of {planned} done").format(task=task, done=done, planned=planned)
    now = estimate_words(line)
    if before and before != now:
        said = gettext("{task}: re-estimated from {before} to {now}")
        return said.format(task=task, before=before, now=now)
    return gettext("{task}: re-estimated, {now}").format(task=task, now=now)


def _moved_options(happened: Event, document: PlanDocument) -> str:
    names = {option.id: name(option.names) for option in document.options}
    options = ", ".join(names.get(code, code) for code in happened.codes)
    said = {
        "proposed": gettext("{options}: put on the agenda"),
        "adopted": gettext("{options}: adopted"),
        "withdrawn": gettext("{options}: withdrawn"),
    }[happened.state]
    return said.format(options=options)


def _reviewed_risk(happened: Event, document: PlanDocument) -> str:
    names = {risk.id: name(risk.names) for risk in document.risks}
    said = {
        "open": gettext("{risk}: reviewed, may still happen"),
        "mitigated": gettext("{risk}: reviewed, its answer is in place"),
        "happened": gettext("{risk}: reviewed, has happened"),
        "closed": gettext("{risk}: reviewed, can no longer happen"),
    }[happened.state]
    return said.format(risk=", ".join(names.get(code, code) for code in happened.codes))


def task_name(document: PlanDocument, task: str) -> str:
    """The name of a step, its id where the plan in force has none such."""
    found = next((one.names for one in document.tasks if one.id == task), None)
    return name(found) if found else task


def owner(task: TaskEntry, posts: Mapping[str, PostFacts]) -> tuple[str, str]:
    """Whose step it is, and the number to call: a post, or all the posts of a kind, one in each municipality."""
    post = post_of(task, posts)
    if post is not None:
        return name(post.names), telephone(post)
    alike = [one for code, one in posts.items() if code.startswith(f"{task.owner}-")]
    if not alike:
        return task.owner, ""
    return name(alike[0].names).rpartition(", ")[0] or name(alike[0].names), ngettext(
        "{number} post", "{number} posts", len(alike)
    ).format(number=len(alike))


def telephone(post: PostFacts) -> str:
    """The extension to call."""
    return gettext("ext. {number}").format(number=post.telephone) if post.telephone else ""


def reach(post: PostFacts, at: datetime) -> str:
    """How a post is reached at a local moment: "ext. 214, until 19:00", "ext. 231, from 08:00"."""
    first, _, last = post.hours.partition("-")
    if not last:
        return telephone(post)
    now = f"{at:%H:%M}"
    if now < first:
        hours = gettext("from {time}").format(time=first)
    elif now < last:
        hours = gettext("until {time}").format(time=last)
    else:
        hours = gettext("from {time} tomorrow").format(time=first)
    call = telephone(post)
    return gettext("{call}, {hours}").format(call=call, hours=hours) if call else hours


def control(who: str) -> str:
    """Who controls a step."""
    return {
        "we": gettext("we ourselves"),
        "contractor": gettext("a contractor"),
        "other authority": gettext("another authority"),
        "nobody": gettext("nobody"),
    }[who]


def state(step: StepState) -> str:
    """Where a step stands."""
    return {
        StepState.NOT_BEGUN: gettext("not begun"),
        StepState.STARTED: gettext("under way"),
        StepState.FINISHED: gettext("done"),
    }[step]


STATE_MARK = {StepState.NOT_BEGUN: "none", StepState.STARTED: "half", StepState.FINISHED: "holds"}


def chance(in_100: int) -> str:
    """A chance: "46 in 100"."""
    return gettext("{number} in 100").format(number=in_100)


def firm(level: str) -> str:
    """How firmly an estimate stands; "" where nobody said."""
    return {
        "hearsay": gettext("hearsay"),
        "estimate": gettext("estimate"),
        "promise": gettext("promise"),
        "contract": gettext("contract"),
    }.get(level, "")


def known(status: str) -> str:
    """The tag of a value that must be marked; "" for a sourced one."""
    return {
        "assumed": gettext("assumed"),
        "scenario": gettext("scenario"),
        "recalled": gettext("recalled"),
    }.get(status, "")


def link(kind: str) -> str:
    """How a step waits for another."""
    return {
        "FS": gettext("begins after it has ended"),
        "SS": gettext("begins after it has begun"),
        "FF": gettext("ends after it has ended"),
        "SF": gettext("ends after it has begun"),
    }[kind]

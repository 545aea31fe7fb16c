"""The timetable's facts as pictures: what each chart is given, with its words in the language of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import accumulate

from django.utils.translation import gettext

from writ.desk.times import days_in_words, number_in_words
from writ.exchange.plan import PlanDocument
from writ.offices.timetable.queries.forecasts import AnswerFacts, Past, whole_days
from writ.offices.timetable.queries.morning import Morning, firmness_of
from writ.offices.timetable.queries.outlook import Outlook
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import NOTHING, estimate_of
from writ.offices.timetable.views import words
from writ.press import charts

DAY = 1440
FIRMNESS = ("hearsay", "estimate", "promise", "contract")
MOST_STEPS = 7
WIDE = 5  # days between the shortest and the longest: under it a range has no room for its words
TAIL = 100  # one course in so many lies beyond either end of a spread


def minutes(origin: date, moment: datetime) -> int:
    """Civil minutes from 00:00 of `origin`."""
    return (moment.date() - origin).days * DAY + moment.hour * 60 + moment.minute


def ticks(origin: date, low: int, high: int) -> tuple[charts.Tick, ...]:
    """The Mondays between two minutes, each with its day and, where there is room, its month."""
    first = origin + timedelta(days=low // DAY)
    days = [first + timedelta(days=place) for place in range((high - low) // DAY + 1)]
    return tuple(
        charts.Tick((one - origin).days * DAY, str(one.day), words.day(one), one.month)
        for one in days
        if one.weekday() == 0
    )


def slack_line(past: Sequence[Past], at: datetime, ident: str) -> tuple[str, charts.TableFacts]:
    """Days of slack since the first forecast, as steps; and the same as a table."""
    zone = at.tzinfo
    origin = past[0].as_of.astimezone(zone).date()
    points = tuple((minutes(origin, one.as_of.astimezone(zone)), one.days_of_slack) for one in past)
    last = past[-1].days_of_slack
    first = words.day(past[0].as_of.astimezone(zone).date())
    facts = charts.SlackLine(
        gettext("Slack since the first plan"),
        gettext("From {first} to {last}.").format(
            first=words.slack_words(past[0].days_of_slack), last=words.slack_words(last)
        ),
        points,
        max(minutes(origin, at), points[-1][0] + 1),
        tuple(words.day(one.as_of.astimezone(zone).date()) for one in past),
        f"{first}: {_minus(past[0].days_of_slack)}",
        _minus(last),
        "0",
        (gettext("Day"), gettext("Slack in days")),
    )
    return charts.slack_line(facts, ident), charts.slack_table(facts)


def dots(answer: AnswerFacts, ident: str) -> str:
    """The chance as a hundred dots."""
    said = words.chance(answer.in_100)
    desc = gettext("{number} of 100 dots are filled.").format(number=answer.in_100)
    return charts.dots(answer.in_100, ident, said, desc)


def path(page: Morning, polling_day: date, ident: str) -> tuple[str, charts.TableFacts] | None:
    """What the day hangs on: the steps that set the end, their ranges, the due line."""
    stands, answer = page.stands, page.headline
    outlook = answer.outlook
    origin = stands.local.date()
    chosen = _longest(answer, [task for task in _chain(page.document, answer) if task in outlook.steps])
    steps = _one_bracket([_step(stands, answer, task, origin) for task in chosen])
    if not steps:
        return None
    today, due = minutes(origin, stands.local), minutes(origin, outlook.due)
    ends = [due + DAY, *(max(s.longest or 0, s.sure, s.spread[1] if s.spread else 0) for s in steps)]
    low, high = min(0, *(step.start for step in steps)), max(ends) + 4 * DAY
    facts = charts.Path(
        gettext("What the day hangs on"),
        gettext(
            "{number} steps in a row; at the middle estimates the last one ends {end}, due {due}."
        ).format(
            number=len(steps),
            end=words.moment(outlook.steps[outlook.target].early_finish),
            due=words.moment(outlook.due),
        ),
        low,
        high,
        ticks(origin, low, high),
        steps,
        today,
        gettext("Today"),
        due,
        gettext("Due: {moment}").format(moment=words.moment(outlook.due)),
        _day_of(origin, polling_day),
        gettext("Polling {day}").format(day=words.day(polling_day, "weekday")),
        (
            gettext("Step"),
            gettext("Rests on"),
            gettext("Duration"),
            gettext("Begins"),
            gettext("Ends"),
            gettext("Latest safe end"),
        ),
    )
    return charts.both(charts.path_chart, facts, ident), charts.path_table(facts)


def _one_bracket(steps: Sequence[charts.Step]) -> tuple[charts.Step, ...]:
    """The steps, with the bracket of what holds over the widest range alone: two would tell one slack twice."""
    ranges = [(step.longest or 0) - step.sure for step in steps]
    widest = ranges.index(max(ranges)) if ranges else 0
    return tuple(
        step if place == widest else replace(step, hold=None, hold_words="")
        for place, step in enumerate(steps)
    )


def left_out(page: Morning) -> int:
    """How many steps of the path have no room in the picture."""
    return max(len(_chain(page.document, page.headline)) - MOST_STEPS, 0)


def _longest(answer: AnswerFacts, chain: Sequence[str]) -> list[str]:
    """The steps of the path that there is room for: the longest, in their order."""
    steps = answer.outlook.steps

    def lasts(task: str) -> timedelta:
        return steps[task].early_finish - steps[task].early_start

    kept = set(sorted(chain, key=lasts, reverse=True)[:MOST_STEPS])
    return [task for task in chain if task in kept]


def _chain(document: PlanDocument, answer: AnswerFacts) -> list[str]:
    """The steps that set the end, in their order, with what they wait for first and without mere moments at the end."""
    outlook = answer.outlook
    critical = set(outlook.critical)
    steps = {task.id: task for task in document.steps(document.reading(answer.reading))}
    for task in list(critical):
        # A date that others set holds the path up without being critical itself: it is shown.
        critical |= {link.before for link in steps[task].links if steps[link.before].ends is not None}
    chosen = [task for task in critical if not steps[task].is_milestone or steps[task].ends is not None]
    return sorted(
        chosen, key=lambda task: (outlook.steps[task].early_finish, outlook.steps[task].early_start)
    )


def _step(stands: Situation, answer: AnswerFacts, task: str, origin: date) -> charts.Step:
    document, outlook = stands.plan.document, answer.outlook
    entry = next(one for one in document.steps(document.reading(answer.reading)) if one.id == task)
    dates = outlook.steps[task]
    firm = firmness_of(stands, entry)
    said = stands.steps.get(task, NOTHING).estimate
    estimate = (estimate_of(said) if said else None) or entry.estimate
    start, end = minutes(origin, dates.early_start), minutes(origin, dates.early_finish)
    row = (
        words.name(entry.names),
        words.firm(firm),
        words.duration(estimate) if estimate else gettext("a date that others set"),
        words.moment(dates.early_start),
        words.moment(dates.early_finish),
        words.moment(dates.late_finish),
    )
    plain = charts.Step(row[0], FIRMNESS.index(firm) + 1, row[1], start, end, row=row)
    if estimate is None:
        day = words.day(dates.early_finish, "within")
        return replace(
            plain,
            start=min(minutes(origin, stands.local), end),
            unconfirmed=True,
            end_words=gettext("to {day}").format(day=day),
        )
    wide = estimate.unit == "days" and estimate.longest - estimate.shortest >= WIDE
    if wide and entry.calendar == "continuous":
        hold = max(0, (minutes(origin, dates.late_finish) - start) // DAY)
        return _range(plain, int(estimate.shortest), int(estimate.longest), end, hold)
    return _certain(plain, outlook, task, origin)


def _range(plain: charts.Step, low: int, high: int, middle: int, hold: int) -> charts.Step:
    """A step between its shortest and its longest time in days; its first `hold` days hold the day."""
    start = plain.start
    return replace(
        plain,
        sure=start + low * DAY,
        longest=start + high * DAY,
        middle=middle,
        hold=(start, start + hold * DAY) if hold else None,
        hold_words=gettext("Only the first {days} hold the day").format(days=days_in_words(hold)),
        sure_words=gettext("{days} at least").format(days=days_in_words(low)),
        end_words=gettext("{number} at most").format(number=high),
        middle_words=gettext("middle: {days}").format(days=days_in_words((middle - start) // DAY)),
    )


def _certain(plain: charts.Step, outlook: Outlook, task: str, origin: date) -> charts.Step:
    """A step of one length, red beyond the due line; the last one with the spread that the runs gave it."""
    start, end, due = plain.start, plain.sure, minutes(origin, outlook.due)
    spread = _spread(outlook, origin, end - start) if task == _last(outlook) else None
    if end <= due:
        return replace(plain, spread=spread)
    days = days_in_words(-whole_days(outlook.slack))
    return replace(
        plain,
        sure=max(min(end, due), start),
        spread=spread,
        late=(max(due, start), end),
        late_words=gettext("{days} late").format(days=days) if outlook.slack < 0 else "",
    )


def _last(outlook: Outlook) -> str:
    """The step of work that ends last on the path."""
    work = [task for task in outlook.critical if task != outlook.target]
    return max(work, key=lambda task: outlook.steps[task].early_finish, default="")


def _spread(outlook: Outlook, origin: date, lasts: int) -> tuple[int, int] | None:
    """From the earliest start to the latest end of the last step, but for one course in 100 at either end; None where
    it is certain."""
    reached = list(accumulate(outlook.counts))
    tail = reached[-1] // TAIL
    first, last = bisect_right(reached, tail), bisect_left(reached, reached[-1] - tail)
    start = (outlook.first_day - origin).days
    return ((start + first + 1) * DAY - lasts, (start + last + 1) * DAY) if last > first else None


def range_bar(
    title: str, figures: Mapping[str, int | None], scale: tuple[int, int], firm: bool, ident: str
) -> str:
    """A duration as a bar on a scale of days: `shortest`, `longest`, `middle`, and the longest that holds (`limit`)."""
    shortest, longest = figures["shortest"] or 0, figures["longest"] or 0
    facts = charts.Range(
        title, title, *scale, shortest, longest, figures.get("middle"), figures.get("limit"), firm
    )
    return charts.range_bar(facts, ident)


def _day_of(origin: date, day: date) -> tuple[int, int]:
    start = (day - origin).days * DAY
    return start, start + DAY


def _minus(number: int) -> str:
    return number_in_words(number, words.language())

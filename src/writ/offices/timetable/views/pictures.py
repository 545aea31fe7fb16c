"""The timetable's facts as pictures: what each chart is given, with its words in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from writ.desk.times import days_in_words, number_in_words
from writ.exchange.plan import PlanDocument
from writ.offices.timetable.queries.forecasts import AnswerFacts, Past, whole_days
from writ.offices.timetable.queries.morning import Morning, firmness_of
from writ.offices.timetable.queries.outlook import Outlook, StepDates
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import NOTHING, estimate_of
from writ.offices.timetable.views import words
from writ.press import charts

DAY = 1440
FIRMNESS = ("hearsay", "estimate", "promise", "contract")
MOST_STEPS = 9


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
    chosen = [task for task in _chain(page.document, answer) if task in outlook.steps][-MOST_STEPS:]
    steps = tuple(_step(stands, answer, task, origin) for task in chosen)
    if not steps:
        return None
    today, due = minutes(origin, stands.local), minutes(origin, outlook.due)
    ends = [due + DAY, *(max(s.longest or 0, s.sure, s.spread[1] if s.spread else 0) for s in steps)]
    low, high = min(0, *(step.start for step in steps)), max(ends) + 4 * DAY
    late = outlook.slack < 0
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
        _day_of(origin, polling_day) if late or polling_day else None,
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
    dates: StepDates = outlook.steps[task]
    firm = firmness_of(stands, entry)
    start, end = minutes(origin, dates.early_start), minutes(origin, dates.early_finish)
    due = minutes(origin, outlook.due)
    said = stands.steps.get(task, NOTHING).estimate
    estimate = (estimate_of(said) if said else None) or entry.estimate
    row = (
        words.name(entry.names),
        words.firm(firm),
        words.duration(estimate) if estimate else gettext("a date that others set"),
        words.moment(dates.early_start),
        words.moment(dates.early_finish),
        words.moment(dates.late_finish),
    )
    common = {
        "name": words.name(entry.names),
        "firmness": FIRMNESS.index(firm) + 1,
        "firmness_words": words.firm(firm),
        "critical": False,
        "row": row,
    }
    if estimate is None:
        begins = min(minutes(origin, stands.local), end)
        return charts.Step(
            start=begins, sure=end, unconfirmed=True,
            end_words=gettext("to {day}").format(day=words.day(dates.early_finish, "within")), **common,
        )  # fmt: skip
    low, high = int(estimate.shortest), int(estimate.longest)
    is_range = estimate.unit == "days" and high > low and entry.calendar == "continuous"
    if not is_range:
        late = (max(due, start), end) if end > due else None
        return charts.Step(
            start=start, sure=min(end, due) if end > due > start else end, late=late,
            spread=_spread(outlook, origin, end - start) if task == _last(outlook) else None,
            late_words=gettext("{days} late").format(days=days_in_words(-whole_days(outlook.slack)))
            if late else "", **common,
        )  # fmt: skip
    hold_days = max(0, (minutes(origin, dates.late_finish) - start) // DAY)
    return charts.Step(
        start=start, sure=start + low * DAY, longest=start + high * DAY, middle=end,
        hold=(start, start + hold_days * DAY) if hold_days else None,
        hold_words=gettext("Only the first {days} hold the day").format(days=days_in_words(hold_days)),
        sure_words=gettext("{days} at least").format(days=days_in_words(low)),
        end_words=gettext("{number} at most").format(number=high),
        middle_words=gettext("middle: {days}").format(days=days_in_words((end - start) // DAY)), **common,
    )  # fmt: skip


def _last(outlook: Outlook) -> str:
    """The step of work that ends last on the path."""
    work = [task for task in outlook.critical if task != outlook.target]
    return max(work, key=lambda task: outlook.steps[task].early_finish, default="")


def _spread(outlook: Outlook, origin: date, lasts: int) -> tuple[int, int] | None:
    """From the earliest start to the latest end that the runs gave the last step; None where it is certain."""
    first = ((outlook.first_day - origin).days + 1) * DAY - lasts
    last = ((outlook.first_day - origin).days + len(outlook.counts)) * DAY
    return (first, last) if len(outlook.counts) > 1 else None


def curves(
    readings: Sequence[tuple[str, AnswerFacts]], at: datetime, ident: str
) -> tuple[str, charts.TableFacts]:
    """By which day the target is reached, in 100 courses, one curve for each reading."""
    origin = at.date()
    shown = readings[: charts.curves.MOST]
    first = min(answer.outlook.first_day for _, answer in shown)
    last = max(answer.outlook.first_day + timedelta(days=len(answer.outlook.counts)) for _, answer in shown)
    outlook = shown[0][1].outlook
    low, high = ((one - origin).days * DAY for one in (first - timedelta(days=1), last + timedelta(days=1)))
    due = minutes(origin, outlook.due)
    drawn = tuple(_curve(title, answer, origin, low, high) for title, answer in shown)
    facts = charts.Curves(
        gettext("In time by this day, in 100"),
        gettext("One curve for each reading; read them at the due line: {readings}.").format(
            readings="; ".join(f"{title}: {answer.in_100}" for title, answer in shown)
        ),
        low,
        high,
        ticks(origin, low, high),
        drawn,
        due,
        gettext("Due: {moment}").format(moment=words.moment(outlook.due)),
        heads=(gettext("Reading"), *(gettext("{share} in 100 by").format(share=s) for s in LEVELS)),
    )
    return charts.both(charts.curves_chart, facts, ident), charts.curves_table(facts)


LEVELS = (10, 50, 80, 90, 95)


def _curve(title: str, answer: AnswerFacts, origin: date, low: int, high: int) -> charts.Curve:
    outlook, points, done = answer.outlook, [(low, 0.0)], 0
    reached: dict[int, date] = {}
    for place, count in enumerate(outlook.counts):
        done += count
        on = outlook.first_day + timedelta(days=place)
        points.append((((on - origin).days + 1) * DAY, done / outlook.runs))
        for level in LEVELS:
            if level not in reached and done * 100 >= level * outlook.runs:
                reached[level] = on
    points.append((high, 1.0))
    row = (title, *(words.day(reached[level], "weekday") for level in LEVELS))
    return charts.Curve(tuple(points), str(answer.in_100), title, row=row)


def history(past: Sequence[Past], at: datetime, ident: str) -> tuple[str, charts.TableFacts]:
    """The chance as each forecast gave it."""
    zone = at.tzinfo
    origin = past[0].as_of.astimezone(zone).date()
    points = tuple((minutes(origin, one.as_of.astimezone(zone)), 100 * one.hits / one.runs) for one in past)
    high = max(minutes(origin, at), points[-1][0] + 60)
    facts = charts.History(
        gettext("The forecast's own history"),
        gettext("From {first} to {last}.").format(
            first=words.chance(past[0].in_100), last=words.chance(past[-1].in_100)
        ),
        0,
        high,
        ticks(origin, 0, high),
        points,
        str(past[-1].in_100),
    )
    return charts.both(charts.history_line, facts, ident), charts.history_table(facts)


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

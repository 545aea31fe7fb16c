"""Whom to call, in which order, and why: the call-down list, from the plan, the record and the newest forecast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from writ.exchange.plan import Milestone, OptionEntry, TaskEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.forecasts import AnswerFacts, ForecastFacts
from writ.offices.timetable.queries.morning import NOBODY, overdue, state_of, widest
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import StepState

Urgency = Literal["today", "week", "later"]
URGENCIES: tuple[Urgency, ...] = ("today", "week", "later")
TODAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason to call: a step that is overdue since `by`, or must end by then; or an option to be decided by then.

    `slack` is minutes, where known; `law` is the legal deadline, where it is one that has passed.
    """

    what: TaskEntry | OptionEntry
    by: datetime
    overdue: bool = False
    slack: int | None = None
    begun: bool = False
    law: Milestone | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A post to call, most pressing reason first. `urgency` says by when."""

    post: PostFacts
    why: tuple[Why, ...]
    urgency: Urgency


def post_of(task: TaskEntry, known: Mapping[str, PostFacts]) -> PostFacts | None:
    """The post that owns a step; of a post that there is in every area, the one of the step's own area."""
    return known.get(task.owner) or known.get(f"{task.owner}-{task.area}")


def posts_of(task: TaskEntry, known: Mapping[str, PostFacts]) -> tuple[PostFacts, ...]:
    """Every post that owns a step: one, or one in each area."""
    one = post_of(task, known)
    if one is not None:
        return (one,)
    return tuple(post for code, post in known.items() if code.startswith(f"{task.owner}-"))


def calls(
    stands: Situation,
    forecast: ForecastFacts | None,
    known: Mapping[str, PostFacts],
    options: Iterable[OptionEntry] = (),
) -> tuple[Call, ...]:
    """Every post that has an unfinished step, or one of these options to decide, in the order of the call.

    What is overdue comes first, then what must end or be decided soonest.
    """
    answer = widest(stands.plan.document, forecast) if forecast else None
    now = stands.local.replace(tzinfo=None)
    reasons: dict[str, list[Why]] = {}
    for why in (*_reasons(stands, forecast, answer), *_decisions(options)):
        owners = (
            posts_of(why.what, known) if isinstance(why.what, TaskEntry) else (known.get(why.what.owner),)
        )
        for post in filter(None, owners):
            reasons.setdefault(post.code, []).append(why)
    found = []
    for code, whys in reasons.items():
        ordered = tuple(sorted(whys, key=telling))
        found.append(
            Call(known[code], ordered, min((_urgency(one, now) for one in ordered), key=URGENCIES.index))
        )
    return tuple(sorted(found, key=lambda call: min(map(_order, call.why))))


def _reasons(stands: Situation, forecast: ForecastFacts | None, answer: AnswerFacts | None) -> Iterator[Why]:
    document = stands.plan.document
    open_steps = {
        task.id: task for task in document.tasks if state_of(stands, task) is not StepState.FINISHED
    }
    fixed = forecast.baseline if forecast else None
    late = {
        one.task.id: Why(one.task, one.due, True, one.slack, law=one.law)
        for one in overdue(stands, open_steps, fixed, answer, stands.local.replace(tzinfo=None))
    }
    yield from late.values()
    for task, dates in answer.outlook.steps.items() if answer else ():
        step = open_steps.get(task)
        if step is not None and task not in late and step.controlled_by != NOBODY and not step.is_milestone:
            begun = state_of(stands, step) is StepState.STARTED
            yield Why(step, dates.late_finish, False, dates.slack, begun)


def _decisions(options: Iterable[OptionEntry]) -> Iterator[Why]:
    for option in options:
        if option.decide_by is not None:
            yield Why(option, option.decide_by)


def _order(why: Why) -> tuple[bool, int, datetime]:
    """Overdue first, and of these what has least slack; the others by the day they must end."""
    pressing = why.slack if why.overdue and why.slack is not None else 0
    return not why.overdue, pressing, why.by


def telling(why: Why) -> tuple[bool, bool, int, datetime]:
    """What is told first in a call: what is overdue, then what is short, then the rest by its day."""
    is_short = not why.overdue and why.slack is not None and why.slack < 0
    return not why.overdue, not is_short, *_order(why)[1:]


def _urgency(why: Why, now: datetime) -> Urgency:
    if why.overdue or why.by <= now + TODAY:
        return "today"
    is_short = why.begun and why.slack is not None and why.slack < 0
    return "week" if is_short or why.by <= now + WEEK else "later"

"""Whom to call, in which order, and why: the call-down list, from the plan, the record and the newest forecast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from writ.exchange.plan import Milestone, OptionEntry, TaskEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.forecasts import AnswerFacts, ForecastFacts, whole_days
from writ.offices.timetable.queries.gates import WEEK as NEAR
from writ.offices.timetable.queries.gates import gates_of
from writ.offices.timetable.queries.morning import NOBODY, overdue, state_of, widest
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import StepState

Urgency = Literal["today", "week", "later"]
URGENCIES: tuple[Urgency, ...] = ("today", "week", "later")
TODAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason to call: a step that is overdue since `by`, or must end by then; or an option to be decided by then.

    `slack` is minutes, where known, of a gate that of its own strands; `law` is the legal deadline, where it is one
    that has passed.
    """

    what: TaskEntry | OptionEntry
    by: datetime
    overdue: bool = False
    slack: int | None = None
    begun: bool = False
    law: Milestone | None = None

    @property
    def is_gate(self) -> bool:
        """Whether it is about a gate, which is told only when it is short or has less than a week of slack."""
        return isinstance(self.what, TaskEntry) and self.what.gate

    @property
    def is_short(self) -> bool:
        """Whether it will not be there in time, as estimated."""
        return self.slack is not None and self.slack < 0


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

    What is for today comes first, then what is for this week: of each what is overdue, then gates in trouble, then what
    must end or be decided soonest.
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
    return tuple(sorted(found, key=_pressing))


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
    yield from (why for why in _gates(stands, answer) if why.what.id not in late)
    for task, dates in answer.outlook.steps.items() if answer else ():
        step = open_steps.get(task)
        if step is not None and task not in late and step.controlled_by != NOBODY and not step.is_milestone:
            begun = state_of(stands, step) is StepState.STARTED
            yield Why(step, dates.late_finish, False, dates.slack, begun)


def _gates(stands: Situation, answer: AnswerFacts | None) -> Iterator[Why]:
    """Every gate in trouble; whoever answers for it is called, whatever its strands wait for."""
    for gate in gates_of(stands, answer).gates if answer else ():
        dates = answer.outlook.steps.get(gate.task.id) if answer else None
        if dates is not None and not gate.is_met and gate.slack is not None and whole_days(gate.slack) < NEAR:
            yield Why(gate.task, dates.late_finish, slack=gate.slack)


def _decisions(options: Iterable[OptionEntry]) -> Iterator[Why]:
    for option in options:
        if option.decide_by is not None:
            yield Why(option, option.decide_by)


def _pressing(call: Call) -> tuple[int, tuple[bool, bool, int, datetime]]:
    return URGENCIES.index(call.urgency), min(map(_order, call.why))


def _order(why: Why) -> tuple[bool, bool, int, datetime]:
    """Overdue first, then gates in trouble, of both what has least slack; the others by the day they must end."""
    is_weighed = (why.overdue or why.is_gate) and why.slack is not None
    return not why.overdue, not why.is_gate, why.slack or 0 if is_weighed else 0, why.by


def telling(why: Why) -> tuple[int, int, datetime]:
    """What is told first: a gate that is short, what is overdue, a gate that is near, what is short, then the rest."""
    ranks = (why.is_gate and why.is_short, why.overdue, why.is_gate, why.is_short, True)
    return ranks.index(True), *_order(why)[2:]


def _urgency(why: Why, now: datetime) -> Urgency:
    if why.overdue or (why.is_gate and why.is_short) or why.by <= now + TODAY:
        return "today"
    return "week" if why.is_gate or (why.begun and why.is_short) or why.by <= now + WEEK else "later"

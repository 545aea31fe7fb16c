"""The dates to keep on the morning page: the step or the option that comes first, and the steps after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.times import day_in_words, duration_in_words
from writ.exchange.plan import OptionEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.forecasts import whole_days
from writ.offices.timetable.queries.morning import KeepBy, Morning, firmness_of
from writ.offices.timetable.views import words


def keep_by(one: KeepBy, facts: Morning, known: Mapping[str, PostFacts]) -> Mapping[str, Any]:
    """A step and the latest safe moment of its end, with whom to call."""
    owner, call = words.owner(one.task, known)
    now = facts.stands.local.replace(tzinfo=None)
    return {
        "step": words.name(one.task.names),
        "url": reverse("timetable:task", args=[one.task.id]),
        "by": one.by,
        "by_words": words.moment(one.by),
        "passed": one.by < now,
        "left": duration_in_words(int((one.by - now).total_seconds() // 60)),
        "slack": words.slack_words(whole_days(one.slack)),
        "state": words.slack_figure(whole_days(one.slack))[3],
        "owner": owner,
        "call": call,
        "firmness": firmness_of(facts.stands, one.task),
    }


def act_by(
    facts: Morning, known: Mapping[str, PostFacts], option: OptionEntry | None
) -> Mapping[str, Any] | None:
    """The second answer: what comes first of the step that must end and the option that must be decided."""
    step = facts.act_by
    if option is not None and option.decide_by is not None and (step is None or option.decide_by < step.by):
        return _option(option, option.decide_by, facts, known)
    if step is None:
        return None
    return {**keep_by(step, facts, known), **_figure(step.by)}


def _option(
    option: OptionEntry, by: datetime, facts: Morning, known: Mapping[str, PostFacts]
) -> Mapping[str, Any]:
    now = facts.stands.local
    post = known.get(option.owner)
    return {
        "option": words.name(option.names),
        "url": reverse("timetable:options"),
        "passed": False,
        "left": duration_in_words(int((by - now.replace(tzinfo=None)).total_seconds() // 60)),
        "owner": words.name(post.names) if post else option.owner,
        "call": words.reach(post, now) if post else "",
        **_figure(by),
    }


def _figure(by: datetime) -> Mapping[str, Any]:
    """A moment as the large figure and the two lines beside it."""
    on = words.ending_day(by)
    return {
        "figure": f"{on.day}." if words.language().startswith("sr") else on.day,
        "month": day_in_words(on, words.language(), "plain").split("\N{NO-BREAK SPACE}", 1)[-1],
        "clock": gettext("end of the day") if words.is_midnight(by) else f"{words.zoned(by):%H:%M %Z}",
        "weekday": day_in_words(on, words.language(), "name"),
    }

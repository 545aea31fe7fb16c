"""What a day of delay costs, office by office, for the morning page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.calls import post_of
from writ.offices.timetable.queries.queues import QueueCost
from writ.offices.timetable.views import words

MOST = 5
FELT = 5  # in 1,000: a loss under half a point of 100 is none


def felt(costs: Sequence[QueueCost]) -> Sequence[QueueCost]:
    """Those where a day costs something that is felt, the dearest first."""
    return [one for one in costs if one.price >= FELT][:MOST]


def row(one: QueueCost, known: Mapping[str, PostFacts], at: datetime) -> Mapping[str, Any]:
    """One office: what lies there, which step is the dearest, and what one more day on it costs in 100."""
    owner, call = words.owner(one.task, known)
    post = post_of(one.task, known)
    return {
        "owner": owner,
        "call": words.reach(post, at) if post else call,
        "steps": one.steps,
        "step": words.name(one.task.names),
        "url": reverse("timetable:task", args=[one.task.id]),
        "ends": words.day(one.ends, "weekday"),
        "price": one.price / 10,
    }

"""The question of a forecast, from the record: the plan in force and what has been recorded about its steps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from writ.cli.question import Question

if TYPE_CHECKING:
    from writ.offices.elections.queries import Called


def from_record(called: Called, as_of: datetime | None = None) -> Question | None:
    """The question as the record stood at `as_of` (local), or stands by the election's clock; None without a plan."""
    from writ.offices.authority.queries import law_in_force, posts
    from writ.offices.timetable.queries.forecasts import last_entry
    from writ.offices.timetable.queries.situation import situation
    from writ.web import clock

    at = as_of.replace(tzinfo=called.zone) if as_of else clock.now()
    stands = situation(called, at, last_entry(called.id, at))
    if stands is None:
        return None
    law = law_in_force(called.code)
    local = stands.local.replace(tzinfo=None, second=0, microsecond=0)
    version = law.version if law else ""
    return Question(
        called.code,
        called.names,
        stands.plan.document,
        version,
        local,
        {reading.id: stands.progress(reading.id) for reading in stands.plan.document.readings},
        stands.adopted,
        stands.risks,
        stands.odds,
        called.polling_day,
        called.called_on,
        called.currency,
        posts={code: post.names for code, post in posts().items()},
    )

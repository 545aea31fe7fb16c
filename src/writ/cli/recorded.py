"""The question of a forecast, from the record: the plan in force and what has been recorded about its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writ.cli.question import Question

if TYPE_CHECKING:
    from writ.offices.elections.queries import Called


def from_record(called: Called) -> Question | None:
    """The question as the record stands now, by the election's clock; None before a plan was adopted."""
    from writ.offices.authority.queries import law_in_force
    from writ.offices.timetable.queries.situation import situation
    from writ.web import clock

    stands = situation(called, clock.now())
    if stands is None:
        return None
    law = law_in_force(called.code)
    local = stands.local.replace(tzinfo=None, second=0, microsecond=0)
    version = law.version if law else ""
    return Question(called.code, called.names, stands.plan.document, version, local, stands.progress())

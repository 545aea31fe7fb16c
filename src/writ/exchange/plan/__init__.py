"""The plan of an election: what `plan.toml` says, typed, and how it becomes a plan that can be reckoned."""

from writ.exchange.plan.building import Progress, build, finding_of
from writ.exchange.plan.document import (
    CONTROLLED_BY,
    FIRMNESS,
    CalendarEntry,
    Hours,
    LinkEntry,
    Milestone,
    Override,
    PlanDocument,
    Reading,
    Strand,
    TaskEntry,
)
from writ.exchange.plan.estimates import KINDS, UNITS, Ends, Estimate, minutes_from

__all__ = [
    "CONTROLLED_BY",
    "FIRMNESS",
    "KINDS",
    "UNITS",
    "CalendarEntry",
    "Ends",
    "Estimate",
    "Hours",
    "LinkEntry",
    "Milestone",
    "Override",
    "PlanDocument",
    "Progress",
    "Reading",
    "Strand",
    "TaskEntry",
    "build",
    "finding_of",
    "minutes_from",
]

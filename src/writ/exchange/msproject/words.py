"""How MS Project writes what a plan says: numbers of its schema, spans of time, names of calendars."""

from __future__ import annotations

import re
from decimal import Decimal

from writ.exchange.plan.estimates import Estimate

NAMESPACE = "http://schemas.microsoft.com/project"
SAVED_BY = 14
"""The version of the schema that is written, and the newest one known: Project 2010, which later ones still write."""

LINKS = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
ELAPSED = {4: "minutes", 6: "hours", 8: "days"}
WORKING = {3: "minutes", 5: "hours", 7: "days"}
"""Formats of a lag or duration by unit: elapsed time, and time of a working calendar. Weeks and months go as days."""

TEXT_1 = 188743731
FIELDS = ("id", "strand", "name_sq", "name_sr_cyrl", "name_sr_latn", "name_en")
"""What Text1, Text2, … of a task hold; nothing else of the plan fits into a field of MS Project's own."""

CONTINUOUS = "continuous"
NO_EARLIER_START, NO_LATER_START, NO_EARLIER_END, NO_LATER_END = 4, 5, 6, 7
CONSTRAINTS = {
    NO_EARLIER_START: "start_not_before",
    NO_LATER_START: "start_not_after",
    NO_EARLIER_END: "finish_not_before",
    NO_LATER_END: "finish_not_after",
}
_SPAN = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")


def field_id(place: int) -> int:
    """The number of the field Text1, Text2, …, counted from 0."""
    numbers = (188743731, 188743734, 188743737, 188743740, 188743743, 188743746)
    return numbers[place]


def span_text(minutes: int) -> str:
    """Minutes as MS Project writes a duration: PT8H0M0S."""
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def minutes_of(text: str) -> int | None:
    """The minutes of a duration such as PT8H30M0S or P1DT2H; None where it is none."""
    match = _SPAN.fullmatch(text.strip())
    if match is None or text.strip().endswith(("P", "T")):
        return None
    days, hours, minutes, _ = (int(match[place] or 0) for place in (2, 3, 4, 5))
    return -1 if match[1] else (days * 24 + hours) * 60 + minutes


def middle(estimate: Estimate | None) -> Decimal:
    """One figure for an estimate, in its unit, since MS Project has but one: its usual value, or its middle."""
    if estimate is None or not estimate.numbers:
        return Decimal(0)
    numbers = estimate.numbers
    if estimate.kind == "fixed":
        return numbers[0]
    if estimate.kind in ("triangular", "pert"):
        return numbers[1]
    if estimate.kind in ("normal", "lognormal"):
        return numbers[2]
    return (estimate.shortest + estimate.longest) / 2

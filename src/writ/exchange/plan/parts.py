"""The smallest parts of a plan: names, places, and what waits for what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """A place in which steps are done that are done everywhere, by its code in `areas.csv`."""

    code: str
    names: Names


@dataclass(frozen=True, slots=True)
class LinkEntry:
    """What a task waits for: kind FS, SS, FF or SF, and a lag (negative for a lead) in units of a calendar."""

    before: str
    kind: str = "FS"
    lag: Decimal = Decimal(0)
    unit: str = "days"
    calendar: str = ""

"""What chance may do to a plan, as people wrote it: shared causes, risks with their answers, branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from writ.exchange.plan.choices import Cost
from writ.exchange.plan.estimates import Estimate
from writ.exchange.plan.parts import Names
from writ.law.cite import Cite, Status


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability from 0 to 1, and who is behind it."""

    probability: Decimal
    status: Status = Status.SCENARIO
    cite: Cite | None = None


@dataclass(frozen=True, slots=True)
class DriverEntry:
    """A cause that several steps share: one factor is drawn, in unit "times", and multiplies the work of them all."""

    id: str
    names: Names
    tasks: tuple[str, ...]
    factor: Estimate
    note: str = ""


@dataclass(frozen=True, slots=True)
class CorrelationEntry:
    """Steps whose durations tend to be long together, without one cause that could be named."""

    id: str
    names: Names
    tasks: tuple[str, ...]
    strength: Decimal
    status: Status = Status.SCENARIO
    cite: Cite | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImpactEntry:
    """What a risk does to one step: its work takes `factor` times as long, then it ends `delay` later."""

    task: str
    delay: Estimate | None = None
    factor: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Mitigation:
    """The answer to a risk: what is left of it, what the answer costs, who would give it."""

    names: Names
    owner: str
    chance: Chance
    impacts: tuple[ImpactEntry, ...] = ()
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """An event that may happen and then strikes all its steps; the answer to it has an effect until `decide_by`."""

    id: str
    names: Names
    owner: str
    chance: Chance
    impacts: tuple[ImpactEntry, ...]
    answer: Mitigation | None = None
    mitigated: bool = False
    decide_by: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WayEntry:
    """One way a branch may go: some work in a calendar, and perhaps everything again from one step on."""

    id: str
    names: Names
    chance: Chance
    work: Estimate | None = None
    calendar: str = "continuous"
    redo_from: str = ""


@dataclass(frozen=True, slots=True)
class BranchEntry:
    """What may have to be done once the step `after` has ended, at most so many times.

    `of` and `hit` are act kinds: each entry of the one is a case, each of the other a case that went the first way.
    """

    id: str
    names: Names
    after: str
    ways: tuple[WayEntry, ...]
    at_most: int = 1
    of: str = ""
    hit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RiskSay:
    """What the register says of a risk now: another chance, answered, happened, closed. None leaves the plan's word."""

    chance: float | None = None
    mitigated: bool | None = None
    happened: bool | None = None
    closed: bool = False


RiskSays = Mapping[str, RiskSay]

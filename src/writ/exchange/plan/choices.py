"""What could be decided: options with their cost, what they change, who may choose them and until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from writ.exchange.plan.estimates import Ends, Estimate
from writ.exchange.plan.parts import LinkEntry, Names
from writ.law.cite import Cite, Status

OPTION_KINDS = ("do", "ask")
DECIDES = ("officer", "two persons", "body")


@dataclass(frozen=True, slots=True)
class Cost:
    """Money in whole cents of a currency, and who is behind the figure."""

    cents: int
    currency: str
    status: Status = Status.SCENARIO
    cite: Cite | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OptionChange:
    """What an option says otherwise about a step, in some readings or in all; None and empty leave the plan's word."""

    task: str
    readings: tuple[str, ...] = ()
    estimate: Estimate | None = None
    ends: Ends | None = None
    firmness: str = ""
    links: tuple[LinkEntry, ...] | None = None
    calendar: str = ""

    @property
    def says_how_long(self) -> bool:
        """True where it has another duration, or dates, for the step."""
        return self.estimate is not None or self.ends is not None


@dataclass(frozen=True, slots=True)
class OptionEntry:
    """A choice: "do" is ours, "ask" is somebody else's; of one `group` at most one can be chosen.

    `owner` is the post to call, `asks` what the law asks for, `decides` who chooses: an officer, two persons, a body;
    `body` is then the institution whose session it takes.
    A postponement names `new_polling_day` and the `clocks` that start anew; it is shown and never compared.
    """

    id: str
    names: Names
    owner: str
    kind: str = "do"
    summary: Names = field(default_factory=dict)
    group: str = ""
    cost: Cost | None = None
    decide_by: datetime | None = None
    firmness: str = ""
    asks: Names = field(default_factory=dict)
    asks_cite: Cite | None = None
    decides: str = "officer"
    body: str = ""
    changes: tuple[OptionChange, ...] = ()
    drop: tuple[str, ...] = ()
    mitigate: tuple[str, ...] = ()
    new_polling_day: date | None = None
    clocks: Names = field(default_factory=dict)
    note: str = ""

    @property
    def rearranges(self) -> bool:
        """True where it changes what waits for what, or on which hours: a plan may then contradict itself."""
        return bool(self.drop) or any(one.links is not None or one.calendar for one in self.changes)

    def changes_in(self, reading: str) -> tuple[OptionChange, ...]:
        """What it changes in one reading."""
        return tuple(one for one in self.changes if not one.readings or reading in one.readings)

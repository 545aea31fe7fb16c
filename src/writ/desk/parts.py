"""What a page hands to the components: frozen values that know no office (look: components 2, 5 to 7, 16 to 18, 20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from writ.desk.clocks import Clock
from writ.law.cite import Cite

WEEK = 7


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the navigation; `count` is said after the word, `current` is the page one stands on."""

    text: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds every page: the election, the post in which one acts, the ways open to that post.

    `rehearsal` is where the rehearsal clock stands, None in a real election. `sign_in_url` is set for who is not
    signed in, `post` for who is.
    """

    election: str = ""
    rehearsal: datetime | None = None
    post: str = ""
    change_post_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    nav: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """One line of the help list: what to do, what it gains in days and in 100, what it rests on, whom to call."""

    title: str
    sentence: str
    gain_days: int | None
    chance_now: int | None
    chance_then: int | None
    firmness: str
    post: str
    reach: str
    ask: bool = False
    url: str = ""
    post_url: str = ""
    value: str = ""
    value_status: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: moment, sentence, by whom, under which act number, and its effect on the day."""

    at: datetime
    what: str
    who: str
    act: int | None
    status: str
    effect: str
    act_url: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """One cell of the gate grid: a place, its days of slack, and the weakest strand when these are under a week.

    `days` is None where nothing is left to do.
    """

    name: str
    days: int | None
    strand: str = ""
    url: str = ""

    @property
    def status(self) -> str:
        """Short below nothing, near within a week, else holds."""
        if self.days is None or self.days >= WEEK:
            return "holds"
        return "short" if self.days < 0 else "near"


@dataclass(frozen=True, slots=True)
class Person:
    """One side of a two-person act. `checks` are sentences that hold; `you` draws the bar at the left."""

    role: str
    name: str
    body: str = ""
    lines: Sequence[str] = ()
    at: datetime | None = None
    checks: Sequence[str] = ()
    you: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Who proposed and who confirms, and the clock after which the proposal lapses."""

    proposed: Person
    confirms: Person
    lapses: Clock | None = None
    lapse_note: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline: newest on top, what was done, in which values, under which act, correcting which."""

    at: datetime
    what: str
    lines: Sequence[str] = ()
    act: int | None = None
    act_url: str = ""
    status: str = "past"
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Where an act stands on the record. `hash` is hexadecimal, shown in groups of four."""

    entry: int
    of: int
    hash: str
    under: str = ""
    cite: Cite | None = None
    checkpoint: str = ""
    witnesses: int | None = None
    check_url: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of a queue: number, place and entity, how many findings, its clock, who else has it open."""

    number: str
    text: str
    url: str
    note: str = ""
    clock: Clock | None = None
    selected: bool = False
    opened_by: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of "what this will change"; without `after` it says what does not change, over both columns."""

    label: str
    now: str
    after: str = ""
    now_status: str = ""
    after_status: str = ""
    now_firmness: str = ""
    after_firmness: str = ""
    now_drawing: str = ""
    after_drawing: str = ""

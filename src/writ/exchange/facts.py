"""Facts of an election folder: what is voted on, who does what, and where. Plain values, all checked by the readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from writ.law.cite import Status

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Poll:
    """Something voted on, in every area of the kind `held_in`."""

    id: str
    names: Names
    held_in: str


@dataclass(frozen=True, slots=True)
class Round:
    """A day of voting and the polls held on it."""

    id: str
    names: Names
    day: date
    polls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """A body; `territory` is the code of its area."""

    id: str
    names: Names
    territory: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A capacity in which people act: its body, its area, how and when it is reached."""

    id: str
    institution: str
    names: Names
    territory: str
    extension: str = ""
    hours: str = ""
    status: Status = Status.SCENARIO


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who holds posts; `sign_in` is the account name. In an example folder every person is invented."""

    id: str
    name: str
    posts: tuple[str, ...]
    sign_in: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """One function that one post holds in one territory, as the law pack says."""

    post: str
    function: str
    territory: str


@dataclass(frozen=True, slots=True)
class Election:
    """The election itself."""

    id: str
    names: Names
    polling_day: date
    called_on: date
    time_zone: str
    languages: tuple[str, ...]
    currency: str
    polls: tuple[Poll, ...]
    rounds: tuple[Round, ...]
    institutions: tuple[Institution, ...]
    posts: tuple[Post, ...]
    persons: tuple[Person, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A territory. `status` speaks of its names and place, `figures_status` of voters and seats."""

    code: str
    kind: str
    parent: str
    names: Names
    latitude: Decimal | None
    longitude: Decimal | None
    voters: int | None
    seats: int | None
    status: Status
    figures_status: Status = Status.EMPTY
    source: str = ""


@dataclass(frozen=True, slots=True)
class Centre:
    """A place that holds stations."""

    code: str
    area: str
    names: Names
    latitude: Decimal | None
    longitude: Decimal | None
    status: Status


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station; a mobile or special one may have no centre. `count_unit` is where it is counted."""

    code: str
    centre: str
    area: str
    type: str
    voters: int | None
    count_unit: str
    status: Status


@dataclass(frozen=True, slots=True)
class Entity:
    """A contestant: it names itself, in each language it chooses."""

    code: str
    kind: str
    names: Names
    short_name: str
    community: str
    ballot_number: int | None
    status: Status
    source: str = ""

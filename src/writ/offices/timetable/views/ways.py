"""The ways on as rows: each option of the plan with its figures, its price, its clock, and what the law asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from writ.desk.clocks import Clock
from writ.desk.marks import FIRMNESS
from writ.exchange.plan import OptionEntry
from writ.law.cite import Status
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.advice import Analysed, excluded_by
from writ.offices.timetable.queries.analyses import Comparison, Point, Way
from writ.offices.timetable.queries.forecasts import DAY, in_100
from writ.offices.timetable.queries.options import MoveLine, moved, option_facts
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import OptionState
from writ.offices.timetable.views import amounts, words


@dataclass(frozen=True, slots=True)
class Row:
    """One way on: `options` are what it takes (none: as it stands), `number` its disc.

    `way` has the figures, None where it cannot be compared; then `why` says so. `withdrawn` says since when it is. What
    `is_idle` changes nothing in this reading. `chance` and `base` are in 100.
    """

    number: int
    title: str
    summary: str
    options: tuple[OptionEntry, ...]
    way: Way | None
    base: int
    base_slack: int
    runs: int
    state: OptionState
    why: str = ""
    withdrawn: str = ""
    clock: Clock | None = None
    owner: str = ""
    call: str = ""
    fallback: str = ""
    is_idle: bool = False
    on_frontier: bool = False
    best: bool = False

    @property
    def chance(self) -> int | None:
        """The chance with it, in 100."""
        return None if self.way is None else in_100(self.way.hits, self.runs)

    @property
    def gain(self) -> int | None:
        """What it adds in 100; None for as it stands."""
        return None if self.chance is None or not self.options else self.chance - self.base

    @property
    def days(self) -> int:
        """Whole days of slack that it gains at the middle estimates; none for less than a day."""
        return 0 if self.way is None else int((self.way.slack - self.base_slack) / DAY)

    @property
    def cents(self) -> int | None:
        """What it costs; None where nobody has said for one of its options."""
        costs = [one.cost.cents if one.cost else None for one in self.options]
        known = [cents for cents in costs if cents is not None]
        return sum(known) if len(known) == len(costs) else None

    @property
    def status(self) -> Status:
        """How the cost is known: as its weakest part is."""
        marked = [one.cost.status for one in self.options if one.cost and one.cost.status.is_marked]
        return marked[0] if marked else Status.SOURCED

    @property
    def currency(self) -> str:
        """Of the cost."""
        return next((one.cost.currency for one in self.options if one.cost), self.fallback)

    @property
    def a_point(self) -> int | None:
        """Cents for one more in 100; None where it costs or gains nothing."""
        if self.way is None or not self.cents:
            return None
        return amounts.a_point(self.cents, self.way.gain)

    @property
    def firmness(self) -> str:
        """What it rests on: the weakest of its options."""
        levels = [one.firmness for one in self.options if one.firmness]
        return min(levels, key=FIRMNESS.index, default="")

    @property
    def decide_by(self) -> datetime | None:
        """The first moment by which one of its options must be decided."""
        return min((one.decide_by for one in self.options if one.decide_by), default=None)


def rows(
    stands: Situation,
    found: Analysed[Comparison],
    chosen: Point | None,
    posts: Mapping[str, PostFacts],
    since: datetime,
) -> list[Row]:
    """As it stands, every option of the plan but a postponement, and the best portfolios; numbered as in the plan."""
    document, compared = stands.plan.document, found.facts
    base = in_100(compared.base.hits, compared.runs)
    frontier = [frozenset(one.options) for one in compared.frontier]
    last = moved(stands.moves)
    entries = [option for option in document.options if option.new_polling_day is None]
    by_id = {option.id: option for option in entries}
    wanted = frozenset(chosen.options) if chosen else None
    currency = next((one.cost.currency for one in entries if one.cost), "EUR")

    def row(number: int, title: str, summary: str, taken: tuple[OptionEntry, ...], way: Way | None) -> Row:
        names = frozenset(one.id for one in taken)
        owner, call = _owner(taken, posts)
        state = last[taken[0].id].move if len(taken) == 1 and taken[0].id in last else OptionState.OPEN
        return Row(
            number,
            title,
            summary,
            taken,
            way,
            base,
            compared.base.slack,
            compared.runs,
            state,
            "" if way else _why(stands, taken[0], compared),
            withdrawn_since(stands, taken[0].id) if len(taken) == 1 else "",
            _clock(taken, stands, since),
            owner,
            call,
            currency,
            way is None and not _is_decided(stands, taken[0]) and taken[0].id in compared.idle,
            names in frontier,
            names == wanted,
        )

    answer = [row(1, gettext("As it stands"), words_of_now(stands), (), compared.base)]
    number = 1
    for number, option in enumerate(entries, 2):
        title, summary = words.name(option.names), words.name(option.summary) if option.summary else ""
        answer.append(row(number, title, summary, (option,), compared.way([option.id])))
    numbers = {option.id: place for place, option in enumerate(entries, 2)}
    together = [way for way in compared.ways if len(way.options) > 1]
    for place, way in enumerate(together, number + 1):
        taken = tuple(
            sorted((by_id[name] for name in way.options if name in by_id), key=lambda one: numbers[one.id])
        )
        title = gettext("{numbers} together").format(
            numbers=amounts.listed([str(numbers[one.id]) for one in taken])
        )
        summary = amounts.listed([amounts.quoted(words.name(one.names)) for one in taken])
        answer.append(row(place, title, summary, taken, way))
    return answer


def withdrawn_since(stands: Situation, option: str) -> str:
    """Of an option that was withdrawn and may be chosen anew, since when; else nothing."""
    last = moved(stands.moves).get(option)
    if last is None or last.move is not OptionState.WITHDRAWN:
        return ""
    since = words.moment(stands.called.local(last.moved_at))
    return gettext("Withdrawn since {moment}.").format(moment=since)


def words_of_now(stands: Situation) -> str:
    """What as it stands means: nothing more decided, or with what has been adopted."""
    names = [
        amounts.quoted(words.name(option.names))
        for option in stands.plan.document.options
        if option.id in stands.adopted
    ]
    if not names:
        return gettext("nothing more decided")
    return gettext("with {options}, adopted").format(options=amounts.listed(names))


def moves(stands: Situation) -> Iterator[tuple[OptionEntry, MoveLine]]:
    """Every option that was ever moved, with its last move, newest first."""
    known = {option.id: option for option in stands.plan.document.options}
    last = moved(stands.moves)
    for line in sorted(last.values(), key=lambda one: -one.entry):
        if line.option in known:
            yield known[line.option], line


def _why(stands: Situation, option: OptionEntry, compared: Comparison) -> str:
    """Why an option has no figures."""
    if option.id in stands.adopted:
        return gettext("adopted, and counted in as it stands")
    if _is_decided(stands, option):
        return gettext("its time to be decided is over: it has no effect any more")
    known = option_facts(stands.plan.document, (), stands.zone)
    others = excluded_by(stands, known[option.id], known)
    if others:
        names = amounts.listed([words.name(one.names) for one in others])
        return gettext("excluded by what is adopted: {options}").format(options=names)
    return gettext("not compared yet")


def _is_decided(stands: Situation, option: OptionEntry) -> bool:
    """Whether it is adopted, or its last moment has passed."""
    now = stands.local.replace(tzinfo=None)
    return option.id in stands.adopted or (option.decide_by is not None and option.decide_by < now)


def _clock(taken: tuple[OptionEntry, ...], stands: Situation, since: datetime) -> Clock | None:
    """Until when the first of them can be decided, counted from the call."""
    ends = min((one.decide_by for one in taken if one.decide_by), default=None)
    if ends is None:
        return None
    zone = stands.zone
    aware = ends.replace(tzinfo=zone)
    total = int((aware - since).total_seconds() // 60)
    gone = int((stands.local - since).total_seconds() // 60)
    return Clock(max(total, 1), max(gone, 0), aware)


def _owner(taken: tuple[OptionEntry, ...], posts: Mapping[str, PostFacts]) -> tuple[str, str]:
    """Whom to call."""
    post = posts.get(taken[0].owner) if taken else None
    return (words.name(post.names), words.telephone(post)) if post else ("", "")

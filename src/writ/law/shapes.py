"""Shapes of composite law values: small frozen records, exact, with what the law leaves open left None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from writ.law.kinds import Kind, Unfit, choice, clock, flag, fraction, many, named, shape, text, whole
from writ.law.texts import N_
from writ.reckon.calendar import Days, Direction, Roll, Term, UnclearTerm, Unit

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Wait:
    """A period of the law: the event it runs from (or back from), and the term that is counted."""

    event: str
    term: Term


@dataclass(frozen=True, slots=True)
class Marks:
    """What a voter may mark: marks for an entity, and how many for candidates."""

    kind: str
    entity_marks: int
    candidate_marks_max: int
    candidates_only_of_marked_entity: bool = False


@dataclass(frozen=True, slots=True)
class GenderShare:
    """The share each gender must have on a list or among seats, overall and within each group of places."""

    min_share: Fraction | None = None
    one_in_each_group_of: int | None = None
    over_first_share: Fraction | None = None
    exempt_lists_up_to: int = 0
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ListLength:
    """The longest list, as a share of the seats, and what becomes of the excess."""

    share_of_seats: Fraction
    excess: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """Signatures and fee an applicant brings, with who is exempt; the fee is in cents."""

    signatures: int
    fee_cents: int
    currency: str
    exempt: str = ""


@dataclass(frozen=True, slots=True)
class BallotOrder:
    """How contestants come into order on the ballot."""

    method: str
    public: bool
    first_number: int
    late_entry: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share of `base` a list must reach; `applies_to` names the communities bound by it, empty for all."""

    share: Fraction
    base: str
    applies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who decides, on whose word, and what must have happened before."""

    by: str
    on_recommendation_of: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """The body that hears complaints."""

    name: str
    chief: str = ""
    commissioners: int | None = None


@dataclass(frozen=True, slots=True)
class Sanctions:
    """What a panel may impose."""

    fine_max_cents: int
    currency: str
    ban_years_max: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absentees:
    """Who may vote from afar, how they apply and when the paper must be in."""

    who: str
    apply_by: tuple[str, ...] = ()
    refusal_appeal_to: str = ""
    received_before: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """What happens to the papers after the count."""

    escort: tuple[str, ...]
    kept_until: str
    destroyed_within_days_of_certification: int


@dataclass(frozen=True, slots=True)
class Competence:
    """The functions a post holds: over the whole territory, its own municipality, or one area by code."""

    post: str
    functions: tuple[str, ...]
    territory: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An act kind, and the facts under which something is asked of it; no facts means always."""

    act: str
    facts: Mapping[str, str]

    def meets(self, act: str, facts: Mapping[str, str]) -> bool:
        """True where an act of this kind with these facts is such an occasion."""
        return act == self.act and all(facts.get(name) == word for name, word in self.facts.items())


def _occasion(raw: object) -> Occasion:
    if (
        not isinstance(raw, dict)
        or "act" not in raw
        or not all(isinstance(word, str) for word in raw.values())
    ):
        raise Unfit(N_("a table that names an act, such as {{ act = “timetable.adopt_plan” }}"))
    facts = {name: word for name, word in raw.items() if name != "act"}
    return Occasion(raw["act"], facts)


_WAIT: Mapping[str, Kind[Any]] = {
    "amount": whole,
    "unit": choice(*Unit),
    "after": text,
    "before": text,
    "calendar": text,
    "weekday": choice(*WEEKDAYS),
    "at": clock,
    "counts_first_day": flag,
    "counts_last_day": flag,
    "rolls": choice(*Roll),
    "days": choice(*Days),
}


def _wait(raw: object) -> Wait:
    given = named(_WAIT, ("amount", "unit"), raw)
    if ("after" in given) == ("before" in given):
        raise Unfit(N_("a period with either “after” or “before” and the event it is counted from"))
    try:
        term = Term(
            amount=given["amount"],
            unit=Unit(given["unit"]),
            direction=Direction.BACK if "before" in given else Direction.FORWARD,
            calendar=given.get("calendar"),
            count_first=given.get("counts_first_day", False),
            count_last=given.get("counts_last_day", True),
            days=Days(given.get("days", Days.WHOLE)),
            weekday=WEEKDAYS.index(given["weekday"]) if "weekday" in given else None,
            roll=Roll(given.get("rolls", Roll.NONE)),
            at=given.get("at"),
        )
    except UnclearTerm as unclear:
        raise Unfit(N_("a period whose parts fit together; look at “{part}”"), part=unclear.part) from None
    return Wait(given.get("after") or given["before"], term)


words = many(text)
wait: Kind[Wait] = Kind("period", _wait)
marks = shape(
    Marks,
    kind=choice("closed", "open", "single"),
    entity_marks=whole,
    candidate_marks_max=whole,
    candidates_only_of_marked_entity=flag,
)
gender_share = shape(
    GenderShare,
    min_share=fraction,
    one_in_each_group_of=whole,
    over_first_share=fraction,
    exempt_lists_up_to=whole,
    remedy=text,
)
list_length = shape(ListLength, share_of_seats=fraction, excess=text)
support = shape(Support, signatures=whole, fee_cents=whole, currency=text, exempt=text)
ballot_order = shape(
    BallotOrder,
    method=choice("lottery", "registration", "alphabet", "rotation"),
    public=flag,
    first_number=whole,
    late_entry=text,
)
threshold = shape(Threshold, share=fraction, base=text, applies_to=words)
deciders = shape(Deciders, by=text, on_recommendation_of=text, after=words)
panel = shape(Panel, name=text, chief=text, commissioners=whole)
sanctions = shape(Sanctions, fine_max_cents=whole, currency=text, ban_years_max=whole, others=words)
absentees = shape(Absentees, who=text, apply_by=words, refusal_appeal_to=text, received_before=text)
custody = shape(Custody, escort=words, kept_until=text, destroyed_within_days_of_certification=whole)
competence: Kind[Competence] = shape(Competence, post=text, functions=words, territory=text)
occasion: Kind[Occasion] = Kind("act kind and facts", _occasion)

"""What may be put on the agenda, adopted and withdrawn: facts in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations

from writ.law.findings import Finding
from writ.offices.timetable.rules import words
from writ.offices.timetable.rules.words import check_text, say, spoken
from writ.offices.timetable.states import OptionState, OptionVerb, option_after

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OptionFacts:
    """An option that the plan offers, and where it stands since `moved_at`.

    `decide_by` is the last local moment at which choosing it has its effect. `touches` gives, by reading and id, the
    names of the steps and risks that it changes. `body` is the one that decides it in session, where one does.
    """

    option: str
    names: Names
    state: OptionState = OptionState.OPEN
    moved_at: datetime | None = None
    group: str = ""
    decide_by: datetime | None = None
    decides: str = "officer"
    body: str = ""
    touches: Mapping[tuple[str, str], Names] = field(default_factory=dict)
    moves_polling_day: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """The session in which a body adopted something: the body's code, the day, the votes."""

    body: str
    held_on: date
    votes_for: int
    votes_against: int = 0
    abstained: int = 0


def may_move(
    chosen: Sequence[str], known: Mapping[str, OptionFacts], verb: OptionVerb, at: datetime
) -> tuple[Finding, ...]:
    """Every option chosen is in the plan, named once, and allows the verb at the local moment `at`."""
    if not chosen:
        return (Finding("T-149", where=words.field("options")),)
    findings = [
        Finding("T-150", _named(option, known))
        for option in dict.fromkeys(chosen)
        if chosen.count(option) > 1
    ]
    for option in dict.fromkeys(chosen):
        facts = known.get(option)
        if facts is None:
            findings.append(Finding("T-140", {"option": option}))
        elif facts.moves_polling_day and verb is not OptionVerb.WITHDRAW:
            findings.append(Finding("T-148", _named(option, known)))
        elif option_after(facts.state, verb) is None:
            findings.append(_closed(facts))
        elif facts.decide_by is not None and facts.decide_by < at and verb is not OptionVerb.WITHDRAW:
            findings.append(Finding("T-147", _named(option, known) | {"decide_by": say(facts.decide_by)}))
    return tuple(findings)


def check_together(chosen: Iterable[OptionFacts], adopted: Iterable[OptionFacts]) -> tuple[Finding, ...]:
    """No two of what is chosen and what is adopted already exclude each other or change the same thing."""
    new = tuple(chosen)
    pairs = [*combinations(new, 2), *((one, other) for one in new for other in adopted if one != other)]
    return tuple(finding for one, other in pairs for finding in _clash(one, other))


def check_session(
    session: Session | None, chosen: Sequence[OptionFacts], bodies: Mapping[str, Names], today: date
) -> tuple[Finding, ...]:
    """What a body decides was decided in its own session, which was held and in which it was carried."""
    for_a_body = [facts for facts in chosen if facts.decides == "body"]
    if session is None:
        return tuple(
            Finding("T-151", spoken("option", facts.option, facts.names), where=words.field("body"))
            for facts in for_a_body
        )
    votes = {
        "votes_for": session.votes_for,
        "votes_against": session.votes_against,
        "abstained": session.abstained,
    }
    findings = []
    if session.body not in bodies:
        findings.append(Finding("T-155", {"body": session.body}, where=words.field("body")))
    else:
        named = spoken("body", session.body, bodies[session.body])
        findings += [
            Finding("T-163", spoken("option", one.option, one.names) | named, where=words.field("body"))
            for one in for_a_body or chosen
            if one.decides != "body" or one.body != session.body
        ]
    if session.held_on > today:
        stated = {"held_on": session.held_on.isoformat()}
        findings.append(Finding("T-154", stated, where=words.field("held_on")))
    if min(votes.values()) < 0:
        findings.append(Finding("T-152", votes, where=words.field("votes_for")))
    elif session.votes_for <= session.votes_against:
        findings.append(Finding("T-153", votes, where=words.field("votes_for")))
    return tuple(findings)


def check_why(reason: str) -> tuple[Finding, ...]:
    """A move of an option says why."""
    return (
        check_text(reason, "reason") if reason.strip() else (Finding("T-156", where=words.field("reason")),)
    )


def _closed(facts: OptionFacts) -> Finding:
    named = spoken("option", facts.option, facts.names)
    if facts.state is OptionState.OPEN:
        return Finding("T-144", named)
    code = {OptionState.PROPOSED: "T-142", OptionState.ADOPTED: "T-141", OptionState.WITHDRAWN: "T-143"}
    return Finding(code[facts.state], named | {"moved_at": say(facts.moved_at)})


def _clash(one: OptionFacts, other: OptionFacts) -> tuple[Finding, ...]:
    named = spoken("one", one.option, one.names) | spoken("other", other.option, other.names)
    if one.group and one.group == other.group:
        return (Finding("T-145", named),)
    both = sorted(one.touches.keys() & other.touches.keys())
    if not both:
        return ()
    return (Finding("T-146", named | spoken("task", both[0][1], one.touches[both[0]])),)


def _named(option: str, known: Mapping[str, OptionFacts]) -> dict[str, str | int]:
    return spoken("option", option, known[option].names if option in known else {})

"""What could be done about it: put on the agenda, adopted by whoever decides it, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from writ.law.findings import Finding, Refused
from writ.law.pack import LawPack
from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, official_act
from writ.offices.authority.queries import bodies
from writ.offices.elections.queries import Called
from writ.offices.timetable.acts.ground import called_election, problems
from writ.offices.timetable.models import OptionMove
from writ.offices.timetable.queries.effects import with_options
from writ.offices.timetable.queries.options import MoveLine, option_facts, option_moves
from writ.offices.timetable.queries.plans import AdoptedPlan, plan_in_force
from writ.offices.timetable.queries.situation import situation
from writ.offices.timetable.rules import (
    OptionFacts,
    Session,
    check_session,
    check_together,
    check_why,
    may_move,
)
from writ.offices.timetable.states import OptionState, OptionVerb


@dataclass(frozen=True, slots=True)
class OptionsProposed:
    """Options are on the agenda; nothing is adopted. `plan` is the version that offers them."""

    subject: str
    count: int
    options: tuple[str, ...]
    plan: int
    reason: str


@dataclass(frozen=True, slots=True)
class OptionsAdopted:
    """Options are taken; from now on the answer is reckoned with them. `session` is None where an officer decided."""

    subject: str
    count: int
    options: tuple[str, ...]
    plan: int
    session: Session | None
    reason: str


@dataclass(frozen=True, slots=True)
class OptionWithdrawn:
    """An option is off the agenda, or no longer taken: `was` says which."""

    subject: str
    plan: int
    was: OptionState
    reason: str


@dataclass(frozen=True, slots=True)
class _Agenda:
    """What an act on options stands on."""

    called: Called
    plan: AdoptedPlan
    moves: tuple[MoveLine, ...]
    known: Mapping[str, OptionFacts]

    def named(self, options: Sequence[str]) -> tuple[OptionFacts, ...]:
        """The options of these names that the plan has."""
        return tuple(self.known[one] for one in dict.fromkeys(options) if one in self.known)

    def turn(self, option: str) -> int:
        """How often the option was withdrawn."""
        return sum(one.option == option and one.move is OptionState.WITHDRAWN for one in self.moves)


@official_act("timetable.propose_options", needs="timetable.decide", title=N_("Put options on the agenda"))
def propose_options(act: OpenAct, *, election: str, options: tuple[str, ...], reason: str) -> OptionsProposed:
    """Put options on the agenda of whoever decides them, alternatives among them; this adopts nothing."""
    agenda = _agenda(election)
    act.refuse(
        *may_move(options, agenda.known, OptionVerb.PROPOSE, agenda.called.local(act.at)), *check_why(reason)
    )
    _cite(act, agenda, options)
    _enter(act, agenda, options, OptionState.PROPOSED, reason)
    return OptionsProposed(election, len(options), options, agenda.plan.number, reason.strip())


def _wants_two(inputs: Mapping[str, Any], law: LawPack) -> bool:
    """Two persons where an option or the law says so; a body's session suffices for what that body decides."""
    chosen = _agenda(inputs["election"]).named(inputs["options"])
    if law.wants_two_persons("timetable.adopt_options"):
        return inputs["session"] is None or any(one.decides != "body" for one in chosen)
    return any(one.decides == "two persons" for one in chosen)


@official_act(
    "timetable.adopt_options",
    needs="timetable.decide",
    two_person=_wants_two,
    title=N_("Adopt options"),
    page="timetable:proposal",
)
def adopt_options(
    act: OpenAct, *, election: str, options: tuple[str, ...], reason: str, session: Session | None = None
) -> OptionsAdopted:
    """Take options: from now on the answer is reckoned with them. What a body decides wants its session and votes."""
    agenda = _agenda(election)
    local = agenda.called.local(act.at)
    chosen = agenda.named(options)
    taken = [one for one in agenda.known.values() if one.state is OptionState.ADOPTED]
    act.refuse(
        *may_move(options, agenda.known, OptionVerb.ADOPT, local),
        *check_together(chosen, taken),
        *check_session(session, chosen, bodies(), local.date()),
        *check_why(reason),
    )
    stands = situation(agenda.called, act.at)
    assert stands is not None
    after = with_options(stands, options)
    act.refuse(*problems(after.build(reading.id)[0] for reading in agenda.plan.document.readings))
    _cite(act, agenda, options)
    _enter(act, agenda, options, OptionState.ADOPTED, reason, session)
    return OptionsAdopted(election, len(options), options, agenda.plan.number, session, reason.strip())


@official_act("timetable.withdraw_option", needs="timetable.decide", title=N_("Withdraw an option"))
def withdraw_option(act: OpenAct, *, election: str, option: str, reason: str) -> OptionWithdrawn:
    """Take an option off the agenda, or out of the answer where it was adopted. What was done meanwhile stays done."""
    agenda = _agenda(election)
    local = agenda.called.local(act.at)
    act.refuse(*may_move((option,), agenda.known, OptionVerb.WITHDRAW, local), *check_why(reason))
    before = next(one for one in reversed(agenda.moves) if one.option == option)
    _enter(act, agenda, (option,), OptionState.WITHDRAWN, reason)
    return OptionWithdrawn(option, agenda.plan.number, before.move, reason.strip())


def _agenda(election: str) -> _Agenda:
    """The options of the plan in force, as they stand; `Refused` without an election (T-121) or a plan (T-119)."""
    called = called_election(election)
    plan = plan_in_force(called.id)
    if plan is None:
        raise Refused(Finding("T-119"))
    moves = option_moves(called.id)
    return _Agenda(called, plan, moves, option_facts(plan.document, moves, called.zone))


def _cite(act: OpenAct, agenda: _Agenda, options: Sequence[str]) -> None:
    """Name the articles that ask something of these options."""
    asked = {one.id: one.asks_cite for one in agenda.plan.document.options}
    act.cite(*(cite for one in options if (cite := asked[one]) is not None))


def _enter(
    act: OpenAct,
    agenda: _Agenda,
    options: Sequence[str],
    move: OptionState,
    reason: str,
    session: Session | None = None,
) -> None:
    held: dict[str, Any] = {}
    if session is not None:
        held = {
            "body": session.body,
            "held_on": session.held_on,
            "votes_for": session.votes_for,
            "votes_against": session.votes_against,
            "abstained": session.abstained,
        }
    for option in options:
        OptionMove.objects.create(
            election_id=agenda.called.id,
            option=option,
            move=move.value,
            turn=agenda.turn(option),
            moved_at=act.at,
            plan_id=agenda.plan.id,
            reason=reason.strip(),
            act_id=act.id,
            **held,
        )

"""The options that the plan offers: how each was moved, by whom, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from writ.exchange.plan import OptionEntry, PlanDocument
from writ.offices.timetable.models import OptionMove
from writ.offices.timetable.queries.decided import Decided
from writ.offices.timetable.rules import OptionFacts, Session
from writ.offices.timetable.states import OptionState


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move of an option: where it led, why, of which plan version, and the session where a body decided.

    `entry` is its number on the record.
    """

    option: str
    move: OptionState
    turn: int
    moved_at: datetime
    plan: int
    reason: str
    session: Session | None
    act: UUID
    entry: int
    post: str


def option_moves(election_id: int) -> tuple[MoveLine, ...]:
    """Every move of every option, in the order of the journal; of one act in the order of their names."""
    rows = OptionMove.objects.filter(election_id=election_id).select_related("act", "plan")
    return tuple(map(_line, rows.order_by("act__seq", "option")))


def moves_among(decided: Iterable[Decided]) -> tuple[MoveLine, ...]:
    """The same, among all that was decided: without another question."""
    return tuple(
        MoveLine(
            one.code,
            OptionState(one.state),
            one.turn,
            one.at,
            one.number,
            one.why,
            _session(one),
            one.act,
            one.entry,
            one.post,
        )
        for one in decided
        if one.kind == "options" and one.act is not None
    )


def moved(lines: Iterable[MoveLine], until: int | None = None) -> Mapping[str, MoveLine]:
    """The last move of each option, at entry `until` or now."""
    return {line.option: line for line in lines if until is None or line.entry <= until}


def adopted(document: PlanDocument, rows: Iterable[Decided], until: int | None = None) -> tuple[str, ...]:
    """The options of the plan that stand adopted at entry `until` or now, in the plan's order."""
    last = {one.code: one.state for one in rows if one.kind == "options" and _is_known(one, until)}
    return tuple(option.id for option in document.options if last.get(option.id) == OptionState.ADOPTED)


def _is_known(one: Decided, until: int | None) -> bool:
    return until is None or one.entry <= until


def option_facts(
    document: PlanDocument, lines: Iterable[MoveLine], zone: ZoneInfo
) -> Mapping[str, OptionFacts]:
    """What the rules ask about each option of the plan, by its id."""
    last = moved(lines)
    return {option.id: _facts(document, option, last.get(option.id), zone) for option in document.options}


def _facts(document: PlanDocument, option: OptionEntry, last: MoveLine | None, zone: ZoneInfo) -> OptionFacts:
    return OptionFacts(
        option.id,
        option.names,
        last.move if last else OptionState.OPEN,
        last.moved_at.astimezone(zone) if last else None,
        option.group,
        option.decide_by.replace(tzinfo=zone) if option.decide_by else None,
        option.decides,
        option.body,
        _touches(document, option),
        option.new_polling_day is not None,
    )


def _touches(document: PlanDocument, option: OptionEntry) -> dict[tuple[str, str], Mapping[str, str]]:
    """The names of what an option changes, by reading and id; a template stands for its steps in all areas."""
    every = tuple(reading.id for reading in document.readings)
    spots = [(reading, change.task) for change in option.changes for reading in change.readings or every] + [
        (reading, name) for name in (*option.drop, *option.mitigate) for reading in every
    ]
    names: dict[str, Mapping[str, str]] = {risk.id: risk.names for risk in document.risks}
    names |= {task.id: task.names for task in document.tasks}
    areas: dict[str, list[str]] = {}
    for task in document.tasks:
        areas.setdefault(task.template, []).append(task.id)
    return {(reading, one): names.get(one, {}) for reading, spot in spots for one in areas.get(spot, [spot])}


def _line(row: OptionMove) -> MoveLine:
    return MoveLine(
        row.option,
        OptionState(row.move),
        row.turn,
        row.moved_at,
        row.plan.number,
        row.reason,
        _session(row),
        row.act_id,
        row.act.seq,
        row.act.post,
    )


def _session(of: OptionMove | Decided) -> Session | None:
    """The session in which a body decided it."""
    if of.held_on is None:
        return None
    return Session(of.body, of.held_on, of.votes_for or 0, of.votes_against or 0, of.abstained or 0)

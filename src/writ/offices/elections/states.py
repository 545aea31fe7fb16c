"""The lifecycles of an election and of a polling station on its day: states, one verb per move."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ElectionState(StrEnum):
    """Where an election stands before the law: loaded, then called."""

    PREPARED = "prepared"
    CALLED = "called"


class StationKind(StrEnum):
    """What a polling station is for; `DUAL` serves regular and conditional voters side by side."""

    REGULAR = "regular"
    DUAL = "dual"
    MOBILE = "mobile"
    SPECIAL = "special"


class DayStatus(StrEnum):
    """Where a station stands on a polling day. No poll is not nought votes, so `NOT_OPENED` is an end of its own."""

    PLANNED = "planned"
    MOVED = "moved"
    OPENED = "opened"
    OPENED_LATE = "opened late"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CLOSED_EARLY = "closed early"
    NOT_OPENED = "not opened"


class Move(StrEnum):
    """The verbs of a station's day."""

    MOVE = "move"
    OPEN = "open"
    OPEN_LATE = "open late"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"
    CLOSE_EARLY = "close early"
    LEAVE_UNOPENED = "leave unopened"


_S, _M = DayStatus, Move
_BEFORE_OPENING = {
    _M.MOVE: _S.MOVED,  # a locked school: the committee goes elsewhere, and may have to go again
    _M.OPEN: _S.OPENED,
    _M.OPEN_LATE: _S.OPENED_LATE,
    _M.LEAVE_UNOPENED: _S.NOT_OPENED,
}
_WHILE_OPEN = {_M.SUSPEND: _S.SUSPENDED, _M.CLOSE: _S.CLOSED, _M.CLOSE_EARLY: _S.CLOSED_EARLY}
MOVES: Mapping[DayStatus, Mapping[Move, DayStatus]] = MappingProxyType(
    {
        _S.PLANNED: _BEFORE_OPENING,
        _S.MOVED: _BEFORE_OPENING,
        _S.OPENED: _WHILE_OPEN,
        _S.OPENED_LATE: _WHILE_OPEN,
        # Voters are led out and the box sealed; the poll resumes in the same place, or ends there.
        _S.SUSPENDED: {_M.RESUME: _S.OPENED, _M.CLOSE_EARLY: _S.CLOSED_EARLY},
        _S.CLOSED: {},
        _S.CLOSED_EARLY: {},
        _S.NOT_OPENED: {},
    }
)


def after(status: DayStatus, move: Move) -> DayStatus | None:
    """The status a move leads to, or None where the move is not open from here."""
    return MOVES[status].get(move)

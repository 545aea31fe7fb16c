"""The lifecycle of a step of the plan: states, one verb per move."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class StepState(StrEnum):
    """Where a step of the plan stands."""

    NOT_BEGUN = "not begun"
    STARTED = "started"
    FINISHED = "finished"


class StepMove(StrEnum):
    """The verbs of a step. A correction is a later act that withdraws a record; both stay."""

    START = "start"
    PROGRESS = "progress"
    FINISH = "finish"
    REESTIMATE = "re-estimate"


_S, _M = StepState, StepMove
STEP_MOVES: Mapping[StepState, Mapping[StepMove, StepState]] = MappingProxyType(
    {
        _S.NOT_BEGUN: {
            _M.START: _S.STARTED,
            # A finish tells that it was begun; a count needs the moment from which it is counted.
            _M.FINISH: _S.FINISHED,
            _M.REESTIMATE: _S.NOT_BEGUN,
        },
        _S.STARTED: {_M.PROGRESS: _S.STARTED, _M.FINISH: _S.FINISHED, _M.REESTIMATE: _S.STARTED},
        _S.FINISHED: {},
    }
)


def after(state: StepState, move: StepMove) -> StepState | None:
    """The state a move leads to, or None where the move is not open from here."""
    return STEP_MOVES[state].get(move)


class RecordKind(StrEnum):
    """What one record on a step says."""

    STARTED = "started"
    PROGRESSED = "progressed"
    FINISHED = "finished"
    REESTIMATED = "re-estimated"

"""The lifecycles of a step, an option and a risk of the plan: states, one verb per move."""

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


class OptionState(StrEnum):
    """Where an option of the plan stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class OptionVerb(StrEnum):
    """The verbs of an option. Putting it on the agenda adopts nothing."""

    PROPOSE = "propose"
    ADOPT = "adopt"
    WITHDRAW = "withdraw"


_O, _V = OptionState, OptionVerb
OPTION_MOVES: Mapping[OptionState, Mapping[OptionVerb, OptionState]] = MappingProxyType(
    {
        _O.OPEN: {_V.PROPOSE: _O.PROPOSED, _V.ADOPT: _O.ADOPTED},
        _O.PROPOSED: {_V.ADOPT: _O.ADOPTED, _V.WITHDRAW: _O.WITHDRAWN},
        _O.ADOPTED: {_V.WITHDRAW: _O.WITHDRAWN},
        # What was withdrawn comes back by the agenda only, so that nobody adopts it by an old sheet.
        _O.WITHDRAWN: {_V.PROPOSE: _O.PROPOSED},
    }
)


class RiskState(StrEnum):
    """Where a risk of the plan stands: it may strike, its answer is in place, it struck, it can no longer strike."""

    OPEN = "open"
    MITIGATED = "mitigated"
    HAPPENED = "happened"
    CLOSED = "closed"


class AnalysisKind(StrEnum):
    """What a forecast is asked besides the answer."""

    HELP = "help"
    OPTIONS = "options"
    SENSITIVITY = "sensitivity"


def option_after(state: OptionState, verb: OptionVerb) -> OptionState | None:
    """The state a verb leads an option to, or None where it is not open from here."""
    return OPTION_MOVES[state].get(verb)


def after(state: StepState, move: StepMove) -> StepState | None:
    """The state a move leads to, or None where the move is not open from here."""
    return STEP_MOVES[state].get(move)


class RecordKind(StrEnum):
    """What one record on a step says."""

    STARTED = "started"
    PROGRESSED = "progressed"
    FINISHED = "finished"
    REESTIMATED = "re-estimated"

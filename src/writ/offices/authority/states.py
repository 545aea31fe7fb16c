"""How a competence is held, and where a proposal stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Mode(StrEnum):
    """In which manner a function is held. Acts ask for `decide`; the others are shown beside it."""

    DECIDE = "decide"
    PROPOSE = "propose"
    CERTIFY = "certify"
    EXECUTE = "execute"
    IMPLEMENT = "implement"
    MONITOR = "monitor"
    SUPPORT = "support"
    ADJUDICATE = "adjudicate"
    HEAR_APPEAL = "hear appeal"


class ProposalState(StrEnum):
    """Where a two-person act stands between its two persons."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    LAPSED = "lapsed"


class ProposalMove(StrEnum):
    """The verbs of a proposal."""

    CONFIRM = "confirm"
    RETURN = "return"
    LAPSE = "lapse"


PROPOSAL_MOVES: Mapping[ProposalState, Mapping[ProposalMove, ProposalState]] = MappingProxyType(
    {
        ProposalState.PROPOSED: {
            ProposalMove.CONFIRM: ProposalState.CONFIRMED,
            ProposalMove.RETURN: ProposalState.RETURNED,
            ProposalMove.LAPSE: ProposalState.LAPSED,
        },
        ProposalState.CONFIRMED: {},
        ProposalState.RETURNED: {},
        ProposalState.LAPSED: {},
    }
)


def after(state: ProposalState, move: ProposalMove) -> ProposalState | None:
    """The state a move leads to, or None where the move is not open from here."""
    return PROPOSAL_MOVES[state].get(move)

"""The call: the order that opens an election."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from writ.law.texts import N_
from writ.offices.authority.acts.door import OpenAct, Publicity, official_act
from writ.offices.elections.models import Election
from writ.offices.elections.queries import election_facts
from writ.offices.elections.rules import may_call
from writ.offices.elections.states import ElectionState


@dataclass(frozen=True, slots=True)
class ElectionCalled:
    """An election has been called."""

    subject: str
    called_on: date
    polling_day: date


@official_act(
    "elections.call_election",
    needs="elections.call",
    public=Publicity("at once", N_("An election has been called.")),
    title=N_("Call the election"),
)
def call_election(act: OpenAct, *, election: str, called_on: date) -> ElectionCalled:
    """Call an election for the polling day its folder names."""
    facts = election_facts(election)
    basis = next(iter(act.law.basis_of(act.kind)), None)
    act.refuse(*may_call(facts, election, called_on, basis))
    assert facts is not None
    Election.objects.filter(code=election).update(
        state=ElectionState.CALLED, called_on=called_on, act_id=act.id
    )
    return ElectionCalled(election, called_on, facts.first_polling_day)

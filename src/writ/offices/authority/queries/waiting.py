"""What waits for a person in a post: proposals to confirm, and what the offices above hang here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from writ.offices.authority.models import Proposal
from writ.offices.authority.queries.competence import By, competence_of, names_of
from writ.offices.authority.queries.people import Capacity
from writ.offices.authority.states import ProposalState


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that waits, since when and until when.

    `kind` is the act kind asked for, `page` the name of the page to open with its `arguments`, `proposer` who asks.
    """

    office: str
    kind: str
    subject: str
    since: datetime
    due_at: datetime | None
    page: str
    arguments: tuple[str, ...] = ()
    proposer: Capacity | None = None


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """A two-person act between its two persons."""

    act: UUID
    kind: str
    election: str
    subject: str
    needs: str
    territory: str | None
    state: str
    proposed_at: datetime
    expires_at: datetime | None
    proposer: Capacity


Card = Callable[[By, datetime], Iterable[Work]]
_cards: list[Card] = []


def hang_card(card: Card) -> Card:
    """Let an office above say what waits in its rooms; called in `apps.py`, once."""
    if card not in _cards:
        _cards.append(card)
    return card


def work_waiting(by: By, at: datetime) -> tuple[Work, ...]:
    """Everything that waits for the person in the post: what is due first, then what has waited longest."""
    work = [one for card in _cards for one in card(by, at)]
    return tuple(sorted(work, key=lambda one: (one.due_at is None, one.due_at or one.since, one.since)))


@hang_card
def _proposals(by: By, at: datetime) -> Iterable[Work]:
    """Proposals that this person may confirm, return or let lapse."""
    for facts in open_proposals():
        if facts.proposer.by.person != by.person and competence_of(by, facts.needs, facts.territory, at):
            yield Work(
                "authority",
                facts.kind,
                facts.subject,
                facts.proposed_at,
                facts.expires_at,
                "authority:proposal",
                (str(facts.act),),
                facts.proposer,
            )


def open_proposals() -> tuple[ProposalFacts, ...]:
    """Every proposal that is neither confirmed nor returned nor lapsed."""
    rows = Proposal.objects.filter(state=ProposalState.PROPOSED).select_related("post", "post__institution")
    return tuple(_facts(row) for row in rows.order_by("proposed_at"))


def proposal(act: UUID) -> ProposalFacts | None:
    """The proposal of that act, or None."""
    row = Proposal.objects.filter(act=act).select_related("post", "post__institution").first()
    return None if row is None else _facts(row)


def _facts(row: Proposal) -> ProposalFacts:
    post = row.post
    return ProposalFacts(
        row.act_id,
        row.kind,
        row.election,
        row.subject,
        row.needs,
        row.territory_id,
        row.state,
        row.proposed_at,
        row.expires_at,
        Capacity(By(row.person_id, row.post_id), post.code, names_of(post), names_of(post.institution)),
    )

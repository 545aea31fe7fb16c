"""What the authority answers: who may act, who holds what, which law is in force, what waits."""

from writ.offices.authority.queries.competence import (
    By,
    Competent,
    Holder,
    competence_of,
    holders,
    holds_at,
    lineage,
    named,
    named_columns,
    names_of,
    why_not_competent,
)
from writ.offices.authority.queries.law import LawFacts, law_in_force, law_of
from writ.offices.authority.queries.people import (
    Capacity,
    capacities_of,
    capacities_of_account,
    functions_of,
    person_of,
)
from writ.offices.authority.queries.places import territory_codes
from writ.offices.authority.queries.posts import PostFacts, bodies, competent_persons, post_of, posts
from writ.offices.authority.queries.waiting import (
    ProposalFacts,
    Work,
    hang_card,
    open_proposals,
    proposal,
    work_waiting,
)

__all__ = [
    "By",
    "Capacity",
    "Competent",
    "Holder",
    "LawFacts",
    "PostFacts",
    "ProposalFacts",
    "Work",
    "bodies",
    "capacities_of",
    "capacities_of_account",
    "competence_of",
    "competent_persons",
    "functions_of",
    "hang_card",
    "holders",
    "holds_at",
    "law_in_force",
    "law_of",
    "lineage",
    "named",
    "named_columns",
    "names_of",
    "open_proposals",
    "person_of",
    "post_of",
    "posts",
    "proposal",
    "territory_codes",
    "why_not_competent",
    "work_waiting",
]

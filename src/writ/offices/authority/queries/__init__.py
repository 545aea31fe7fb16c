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
from writ.offices.authority.queries.people import Capacity, capacities_of, person_of

__all__ = [
    "By",
    "Capacity",
    "Competent",
    "Holder",
    "LawFacts",
    "capacities_of",
    "competence_of",
    "holders",
    "holds_at",
    "law_in_force",
    "law_of",
    "lineage",
    "named",
    "named_columns",
    "names_of",
    "person_of",
    "why_not_competent",
]

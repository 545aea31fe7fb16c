"""The authority's rows: places, bodies, posts and people, competences, the law adopted, sign-in, proposals."""

from writ.offices.authority.models.accounts import Account, AccountHolder, Person
from writ.offices.authority.models.bodies import Holding, Institution, Post, Territory
from writ.offices.authority.models.competence import Competence
from writ.offices.authority.models.door import AdoptedLaw, Proposal, Submission

__all__ = [
    "Account",
    "AccountHolder",
    "AdoptedLaw",
    "Competence",
    "Holding",
    "Institution",
    "Person",
    "Post",
    "Proposal",
    "Submission",
    "Territory",
]

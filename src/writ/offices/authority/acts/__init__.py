"""The acts of the authority, and the door that every act of every office goes through."""

from writ.offices.authority.acts.charter import (
    Charter,
    NewCompetence,
    NewInstitution,
    NewPerson,
    NewPost,
    NewTerritory,
    charter_of,
)
from writ.offices.authority.acts.competences import end_competence, grant_competence
from writ.offices.authority.acts.door import (
    By,
    Done,
    OpenAct,
    Preview,
    Publicity,
    act_is_open,
    act_kind,
    act_kinds,
    official_act,
)
from writ.offices.authority.acts.founding import found
from writ.offices.authority.acts.law import adopt_law_pack
from writ.offices.authority.acts.passwords import give_password
from writ.offices.authority.acts.people import close_account, end_holding, open_account, seat_person
from writ.offices.authority.acts.proposals import confirm, lapse_proposal, propose, return_proposal

__all__ = [
    "By",
    "Charter",
    "Done",
    "NewCompetence",
    "NewInstitution",
    "NewPerson",
    "NewPost",
    "NewTerritory",
    "OpenAct",
    "Preview",
    "Publicity",
    "act_is_open",
    "act_kind",
    "act_kinds",
    "adopt_law_pack",
    "charter_of",
    "close_account",
    "confirm",
    "end_competence",
    "end_holding",
    "found",
    "give_password",
    "grant_competence",
    "lapse_proposal",
    "official_act",
    "open_account",
    "propose",
    "return_proposal",
    "seat_person",
]

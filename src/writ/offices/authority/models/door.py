"""What the door keeps: the law adopted, proposals that wait for a second person, and keys of submissions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from writ.desk.models import AppendOnly
from writ.offices.authority.models.accounts import Person
from writ.offices.authority.models.bodies import Post, Territory
from writ.offices.authority.models.rows import CODE, act_key
from writ.offices.authority.states import ProposalState


class AdoptedLaw(AppendOnly):
    """A law pack in force from an act on: for one election, or for all where `election` is empty.

    `content` is its canonical JSON and `version` the hash of that; `zone` tells which local day it is.
    """

    act = act_key(primary_key=True)
    election = models.CharField(max_length=CODE, blank=True)
    number = models.PositiveIntegerField()
    version = models.CharField(max_length=64)
    zone = models.CharField(max_length=64)
    content = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="law_number_once")]


class Proposal(models.Model):
    """One half of a two-person act. What it was given and what would come of it lie sealed beside its entry."""

    act = act_key(primary_key=True)
    kind = models.CharField(max_length=CODE)
    election = models.CharField(max_length=CODE, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    needs = models.CharField(max_length=CODE)
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in ProposalState])
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    closed_by = act_key(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["needs"], name="proposal_waiting", condition=Q(state=ProposalState.PROPOSED.value)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.PROPOSED.value, closed_by__isnull=True)
                | (~Q(state=ProposalState.PROPOSED.value) & Q(closed_by__isnull=False)),
                name="proposal_closed_by_an_act",
            )
        ]


class Submission(AppendOnly):
    """The key of a submission and the act it led to, so that sending it again does nothing twice."""

    erasable = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=CODE)
    act = act_key()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="submission_key_once")]

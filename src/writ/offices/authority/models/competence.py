"""Who may do what, where, since when, by which instrument."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from writ.law.cite import NOT_AT_HAND, Status
from writ.offices.authority.models.bodies import Institution, Post, Territory
from writ.offices.authority.models.rows import CODE, NAME, Lasting, lasts
from writ.offices.authority.states import Mode


class Competence(Lasting):
    """A function in a territory, held by one post or by every post of a body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    function = models.CharField(max_length=CODE)
    mode = models.CharField(max_length=20, choices=[(mode.value, mode.value) for mode in Mode])
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="competences")
    institution = models.ForeignKey(
        Institution, null=True, on_delete=models.PROTECT, related_name="competences"
    )
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="competences")
    instrument = models.CharField(max_length=NAME)
    article = models.CharField(max_length=NAME, default=NOT_AT_HAND)
    source = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in Status])

    class Meta:
        indexes = [models.Index(fields=["function", "territory"], name="competence_by_function")]
        constraints = [
            lasts("competence_lasts"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(institution__isnull=True), name="competence_has_one_holder"
            ),
        ]

"""Places, bodies, the posts in them, and who sits there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from writ.offices.authority.models.accounts import Person
from writ.offices.authority.models.rows import CODE, Lasting, Named, act_key, lasts


class Territory(Named):
    """A place that a competence can be bound to. One has no parent: the whole."""

    code = models.CharField(max_length=CODE, primary_key=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    act = act_key()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("code")), name="territory_not_its_own_part"),
        ]


class Institution(Named):
    """A body: a commission, a secretariat, a mission."""

    code = models.CharField(max_length=CODE, unique=True)
    telephone = models.CharField(max_length=CODE, blank=True)
    act = act_key()


class Post(Named):
    """A capacity to act in. `seats` is how many persons may hold it at once; `telephone` is the
    extension to call, `hours` when somebody answers ("08:00-18:00")."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=CODE, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="posts")
    seats = models.PositiveSmallIntegerField(default=1)
    telephone = models.CharField(max_length=CODE, blank=True)
    hours = models.CharField(max_length=11, blank=True)
    act = act_key()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(seats__gte=1), name="post_has_a_seat")]


class Holding(Lasting):
    """A person in a post, from when until when."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="holdings")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")

    class Meta:
        constraints = [
            lasts("holding_lasts"),
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(until_at__isnull=True), name="holding_open_once"
            ),
        ]

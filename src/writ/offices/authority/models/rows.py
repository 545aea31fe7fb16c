"""What the authority's rows have in common."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

CODE = 80
NAME = 300


def act_key(**options: Any) -> models.ForeignKey:
    """The act that made the row, by its UUID; checked when the transaction ends, as the entry is written last."""
    kind = models.OneToOneField if options.get("primary_key") else models.ForeignKey
    return kind("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+", **options)


class Named(models.Model):
    """A name in four variants; none of them is "the" name."""

    name_sq = models.CharField(max_length=NAME, blank=True)
    name_sr_cyrl = models.CharField(max_length=NAME, blank=True)
    name_sr_latn = models.CharField(max_length=NAME, blank=True)
    name_en = models.CharField(max_length=NAME, blank=True)

    class Meta:
        abstract = True


class Lasting(models.Model):
    """A row that holds from a moment until another, which it does not include; `until` empty while it lasts."""

    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    act = act_key()
    ended_by = act_key(null=True)

    class Meta:
        abstract = True


def lasts(name: str) -> models.CheckConstraint:
    """No row ends before it begins. One that ends as it begins never held: an act that withdraws it at once."""
    return models.CheckConstraint(
        condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")), name=name
    )

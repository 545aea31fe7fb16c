"""The record's rows: entries that are only ever added, what they seal, and the head that numbers them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length

from writ.desk.models import AppendOnly, OnlyForward

KIND = 80
SUBJECT = 200
CODE = 80

models.BinaryField.register_lookup(Length)


class Entry(AppendOnly):
    """One act on the record. `entry` holds the exact bytes, `leaf` their hash; the columns are for finding it.

    `seq` counts from 1 without a gap. `at` is the election's clock, `recorded_at` the machine's, which never goes back.
    Rows of every office name their act by `act`.
    """

    seq = models.BigIntegerField(primary_key=True)
    act = models.UUIDField(unique=True)
    election = models.CharField(max_length=CODE, blank=True)
    kind = models.CharField(max_length=KIND)
    subject = models.CharField(max_length=SUBJECT, blank=True)
    count = models.BigIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    post = models.CharField(max_length=CODE)
    person = models.UUIDField(null=True)
    law_version = models.CharField(max_length=64, blank=True)
    corrects = models.UUIDField(null=True)
    entry = models.BinaryField()
    leaf = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["election", "kind", "subject"], name="entry_by_kind"),
            models.Index(fields=["post", "seq"], name="entry_by_post"),
            models.Index(fields=["at"], name="entry_by_moment"),
            models.Index(
                fields=["corrects"], name="entry_by_correction", condition=Q(corrects__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(seq__gte=1), name="entry_seq_from_one"),
            models.CheckConstraint(condition=Q(leaf__length=32), name="entry_leaf_is_sha256"),
        ]


class Sealed(AppendOnly):
    """What an entry holds only as a commitment. Deleting the row forgets value and salt; the entry still verifies.

    `value` is canonical JSON, null where only the salt is kept to prove what was submitted.
    """

    erasable = True

    act = models.ForeignKey(Entry, to_field="act", on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=CODE)
    salt = models.BinaryField(max_length=32)
    value = models.TextField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "field"], name="sealed_field_once"),
            models.CheckConstraint(condition=Q(salt__length=32), name="sealed_salt_length"),
        ]


class Head(OnlyForward):
    """The one row that numbers entries: how many there are, and when the last was recorded.

    `origin` names the record for good; a rehearsal's record can never become a real one.
    """

    forward = ("size", "recorded_at")
    fixed = ("id", "origin", "rehearsal")

    id = models.SmallIntegerField(primary_key=True, default=1)
    size = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    origin = models.CharField(max_length=200)
    rehearsal = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="head_is_one_row"),
            models.CheckConstraint(condition=Q(size__gte=0), name="head_size_from_nought"),
        ]

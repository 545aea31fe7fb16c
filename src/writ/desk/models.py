"""Kinds of rows that every office's tables are made of."""

from __future__ import annotations

from django.db import models


class AppendOnly(models.Model):
    """A row that is written once; the database refuses to change it. `erasable` lets it be deleted, never changed."""

    erasable = False

    class Meta:
        abstract = True


class OnlyForward(models.Model):
    """A row that stays: its `forward` columns never go back, its `fixed` columns never change."""

    forward: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()

    class Meta:
        abstract = True

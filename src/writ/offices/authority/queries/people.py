"""Whose account it is, and in which posts a person can act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from writ.offices.authority.models import AccountHolder, Competence, Holding
from writ.offices.authority.queries.competence import By, holds_at, names_of
from writ.offices.authority.states import Mode


@dataclass(frozen=True, slots=True)
class Capacity:
    """A post in which a person can act: its code, its names and those of its body, by language code."""

    by: By
    post: str
    names: Mapping[str, str]
    institution: Mapping[str, str]


def capacities_of_account(account: int, at: datetime) -> tuple[Capacity, ...]:
    """Every post in which whoever holds the open account can act at the moment, by code."""
    return _capacities(Q(person__accounts__account=account, person__accounts__until_at__isnull=True), at)


@dataclass(frozen=True, slots=True)
class Part:
    """A function held in a part of the whole: the territory's code, and its names by language code."""

    function: str
    territory: str
    names: Mapping[str, str]


def functions_of(by: By, at: datetime) -> tuple[frozenset[str], tuple[Part, ...]]:
    """The functions that the post may decide over the whole at the moment, and those in parts of it, by part."""
    held = Competence.objects.filter(
        holds_at(at), Q(post=by.post) | Q(institution__posts=by.post), mode=Mode.DECIDE
    )
    rows = held.select_related("territory").order_by("territory", "function")
    parts = {
        (row.territory_id, row.function): Part(row.function, row.territory_id, names_of(row.territory))
        for row in rows
        if row.territory.parent_id is not None
    }
    whole = frozenset(row.function for row in rows if row.territory.parent_id is None)
    return whole, tuple(parts.values())


def person_of(account: int) -> UUID | None:
    """The person whose open account this is, or None."""
    rows = AccountHolder.objects.filter(account=account, until_at__isnull=True)
    return rows.values_list("person", flat=True).first()


def capacities_of(person: UUID, at: datetime) -> tuple[Capacity, ...]:
    """Every post that the person holds at the moment, by code."""
    return _capacities(Q(person=person), at)


def _capacities(whose: Q, at: datetime) -> tuple[Capacity, ...]:
    rows = Holding.objects.filter(whose, holds_at(at)).select_related("post", "post__institution")
    return tuple(
        Capacity(
            By(row.person_id, row.post_id), row.post.code, names_of(row.post), names_of(row.post.institution)
        )
        for row in rows.order_by("post__code")
    )


def person_named(account: str) -> UUID | None:
    """The person whose open account has this name, or None."""
    rows = AccountHolder.objects.filter(account__name=account, until_at__isnull=True)
    return rows.values_list("person", flat=True).first()


def account_names() -> tuple[str, ...]:
    """The names of all open accounts, in order."""
    rows = AccountHolder.objects.filter(until_at__isnull=True).order_by("account__name")
    return tuple(rows.values_list("account__name", flat=True))

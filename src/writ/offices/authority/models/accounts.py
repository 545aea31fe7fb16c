"""A way in, who comes in, and the link between them."""

from __future__ import annotations

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from writ.offices.authority.models.rows import CODE, NAME, Lasting, act_key, lasts


class Account(AbstractBaseUser):
    """A way in: name, password, last login, and nothing that an act decides, since allauth saves whole rows."""

    name = models.CharField(max_length=CODE, unique=True)

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: list[str] = []
    EMAIL_FIELD = ""

    objects: BaseUserManager = BaseUserManager()


class Person(models.Model):
    """Who acts. The record knows the id alone; the name may be erased and every proof still holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=NAME, blank=True)
    act = act_key()


class AccountHolder(Lasting):
    """Whose account it is, from when until when. Closing it is an act; the account itself stays."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accounts")

    class Meta:
        constraints = [
            lasts("account_holder_lasts"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(until_at__isnull=True), name="account_has_one_holder"
            ),
        ]

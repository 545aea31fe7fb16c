"""Who gets in: nobody signs up by themselves, and no account without a holder opens."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from writ.offices.authority.queries import person_of


class ClosedDoors(DefaultAccountAdapter):
    """Accounts are opened and closed by acts; a closed one is refused like a wrong password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        account = super().authenticate(request, **credentials)
        return account if account is not None and person_of(account.pk) else None

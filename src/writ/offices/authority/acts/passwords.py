"""Sign-in state, which is no legal state and no act: the password of an account."""

from __future__ import annotations

from writ.offices.authority.models import Account


def give_password(account: str, password: str) -> None:
    """Set the password of an account that an act has opened; `LookupError` where there is none."""
    row = Account.objects.filter(name=account).first()
    if row is None:
        raise LookupError(account)
    row.set_password(password)
    row.save(update_fields=["password"])

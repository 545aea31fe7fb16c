"""Which places the authority knows."""

from __future__ import annotations

from writ.offices.authority.models import Territory


def territory_codes() -> frozenset[str]:
    """The code of every territory."""
    return frozenset(Territory.objects.values_list("code", flat=True))

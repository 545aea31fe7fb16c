"""Between civil time, as the wall clock shows it, and real instants: asked only where a term starts, runs or ends."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo


def civil(moment: datetime, zone: tzinfo) -> datetime:
    """What the wall clock of the zone shows at the moment, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def instant(civil_moment: datetime, zone: tzinfo) -> datetime:
    """The moment at which the wall clock of the zone shows this.

    A time that comes twice (clocks go back) is its second coming: a term is not over while its hour is still to
    come. A time that never comes (clocks go forward) is as much later as the clocks were moved, as in RFC 5545.
    """
    second = civil_moment.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if civil(second, zone) == civil_moment:
        return second.astimezone(zone)
    return civil_moment.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)

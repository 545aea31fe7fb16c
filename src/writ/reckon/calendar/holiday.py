"""Public holidays from the `holidays` package: a first list for a law pack, to be checked by a lawyer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from writ.reckon.calendar.errors import UnknownHolidays


def holidays_of(country: str, years: Iterable[int], subdivision: str | None = None) -> dict[date, str]:
    """The public holidays of a country (ISO 3166-1 alpha-2) or of a part of it (ISO 3166-2), by day, with names.

    Days observed instead of a holiday are among them; names are in the country's own default language. Raises
    UnknownHolidays also for years before or after those the package knows: an empty year would read as one without
    holidays (Kosovo starts in 2009).
    """
    import holidays  # loads when called

    asked = sorted(years)
    try:
        found = holidays.country_holidays(country, subdiv=subdivision, years=asked)
    except NotImplementedError:
        raise UnknownHolidays(country, subdivision, asked) from None
    unknown = [year for year in asked if not found.start_year <= year <= found.end_year]
    if unknown:
        raise UnknownHolidays(country, subdivision, unknown)
    return dict(sorted(found.items()))

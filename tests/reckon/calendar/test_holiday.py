"""Holidays come from the package where it knows them, and are refused where it does not."""

from __future__ import annotations

from datetime import date

import pytest

from writ.reckon.calendar import UnknownHolidays, WorkCalendar, holidays_of, office_week


def test_public_holidays_come_sorted_with_their_names() -> None:
    found = holidays_of("ZA", [2014])
    assert found[date(2014, 3, 21)] == "Human Rights Day"
    assert list(found) == sorted(found)
    office = WorkCalendar("office", office_week(9 * 60, 17 * 60), closed=frozenset(found))
    assert not office.works_on(date(2014, 3, 21))


def test_a_part_of_a_country_has_its_own() -> None:
    assert date(2019, 12, 2) in holidays_of("GB", [2019], "SCT")  # Saint Andrew's Day, kept on the Monday
    assert date(2019, 12, 2) not in holidays_of("GB", [2019], "ENG")


@pytest.mark.parametrize(
    ("country", "subdivision", "years"),
    [("QQ", None, [2007]), ("GB", "QQ", [2007]), ("XK", None, [2007, 2008, 2009])],
)
def test_what_the_package_does_not_know_is_refused_not_empty(
    country: str, subdivision: str | None, years: list[int]
) -> None:
    with pytest.raises(UnknownHolidays) as caught:
        holidays_of(country, years, subdivision)
    assert caught.value.country == country
    assert caught.value.years == ([2007, 2008] if country == "XK" else [2007])

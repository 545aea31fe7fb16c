"""The clocks of Kosovo's Law 08/L-228, article 27, worked out by hand over weekends and a closed day.

The filing deadline on Friday 14 November 2025, the closed 28 November and the office hours are invented. The steps are
the article's: each starts from an event of its own, and what a working hour is has to be said.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from writ.reckon.calendar import Direction, Term, Unit, WorkCalendar, deadline, office_week

ZONE = ZoneInfo("Europe/Belgrade")
OFFICE = WorkCalendar("office", office_week(8 * 60, 16 * 60), closed=frozenset({date(2025, 11, 28)}))
CALENDARS = {"office": OFFICE}
FILING = date(2025, 11, 14)


def working_days(amount: int) -> Term:
    return Term(amount=amount, unit=Unit.WORKING_DAYS, calendar="office")


def test_the_waits_of_article_27_chain_from_different_events() -> None:
    notice = deadline(working_days(5), FILING, ZONE, CALENDARS)
    assert notice.day == date(2025, 11, 21)
    cure = deadline(working_days(3), notice, ZONE, CALENDARS)
    assert cure.day == date(2025, 11, 26)
    second_recommendation = deadline(working_days(10), notice, ZONE, CALENDARS)
    assert second_recommendation.day == date(2025, 12, 8)  # Friday 28 November is closed


def test_24_working_hours_to_appeal_depend_on_what_a_working_hour_is() -> None:
    appeal = Term(amount=24, unit=Unit.WORKING_HOURS, calendar="office")
    notified = datetime(2025, 12, 9, 15, tzinfo=ZONE)
    of_eight_hours = deadline(appeal, notified, ZONE, CALENDARS)
    assert of_eight_hours.moment == datetime(2025, 12, 12, 15, tzinfo=ZONE)
    of_24_hours = deadline(appeal, notified, ZONE, {"office": OFFICE.by_whole_days()})
    assert of_24_hours.moment == datetime(2025, 12, 10, 15, tzinfo=ZONE)
    decision = deadline(Term(amount=48, unit=Unit.HOURS), of_eight_hours, ZONE)
    assert decision.moment == datetime(2025, 12, 14, 15, tzinfo=ZONE)  # on a Sunday: hours do not wait


def test_an_entity_may_withdraw_until_two_working_days_before_the_lottery() -> None:
    """Law 03/L-073, article 28; the day of the lottery is invented."""
    lottery = date(2025, 12, 1)
    term = Term(amount=2, unit=Unit.WORKING_DAYS, direction=Direction.BACK, calendar="office")
    assert deadline(term, lottery, ZONE, CALENDARS).day == date(2025, 11, 26)

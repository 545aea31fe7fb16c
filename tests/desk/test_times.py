"""A date read wrongly is a deadline missed: each language says it in its own manner, and it never breaks in two."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from writ.desk import times

ZONE = ZoneInfo("Europe/Belgrade")
MOMENT = datetime(2007, 9, 17, 16, 0, tzinfo=UTC)
NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", f"Mon 17{NB}Sep, 18:00{NB}CEST"),
        ("sq", f"hën 17{NB}sht, 18:00{NB}CEST"),
        ("sr-cyrl", f"пон 17.{NB}сеп., 18:00{NB}CEST"),
        ("sr-latn", f"pon 17.{NB}sep., 18:00{NB}CEST"),
    ],
)
def test_a_moment_says_day_time_and_zone(language: str, said: str) -> None:
    assert times.moment_in_words(MOMENT, ZONE, language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", f"Thursday 13{NB}September 2007"),
        ("sq", f"e enjte, 13{NB}shtator 2007"),
        ("sr-cyrl", f"четвртак, 13.{NB}септембар 2007."),
        ("sr-latn", f"četvrtak, 13.{NB}septembar 2007."),
    ],
)
def test_a_full_day(language: str, said: str) -> None:
    assert times.day_in_words(date(2007, 9, 13), language, "full") == said


def test_a_month_that_is_a_whole_word_takes_no_full_stop() -> None:
    assert times.day_in_words(date(2007, 5, 1), "sr-latn", "short") == f"1.{NB}maj"


@pytest.mark.parametrize("language", times.LOCALES)
@pytest.mark.parametrize("form", times.FORMS)
def test_day_and_month_never_part(language: str, form: str) -> None:
    for month in range(1, 13):
        said = times.day_in_words(date(2007, month, 9), language, form)
        assert "9 " not in said
        assert "9. " not in said


def test_the_zone_changes_with_the_clock() -> None:
    """Between the vote and the count the clocks may go back; the hour alone would be said twice."""
    assert times.time_in_words(datetime(2007, 10, 28, 0, 30, tzinfo=UTC), ZONE) == f"02:30{NB}CEST"
    assert times.time_in_words(datetime(2007, 10, 28, 1, 30, tzinfo=UTC), ZONE) == f"02:30{NB}CET"
    assert times.time_in_words(MOMENT, ZONE, seconds=True) == f"18:00:00{NB}CEST"


def test_midnight_is_the_end_of_the_day_before() -> None:
    """ "Due at 00:00 on the 17th" has cost people a day; the law says the end of the 16th."""
    assert (
        times.due_in_words(datetime(2007, 11, 16, 23, tzinfo=UTC), ZONE, "en") == f"the end of Fri 16{NB}Nov"
    )
    assert times.due_in_words(MOMENT, ZONE, "en") == f"Mon 17{NB}Sep, 18:00{NB}CEST"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (4 * 1440 + 9 * 60, "4 days 9 h"),
        (1440, "1 day"),
        (190, "3 h 10 min"),
        (-190, "3 h 10 min"),
        (0, "0 min"),
        (60, "1 h"),
    ],
)
def test_a_duration_says_its_two_largest_units(minutes: int, said: str) -> None:
    assert times.duration_in_words(minutes).replace(NB, " ") == said


def test_counted_days_take_plural_and_the_true_minus() -> None:
    assert times.days_in_words(1) == f"1{NB}day"
    assert times.days_in_words(-2) == f"−2{NB}days"
    assert times.days_in_words(Decimal("1.5")) == f"1.5{NB}days"


@pytest.mark.parametrize(("language", "said"), [("en", "1,204"), ("sr-cyrl", "1.204"), ("sq", f"1{NB}204")])
def test_numbers_take_the_separators_of_the_language(language: str, said: str) -> None:
    assert times.number_in_words(1204, language) == said
    assert times.number_in_words(-3, language) == "−3"
    assert times.number_in_words(Decimal("0.5"), "en", 2) == "0.50"


@pytest.mark.parametrize("month", range(1, 13))
def test_a_serbian_month_within_a_sentence_stands_in_the_genitive(month: int) -> None:
    """ "Krajem 17. novembra": every month ends in a, and only those in -bar lose a vowel."""
    latin = times.day_in_words(date(2007, month, 17), "sr-latn", "within")
    cyrillic = times.day_in_words(date(2007, month, 17), "sr-cyrl", "within")
    assert latin.endswith("a")
    assert cyrillic.endswith("а")
    assert times.day_in_words(date(2007, 11, 17), "sr-latn", "within").endswith("novembra")
    assert times.day_in_words(date(2007, 1, 17), "sr-cyrl", "within").endswith("јануара")

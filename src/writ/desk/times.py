"""Days, moments, durations and numbers in words, in each language of the interface.

Moments come timezone-aware; the zone they are shown in is the election's. A day and its month never part at the end
of a line, nor do a time and its zone (no-break spaces).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import gettext, ngettext

LOCALES: Mapping[str, str] = MappingProxyType(
    {"en": "en", "sq": "sq", "sr-cyrl": "sr_Cyrl", "sr-latn": "sr_Latn"}
)
"""Interface language to the locale that Babel knows."""

_SPACE = "\N{NO-BREAK SPACE}"
_LONG_MONTHS_SHORT = frozenset({5, 6, 7})  # maj, jun, jul: whole words in Serbian, so no full stop
_PATTERNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "short": "d MMM",
            "weekday": "EEE d MMM",
            "dated": "d MMM y",
            "weekday-dated": "EEE d MMM y",
            "plain": "d MMMM",
            "long": "d MMMM y",
            "full": "EEEE d MMMM y",
            "name": "EEEE",
        },
        "sq": {
            "short": "d MMM",
            "weekday": "EEE d MMM",
            "dated": "d MMM y",
            "weekday-dated": "EEE d MMM y",
            "plain": "d MMMM",
            "long": "d MMMM y",
            "full": "EEEE, d MMMM y",
            "name": "EEEE",
        },
        "sr": {
            "short": "d. MMM",
            "weekday": "EEE d. MMM",
            "dated": "d. MMM y.",
            "weekday-dated": "EEE d. MMM y.",
            "plain": "d. MMMM",
            "long": "d. MMMM y.",
            "full": "EEEE, d. MMMM y.",
            "name": "EEEE",
        },
    }
)
FORMS = (*_PATTERNS["en"], "within")
"""How a day may be written: short (17 Sep), weekday (Mon 17 Sep), dated (17 Sep 2007), weekday-dated, plain
(17 September), long (17 September 2007), full (Monday 17 September 2007), name (Monday); within is plain in the case
that a sentence asks for after "of" and "on" (Serbian: 17. septembra)."""
_GENITIVE = (
    ("ар", "ра"), ("рт", "рта"), ("ил", "ила"), ("ај", "аја"), ("ун", "уна"), ("ул", "ула"), ("ст", "ста"),
    ("ar", "ra"), ("rt", "rta"), ("il", "ila"), ("aj", "aja"), ("un", "una"), ("ul", "ula"), ("st", "sta"),
)  # fmt: skip


def day_in_words(day: date, language: str, form: str = "weekday") -> str:
    """The day in one of `FORMS`."""
    if form == "within":
        plain = day_in_words(day, language, "plain")
        return _in_genitive(plain, day.month) if language.startswith("sr") else plain
    family = language.partition("-")[0]
    pattern = _PATTERNS[family][form]
    if family == "sr" and "MMM" in pattern and "MMMM" not in pattern and day.month not in _LONG_MONTHS_SHORT:
        pattern = pattern.replace("MMM", "MMM'.'")
    return format_date(day, pattern.replace(" MMM", f"{_SPACE}MMM"), locale=LOCALES[language])


def _in_genitive(words: str, month: int) -> str:
    # Januar and februar keep their vowel (januara), the months in -bar lose it (septembra).
    if month in (1, 2):
        return f"{words}{'а' if words[-1] > 'z' else 'a'}"
    return next(words.removesuffix(end) + other for end, other in _GENITIVE if words.endswith(end))


def moment_in_words(moment: datetime, zone: tzinfo, language: str, form: str = "weekday") -> str:
    """Day, time and zone: "Mon 17 Sep, 18:00 CEST"."""
    local = moment.astimezone(zone)
    return f"{day_in_words(local.date(), language, form)}, {time_in_words(moment, zone)}"


def time_in_words(moment: datetime, zone: tzinfo, seconds: bool = False) -> str:
    """Time of day and zone: "18:00 CEST", with seconds "09:00:12 CEST"."""
    local = moment.astimezone(zone)
    return (
        f"{local:%H:%M:%S}{_SPACE}{local.tzname()}" if seconds else f"{local:%H:%M}{_SPACE}{local.tzname()}"
    )


def due_in_words(moment: datetime, zone: tzinfo, language: str, form: str = "weekday") -> str:
    """A due moment; midnight is said as the end of the day before: "the end of Fri 16 Nov"."""
    local = moment.astimezone(zone)
    if local.time() != time(0):
        return moment_in_words(moment, zone, language, form)
    before = date.fromordinal(local.date().toordinal() - 1)
    return gettext("the end of {day}").format(day=day_in_words(before, language, form))


def duration_in_words(minutes: int) -> str:
    """The two largest units of a duration without its sign: "4 days 9 h", "3 h 10 min", "25 min"."""
    days, rest = divmod(abs(minutes), 1440)
    hours, short = divmod(rest, 60)
    if days:
        parts = (days_in_words(days), _hours(hours) if hours else "")
    else:
        parts = (_hours(hours) if hours else "", _minutes(short) if short or not hours else "")
    return " ".join(part for part in parts if part)


def days_in_words(days: int | Decimal) -> str:
    """Counted days: "1 day", "9 days"; the minus is the true one."""
    number = str(days).replace("-", "−")
    whole = abs(int(days)) if days == int(days) else 5  # a broken number takes the plural of many
    return ngettext("{number} day", "{number} days", whole).format(number=number).replace(" ", _SPACE, 1)


def number_in_words(number: int | float | Decimal, language: str, places: int | None = None) -> str:
    """A number with the language's separators and the true minus; `places` fixes the digits after the comma."""
    pattern = None if places is None else "#,##0" + ("." + "0" * places if places else "")
    return str(format_decimal(number, format=pattern, locale=LOCALES[language])).replace("-", "−")


def _hours(hours: int) -> str:
    return gettext("{number} h").format(number=hours).replace(" ", _SPACE)


def _minutes(minutes: int) -> str:
    return gettext("{number} min").format(number=minutes).replace(" ", _SPACE)

"""Money, gains and names in a row, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from babel import Locale
from babel.numbers import format_currency
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from writ.desk.templatetags.desk import value
from writ.desk.times import LOCALES, number_in_words
from writ.exchange.plan import Cost
from writ.offices.timetable.views import words

PARTED = re.compile(r"(?<=\d)[.,’'\s](?=\d{3}(?!\d))")

ROUGHLY = 1000  # cents: the price of a point is no more exact than this


def money(cents: int, currency: str) -> str:
    """An amount: "€38,000"; hundredths only where there are any."""
    locale, amount = LOCALES[words.language()], Decimal(cents) / 100
    if cents % 100:
        said = format_currency(amount, currency, locale=locale)
    else:
        pattern = Locale.parse(locale).currency_formats["standard"].pattern.replace(".00", "")
        said = format_currency(amount, currency, pattern, locale=locale, currency_digits=False)
    return str(said).replace("-", "−")


def cost(of: Cost | None, currency: str) -> SafeString:
    """What an option costs, marked where nobody has sourced it."""
    if of is None:
        return format_html('<span class="quiet">{}</span>', gettext("nobody has said"))
    return value(money(of.cents, of.currency or currency), of.status, tag=False)


def a_point(cents: int, gain: float) -> int | None:
    """The cents of one in 100 of the chance, roughly; None where nothing is gained."""
    if gain <= 0:
        return None
    price = Fraction(cents) / (Fraction(gain) * 100)
    rounded = (Decimal(price.numerator) / Decimal(price.denominator) / ROUGHLY).quantize(
        Decimal(1), ROUND_HALF_UP
    )
    return int(rounded) * ROUGHLY


def whole(number: int) -> str:
    """A count: "100,000"."""
    return number_in_words(number, words.language())


def signed(number: int) -> str:
    """A gain: "+21", "0", "−2"."""
    said = number_in_words(number, words.language())
    return f"+{said}" if number > 0 else said


def points(share: float, places: int = 0) -> str:
    """A share of 1 as so many in 100."""
    return number_in_words(round(share * 100, places), words.language(), places)


def listed(names: Sequence[str]) -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return gettext("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def quoted(name: str) -> str:
    """A name within a sentence, as it is written by itself: “Order from both printers”."""
    return gettext("“{name}”").format(name=name)


def lowered(name: str) -> str:
    """A name within a sentence: its first letter small, unless it is an abbreviation."""
    abbreviated = name[:2].isalpha() and name[:2].isupper()
    return name if abbreviated else name[:1].lower() + name[1:]


def typed(text: str) -> int | None:
    """The cents of an amount typed in whole units, with thousands parted in any way or not; None where it is none."""
    whole = PARTED.sub("", text.strip())
    return int(whole) * 100 if whole.isdecimal() and len(whole) < 12 else None

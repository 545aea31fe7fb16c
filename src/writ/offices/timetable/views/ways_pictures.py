"""The ways on as pictures: curves of chance, and cost against chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext

from writ.offices.timetable.queries.analyses import Comparison
from writ.offices.timetable.queries.forecasts import in_100
from writ.offices.timetable.views import amounts, reading, words
from writ.offices.timetable.views.pictures import DAY, minutes, ticks
from writ.offices.timetable.views.ways import Row
from writ.press import charts
from writ.press.charts.curves import MOST


def curves(seen: reading.Ground, lines: Sequence[Row]) -> Mapping[str, Any] | None:
    """The curves of as it stands, the best, and the next best by themselves."""
    drawn = [row for row in lines if row.way is not None and row.way.counts]
    if not drawn:
        return None
    first = [drawn[0], *(row for row in drawn if row.best and row.options)]
    rest = sorted(
        (row for row in drawn if len(row.options) == 1 and row not in first), key=lambda r: -(r.chance or 0)
    )
    shown = [*first, *rest][:MOST]
    outlook, origin = seen.answer.outlook, seen.stands.local.date()
    until = words.ending_day(outlook.due)
    spans = [_span(row.way.first_day, row.way.counts) for row in shown if row.way]
    low = (min(*(first for first, _ in spans), until) - timedelta(days=1) - origin).days * DAY
    high = (max(*(last for _, last in spans), until) + timedelta(days=2) - origin).days * DAY
    band, band_words = _band(seen, low, high)
    facts = charts.Curves(
        gettext("In time by this date, in 100"),
        gettext("One curve for each way on; at the due line: {ways}.").format(
            ways="; ".join(f"{row.title}: {row.chance}" for row in shown)
        ),
        low,
        high,
        ticks(origin, low, high),
        tuple(_curve(row, origin, low, high) for row in shown),
        minutes(origin, outlook.due),
        gettext("Due: {moment}").format(moment=words.moment(outlook.due)),
        band=band,
        band_words=gettext("grey: by reading"),
    )
    heads = [gettext("Day"), *(f"{row.number}. {row.title}" for row in shown)]
    return {
        "svg": charts.both(charts.curves_chart, facts, "ways"),
        "band": band_words,
        "heads": heads,
        "rows": list(_day_rows(shown)),
    }


def _span(first: date, counts: Sequence[int]) -> tuple[date, date]:
    """Between which days the curve rises; the one course in 100 at each end would only squeeze the others."""
    total = sum(counts)
    done = list(accumulate(counts))
    inside = [place for place, so_far in enumerate(done) if total <= so_far * 100 < total * 99]
    last = (inside[-1] + 1) if inside else len(counts) - 1
    return first + timedelta(days=inside[0] if inside else 0), first + timedelta(days=last)


def _curve(row: Row, origin: date, low: int, high: int) -> charts.Curve:
    assert row.way is not None
    start = (row.way.first_day - origin).days
    done = [count / row.runs for count in accumulate(row.way.counts, initial=0)]
    shares = dict(enumerate(done, start))

    def at(day: int) -> float:
        return shares.get(day, 0.0 if day < start else 1.0)

    points = [(day * DAY, at(day)) for day in range(low // DAY, high // DAY + 1)]
    return charts.Curve(tuple(points), str(row.chance), row.title, str(row.number))


def _day_rows(shown: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Each day with the chance that it is done by its end, one cell for each way."""
    found = [row.way for row in shown if row.way]
    first = min(way.first_day for way in found)
    last = max(way.first_day + timedelta(days=len(way.counts) - 1) for way in found)
    for place in range((last - first).days + 1):
        on = first + timedelta(days=place)
        done = (sum(way.counts[: max((on - way.first_day).days + 1, 0)]) for way in found)
        yield (words.day(on, "weekday"), *(str(in_100(count, shown[0].runs)) for count in done))


def _band(seen: reading.Ground, low: int, high: int) -> tuple[tuple[tuple[int, float, float], ...], str]:
    """Between which chances the readings of the same question lie, day by day, as it stands."""
    own = seen.answer.outlook
    alike = [
        (one, answer.outlook)
        for one, answer in seen.answers
        if (answer.outlook.target, answer.outlook.due) == (own.target, own.due)
    ]
    if len(alike) < 2:
        return (), ""
    origin = seen.stands.local.date()
    band = []
    for day in range(low // DAY, high // DAY + 1):
        on = origin + timedelta(days=day - 1)
        shares = [sum(one.counts[: max((on - one.first_day).days + 1, 0)]) / one.runs for _, one in alike]
        band.append((day * DAY, min(shares), max(shares)))
    names = [amounts.quoted(words.name(one.names)) for one, _ in alike if one.id != seen.reading.id]
    said = gettext("Grey: as it stands, between this reading and: {readings}.")
    return tuple(band), said.format(readings=amounts.listed(names))


def prices(lines: Sequence[Row]) -> Mapping[str, Any] | None:
    """Cost against chance, in thousands or in whole units of the currency; None where nobody said what they cost."""
    drawn = [row for row in lines if row.way is not None and row.cents is not None]
    highest = max((row.cents or 0 for row in drawn), default=0)
    if not highest:
        return None
    unit = 100_000 if highest >= 1_000_000 else 100  # cents: a thousand, or one
    discs = tuple(
        charts.Disc(
            str(row.number),
            round((row.cents or 0) / unit),
            100 * row.way.hits / row.runs if row.way else 0.0,
            row.on_frontier,
            (
                f"{row.number}. {row.title}",
                amounts.money(row.cents or 0, row.currency),
                str(row.chance),
            ),
        )
        for row in drawn
    )
    said = gettext("thousand {currency}") if unit > 100 else gettext("{currency}")
    if any(row.status.is_marked for row in drawn):
        said = gettext("{unit}, scenario values").format(unit=said)
    facts = charts.CostChance(
        gettext("Chance against cost"),
        gettext("{number} ways on; joined are those to which nothing cheaper is better.").format(
            number=len(discs)
        ),
        discs,
        tuple((cost, amounts.whole(cost)) for cost in charts.cost_ticks(-(-highest // unit))),
        said.format(currency=drawn[0].currency),
        gettext("the axis of chance is cut"),
        (gettext("Option"), gettext("Cost"), gettext("In 100")),
    )
    return {"svg": charts.both(charts.cost_chance, facts, "prices"), "table": charts.cost_table(facts)}


def frontier(found: Comparison, lines: Sequence[Row]) -> Sequence[Mapping[str, Any]]:
    """The best for each budget: what the search saw, what fresh runs say, and what one more in 100 costs from there."""
    numbers = {one.options[0].id: one.number for one in lines if len(one.options) == 1}
    currency = lines[0].currency
    rows: list[dict[str, Any]] = []
    for place, point in enumerate(found.frontier):
        step = None
        if place + 1 < len(found.frontier):
            dearer = found.frontier[place + 1]
            step = amounts.a_point(dearer.cents - point.cents, dearer.probability - point.probability)
        taken = sorted(numbers[one] for one in point.options if one in numbers)
        rows.append(
            {
                "cost": amounts.money(point.cents, currency),
                "options": amounts.listed([str(one) for one in taken]) or gettext("none"),
                "seen": amounts.points(point.in_sample, 1),
                "seen_error": amounts.points(point.in_sample_error, 1),
                "fresh": amounts.points(point.probability, 1),
                "fresh_error": amounts.points(point.error, 1),
                "next": amounts.money(step, currency) if step is not None else "",
            }
        )
    return rows

"""The options compared: a sentence, the curves, cost against chance, and a row for each with its clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from writ.desk.access import needs
from writ.exchange.plan import OptionEntry
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.advice import Analysed, analyses_job, options_compared
from writ.offices.timetable.queries.analyses import Comparison, Point
from writ.offices.timetable.queries.options import MoveLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import OptionState, OptionVerb, option_after
from writ.offices.timetable.views import amounts, reading, ways, ways_pictures, words
from writ.offices.timetable.views.ways import Row
from writ.offices.timetable.views.ways_table import cost, decides, table

DECIDE = "timetable.decide"


@needs(reading.READ)
@require_safe
@never_cache
def page(request: Any) -> HttpResponse:
    """Every option of the plan compared in the reading that the address asks for, and the best of them together."""
    title = gettext("Ways to be in time")
    seen = reading.ground(request)
    if isinstance(seen, reading.Nothing):
        return reading.no_forecast(request, title, seen)
    stands, document = seen.stands, seen.stands.plan.document
    found = options_compared(stands.called.id, seen.reading.id)
    reading.keep_analysed(found, seen.forecast.id)
    asks = any(one.kind == "ask" for one in document.options)
    known = posts() if asks or any(one.session for one in stands.moves) else {}
    sat = {one.body: one.institution for one in known.values()}
    context = {
        **reading.head(seen, title),
        **reading.foot(seen),
        "has_options": bool(document.options),
        "moves": [_move(option, line, sat) for option, line in ways.moves(stands)],
        "postponements": [_postponement(one) for one in document.options if one.new_polling_day is not None],
        "may_decide": DECIDE in request.functions,
        "may_see_record": reading.RECORD in request.functions,
    }
    if found is None:
        context |= reading.under_way(request, analyses_job(stands.called.id))
    elif document.options:
        budget = _budget(request)
        best = found.facts.best(budget)
        since = _since(stands)
        lines = ways.rows(stands, found, best, known, since)
        idle = [row for row in lines if row.is_idle]
        view = table().view([row for row in lines if not row.is_idle], request.GET, request.path)
        if view.wants_export:
            return view.export(f"options-{seen.reading.id}")
        context |= {
            **_compared(seen, found, lines, best, budget),
            "table": view,
            "idle": idle,
            "budget": budget and budget // 100,
        }
    return render(request, "timetable/options.html", context)


def _compared(
    seen: reading.Ground,
    found: Analysed[Comparison],
    lines: Sequence[Row],
    best: Point | None,
    budget: int | None,
) -> Mapping[str, Any]:
    chosen = next((one for one in lines if one.best and (one.gain or 0) > 0), None)
    open_options = [one.id for one in chosen.options if _may_propose(one.id, lines)] if chosen else []
    numbers = {row.options[0].id: str(row.number) for row in lines if len(row.options) == 1}
    return {
        "found": found,
        "older": found.forecast != seen.forecast.id,
        "lead": _lead(chosen, lines, budget),
        "propose_url": _propose_url(open_options),
        "propose_words": _propose_words([numbers[one] for one in open_options]),
        "curves": ways_pictures.curves(seen, lines),
        "prices": ways_pictures.prices(lines),
        "frontier": ways_pictures.frontier(found.facts, lines),
        "confirmed": _confirmed(found.facts, best),
        "currency": lines[0].currency,
        "costs_marked": any(row.status.is_marked for row in lines),
        "runs": found.facts.runs,
    }


def _budget(request: Any) -> int | None:
    """The budget that the address asks for, in cents."""
    return amounts.typed(request.GET.get("budget", ""))


def _since(stands: Situation) -> datetime:
    """From when an option's clock runs: the call, or the plan's own date."""
    document, called = stands.plan.document, stands.called
    first = called.called_on or document.as_of.date()
    return datetime(first.year, first.month, first.day, tzinfo=stands.zone)


def _lead(chosen: Row | None, lines: Sequence[Row], budget: int | None) -> SafeString:
    """The answer in a sentence; the name of an option stands in quotation marks, wherever the sentence puts it."""
    base = lines[0]
    if chosen is None or (chosen.gain or 0) <= 0:
        now = format_html("<b>{}</b>", words.chance(base.chance or 0))
        money = "" if budget is None else amounts.money(budget, base.currency)
        return format_html(_helps_nothing(lines, budget), chance=now, budget=money)
    names = [amounts.quoted(words.name(one.names)) for one in chosen.options]
    sentence = format_html(
        _raises(len(names), chosen.cents),
        options=amounts.listed(names),
        now=format_html("<b>{}</b>", base.chance),
        then=format_html("<b>{}</b>", words.chance(chosen.chance or 0)),
        cost=cost(chosen, tag=True),
    )
    if chosen.decide_by is None:
        return sentence
    first = len(chosen.options) > 1
    until = gettext("The first must be decided by {moment}.") if first else gettext("Decide it by {moment}.")
    return format_html(
        "{} {}", sentence, format_html(until, moment=format_html("<b>{}</b>", words.moment(chosen.decide_by)))
    )


def _helps_nothing(lines: Sequence[Row], budget: int | None) -> str:
    """Why nothing is to be chosen: nothing is open, nothing helps within the budget, or nothing helps enough."""
    if not any(row.way is not None and row.options for row in lines):
        return gettext("No option is open in this reading: {chance} as it stands.")
    if budget is not None:
        return gettext("For {budget}, nothing that is open raises the chance: {chance} as it stands.")
    return gettext("Nothing that is open adds 5 in 100 to the chance: {chance} as it stands.")


def _raises(options: int, cents: int | None) -> str:
    """What the best does: for its cost, at no cost, or for what nobody has said."""
    if options > 1 and cents:
        return gettext("{options}, taken together, raise the chance from {now} to {then} for {cost}.")
    if options > 1:
        return gettext("{options}, taken together, raise the chance from {now} to {then}.")
    if cents:
        return gettext("{options} raises the chance from {now} to {then} for {cost}.")
    return gettext("{options} raises the chance from {now} to {then}.")


def _may_propose(option: str, lines: Sequence[Row]) -> bool:
    row = next((one for one in lines if len(one.options) == 1 and one.options[0].id == option), None)
    return row is not None and option_after(row.state, OptionVerb.PROPOSE) is not None


def _propose_url(options: Sequence[str]) -> str:
    return (
        f"{reverse('timetable:propose-options')}?{urlencode([('option', one) for one in options])}"
        if options
        else ""
    )


def _propose_words(numbers: Sequence[str]) -> str:
    if len(numbers) == 1:
        return gettext("Put option {number} to the session").format(number=numbers[0])
    return gettext("Put options {numbers} to the session").format(numbers=amounts.listed(numbers))


def _confirmed(facts: Comparison, best: Point | None) -> str:
    """What fresh runs said of the best, which was the best of many and so flattered."""
    said = [gettext("Same {runs} runs for each.").format(runs=amounts.whole(facts.runs))]
    if best is not None and best.options:
        confirmed = gettext("Confirmed on fresh runs: {seen} became {fresh}.")
        said.append(
            confirmed.format(seen=amounts.points(best.in_sample), fresh=amounts.points(best.probability))
        )
        if best.is_off:
            said.append(gettext("They differ by more than their errors: count on the fresh runs."))
    if not facts.whole:
        ranked = gettext(
            "Ways together: {number}. Those for which the single savings add up best were simulated whole."
        )
        said.append(ranked.format(number=amounts.whole(facts.considered)))
    return " ".join(said)


def _move(option: OptionEntry, line: MoveLine, sat: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    states = {
        OptionState.PROPOSED: ("half", gettext("on the agenda")),
        OptionState.ADOPTED: ("holds", gettext("adopted")),
        OptionState.WITHDRAWN: ("closed", gettext("withdrawn")),
    }
    mark, said = states[line.move]
    session = line.session
    return {
        "name": words.name(option.names),
        "option": option.id,
        "mark": mark,
        "state": said,
        "at": line.moved_at,
        "reason": line.reason,
        "entry": line.entry,
        "session": session,
        "body": words.name(sat[session.body]) if session and session.body in sat else "",
        "may_propose": option_after(line.move, OptionVerb.PROPOSE) is not None,
        "may_adopt": option_after(line.move, OptionVerb.ADOPT) is not None,
        "may_withdraw": option_after(line.move, OptionVerb.WITHDRAW) is not None,
    }


def _postponement(option: OptionEntry) -> Mapping[str, Any]:
    return {
        "name": words.name(option.names),
        "who": words.name(option.asks) if option.asks else decides(option.decides),
        "cite": option.asks_cite,
        "clocks": words.name(option.clocks) if option.clocks else "",
        "day": option.new_polling_day,
    }

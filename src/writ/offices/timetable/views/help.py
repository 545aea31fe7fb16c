"""What would help most, as the help list shows it: three ways at most, what we do apart from what we ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.parts import Advice
from writ.exchange.plan import Cost, Mitigation, OptionEntry, PlanDocument, RiskEntry
from writ.offices.authority.queries import PostFacts
from writ.offices.timetable.queries.advice import Analysed
from writ.offices.timetable.queries.analyses import Help, Way
from writ.offices.timetable.queries.forecasts import DAY, in_100
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.views import amounts, words

MOST = 3


def advice(
    found: Analysed[Help], stands: Situation, known: Mapping[str, PostFacts], decided: Collection[str] = ()
) -> list[Advice]:
    """The three ways that gain most and are still open, best first; what we do ourselves stands before what we ask.

    `decided` are options adopted since it was weighed.
    """
    document = stands.plan.document
    best: list[Advice] = []
    for way in found.facts.ways:
        line = _line(way, found.facts, document, known, stands.local, decided)
        if line is not None:
            best.append(line)
        if len(best) == MOST:
            break
    return sorted(best, key=lambda one: one.ask)


def first_to_decide(
    found: Analysed[Help], stands: Situation, decided: Collection[str] = ()
) -> OptionEntry | None:
    """Of the three that would help most, the option that must be decided first; None where none has a last day."""
    document = stands.plan.document
    now = stands.local.replace(tzinfo=None)
    dated = [
        option
        for way in found.facts.ways[:MOST]
        for option in (_option(way, document),)
        if option is not None
        and option.decide_by is not None
        and option.decide_by > now
        and option.id not in decided
    ]
    return min(dated, key=lambda one: one.decide_by or now, default=None)


def _line(
    way: Way,
    found: Help,
    document: PlanDocument,
    known: Mapping[str, PostFacts],
    local: datetime,
    decided: Collection[str],
) -> Advice | None:
    """One line of the list; None for what is decided already, or can no longer be."""
    now = local.replace(tzinfo=None)
    option, risk = _option(way, document), _risk(way, document)
    if option is not None:
        if option.id in decided or (option.decide_by is not None and option.decide_by <= now):
            return None
        sentence = words.name(option.summary)
        if option.decide_by is not None:
            until = gettext("Decide {moment}.").format(moment=words.by(option.decide_by))
            sentence = f"{_ended(sentence)} {until}".strip()
        names, owner, firmness, cost = option.names, option.owner, option.firmness, option.cost
        ask, url = option.kind == "ask", reverse("timetable:options")
    elif risk is not None and risk.answer is not None:
        answer: Mitigation = risk.answer
        sentence = gettext("It answers the risk “{risk}”.").format(risk=words.name(risk.names))
        names, owner, firmness, cost = answer.names, answer.owner, "", answer.cost
        ask, url = False, reverse("timetable:risks")
    else:
        return None
    post = known.get(owner)
    return Advice(
        words.name(names),
        _with_cost(sentence, cost),
        max((way.slack - found.base.slack) // DAY, 0) or None,
        in_100(found.base.hits, found.runs),
        in_100(way.hits, found.runs),
        firmness,
        words.name(post.names) if post else owner,
        words.reach(post, local) if post else "",
        ask,
        url,
        reverse("timetable:calls"),
        amounts.money(cost.cents, cost.currency) if cost and cost.cents else "",
        cost.status.value if cost else "",
    )


def _option(way: Way, document: PlanDocument) -> OptionEntry | None:
    if way.risk or len(way.options) != 1:
        return None
    return next((one for one in document.options if one.id == way.options[0]), None)


def _risk(way: Way, document: PlanDocument) -> RiskEntry | None:
    return next((one for one in document.risks if one.id == way.risk), None) if way.risk else None


def _with_cost(sentence: str, cost: Cost | None) -> str:
    """The sentence, and after it the words that the amount follows."""
    if cost is None or not cost.cents:
        return sentence
    return f"{_ended(sentence)} {gettext('It costs')}".strip()


def _ended(sentence: str) -> str:
    """A summary as a sentence, so that another may follow it."""
    return sentence if not sentence or sentence[-1] in ".?!" else f"{sentence}."

"""What would help most, as the help list shows it: three ways at most, what we do apart from what we ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
from writ.offices.timetable.views.ways import withdrawn_since

MOST = 3


def best_ways(found: Analysed[Help], stands: Situation, decided: Collection[str] = ()) -> list[Way]:
    """The three ways that gain most and can still be chosen, best first; `decided` were adopted since the weighing.

    Of options that exclude each other the best stands for all: once for what we do, once for what we ask. What adds
    neither one in 100 nor a day is no help.
    """
    document, now = stands.plan.document, stands.local.replace(tzinfo=None)
    best: list[Way] = []
    taken: set[tuple[str, bool]] = set()
    for way in found.facts.ways:
        option, risk = _option(way, document), _risk(way, document)
        if option is None and (risk is None or risk.answer is None):
            continue
        until = option.decide_by if option is not None else risk.decide_by if risk is not None else None
        if (until is not None and until <= now) or not _is_felt(way, found.facts):
            continue
        if option is not None:
            rivals = (option.group or option.id, option.kind == "ask")
            if option.id in decided or rivals in taken:
                continue
            taken.add(rivals)
        best.append(way)
    return best[:MOST]


def advice(
    ways: Sequence[Way], found: Analysed[Help], stands: Situation, known: Mapping[str, PostFacts]
) -> list[Advice]:
    """The help list: what we do ourselves stands before what we ask others for."""
    lines = [_line(way, found.facts, stands, known) for way in ways]
    return sorted(lines, key=lambda one: one.ask)


def first_to_decide(ways: Sequence[Way], stands: Situation) -> OptionEntry | None:
    """The option among them that must be decided first; None where none has a last day."""
    options = [_option(way, stands.plan.document) for way in ways]
    dated = [(one.decide_by, one) for one in options if one is not None and one.decide_by is not None]
    return min(dated, key=lambda one: one[0])[1] if dated else None


def _line(way: Way, found: Help, stands: Situation, known: Mapping[str, PostFacts]) -> Advice:
    """One line of the list."""
    document = stands.plan.document
    option, risk = _option(way, document), _risk(way, document)
    if option is not None:
        told = [words.name(option.summary), withdrawn_since(stands, option.id)]
        sentence = _with_last_day(" ".join(_ended(one) for one in told if one), option.decide_by)
        names, owner, firmness, cost = option.names, option.owner, option.firmness, option.cost
        ask, url = option.kind == "ask", reverse("timetable:options")
    else:
        assert risk is not None
        assert risk.answer is not None
        answer: Mitigation = risk.answer
        sentence = gettext("It answers the risk “{risk}”.").format(risk=words.name(risk.names))
        sentence = _with_last_day(sentence, risk.decide_by)
        names, owner, firmness, cost = answer.names, answer.owner, "", answer.cost
        ask, url = False, reverse("timetable:risks")
    post = known.get(owner)
    return Advice(
        words.name(names),
        _with_cost(sentence, cost),
        max((way.slack - found.base.slack) // DAY, 0) or None,
        in_100(found.base.hits, found.runs),
        in_100(way.hits, found.runs),
        firmness,
        words.name(post.names) if post else owner,
        words.reach(post, stands.local) if post else "",
        ask,
        url,
        reverse("timetable:calls"),
        amounts.money(cost.cents, cost.currency) if cost and cost.cents else "",
        cost.status.value if cost else "",
    )


def _is_felt(way: Way, found: Help) -> bool:
    """Whether what it adds can be told, in 100 or in days."""
    adds = in_100(way.hits, found.runs) > in_100(found.base.hits, found.runs)
    return adds or way.slack - found.base.slack >= DAY


def _option(way: Way, document: PlanDocument) -> OptionEntry | None:
    if way.risk or len(way.options) != 1:
        return None
    return next((one for one in document.options if one.id == way.options[0]), None)


def _risk(way: Way, document: PlanDocument) -> RiskEntry | None:
    return next((one for one in document.risks if one.id == way.risk), None) if way.risk else None


def _with_last_day(sentence: str, until: datetime | None) -> str:
    """The sentence, and after it by when it must be decided."""
    if until is None:
        return sentence
    decide = gettext("Decide {moment}.").format(moment=words.by(until))
    return f"{_ended(sentence)} {decide}".strip()


def _with_cost(sentence: str, cost: Cost | None) -> str:
    """The sentence, and after it the words that the amount follows."""
    if cost is None or not cost.cents:
        return sentence
    return f"{_ended(sentence)} {gettext('It costs')}".strip()


def _ended(sentence: str) -> str:
    """A summary as a sentence, so that another may follow it."""
    return sentence if not sentence or sentence[-1] in ".?!" else f"{sentence}."

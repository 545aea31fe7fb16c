"""The register of risks as a table: before and after its answer, what it costs, what the answer gains."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from writ.desk.tables import Choice, Column, Table
from writ.desk.templatetags.desk import status, value
from writ.desk.times import number_in_words
from writ.exchange.plan import RiskEntry
from writ.offices.timetable.queries.risks import ReviewLine
from writ.offices.timetable.rules import RiskFacts
from writ.offices.timetable.states import RiskState
from writ.offices.timetable.views import amounts, words

MARK = {
    RiskState.OPEN: "near",
    RiskState.MITIGATED: "half",
    RiskState.HAPPENED: "short",
    RiskState.CLOSED: "holds",
}
CERTAIN = {RiskState.HAPPENED: Decimal(1), RiskState.CLOSED: Decimal(0)}


@dataclass(frozen=True, slots=True)
class Row:
    """One risk: as the plan has it, as it was reviewed last, and what it costs the answer (in 100), if known."""

    risk: RiskEntry
    name: str
    facts: RiskFacts
    review: ReviewLine | None
    strikes: str
    eased: str
    owner: str
    call: str
    costs: float | None
    answer_gains: float | None

    @property
    def costs_points(self) -> str:
        """What it costs the answer, in 100."""
        return _points(self.costs)

    @property
    def chance(self) -> Decimal:
        """The chance as it stands, a share of 1; what has happened or can no longer strike is certain."""
        if self.facts.state in CERTAIN:
            return CERTAIN[self.facts.state]
        if self.facts.chance is not None:
            return self.facts.chance
        answer = self.risk.answer
        if self.facts.state is RiskState.MITIGATED and answer is not None:
            return answer.chance.probability
        return self.risk.chance.probability


def states() -> list[tuple[RiskState, str]]:
    return [(state, state_words(state)) for state in RiskState]


def state_words(state: RiskState) -> str:
    """How a risk stands, in a word."""
    return {
        RiskState.OPEN: gettext("open"),
        RiskState.MITIGATED: gettext("mitigated"),
        RiskState.HAPPENED: gettext("happened"),
        RiskState.CLOSED: gettext("closed"),
    }[state]


def in_100(share: Decimal) -> str:
    """A chance in 100, with what decimals it has."""
    return number_in_words((share * 100).normalize() + 0, words.language())


def table(may_review: bool) -> Table:
    state = Choice(
        "state",
        gettext("Stands"),
        [(one.value, said) for one, said in states()],
        lambda row, asked: row.facts.state.value == asked,
    )
    return Table(
        gettext("The register of risks"),
        [
            Column(
                "risk",
                gettext("Risk"),
                lambda row: row.name,
                html=lambda row: format_html("<b>{}</b>", row.name),
                detail=lambda row: row.strikes,
                heads=True,
                sort=lambda row: row.name,
            ),
            Column(
                "state",
                gettext("Stands"),
                lambda row: state_words(row.facts.state),
                html=_state,
                sort=lambda row: row.facts.state.value,
            ),
            Column(
                "chance",
                gettext("In 100"),
                lambda row: float(row.chance * 100),
                html=_chance,
                number=True,
                detail=lambda row: "" if row.facts.chance is None else gettext("as reviewed"),
                sort=lambda row: row.chance,
            ),
            Column(
                "costs",
                gettext("Costs the answer"),
                lambda row: _plain(row.costs),
                html=lambda row: _points(row.costs),
                number=True,
                sort=lambda row: row.costs,
            ),
            Column("answer", gettext("Its answer"), lambda row: _answer_words(row), html=_answer),
            Column(
                "gains",
                gettext("The answer gains"),
                lambda row: _plain(row.answer_gains),
                html=lambda row: _points(row.answer_gains),
                number=True,
                sort=lambda row: row.answer_gains,
            ),
            Column(
                "decide",
                gettext("Decide by"),
                lambda row: row.risk.decide_by,
                html=_decide_by,
                sort=lambda row: row.risk.decide_by,
            ),
            Column(
                "owner",
                gettext("Owner"),
                lambda row: f"{row.owner}, {row.call}" if row.call else row.owner,
                html=lambda row: row.owner,
                detail=lambda row: row.call,
                sort=lambda row: row.owner,
            ),
            *([Column("review", gettext("Review"), lambda row: "", html=_review)] if may_review else []),
        ],
        choices=(state,),
        order="-costs",
        per_page=100,
        nothing=gettext("The plan names no such risk."),
    )


def _state(row: Row) -> SafeString:
    shown = status(MARK[row.facts.state], state_words(row.facts.state))
    if row.review is None:
        return shown
    return format_html(
        '{}<br><span class="quiet">{}</span>',
        shown,
        gettext("{day}, act {entry}").format(day=words.day(row.review.reviewed_at), entry=row.review.entry),
    )


def _chance(row: Row) -> SafeString:
    known = row.review.status if row.review and row.facts.chance is not None else row.risk.chance.status
    return value(in_100(row.chance), known, tag=False)


def _plain(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _points(share: float | None) -> str:
    return "" if share is None else amounts.points(share, 1)


def _answer_words(row: Row) -> str:
    answer = row.risk.answer
    return words.name(answer.names) if answer else ""


def _answer(row: Row) -> SafeString:
    answer = row.risk.answer
    if answer is None:
        return format_html('<span class="quiet">{}</span>', gettext("none is planned"))
    then = gettext("then {chance} in 100").format(chance=in_100(answer.chance.probability))
    parts = [format_html("{}", words.name(answer.names)), format_html('<span class="quiet">{}</span>', then)]
    if row.eased:
        parts.append(format_html('<span class="quiet">{}</span>', row.eased))
    if answer.cost is not None:
        parts.append(amounts.cost(answer.cost, answer.cost.currency))
    return format_html_join(mark_safe("<br>"), "{}", ((part,) for part in parts))


def _decide_by(row: Row) -> SafeString:
    by = row.risk.decide_by
    if by is None:
        return format_html('<span class="quiet">{}</span>', gettext("nobody has said"))
    return format_html("{}", words.moment(by))


def _review(row: Row) -> SafeString:
    said = gettext("Review")
    url = reverse("timetable:review-risk", args=[row.risk.id])
    return format_html('<a href="{}">{}<span class="visually-hidden"> {}</span></a>', url, said, row.name)

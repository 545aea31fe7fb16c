"""The ways on as a table: figures, price, clock, and what the law asks of each."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from writ.desk.tables import Column, Table
from writ.desk.templatetags.desk import cite, firmness, value
from writ.desk.times import days_in_words
from writ.offices.timetable.states import OptionState
from writ.offices.timetable.views import amounts, words
from writ.offices.timetable.views.ways import Row


def cost(row: Row, tag: bool = False) -> SafeString:
    if row.cents is None:
        return format_html('<span class="quiet">{}</span>', gettext("nobody has said"))
    return value(amounts.money(row.cents, row.currency), row.status, tag=tag)


def table() -> Table:
    return Table(
        gettext("The ways on, side by side"),
        [
            Column(
                "number",
                gettext("No."),
                lambda row: row.number,
                sort=lambda row: row.number,
                ascending=gettext("smallest first"),
                descending=gettext("largest first"),
            ),
            Column(
                "option",
                gettext("Option"),
                lambda row: row.title,
                html=_title,
                detail=lambda row: row.summary,
                heads=True,
            ),
            Column(
                "chance",
                gettext("In 100"),
                lambda row: row.chance,
                html=_chance,
                number=True,
                sort=lambda row: row.chance,
            ),
            Column(
                "gain",
                gettext("Gain"),
                lambda row: row.gain,
                html=lambda row: "" if row.gain is None else amounts.signed(row.gain),
                detail=_days,
                number=True,
                sort=lambda row: row.gain,
            ),
            Column(
                "cost",
                gettext("Cost"),
                lambda row: None if row.cents is None else row.cents / 100,
                html=cost,
                number=True,
                sort=lambda row: row.cents,
            ),
            Column(
                "point",
                gettext("A point"),
                lambda row: None if row.a_point is None else row.a_point / 100,
                html=lambda row: "" if row.a_point is None else amounts.money(row.a_point, row.currency),
                number=True,
                sort=lambda row: row.a_point,
            ),
            Column(
                "rests",
                gettext("Rests on"),
                lambda row: words.firm(row.firmness),
                html=lambda row: firmness(row.firmness) if row.firmness else "",
            ),
            Column(
                "decide",
                gettext("Decide by"),
                lambda row: row.decide_by,
                html=_decide_by,
                sort=lambda row: row.decide_by,
                ascending=gettext("soonest first"),
                descending=gettext("latest first"),
            ),
            Column("law", gettext("What the law asks"), _law_words, html=_law),
        ],
        order="number",
        selected=lambda row: row.best,
    )


def _title(row: Row) -> SafeString:
    state = {
        OptionState.PROPOSED: gettext("on the agenda"),
        OptionState.ADOPTED: gettext("adopted"),
        OptionState.WITHDRAWN: gettext("withdrawn"),
    }.get(row.state, "")
    tag = format_html(' <span class="tag tag-solid">{}</span>', state) if state else ""
    lines = [line for line in (row.withdrawn, _asked_of(row), row.why) if line]
    more = format_html_join("", '<br><span class="quiet">{}</span>', ((line,) for line in lines))
    return format_html("<b>{}</b>{}{}", row.title, tag, more)


def _asked_of(row: Row) -> str:
    """Whom to ask, of an option that is not ours."""
    if len(row.options) != 1 or row.options[0].kind != "ask" or not row.owner:
        return ""
    return gettext("ask through {owner}").format(owner=f"{row.owner}, {row.call}" if row.call else row.owner)


def _chance(row: Row) -> SafeString:
    if row.chance is None:
        return format_html('<span class="quiet">{}</span>', "–")
    return format_html('<span class="unit">{}</span>', row.chance)


def _days(row: Row) -> str:
    """Whole days of slack that it gains at the middle estimates."""
    return days_in_words(row.days) if row.days else ""


def _decide_by(row: Row) -> SafeString:
    if row.state is OptionState.ADOPTED:
        return format_html('<span class="quiet">{}</span>', gettext("decided"))
    if row.clock is None:
        return format_html(
            '<span class="quiet">{}</span>',
            gettext("no decision") if not row.options else gettext("nobody has said"),
        )
    return render_to_string("desk/parts/clock.html", {"clock": row.clock})


def _law_words(row: Row) -> str:
    if not row.options:
        return gettext("None needed")
    if len(row.options) > 1:
        return gettext("{number} decisions, one session").format(number=len(row.options))
    return words.name(row.options[0].asks) if row.options[0].asks else decides(row.options[0].decides)


def _law(row: Row) -> SafeString:
    said = _law_words(row)
    if len(row.options) != 1 or not row.options[0].asks:
        return format_html("{}", said)
    return format_html("{} {}", said, cite(row.options[0].asks_cite))


def decides(who: str) -> str:
    """Who decides an option."""
    return {
        "officer": gettext("An officer decides"),
        "two persons": gettext("Two persons decide"),
        "body": gettext("A body decides in session"),
    }[who]

"""A legal deadline in words: never without its article, and never without what missing it does."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from writ.desk.templatetags.desk import cite
from writ.exchange.plan import Milestone
from writ.offices.timetable.queries.deadlines import LEGAL
from writ.offices.timetable.views import words


def by_law(one: Milestone | None) -> SafeString:
    """The article, or that it is not at hand, and what missing it does; None where nobody has said either."""
    return format_html(
        '{} {}<br><span class="quiet">{}</span>',
        gettext("by law"),
        cite(one.cite if one else None),
        missed(one),
    )


def law_in_words(one: Milestone) -> str:
    """The same for a file."""
    article = gettext("article not at hand")
    if one.cite is not None and one.cite.at_hand:
        article = f"{one.cite.instrument}, {one.cite.article}"
    return f"{gettext('by law')}: {article}. {missed(one)}"


def missed(one: Milestone | None) -> str:
    """What missing a legal deadline does, as a sentence."""
    said = words.name(one.missed) if one is not None and one.missed else ""
    if not said:
        return gettext("Nobody has said what missing it does.")
    return gettext("If it is missed: {what}.").format(what=said.rstrip("."))


def due(one: Milestone) -> SafeString:
    """When, and on what it rests: the law, or the plan alone."""
    when = words.moment(one.at, "weekday-dated") if one.at else gettext("The day is not at hand")
    rests = by_law(one) if one.kind == LEGAL else format_html('<span class="quiet">{}</span>', by_plan(one))
    return format_html("{}, {}", when, rests)


def by_plan(one: Milestone) -> str:
    """That a date may be moved by those who set it, or is an event that nobody sets."""
    return gettext("by the plan") if one.kind == "administrative" else gettext("an event")


def beneath(first: object, ones: Sequence[Milestone]) -> SafeString:
    """Beneath what a row says first all dates set for its step."""
    said = format_html_join("", "<br>{} {}", ((gettext("Due:"), due(one)) for one in ones))
    return format_html("{}{}", first, said)

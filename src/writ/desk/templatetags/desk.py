"""`{% load desk %}`: every component of the design system as a tag or filter. The components page shows each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from writ.desk import marks, times
from writ.desk.clocks import Clock
from writ.desk.findings import by_move
from writ.desk.names import name_in
from writ.desk.parts import Advice, Change, Gate, Happening, Link, Pair, Record, Turn, Waiting
from writ.law.cite import Cite, Status
from writ.law.findings import Finding
from writ.law.texts import sentence

register = template.Library()

_CODE = re.compile(r"[A-Z]-\d{3}")


# Words ------------------------------------------------------------------------------------------------------------


def _language() -> str:
    language = translation.get_language() or "en"
    return language if language in times.LOCALES else "en"


def _local(value: datetime) -> datetime:
    return value.astimezone(timezone.get_current_timezone())


@register.filter
def day(value: date | datetime, form: str = "weekday") -> str:
    """`{{ day|day:"full" }}`: a day in words; a moment is taken in the election's zone."""
    local = _local(value).date() if isinstance(value, datetime) else value
    return times.day_in_words(local, _language(), form)


@register.filter
def moment(value: datetime, form: str = "weekday") -> str:
    """`{{ at|moment }}`: "Mon 17 Sep, 18:00 CEST" in the election's zone."""
    return times.moment_in_words(value, timezone.get_current_timezone(), _language(), form)


@register.filter
def clock_time(value: datetime, form: str = "") -> str:
    """`{{ at|clock_time }}`: "18:00 CEST"; with `"seconds"` "09:00:12 CEST", with `"bare"` "18:00"."""
    if form == "bare":
        return f"{_local(value):%H:%M}"
    return times.time_in_words(value, timezone.get_current_timezone(), form == "seconds")


@register.filter
def due(value: datetime, form: str = "weekday") -> str:
    """`{{ due_at|due }}`: a due moment, midnight said as "the end of Fri 16 Nov"."""
    return times.due_in_words(value, timezone.get_current_timezone(), _language(), form)


@register.filter
def duration(minutes: int) -> str:
    """`{{ minutes|duration }}`: "4 days 9 h"."""
    return times.duration_in_words(minutes)


@register.filter
def days(number: int | Decimal) -> str:
    """`{{ 5|days }}`: "5 days", in the plural the language asks for."""
    return times.days_in_words(number)


@register.filter
def number(value: int | float | Decimal, places: int | None = None) -> str:
    """`{{ 1204|number }}`: "1,204" with the language's separators and the true minus."""
    return times.number_in_words(value, _language(), places)


@register.filter
def fours(letters: str) -> str:
    """`{{ hash|fours }}`: a hash or secret in groups of four."""
    return " ".join(letters[place : place + 4] for place in range(0, len(letters), 4))


@register.filter
def named(names: Mapping[str, str]) -> str:
    """`{{ place.names|named }}`: a name in the language of the page, else in another that is known."""
    return name_in(names, _language())


@register.filter
def words(error: ValidationError) -> str:
    """`{{ error|words }}`: what a form's error says, its facts filled in."""
    return " ".join(error.messages)


@register.filter
def is_code(code: object) -> bool:
    """True for the number of a finding ("T-121"), false for the names Django gives its own errors."""
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


@register.filter
def say(finding: Finding) -> str:
    """`{{ finding|say }}`: the sentence of a finding in the language of the page."""
    return sentence(finding, _language())


# Marks ------------------------------------------------------------------------------------------------------------


@register.simple_tag
def mark(status: str, tone: str = "") -> SafeString:
    """`{% mark "short" %}`: the shape alone, silent; put its word beside it."""
    return marks.mark(status, tone)


@register.simple_tag
def status(name: str, words: str, strong: bool = False, tone: str = "") -> SafeString:
    """`{% status "short" _("3 short") %}`: shape and word; `strong=True` in bold."""
    body = format_html("<b>{}</b>", words) if strong else conditional_escape(words)
    return format_html('<span class="status">{}<span>{}</span></span>', marks.mark(name, tone), body)


@register.simple_tag
def arrow(width: int = 16) -> SafeString:
    """`{% arrow %}`: a silent arrow to the right, spoken as "to"."""
    return format_html('{}<span class="visually-hidden">{}</span>', marks.arrow(width), gettext("to"))


@register.simple_tag
def firmness(level: str, rests_on: bool = False) -> SafeString:
    """`{% firmness "promise" %}`: four bars and the word; `rests_on=True`: "rests on a promise"."""
    words = _RESTS_ON[level]() if rests_on else _FIRM[level]()
    place = marks.FIRMNESS.index(level) + 1
    return format_html('<span class="firmness">{}<span>{}</span></span>', marks.bars(place), words)


_FIRM = {
    "hearsay": lambda: gettext("hearsay"),
    "estimate": lambda: gettext("estimate"),
    "promise": lambda: gettext("promise"),
    "contract": lambda: gettext("contract"),
}
_RESTS_ON = {
    "hearsay": lambda: gettext("rests on hearsay"),
    "estimate": lambda: gettext("rests on an estimate"),
    "promise": lambda: gettext("rests on a promise"),
    "contract": lambda: gettext("rests on a contract"),
}
_KNOWN = {
    Status.ASSUMED: lambda: gettext("assumed"),
    Status.SCENARIO: lambda: gettext("scenario"),
    Status.RECALLED: lambda: gettext("recalled"),
    Status.DERIVED: lambda: gettext("derived"),
    Status.EMPTY: lambda: gettext("not known"),
}


@register.simple_tag
def value(text: object, known: str = "sourced", tag: bool = True) -> SafeString:
    """`{% value "€38,000" "scenario" %}`: a value with the mark of how it is known; `tag=False`: underline only."""
    how = Status(known)
    shown = (
        format_html('<span class="dotted">{}</span>', text)
        if how.is_marked
        else conditional_escape(str(text))
    )
    if not tag or how not in _KNOWN:
        return shown
    kind = "tag tag-solid" if how is Status.DERIVED else "tag"
    return format_html('<span class="value">{} <span class="{}">{}</span></span>', shown, kind, _KNOWN[how]())


@register.simple_tag
def cite(where: Cite | None) -> SafeString:
    """`{% cite value.cite %}`: the article, or the tag "article not at hand"."""
    if where is None or not where.at_hand:
        return format_html('<span class="tag">{}</span>', gettext("article not at hand"))
    return format_html('<span class="cite">{}, {}</span>', where.instrument, where.article)


@register.filter
def drawing(svg: str) -> SafeString:
    """`{{ chart|drawing }}`: a picture made by `writ.press.charts`, put into the page as it is."""
    return marks.drawn(svg)


# Frames of content ------------------------------------------------------------------------------------------------


@register.simple_block_tag
def pagehead(
    content: str, title: str, trail: Sequence[Link] = (), place: str = "", line: str = "", left: bool = False
) -> str:
    """`{% pagehead title=… place=… line=… %}buttons or a status{% endpagehead %}`: place or trail, title, one line."""
    parts = {"title": title, "trail": trail, "place": place, "line": line, "left": left, "content": content}
    return render_to_string("desk/parts/pagehead.html", parts)


@register.simple_block_tag
def section(
    content: str,
    title: str,
    note: str = "",
    link: str = "",
    link_text: str = "",
    ident: str = "",
    of: str = "",
) -> str:
    """`{% section title=… note=… link=… link_text=… ident="help" %}…{% endsection %}`: a part under its 2 px rule.

    `ident` is its address on the page, needed where a title stands twice.
    """
    parts = {"title": title, "note": note, "link": link, "link_text": link_text, "of": of, "content": content}
    return render_to_string("desk/parts/section.html", parts | {"ident": ident})


@register.simple_block_tag
def answer(
    content: str,
    label: str,
    state: str,
    figure: object = None,
    unit: str = "",
    unit_2: str = "",
    remaining: str = "",
) -> str:
    """`{% answer label=… state="short" figure=1 unit="day" unit_2="short" %}sentence, proof{% endanswer %}`.

    Stands inside `<div class="answers">`. Without `figure` the answer is not computable and the content says which
    value is missing.
    """
    parts = {"label": label, "state": state, "figure": figure, "unit": unit, "unit_2": unit_2}
    tone = "stop" if state == "short" else "ink"
    return render_to_string(
        "desk/parts/answer.html", parts | {"remaining": remaining, "content": content, "tone": tone}
    )


@register.simple_block_tag
def notice(content: str, state: str = "reopened") -> str:
    """`{% notice "reopened" %}…{% endnotice %}`: watch-tint with a bar: what, when, who executes, who is served."""
    return format_html('<div class="notice" role="status">{}<div>{}</div></div>', marks.mark(state), content)


@register.simple_block_tag
def empty(content: str, title: str) -> str:
    """`{% empty title=… %}when it fills, one way on{% endempty %}`."""
    return format_html('<div class="empty"><p><b>{}</b></p>{}</div>', title, content)


@register.simple_block_tag
def stale(content: str, title: str) -> str:
    """`{% stale title="Figures are 26 minutes old." %}3 acts came since. …{% endstale %}`."""
    return format_html('<div class="stale"><p><b>{}</b> {}</p></div>', title, content)


@register.simple_block_tag
def refusal(content: str, title: str, code: str = "") -> str:
    """`{% refusal title=… code="A-107" %}who holds it, by what, one way on{% endrefusal %}`."""
    return format_html(
        '<div class="refusal" role="alert"><p><b>{}</b> <span class="code">{}</span></p>{}</div>',
        title,
        code,
        content,
    )


@register.simple_block_tag
def not_yours(content: str, label: str) -> str:
    """`{% not_yours label="Adopt option 2" %}the reason and "Who may"{% endnot_yours %}`: shown, never hidden."""
    return format_html(
        '<div class="not-yours"><span class="button button-not-yours" role="button" aria-disabled="true">{}</span>'
        '<p class="quiet">{}</p></div>',
        label,
        content,
    )


# Components over values -------------------------------------------------------------------------------------------


@register.inclusion_tag("desk/parts/help.html")
def help_list(advice: Sequence[Advice]) -> Mapping[str, object]:
    """`{% help_list advice %}`: what would help most, "Do this" apart from "Ask for this", three at most."""
    return {"advice": advice[:3]}


@register.inclusion_tag("desk/parts/changes.html")
def changes(entries: Sequence[Change]) -> Mapping[str, object]:
    """`{% changes entries %}`: what changed, in the order given (by effect on the day)."""
    return {"entries": entries}


@register.inclusion_tag("desk/parts/gates.html")
def gates(cells: Iterable[Gate]) -> Mapping[str, object]:
    """`{% gates cells %}`: the grid of places, worst first, with its counts."""
    ordered = sorted(cells, key=lambda gate: (gate.days is None, gate.days or 0))
    counts = {name: sum(gate.status == name for gate in ordered) for name in ("short", "near", "holds")}
    return {"cells": ordered, "counts": counts}


@register.inclusion_tag("desk/parts/clock.html")
def clock(value: Clock) -> Mapping[str, object]:
    """`{% clock clock %}`: time left, bar, day and hour, amount and unit, what silence does."""
    return {"clock": value}


@register.inclusion_tag("desk/parts/pair.html")
def pair(value: Pair) -> Mapping[str, object]:
    """`{% pair pair %}`: who proposed, who confirms, when it lapses."""
    return {"pair": value}


@register.inclusion_tag("desk/parts/timeline.html")
def timeline(entries: Sequence[Happening]) -> Mapping[str, object]:
    """`{% timeline entries %}`: newest on top, as given."""
    return {"entries": entries}


@register.inclusion_tag("desk/parts/record.html")
def record(value: Record) -> Mapping[str, object]:
    """`{% record record %}`: where the act stands on the record and how to check it oneself."""
    return {"record": value}


@register.inclusion_tag("desk/parts/queue.html")
def queue(rows: Sequence[Waiting]) -> Mapping[str, object]:
    """`{% queue rows %}`: what waits, over first, then soonest, as given."""
    return {"rows": rows}


@register.inclusion_tag("desk/parts/turns.html")
def turns(rows: Sequence[Turn], after: str = "") -> Mapping[str, object]:
    """`{% turns rows %}`: "what this will change", now and after."""
    return {"rows": rows, "after": after or gettext("After you confirm")}


@register.inclusion_tag("desk/parts/findings.html")
def findings(found: Sequence[Finding]) -> Mapping[str, object]:
    """`{% findings found %}`: each with mark, sentence, number, place, article or its tag."""
    return {"found": found}


@register.inclusion_tag("desk/parts/findings_by_move.html")
def findings_by_move(
    ours: Sequence[Finding] = (), asked: Sequence[Finding] = (), final: Sequence[Finding] = ()
) -> Mapping[str, object]:
    """`{% findings_by_move ours=… asked=… final=… %}`: fix now, ask the entity, cannot be cured."""
    return {"groups": by_move(ours, asked, final)}


@register.inclusion_tag("desk/parts/error_summary.html")
def error_summary(form: Any, quiet: bool = False) -> Mapping[str, object]:
    """`{% error_summary form %}`: how many things to correct, each a link to its field, with its number.

    It takes the focus when the page has loaded, unless `quiet`.
    """
    return {"form": form, "quiet": quiet}


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField) -> Mapping[str, object]:
    """`{% field form.shortest %}`: label, hint, error, control."""
    return {"field": bound}


@register.inclusion_tag("desk/parts/table.html")
def table(view: Any) -> Mapping[str, object]:
    """`{% table table %}`: a `writ.desk.tables.View`: caption, filters, sort in words, rows, pages, export, print."""
    return {"table": view}


@register.inclusion_tag("desk/parts/progress.html")
def progress(job: Any, still: bool = False) -> Mapping[str, object]:
    """`{% progress job %}`: "31 of 702" of a `desk.JobProgress`; with scripts it asks again, unless `still`."""
    share = min(job.done / job.total, 1) if job.total else 0
    return {"job": job, "filled": f"{share * 100:.1f}%", "still": still}

"""What surrounds every page: election, clock, post, the ways open to the post, languages, colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import get_language, gettext_lazy

from writ.desk.access import asked_by
from writ.desk.names import name_in
from writ.desk.parts import Frame, Link
from writ.desk.times import day_in_words
from writ.web.views import THEME_COOKIE, THEMES

NAV = (
    ("timetable:morning", gettext_lazy("Morning page")),
    ("authority:waiting", gettext_lazy("What waits for me")),
    ("timetable:tasks", gettext_lazy("Timetable")),
    ("timetable:gantt", gettext_lazy("Gantt")),
    ("timetable:options", gettext_lazy("Options")),
    ("timetable:gates", gettext_lazy("Gates")),
    ("timetable:risks", gettext_lazy("Risks")),
    ("timetable:calls", gettext_lazy("Call list")),
    ("authority:record", gettext_lazy("The record")),
)
GATE = ("timetable.read", "timetable:gate")
"""Who reads the timetable of a part alone finds the sheet of that part's gate instead."""


def frame(request: HttpRequest) -> Mapping[str, Any]:
    """Context processor: `frame`, `languages`, `theme` and `theme_url` for `desk/page.html`."""
    here = quote(request.get_full_path())
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "frame": _frame(request),
        "languages": [
            {
                "code": code,
                "name": name,
                "current": code == get_language(),
                "url": f"{reverse('language', args=[code])}?next={here}",
            }
            for code, name in settings.LANGUAGES
        ],
        "theme": theme if theme in THEMES else "",
        "themes": {name: f"{reverse('colours', args=[name])}?next={here}" for name in (*THEMES, "device")},
    }


def _frame(request: HttpRequest) -> Frame:
    language = get_language() or "en"
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    capacity = getattr(request, "capacity", None)
    return Frame(
        election=_election(request, language),
        rehearsal=getattr(request, "now", None) if settings.WRIT_CLOCK == "rehearsal" else None,
        post=f"{name_in(capacity.names, language)}, {name_in(capacity.institution, language)}"
        if capacity
        else "",
        change_post_url=_address("authority:choose_post") if signed_in else "",
        sign_in_url="" if signed_in else reverse("account_login"),
        sign_out_url=reverse("account_logout") if signed_in else "",
        nav=tuple(_ways(request)) if capacity else (),
    )


def _election(request: HttpRequest, language: str) -> str:
    called = getattr(request, "election", None)
    if called is None:
        return ""
    name = name_in(called.names, language)
    if str(called.polling_day.year) in name:
        return name
    return f"{name}, {day_in_words(called.polling_day, language, 'long')}"


def _ways(request: HttpRequest) -> Iterator[Link]:
    whole: frozenset[str] = getattr(request, "whole", frozenset())
    for part in () if GATE[0] in whole else getattr(request, "parts", ()):
        if part.function == GATE[0] and (url := _address(GATE[1], part.territory)):
            yield Link(name_in(part.names, get_language() or "en"), url, current=request.path == url)
    for name, words in NAV:
        url = _address(name)
        asks = asked_by(resolve(url).func) if url else None
        if asks and (not asks.function or asks.function in whole):
            yield Link(str(words), url, current=request.path == url)


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""

"""The site's own few pages: language, colours, health, and the door that is closed."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

THEMES = ("light", "night")
THEME_COOKIE = "writ_colours"
_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_safe
@never_cache
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language and go back to the page one came from."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    return _remembered(request, settings.LANGUAGE_COOKIE_NAME, code)


@login_not_required
@require_safe
@never_cache
def colours(request: HttpRequest, theme: str) -> HttpResponse:
    """Remember light or night, or forget the choice and follow the device, and go back."""
    if theme not in (*THEMES, "device"):
        raise Http404
    return _remembered(request, THEME_COOKIE, theme if theme in THEMES else "")


@login_not_required
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Says "ok" while the database answers; asks nothing of the record and tells nothing about it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """Nobody signs up, and no password is sent by mail: the secretariat opens accounts by an act."""
    raise Http404


def _remembered(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(wanted if safe else "/")
    if value:
        answer.set_cookie(
            cookie, value, max_age=_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        answer.delete_cookie(cookie, samesite="Lax")
    return answer

"""Who passes: sign-in, second factor, post, competence. What is not opened stays shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from writ.desk.access import asked_by
from writ.law.findings import Refused
from writ.offices.authority.queries import Capacity, capacities_of_account, competence_of, functions_of
from writ.offices.journal.queries import HeadFacts, head
from writ.web import clock

POST = "writ_post"  # the session's key for the post chosen
_SECOND_FACTOR = "writ_second_factor"


class Doorkeeper:
    """Middleware: gives `request.now`, `request.capacity` and `request.functions`, and turns away who may not pass.

    `now` is the election's clock, None before it is set. `capacity` is the post chosen, or the only one, or None.
    `record` is the head of the record, None before it is opened. `functions` are those the post holds anywhere,
    `whole` those it holds over the whole territory, `parts` those it holds in a part of it, with the part.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.record = head()
        request.now = _now(request.record)
        request.capacity = _capacity(request)
        request.functions = request.whole = frozenset()
        request.parts = ()
        if request.capacity is not None:
            request.whole, request.parts = functions_of(request.capacity.by, request.now)
            request.functions = request.whole | {one.function for one in request.parts}
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """None lets the request pass. What one may not see is not there (404)."""
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if view.__module__.startswith("allauth."):
            return None
        if _lacks_second_factor(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        asks = asked_by(view)
        if asks is None:
            raise Http404
        if not asks.function:
            return None
        if request.capacity is None:
            return HttpResponseRedirect(
                f"{reverse('authority:choose_post')}?{urlencode({'next': request.get_full_path()})}"
            )
        if asks.function in request.whole:
            return None
        place = asks.place(kwargs) if asks.place else None
        if competence_of(request.capacity.by, asks.function, place, request.now) is None:
            raise Http404
        return None


def _now(record: HeadFacts | None) -> Any:
    try:
        return clock.now(record)
    except Refused:
        return None


def _capacity(request: Any) -> Capacity | None:
    if request.now is None or not request.user.is_authenticated:
        return None
    held = capacities_of_account(request.user.pk, request.now)
    chosen = [capacity for capacity in held if str(capacity.by.post) == request.session.get(POST)]
    return chosen[0] if chosen else held[0] if len(held) == 1 else None


def _lacks_second_factor(request: Any) -> bool:
    if not settings.WRIT_SECOND_FACTOR or request.session.get(_SECOND_FACTOR):
        return False
    if not is_mfa_enabled(request.user):
        return True
    request.session[_SECOND_FACTOR] = True
    return False

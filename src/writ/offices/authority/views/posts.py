"""Choosing the post in which one acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from writ.desk.access import signed_in
from writ.offices.authority.queries import capacities_of_account

SESSION_KEY = "writ_post"


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_post(request: Any) -> HttpResponse:
    """The posts that one holds at this moment; the choice lasts until another, and stands on every page."""
    held = capacities_of_account(request.user.pk, request.now) if request.now else ()
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    chosen = request.POST.get("post", "")
    if chosen in {capacity.post for capacity in held}:
        request.session[SESSION_KEY] = next(str(one.by.post) for one in held if one.post == chosen)
        return HttpResponseRedirect(wanted if safe else "/")
    context = {"held": held, "next": wanted if safe else "", "wrong": request.method == "POST"}
    return render(request, "authority/choose_post.html", context, status=422 if context["wrong"] else 200)

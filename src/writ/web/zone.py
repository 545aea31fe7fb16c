"""Pages show the election's own zone, whatever the machine's or the reader's is."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from writ.offices.elections.queries import only_election


class ElectionZone:
    """Middleware: `request.election` is the only election there is, or None; its zone is the one shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        called = only_election()
        request.election = called  # type: ignore[attr-defined]
        with timezone.override(called.zone if called else None):
            return self.get_response(request)

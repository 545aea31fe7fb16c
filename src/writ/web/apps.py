"""The web, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """Teaches the web's sentences."""

    name = "writ.web"
    label = "web"

    def ready(self) -> None:
        """Load the sentences of the findings."""
        from writ.web import texts  # noqa: F401

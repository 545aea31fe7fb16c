"""The elections office, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Elections(AppConfig):
    """Teaches the office's sentences."""

    name = "writ.offices.elections"
    label = "elections"

    def ready(self) -> None:
        """Load the sentences of the findings."""
        from writ.offices.elections import texts  # noqa: F401

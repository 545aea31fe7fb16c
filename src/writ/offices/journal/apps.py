"""The journal, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Journal(AppConfig):
    """Teaches the office's sentences."""

    name = "writ.offices.journal"
    label = "journal"

    def ready(self) -> None:
        """Load the sentences of the findings."""
        from writ.offices.journal import texts  # noqa: F401

"""The authority, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Authority(AppConfig):
    """Teaches the office's sentences."""

    name = "writ.offices.authority"
    label = "authority"

    def ready(self) -> None:
        """Load the sentences of the findings."""
        from writ.offices.authority import texts  # noqa: F401

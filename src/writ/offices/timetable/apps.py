"""The timetable office, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class Timetable(AppConfig):
    """Teaches the office's sentences."""

    name = "writ.offices.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Load the sentences of the findings."""
        from writ.offices.timetable import texts  # noqa: F401

"""The desk, for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Desk(AppConfig):
    """Has the triggers of append-only tables put back after every migrate, and teaches the desk's sentences."""

    name = "writ.desk"
    label = "desk"

    def ready(self) -> None:
        """Hang on migrate: SQLite loses a table's triggers whenever Django makes the table anew."""
        from writ.desk import texts  # noqa: F401
        from writ.desk.append_only import restore

        post_migrate.connect(restore, sender=self, dispatch_uid="append_only")

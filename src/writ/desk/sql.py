"""Values for hand-written SQL, as each engine stores and gives them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection


def stored_moment(moment: datetime) -> Any:
    """A moment as the engine stores it."""
    return connection.ops.adapt_datetimefield_value(moment)


def read_moment(stored: Any) -> datetime:
    """A moment as the engine gives it."""
    moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def stored_uuid(value: UUID | None) -> Any:
    """A UUID as the engine stores it."""
    return value if value is None or connection.features.has_native_uuid_field else value.hex


def read_uuid(stored: Any) -> UUID:
    """A UUID as the engine gives it."""
    return stored if isinstance(stored, UUID) else UUID(stored)

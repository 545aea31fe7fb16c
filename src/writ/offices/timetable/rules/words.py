"""What all rules of the office say alike: names in every language, moments, numbers, the field that is meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from writ.law.findings import Finding, Where

TEXT_LENGTH = 300


def check_text(text: str, key: str) -> tuple[Finding, ...]:
    """No text is longer than fits on a sheet."""
    if len(text) <= TEXT_LENGTH:
        return ()
    return (Finding("T-120", {"length": len(text), "limit": TEXT_LENGTH}, where=field(key)),)


def plain(number: Decimal) -> str:
    """A number for a sentence: 21.00 gives "21", −1.50 gives "−1.5"."""
    return f"{number.normalize():f}".replace("-", "−")


def say(moment: datetime | None) -> str:
    """A moment for a sentence, on the clock it carries."""
    return "" if moment is None else moment.strftime("%Y-%m-%d %H:%M %Z").strip()


def spoken(fact: str, code: str, names: Mapping[str, str]) -> dict[str, str | int]:
    """Facts that let a sentence use a name in its own language: `task`, `task@sq`, …"""
    every: dict[str, str | int] = {f"{fact}@{language}": name for language, name in names.items()}
    return {fact: names.get("en", code)} | every


def field(key: str) -> Where:
    """The input that a finding is about, so that it stands beside its field."""
    return Where("", None, key)

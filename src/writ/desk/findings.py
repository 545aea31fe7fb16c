"""How a counter shows findings: three groups that say whose move it is (look: component 19)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from writ.law.findings import Finding


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind, with the group's name, its note and its mark."""

    title: str
    note: str
    mark: str
    findings: Sequence[Finding]


def by_move(
    ours: Sequence[Finding], asked: Sequence[Finding], final: Sequence[Finding]
) -> tuple[Group, Group, Group]:
    """Fix now, ask the entity, cannot be cured: always the three in this order, an empty one says "none"."""
    return (
        Group(gettext("Fix now"), gettext("ours, before anything is sent"), "near", ours),
        Group(gettext("Ask the entity"), gettext("goes into the notice of defects"), "near", asked),
        Group(gettext("Cannot be cured"), gettext("for the body that decides"), "short", final),
    )

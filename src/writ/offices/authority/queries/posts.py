"""The posts there are, and how their holders are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from writ.offices.authority.models import Post
from writ.offices.authority.queries.competence import names_of


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post: its names and those of its body by language code, and the number to call."""

    code: str
    names: Mapping[str, str]
    institution: Mapping[str, str]
    telephone: str


def posts() -> Mapping[str, PostFacts]:
    """Every post, by code."""
    rows = Post.objects.select_related("institution").order_by("code")
    return {
        row.code: PostFacts(row.code, names_of(row), names_of(row.institution), row.telephone) for row in rows
    }

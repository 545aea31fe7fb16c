"""The posts there are, and how their holders are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from writ.offices.authority.models import Competence, Holding, Post
from writ.offices.authority.queries.competence import By, holds_at, names_of
from writ.offices.authority.states import Mode


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


def competent_persons(function: str, at: datetime) -> tuple[By, ...]:
    """Everyone who may decide the function over the whole territory, in the post that gives it, by post code."""
    held = Competence.objects.filter(
        holds_at(at), function=function, mode=Mode.DECIDE.value, territory__parent__isnull=True
    )
    posts_of = held.values_list("post", "institution")
    direct = {post for post, _ in posts_of if post}
    bodies = {body for _, body in posts_of if body}
    rows = Holding.objects.filter(holds_at(at)).select_related("post").order_by("post__code", "from_at")
    return tuple(
        By(row.person_id, row.post_id)
        for row in rows
        if row.post_id in direct or row.post.institution_id in bodies
    )

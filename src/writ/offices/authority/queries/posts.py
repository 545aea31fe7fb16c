"""The posts there are, and how their holders are reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from writ.offices.authority.models import Competence, Holding, Institution, Post
from writ.offices.authority.queries.competence import By, holds_at, names_of
from writ.offices.authority.states import Mode


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post: its names and those of its body by language code, the number to call, when ("08:00-18:00"), the body's
    code."""

    code: str
    names: Mapping[str, str]
    institution: Mapping[str, str]
    telephone: str
    hours: str = ""
    body: str = ""


def posts() -> Mapping[str, PostFacts]:
    """Every post, by code."""
    return {row.code: _facts(row) for row in Post.objects.select_related("institution").order_by("code")}


def bodies() -> Mapping[str, Mapping[str, str]]:
    """The names of every body by language code, by the body's code."""
    return {row.code: names_of(row) for row in Institution.objects.order_by("code")}


def post_of(code: str) -> PostFacts | None:
    """The post of that code; None where there is none, as for the installation itself."""
    row = Post.objects.filter(code=code).select_related("institution").first()
    return None if row is None else _facts(row)


def competent_persons(function: str, at: datetime) -> tuple[By, ...]:
    """Everyone who may decide the function over the whole territory, in the post that gives it, by post code."""
    held = Competence.objects.filter(
        holds_at(at), function=function, mode=Mode.DECIDE.value, territory__parent__isnull=True
    )
    direct = set(held.filter(post__isnull=False).values_list("post", flat=True))
    bodies = set(held.filter(institution__isnull=False).values_list("institution", flat=True))
    rows = Holding.objects.filter(holds_at(at)).select_related("post").order_by("post__code", "from_at")
    return tuple(
        By(row.person_id, row.post_id)
        for row in rows
        if row.post_id in direct or row.post.institution_id in bodies
    )


def _facts(row: Post) -> PostFacts:
    body = row.institution
    return PostFacts(row.code, names_of(row), names_of(body), row.telephone, row.hours, body.code)

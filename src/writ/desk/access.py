"""Who may open a page: what a view says about itself. A view that says nothing opens to nobody.

Public views wear Django's `login_not_required`; the others `signed_in`, or `needs` with a function of competence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])
_MARK = "writ_asks"


@dataclass(frozen=True, slots=True)
class Asks:
    """The function that a page asks for, and where: `place` reads the territory's code from the address's values."""

    function: str = ""
    place: Callable[[Mapping[str, Any]], str | None] | None = None


def signed_in(view: V) -> V:
    """Open to whoever is signed in, with or without a post."""
    setattr(view, _MARK, Asks())
    return view


def needs(function: str, place: Callable[[Mapping[str, Any]], str | None] | None = None) -> Callable[[V], V]:
    """Open to a post that is competent for the function, in the whole or in the place that the address names."""

    def mark(view: V) -> V:
        setattr(view, _MARK, Asks(function, place))
        return view

    return mark


def asked_by(view: Callable[..., Any]) -> Asks | None:
    """What the view asks for; None where it says nothing."""
    return getattr(view, _MARK, None)

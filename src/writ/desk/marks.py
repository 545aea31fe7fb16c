"""Marks: the shapes that say how things stand, each with its word beside it (look: components 8 and 9)."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from writ.press.charts import rising_bars
from writ.press.charts.shapes import SHAPES, TONES

__all__ = ["FIRMNESS", "SHAPES", "TONES", "arrow", "bars", "drawn", "mark"]

FIRMNESS = ("hearsay", "estimate", "promise", "contract")
"""How firmly a value is said, weakest first; the number of filled bars is the place in this tuple, from 1."""


def drawn(svg: str) -> SafeString:
    """A drawing of ours as it stands; what words it holds were escaped where it was made."""
    return mark_safe(svg)  # noqa: S308


def mark(status: str, tone: str = "") -> SafeString:
    """The 20 px shape of a status, silent for screen readers: its word must stand beside it."""
    return drawn(
        f'<svg class="mark tone-{tone or TONES[status]}" width="20" height="20" viewBox="0 0 20 20" '
        f'aria-hidden="true" focusable="false">{SHAPES[status]}</svg>'
    )


def bars(level: int) -> SafeString:
    """Four rising bars, `level` of them filled; the word must stand beside them."""
    return drawn(
        f'<svg class="bars" width="27" height="18" viewBox="0 0 27 18" aria-hidden="true" focusable="false">'
        f"{rising_bars(level)}</svg>"
    )


def arrow(width: int = 16) -> SafeString:
    """An arrow to the right, for "from … to …"; say the same in words for who cannot see it."""
    return drawn(
        f'<svg class="arrow" width="{width}" height="12" viewBox="0 0 {width} 12" aria-hidden="true" '
        f'focusable="false"><path d="M1 6h{width - 3}M{width - 6} 1.75 {width - 2} 6l-4 4.25" fill="none" '
        'stroke="currentColor" stroke-width="1.5"/></svg>'
    )

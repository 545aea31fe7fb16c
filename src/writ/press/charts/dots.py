"""Chance as a hundred dots: five rows of twenty, the chances that hold filled first."""

from __future__ import annotations

from writ.press.charts.canvas import circle, drawing

_ROWS, _ROW = 5, 20
_PITCH = 17  # px down; across, a twentieth of the width


def dots(filled: int, ident: str, title: str, desc: str) -> str:
    """A hundred dots, `filled` of them (0 to 100) in ink."""
    if not 0 <= filled <= _ROWS * _ROW:
        raise ValueError(f"{filled} in 100 cannot be drawn")
    shapes = [
        circle(
            (place % _ROW + 0.5) * 100 / _ROW,
            (place // _ROW + 0.5) * _PITCH,
            6 if place < filled else 5.25,
            "c-dot" if place < filled else "c-dot-empty",
        )
        for place in range(_ROWS * _ROW)
    ]
    return drawing(ident, "small", title, desc, _ROWS * _PITCH, shapes)

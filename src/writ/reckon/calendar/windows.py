"""Counting through windows of open time: the one walk behind working hours, elapsed hours and pauses.

A window is a half-open pair of integers `[opens, closes)` in any unit. Both counts take windows that are
disjoint, in order of time (`forward`) or against it (`back`), and possibly without end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Window = tuple[int, int]


def forward(windows: Iterable[Window], start: int, amount: int) -> int | None:
    """The end of the last of `amount` open units after `start`; None where the windows give out.

    No units end where they began.
    """
    if amount == 0:
        return start
    left = amount
    for opens, closes in windows:
        first = max(opens, start)
        if closes - first >= left:
            return first + left
        left -= max(0, closes - first)
    return None


def back(windows: Iterable[Window], start: int, amount: int) -> int | None:
    """The beginning of the first of `amount` open units before `start`: `forward` in a mirror."""
    mirrored = forward(((-closes, -opens) for opens, closes in windows), -start, amount)
    return None if mirrored is None else -mirrored


def without(windows: Iterable[Window], pauses: Iterable[Window]) -> Iterator[Window]:
    """The windows with the pauses cut out, in the order of the windows."""
    ordered = sorted(pauses)
    for window in windows:
        pieces = [window]
        for pause in ordered:
            pieces = [piece for whole in pieces for piece in _cut(whole, pause)]
        yield from pieces


def _cut(window: Window, pause: Window) -> Iterator[Window]:
    (opens, closes), (paused, resumed) = window, pause
    if opens < min(closes, paused):
        yield opens, min(closes, paused)
    if max(opens, resumed) < closes:
        yield max(opens, resumed), closes

"""Counting through windows of open time: the one walk behind working hours, elapsed hours and pauses.

A window is a half-open pair of integers `[opens, closes)` in any unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Window = tuple[int, int]


def count(windows: Iterable[Window], start: int, amount: int, step: int) -> int | None:
    """Where `amount` open units lead to from `start`, forward (step 1) or back (step -1).

    Forward it is the end of the last unit, back the beginning of the first; nothing stays put. The windows are
    disjoint, come in the order of the step, and may be without end; None where they give out.
    """
    if step < 0:
        mirrored = count(((-closes, -opens) for opens, closes in windows), -start, amount, 1)
        return None if mirrored is None else -mirrored
    if amount == 0:
        return start
    left = amount
    for opens, closes in windows:
        first = max(opens, start)
        if closes - first >= left:
            return first + left
        left -= max(0, closes - first)
    return None


def without(windows: Iterable[Window], pauses: Iterable[Window], step: int) -> Iterator[Window]:
    """The windows with the pauses cut out; both keep the order of the step."""
    still = sorted(pauses)
    for window in windows:
        pieces = [window]
        for pause in still:
            pieces = [piece for whole in pieces for piece in _cut(whole, pause)]
        yield from pieces[::step]


def _cut(window: Window, pause: Window) -> Iterator[Window]:
    (opens, closes), (paused, resumed) = window, pause
    if opens < min(closes, paused):
        yield opens, min(closes, paused)
    if max(opens, resumed) < closes:
        yield max(opens, resumed), closes

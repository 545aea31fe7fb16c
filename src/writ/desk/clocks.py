"""The clock of a period the law gives: how much is gone, what is left, and how it is drawn (look: component 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from writ.desk.marks import drawn

AMBER, RED = 75, 90  # in 100 of the period, from which a clock is near, and grave

_WIDTH, _HEIGHT = 202, 10
_STATUS = {"open": "waiting", "amber": "near", "red": "short", "over": "short", "paused": "paused"}
_TONE = {"open": "ink", "amber": "watch", "red": "stop", "over": "stop", "paused": "quiet"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A period of `total` minutes of which `gone` have passed (more than `total` when it has run out).

    `ends_at` is shown in the election's zone. `of` is the amount in words ("of 24 working h to reply"), `silence`
    what follows when nobody acts, `paused` since when and why it stands still.
    """

    total: int
    gone: int
    ends_at: datetime | None = None
    of: str = ""
    silence: str = ""
    paused: str = ""

    @property
    def state(self) -> str:
        """One of open, amber, red, over, paused."""
        if self.paused:
            return "paused"
        if self.gone > self.total:
            return "over"
        share = self.gone * 100
        return "red" if share >= RED * self.total else "amber" if share >= AMBER * self.total else "open"

    @property
    def status(self) -> str:
        """The mark that goes with the state."""
        return _STATUS[self.state]

    @property
    def tone(self) -> str:
        """The tone of bar and words."""
        return _TONE[self.state]

    @property
    def minutes(self) -> int:
        """Minutes left, or minutes over."""
        return abs(self.total - self.gone)

    def bar(self) -> SafeString:
        """The period as a bar, the gone part filled, ticks where amber begins; the words stand beside it."""
        filled = min(max(self.gone / self.total, 0), 1) * _WIDTH if self.total else _WIDTH
        fill = "url(#desk-hatch)" if self.state == "paused" else "currentColor"
        tick, past = _WIDTH * AMBER / 100, _WIDTH + 2
        shapes = [
            f'<rect x=".75" y="3.75" width="{_WIDTH - 1.5}" height="{_HEIGHT - 1.5}" class="clock-frame"/>',
            f'<rect x="0" y="3" width="{filled:.1f}" height="{_HEIGHT}" fill="{fill}"/>',
            f'<path d="M{tick} 0v3M{tick} 13v3" stroke="currentColor" stroke-width="1.5"/>',
        ]
        if self.state == "over":
            segments = f"M{past} 8h3M{past + 5} 8h3M{past + 10} 8h3"
            shapes.append(f'<path d="{segments}" stroke="currentColor" stroke-width="{_HEIGHT}"/>')
        return drawn(
            f'<svg class="clock-bar tone-{self.tone}" width="{_WIDTH + 16}" height="16" aria-hidden="true" '
            f'focusable="false">{"".join(shapes)}</svg>'
        )

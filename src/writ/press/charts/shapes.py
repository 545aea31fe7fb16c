"""The shapes that say how things stand, 20 px each, told apart in grey print; their colour is their tone's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TONES: Mapping[str, str] = MappingProxyType(
    {
        "short": "stop",
        "near": "watch",
        "holds": "good",
        "waiting": "quiet",
        "none": "quiet",
        "half": "watch",
        "reopened": "watch",
        "hold": "stop",
        "paused": "quiet",
        "closed": "quiet",
        "unknown": "quiet",
        "past": "quiet",
    }
)
"""Every status there is, with its tone. Shape tells them apart; tone only underlines it."""

_RING = '<circle cx="10" cy="10" r="8.25" fill="none" stroke="currentColor" stroke-width="1.75"/>'
_FRAME = '<rect x="1" y="1" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.75"/>'
_BARS = '<path d="M7.75 6v8M12.25 6v8" stroke="currentColor" stroke-width="2"/>'
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "short": '<path d="M10 0 20 10 10 20 0 10Z" fill="currentColor"/>'
        '<path class="on-mark" d="M10 5v6M10 13v2.25" stroke-width="2.25"/>',
        "near": '<path d="M10 1.75 19 18.25H1Z" fill="none" stroke="currentColor" stroke-width="1.75" '
        'stroke-linejoin="round"/><path d="M10 7.5v5M10 14v2" stroke="currentColor" stroke-width="2"/>',
        "holds": '<circle cx="10" cy="10" r="9.25" fill="currentColor"/>'
        '<path class="on-mark" d="m5.75 10.25 3 3 5.5-6" fill="none" stroke-width="2.25"/>',
        "waiting": _RING
        + '<path d="M10 5v5.25l3.25 2.25" fill="none" stroke="currentColor" stroke-width="1.75"/>',
        "none": _RING,
        "half": _RING + '<path d="M10 1.75a8.25 8.25 0 0 1 0 16.5Z" fill="currentColor"/>',
        "reopened": '<path d="M3.5 6.5a7.75 7.75 0 1 1-1 5.5" fill="none" stroke="currentColor" '
        'stroke-width="2"/><path d="M2.75 1.5v5.75H8.5" fill="none" stroke="currentColor" stroke-width="2"/>',
        "hold": _FRAME + _BARS,
        "paused": _FRAME + _BARS,
        "closed": '<rect x="1" y="1" width="18" height="18" fill="currentColor"/>'
        '<path class="on-mark" d="M5.5 10h9" stroke-width="2.25"/>',
        "unknown": '<circle cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" stroke-width="1.75" '
        'stroke-dasharray="3 2.35"/><path d="M7.5 8a2.5 2.4 0 1 1 3.6 2.1c-.8.45-1.1.8-1.1 1.9M10 13.5v1.9" '
        'fill="none" stroke="currentColor" stroke-width="1.6"/>',
        "past": '<circle cx="10" cy="10" r="5" fill="currentColor"/>',
    }
)
"""Each in a box of 20 by 20, in the colour of the text around it."""

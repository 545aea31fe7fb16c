"""The sentences of the desk's own findings: forms and uploads."""

from __future__ import annotations

from writ.law.texts import N_, register

register(
    {
        "D-101": N_("{shortest} is longer than {longest}. Swap them, or correct one."),
    }
)

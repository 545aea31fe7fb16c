"""The sentences of the web's own findings."""

from __future__ import annotations

from writ.law.texts import N_, register

register(
    {
        "W-101": N_("The rehearsal's clock has not been put to any moment. Put it: writ clock MOMENT."),
        "W-102": N_(
            "The record “{origin}” and the clock ({clock}) do not belong together: a rehearsal never becomes real. Set "
            "WRIT_CLOCK to what the record is."
        ),
        "W-103": N_("The clock stands at {here} and moves forward only; {moment} lies behind it."),
        "W-104": N_("A real election runs on real time: its clock cannot be moved."),
    }
)

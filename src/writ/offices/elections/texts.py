"""The sentences of the elections office's findings."""

from __future__ import annotations

from writ.law.texts import N_, register

register(
    {
        "E-101": N_(
            "The election {election} is already loaded. Correct it by an act, or load into another home."
        ),
        "E-102": N_(
            "Area {area} points to territory {territory}, which the authority does not know. "
            "Found the authority from the same folder."
        ),
        "E-103": N_("There is no election {election} here. Load its folder first."),
        "E-104": N_("The election {election} has been called already, on {called_on}."),
        "E-105": N_(
            "The call is dated {called_on}, but the first polling day is {polling_day}. "
            "A call comes before the day it opens: correct the date."
        ),
        "E-106": N_("Station {station} is not on the list of stations for round {round}. Check its code."),
        "E-107": N_("Station {station} is “{status}”; from there it cannot {move}."),
        "E-108": N_(
            "The moment {moment} lies ahead of the clock. Record what has happened, once it has happened."
        ),
        "E-109": N_("Say why, in one sentence: a station that is “{status}” needs its reason on the record."),
        "E-110": N_("The folder has no polling station. A poll needs at least one."),
        "E-111": N_("The text has {length} characters; at most {limit} fit. Shorten it."),
    }
)

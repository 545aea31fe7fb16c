"""What people type at the counter of the timetable."""

from writ.offices.timetable.forms.decisions import OptionsForm, ReviewForm, SessionForm
from writ.offices.timetable.forms.steps import (
    CONTROL,
    FIRMNESS,
    UNITS,
    CorrectForm,
    CountForm,
    DatesForm,
    DayAndTime,
    DurationForm,
    FinishForm,
    LocalMoment,
    MovedForm,
    PlanForm,
    Reader,
    ReasonForm,
    SourceForm,
    StartForm,
)

__all__ = [
    "CONTROL",
    "FIRMNESS",
    "UNITS",
    "CorrectForm",
    "CountForm",
    "DatesForm",
    "DayAndTime",
    "DurationForm",
    "FinishForm",
    "LocalMoment",
    "MovedForm",
    "OptionsForm",
    "PlanForm",
    "Reader",
    "ReasonForm",
    "ReviewForm",
    "SessionForm",
    "SourceForm",
    "StartForm",
]

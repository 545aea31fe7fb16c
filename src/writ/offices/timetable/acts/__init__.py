"""The official acts of the timetable office."""

from writ.offices.timetable.acts.corrections import RecordCorrected, correct_record
from writ.offices.timetable.acts.estimates import StepReestimated, reestimate
from writ.offices.timetable.acts.plans import BaselineAdopted, PlanAdopted, adopt_baseline, adopt_plan
from writ.offices.timetable.acts.steps import (
    ProgressRecorded,
    StepFinished,
    StepStarted,
    record_finish,
    record_progress,
    record_start,
)

__all__ = [
    "BaselineAdopted",
    "PlanAdopted",
    "ProgressRecorded",
    "RecordCorrected",
    "StepFinished",
    "StepReestimated",
    "StepStarted",
    "adopt_baseline",
    "adopt_plan",
    "correct_record",
    "record_finish",
    "record_progress",
    "record_start",
    "reestimate",
]

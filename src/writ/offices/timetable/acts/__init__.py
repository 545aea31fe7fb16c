"""The official acts of the timetable office."""

from writ.offices.timetable.acts.corrections import RecordCorrected, correct_record
from writ.offices.timetable.acts.estimates import StepReestimated, reestimate
from writ.offices.timetable.acts.options import (
    OptionsAdopted,
    OptionsProposed,
    OptionWithdrawn,
    adopt_options,
    propose_options,
    withdraw_option,
)
from writ.offices.timetable.acts.plans import BaselineAdopted, PlanAdopted, adopt_baseline, adopt_plan
from writ.offices.timetable.acts.risks import RiskReviewed, review_risk
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
    "OptionWithdrawn",
    "OptionsAdopted",
    "OptionsProposed",
    "PlanAdopted",
    "ProgressRecorded",
    "RecordCorrected",
    "RiskReviewed",
    "StepFinished",
    "StepReestimated",
    "StepStarted",
    "adopt_baseline",
    "adopt_options",
    "adopt_plan",
    "correct_record",
    "propose_options",
    "record_finish",
    "record_progress",
    "record_start",
    "reestimate",
    "review_risk",
    "withdraw_option",
]

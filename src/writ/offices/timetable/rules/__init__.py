"""What may be recorded and decided in the timetable: facts in, findings out."""

from writ.offices.timetable.rules.options import (
    OptionFacts,
    Session,
    check_session,
    check_together,
    check_why,
    may_move,
)
from writ.offices.timetable.rules.plans import check_reason, may_adopt_baseline, may_adopt_plan
from writ.offices.timetable.rules.risks import RiskFacts, check_who, may_review
from writ.offices.timetable.rules.steps import (
    HOURS_A_DAY,
    LONGEST_DAYS,
    MOMENTS,
    Range,
    RecordFacts,
    StepFacts,
    check_dates,
    check_duration,
    check_finish,
    check_progress,
    check_shape,
    check_source,
    may_correct,
    may_record,
)
from writ.offices.timetable.rules.words import TEXT_LENGTH, check_text, plain, say

__all__ = [
    "HOURS_A_DAY",
    "LONGEST_DAYS",
    "MOMENTS",
    "TEXT_LENGTH",
    "OptionFacts",
    "Range",
    "RecordFacts",
    "RiskFacts",
    "Session",
    "StepFacts",
    "check_dates",
    "check_duration",
    "check_finish",
    "check_progress",
    "check_reason",
    "check_session",
    "check_shape",
    "check_source",
    "check_text",
    "check_together",
    "check_who",
    "check_why",
    "may_adopt_baseline",
    "may_adopt_plan",
    "may_correct",
    "may_move",
    "may_record",
    "may_review",
    "plain",
    "say",
]

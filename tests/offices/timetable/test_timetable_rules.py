"""What may be recorded about a step: every refusal has its number, and what is sound passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from writ.law.texts import sentence
from writ.offices.timetable import rules, texts  # noqa: F401
from writ.offices.timetable.rules import DAY, Range, RecordFacts, StepFacts
from writ.offices.timetable.states import RecordKind, StepMove, StepState

AT = datetime(2007, 9, 13, 7, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FRESH = StepFacts("print", "Print ballots abroad", StepState.NOT_BEGUN)
BEGUN = StepFacts("print", "Print ballots abroad", StepState.STARTED, started_at=AT - 2 * HOUR, last="a")
ENDED = StepFacts("print", "Print ballots abroad", StepState.FINISHED, finished_at=AT - HOUR, last="b")


def codes(findings: tuple) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("step", "move", "moment", "seen", "expected"),
    [
        (FRESH, StepMove.START, AT, None, []),
        (FRESH, StepMove.FINISH, AT, "", []),
        (BEGUN, StepMove.FINISH, AT, "a", []),
        (None, StepMove.START, AT, None, ["T-101"]),
        (ENDED, StepMove.FINISH, AT, "b", ["T-102"]),
        (ENDED, StepMove.PROGRESS, AT, None, ["T-102"]),
        (BEGUN, StepMove.START, AT, "a", ["T-103"]),
        (FRESH, StepMove.START, AT + HOUR, None, ["T-104"]),
        (BEGUN, StepMove.FINISH, AT, "", ["T-115"]),
        (ENDED, StepMove.REESTIMATE, AT, "b", ["T-116"]),
    ],
)
def test_a_record_fits_the_step_the_clock_and_the_form(step, move, moment, seen, expected) -> None:
    assert codes(rules.may_record(step, "print", move, moment, AT, seen)) == expected


def test_a_step_does_not_end_before_it_begins() -> None:
    assert rules.check_finish(BEGUN, AT) == ()
    assert codes(rules.check_finish(BEGUN, AT - 3 * HOUR)) == ["T-105"]


@pytest.mark.parametrize(
    ("done", "planned", "expected"),
    [(0, 702, []), (702, 702, []), (703, 702, ["T-106"]), (0, 0, ["T-107"]), (-1, 702, ["T-123"])],
)
def test_progress_is_counted_within_what_there_is(done, planned, expected) -> None:
    assert codes(rules.check_progress(BEGUN, done, planned)) == expected


def test_progress_does_not_go_back_without_a_correction() -> None:
    step = StepFacts("check", "Check lists", StepState.STARTED, done=40, planned=702)
    assert codes(rules.check_progress(step, 39, 702)) == ["T-122"]


@pytest.mark.parametrize(
    ("low", "high", "middle", "source", "expected"),
    [
        (21, 45, None, "both printers, by telephone", []),
        (28, 28, None, "contract 17", []),
        (45, 21, None, "printer", ["T-108"]),
        (21, 45, 46, "printer", ["T-111"]),
        (-1, 45, None, "printer", ["T-110"]),
        (21, 4000, None, "printer", ["T-128"]),
        (21, 45, None, "  ", ["T-109"]),
        (21, 45, None, "x" * 301, ["T-120"]),
    ],
)
def test_an_estimate_is_a_range_with_a_source(low, high, middle, source, expected) -> None:
    duration = Range(low * DAY, high * DAY, None if middle is None else middle * DAY)
    assert codes(rules.check_estimate(duration, source)) == expected


def test_a_record_is_corrected_once_with_a_reason() -> None:
    stands = RecordFacts("print", RecordKind.FINISHED, stands=True)
    assert rules.may_correct(stands, "print", "Wrong day.", None, AT) == ()
    assert codes(rules.may_correct(None, "print", "Wrong day.", None, AT)) == ["T-112"]
    assert codes(rules.may_correct(stands, "pack", "Wrong day.", None, AT)) == ["T-112"]
    gone = RecordFacts("print", RecordKind.FINISHED, stands=False)
    assert codes(rules.may_correct(gone, "print", " ", AT + HOUR, AT)) == ["T-113", "T-104", "T-114"]
    estimate = RecordFacts("print", RecordKind.REESTIMATED, stands=True)
    assert codes(rules.may_correct(estimate, "print", "Wrong.", AT, AT)) == ["T-124"]


def test_a_plan_and_a_baseline_are_adopted_when_they_are_new() -> None:
    assert rules.may_adopt_plan("ab", None) == rules.may_adopt_plan("ab", (1, "cd")) == ()
    assert codes(rules.may_adopt_plan("ab", (1, "ab"))) == ["T-117"]
    assert rules.may_adopt_baseline(2, 1) == ()
    assert codes(rules.may_adopt_baseline(None, None)) == ["T-119"]
    assert codes(rules.may_adopt_baseline(2, 2)) == ["T-125"]
    assert codes(rules.check_feasible(["a cycle"])) == ["T-118"]
    assert codes(rules.check_reason(" ")) == ["T-126"]


def test_a_sentence_says_days_not_minutes() -> None:
    finding, *_ = rules.check_estimate(Range(45 * DAY, 21 * DAY), "printer")
    assert (
        sentence(finding)
        == "The shortest time, 45, is longer than the longest, 21. Swap them, or correct one."
    )
    assert rules.in_days(2160) == "1.5"

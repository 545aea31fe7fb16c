"""What may be recorded about a step: every refusal has its number, and what is sound passes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from writ.law.texts import sentence
from writ.offices.timetable import rules, texts  # noqa: F401
from writ.offices.timetable.rules import Range, RecordFacts, StepFacts
from writ.offices.timetable.states import RecordKind, StepMove, StepState

AT = datetime(2007, 9, 13, 7, 0, tzinfo=UTC)
NAMES = {"en": "Print ballots abroad", "sq": "Shtypja jashtë vendit"}
HOUR = timedelta(hours=1)
FRESH = StepFacts("print", NAMES, StepState.NOT_BEGUN)
BEGUN = StepFacts("print", NAMES, StepState.STARTED, started_at=AT - 2 * HOUR, last="a")
ENDED = StepFacts("print", NAMES, StepState.FINISHED, finished_at=AT - HOUR, last="b")


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
        (FRESH, StepMove.PROGRESS, AT, "", ["T-129"]),
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
    step = StepFacts("check", NAMES, StepState.STARTED, done=40, planned=702)
    assert codes(rules.check_progress(step, 39, 702)) == ["T-122"]


@pytest.mark.parametrize(
    ("low", "high", "middle", "expected"),
    [
        (21, 45, None, []),
        (28, 28, None, []),
        (45, 21, None, ["T-108"]),
        (21, 45, 46, ["T-111"]),
        (-1, 45, None, ["T-110"]),
        (21, 4000, None, ["T-128"]),
    ],
)
def test_an_estimate_is_a_range(low, high, middle, expected) -> None:
    duration = Range(Decimal(low), Decimal(high), None if middle is None else Decimal(middle))
    assert codes(rules.check_duration(duration)) == expected


def test_an_estimate_in_hours_may_be_as_long_as_one_in_days() -> None:
    assert rules.check_duration(Range(Decimal(4000), Decimal(5000), unit="hours")) == ()


def test_an_estimate_has_a_source_that_fits() -> None:
    assert rules.check_source("Both printers, by telephone") == ()
    assert codes(rules.check_source("  ")) == ["T-109"]
    assert codes(rules.check_source("x" * 301)) == ["T-120"]


def test_an_estimate_has_the_shape_of_its_step() -> None:
    date = StepFacts("lists-final", NAMES, StepState.NOT_BEGUN, is_moment=True, ends_on_date=True)
    moment = StepFacts("ready", NAMES, StepState.NOT_BEGUN, is_moment=True)

    def check(step: StepFacts, *, dates: bool) -> list[str]:
        return codes(rules.check_shape(step, by_dates=dates, by_duration=not dates))

    assert check(FRESH, dates=False) == check(date, dates=True) == []
    assert check(date, dates=False) == ["T-131"]
    assert check(moment, dates=False) == ["T-132"]
    assert check(FRESH, dates=True) == ["T-133"]
    assert codes(rules.check_shape(FRESH, by_dates=False, by_duration=False)) == ["T-134"]


def test_dates_of_an_end_are_in_order() -> None:
    assert rules.check_dates(AT, AT) == ()
    assert codes(rules.check_dates(AT, AT - HOUR)) == ["T-130"]


def test_a_record_is_corrected_once_with_a_reason() -> None:
    stands = RecordFacts("print", RecordKind.FINISHED, stands=True)
    assert rules.may_correct(stands, FRESH, "Wrong day.", None, AT) == ()
    assert codes(rules.may_correct(None, FRESH, "Wrong day.", None, AT)) == ["T-112"]
    assert codes(
        rules.may_correct(stands, StepFacts("pack", NAMES, StepState.NOT_BEGUN), "Wrong day.", None, AT)
    ) == ["T-112"]
    gone = RecordFacts("print", RecordKind.FINISHED, stands=False)
    assert codes(rules.may_correct(gone, FRESH, " ", AT + HOUR, AT)) == ["T-113", "T-104", "T-114"]
    estimate = RecordFacts("print", RecordKind.REESTIMATED, stands=True)
    assert codes(rules.may_correct(estimate, FRESH, "Wrong.", AT, AT)) == ["T-124"]


def test_a_plan_and_a_baseline_are_adopted_when_they_are_new() -> None:
    assert rules.may_adopt_plan("ab", None) == rules.may_adopt_plan("ab", (1, "cd")) == ()
    assert codes(rules.may_adopt_plan("ab", (1, "ab"))) == ["T-117"]
    assert rules.may_adopt_baseline(2, 1) == ()
    assert codes(rules.may_adopt_baseline(None, None)) == ["T-119"]
    assert codes(rules.may_adopt_baseline(2, 2)) == ["T-125"]
    assert codes(rules.check_reason(" ")) == ["T-126"]


def test_a_finding_carries_the_names_of_its_step() -> None:
    (finding,) = rules.may_record(ENDED, "print", StepMove.FINISH, AT, AT, None)
    assert finding.facts["task"] == "Print ballots abroad"
    assert finding.facts["task@sq"] == "Shtypja jashtë vendit"


def test_a_sentence_says_plain_numbers() -> None:
    finding, *_ = rules.check_duration(Range(Decimal("45.00"), Decimal(21)))
    assert (
        sentence(finding)
        == "The shortest time, 45, is longer than the longest, 21. Swap them, or correct one."
    )
    assert rules.plain(Decimal("-1.50")) == "−1.5"
    assert rules.plain(Decimal("20.00")) == "20"

"""What has been counted teaches how the rest will go, and with what uncertainty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import mean, median, pstdev
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_commission import AT
from small_election import DECIDING, PLAN, SmallElection, load_election
from writ.exchange.plan import Estimate, Override, Reading
from writ.offices.elections.queries import election
from writ.offices.journal.queries import Tally, tallies
from writ.offices.timetable.acts import (
    adopt_options,
    propose_options,
    record_progress,
    record_start,
    reestimate,
    withdraw_option,
)
from writ.offices.timetable.queries.pace import Mark, Work, at_pace, marks_of, paced, work_of
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.rules import Range
from writ.reckon.plan import dispersion

DAY = 1440
ZONE = ZoneInfo("Europe/Belgrade")
BEGAN = datetime(2007, 9, 1)
RANGE = Estimate("uniform", (Decimal(21), Decimal(45)))


def even(days: int, each: int, planned: int) -> Work:
    return Work(days * each, planned, days * DAY, ((each, DAY),) * days)


def civil(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60


def test_many_even_counts_outweigh_the_estimate() -> None:
    """A hundred a day of two thousand: twenty days in all, whatever was thought before, and no longer 21 to 45."""
    learned = paced(RANGE, even(15, 100, 2000), DAY)
    assert learned.kind == "empirical"
    assert 19 < median(map(float, learned.numbers)) < 22
    assert pstdev(map(float, learned.numbers)) < 1


def test_few_uneven_counts_hardly_move_it() -> None:
    """Thirty one day and none for two: the range of the estimate still speaks."""
    work = Work(30, 1000, 3 * DAY, ((30, DAY), (0, DAY), (0, DAY)))
    assert dispersion((30, 0, 0), (DAY, DAY, DAY)) == pytest.approx(30.0)
    learned = paced(RANGE, work, DAY)
    by_share = at_pace(RANGE, work, DAY)
    middle = float(sum(by_share.numbers) / 2)
    assert median(map(float, learned.numbers)) == pytest.approx(middle, rel=0.35)
    assert pstdev(map(float, learned.numbers)) > 5


@pytest.mark.parametrize("stretches", [0, 1, 2])
def test_too_few_counts_say_what_is_left_and_not_how_fast(stretches: int) -> None:
    work = Work(50, 100, 10 * DAY, ((25, 5 * DAY),) * stretches)
    assert paced(RANGE, work, DAY) == at_pace(RANGE, work, DAY)


def test_a_fixed_estimate_gives_way_to_what_is_seen() -> None:
    """Ten days were fixed; at half the pace that this needs it will be nearly twenty."""
    learned = paced(Estimate("fixed", (Decimal(10),)), even(9, 500, 10_000), DAY)
    assert median(map(float, learned.numbers)) > 19


def test_what_nobody_has_said_stays_unsaid() -> None:
    assert paced(Estimate("empty"), even(5, 10, 100), DAY) == Estimate("empty")


@given(
    counts=st.lists(st.integers(0, 200), min_size=3, max_size=12).filter(any),
    left=st.integers(1, 5000),
)
def test_the_rest_comes_after_what_is_done_and_spreads_more_when_counts_do(
    counts: list[int], left: int
) -> None:
    """The whole is never shorter than what was worked; shuffled luck gives the same law."""
    done = sum(counts)
    work = Work(done, done + left, len(counts) * DAY, tuple((count, DAY) for count in counts))
    learned = paced(RANGE, work, DAY)
    assert min(learned.numbers) >= len(counts)
    assert list(learned.numbers) == sorted(learned.numbers)
    shuffled = replace(work, stretches=work.stretches[::-1])
    assert paced(RANGE, shuffled, DAY) == learned
    assert mean(map(float, learned.numbers)) < 10_000


def test_counts_become_stretches_of_working_time() -> None:
    """What is counted at night, outside working time, belongs to the next morning."""

    def daytime(start: datetime, end: datetime) -> int:
        return (
            sum(8 <= (start + timedelta(hours=hour)).hour < 16 for hour in range(civil(start, end) // 60))
            * 60
        )

    marks = [
        Mark(BEGAN + timedelta(hours=16), 10, 40),
        Mark(BEGAN + timedelta(hours=20), 14, 40),
        Mark(BEGAN + timedelta(hours=34), 20, 40),
    ]
    work = work_of(marks, BEGAN + timedelta(hours=8), daytime)
    assert work == Work(20, 40, 600, ((10, 480), (10, 120)))


def test_the_acts_of_other_offices_are_counted_day_by_day() -> None:
    """Days without any count as well; of a step in one area only what was done there."""
    task = replace(PLAN.task("print"), planned=("nominations.lodge",), done=("nominations.decide",))

    def tally(kind: str, day: int, count: int, subject: str = "") -> Tally:
        first = datetime(2007, 9, day, 9, tzinfo=ZONE)
        return Tally(f"nominations.{kind}", subject, date(2007, 9, day), count, first)

    work = [
        tally("lodge", 1, 60),
        tally("decide", 2, 10),
        tally("decide", 4, 20),
        tally("decide", 4, 1, "north"),
    ]
    began, marks = marks_of(task, work, ZONE, datetime(2007, 9, 5, 12))
    assert began == datetime(2007, 9, 2, 9)
    assert [(mark.done, mark.planned) for mark in marks] == [(10, 60), (10, 60), (31, 60), (31, 60)]
    assert [mark.at.day for mark in marks] == [3, 4, 5, 5]
    assert marks_of(task, work[:1], ZONE, datetime(2007, 9, 5))[1] == ()
    assert marks_of(task, work[1:], ZONE, datetime(2007, 9, 5))[1] == ()


def test_counts_on_the_record_teach_the_forecast(small: SmallElection) -> None:
    """A hundred sheets a day for ten days of three thousand: thirty days, not the middle of 21 and 45."""
    called = election("example")
    assert called is not None
    by, began = small.by("sec.clerk"), AT - timedelta(days=10)
    record_start(by=by, at=AT, election="example", task="print", started_at=began)
    for day in range(1, 11):
        record_progress(
            by=by,
            at=AT,
            election="example",
            task="print",
            done=100 * day,
            planned=3000,
            counted_at=began + timedelta(days=day),
        )
    stands = situation(called, AT)
    assert stands is not None
    estimate = stands.progress()["print"].estimate
    assert estimate is not None
    assert 29 < median(map(float, estimate.numbers)) < 32
    corrected = tallies("example", {"timetable.record_progress"}, called.zone)
    assert sum(one.count for one in corrected) == 1000


def half_done(small: SmallElection) -> Situation:
    """Printing under way since ten days ago, half of it counted now."""
    by, began = small.by("sec.clerk"), AT - timedelta(days=10)
    record_start(by=by, at=AT, election="example", task="print", started_at=began)
    record_progress(by=by, at=AT, election="example", task="print", done=800, planned=1600, counted_at=AT)
    return now()


def now() -> Situation:
    called = election("example")
    assert called is not None
    stands = situation(called, AT)
    assert stands is not None
    return stands


def numbers(stands: Situation, reading: str = "") -> tuple[Decimal, ...]:
    estimate = stands.progress(reading)["print"].estimate
    assert estimate is not None
    return estimate.numbers


def test_what_is_left_takes_its_share_of_what_the_option_adopted_says(db: None) -> None:
    """Half of 21 to 45 days is left; printed by night too, half of 18 to 40, whatever was said before."""
    small = load_election(plan=DECIDING)
    assert numbers(half_done(small)) == (Decimal("20.5"), Decimal("32.5"))
    adopt_options(
        by=small.by("cec.chair"), at=AT, election="example", options=("night-shift",), reason="Faster."
    )
    assert numbers(now()) == (Decimal(19), Decimal(30))
    said: dict[str, Any] = {"by": small.by("sec.clerk"), "at": AT, "election": "example", "task": "print"}
    said |= {"source": "The printer", "said_at": AT, "firmness": "promise", "control": "contractor"}
    reestimate(**said, duration=Range(Decimal(30), Decimal(40)))
    assert numbers(now()) == (Decimal(25), Decimal(30))
    withdraw_option(
        by=small.by("cec.chair"), at=AT, election="example", option="night-shift", reason="Too dear."
    )
    again: dict[str, Any] = {"by": small.by("cec.chair"), "at": AT, "election": "example"}
    propose_options(**again, options=("night-shift",), reason="Again.")
    adopt_options(**again, options=("night-shift",), reason="After all.")
    assert numbers(now()) == (Decimal(19), Decimal(30))


def test_what_is_left_takes_its_share_of_what_the_reading_says(db: None) -> None:
    """A reading in which printing takes twenty days: at half of it ten are left, and in the other 10.5 to 22.5."""
    quick = Reading(
        "quick",
        {"en": "Printed at home"},
        "at-stations",
        datetime(2007, 11, 17),
        overrides=(Override("print", Estimate("fixed", (Decimal(20),))),),
    )
    stands = half_done(load_election(plan=replace(PLAN, readings=(*PLAN.readings, quick))))
    assert numbers(stands) == (Decimal("20.5"), Decimal("32.5"))
    assert numbers(stands, "quick") == (Decimal(20),)

"""What a forecast is asked besides: computed in the background after it, in the same runs, until a newer question."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from small_commission import AT
from small_election import DECIDING, PLAN, SmallElection, load_election
from writ.desk.models import JobProgress
from writ.desk.progress import ask_to_stop
from writ.offices.elections.queries import election
from writ.offices.timetable.acts import adopt_options, reestimate
from writ.offices.timetable.acts.analyses import analyse, open_analyses
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.jobs import ask_for_analyses, ask_for_forecast, compute_forecast
from writ.offices.timetable.models import Analysis, Forecast
from writ.offices.timetable.queries.advice import (
    analyses_job,
    help_found,
    is_analysed,
    options_compared,
    sensitivity_found,
)
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.rules import Range

RUNS, READING = 4_000, "final-12-october"


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def analysed(at: Any = AT, runs: int = RUNS) -> int:
    """The newest forecast, computed and analysed."""
    compute_at_once(called(), at)
    number = Forecast.objects.latest("pk").pk
    open_analyses(number)
    analyse(number, runs)
    return number


@pytest.fixture
def deciding(db: None) -> SmallElection:
    return load_election(plan=DECIDING)


def test_a_forecast_is_analysed_once_it_is_written(deciding: SmallElection) -> None:
    """The job of the analyses belongs to whoever asked for the forecast."""
    job = ask_for_forecast(called(), AT, "Forecast", "7")
    number = Forecast.objects.get(job=job).pk
    compute_forecast.call(number)
    row = JobProgress.objects.get(pk=analyses_job(called().id))
    assert (row.title, row.owner, row.state) == ("Forecast", "7", "waiting")
    ask_for_analyses(number)
    assert Analysis.objects.filter(forecast=number).count() == 3


def test_as_it_stands_is_the_answer_of_the_forecast(deciding: SmallElection) -> None:
    number = analysed(runs=100_000)
    forecast, compared = newest(called().id), options_compared(called().id, READING)
    assert forecast is not None
    assert compared is not None
    answer = forecast.answers[READING, "continuous"]
    assert (compared.forecast, compared.seed) == (number, forecast.seed)
    assert (compared.facts.base.hits, compared.facts.base.slack) == (answer.hits, answer.slack)


def test_every_option_is_compared_told_too_late_or_told_to_change_nothing(deciding: SmallElection) -> None:
    """A postponement is never compared, nor is what the same reading does not feel."""
    analysed()
    compared = options_compared(called().id, READING)
    assert compared is not None
    alone = {way.options[0] for way in compared.facts.ways if len(way.options) == 1}
    assert alone == {"two-orders", "one-printer", "night-shift", "by-air", "stamps"}
    assert "early-order" in {*compared.facts.late, *compared.facts.idle}


def test_what_helps_most_ranks_options_and_answers(deciding: SmallElection) -> None:
    analysed()
    found = help_found(called().id, READING)
    assert found is not None
    gains = [way.gain for way in found.facts.ways]
    assert gains == sorted(gains, reverse=True)
    assert "late-list" in {way.risk for way in found.facts.ways}


def test_what_is_adopted_is_as_it_stands_from_then_on(deciding: SmallElection) -> None:
    """What it excludes is compared no more."""
    analysed()
    before = options_compared(called().id, READING)
    adopt_options(
        by=deciding.by("cec.chair"),
        at=AT,
        election="example",
        options=("one-printer",),
        reason="It delivers.",
    )
    analysed()
    after = options_compared(called().id, READING)
    assert before is not None
    assert after is not None
    chosen = before.facts.way(["one-printer"])
    assert chosen is not None
    assert after.facts.base.hits == chosen.hits
    alone = {way.options[0] for way in after.facts.ways if len(way.options) == 1}
    assert not alone & {"one-printer", "two-orders", "night-shift"}


def test_what_was_said_before_an_option_was_adopted_does_not_undo_it(deciding: SmallElection) -> None:
    """What is adopted comes to what was compared, and what is said of the step afterwards counts again."""

    def says(low: int, high: int) -> None:
        reestimate(
            by=deciding.by("sec.clerk"),
            at=AT,
            election="example",
            task="print",
            duration=Range(Decimal(low), Decimal(high)),
            source="Both printers",
            said_at=AT,
            firmness="promise",
            control="contractor",
        )

    says(30, 40)
    analysed()
    before = options_compared(called().id, READING)
    by = deciding.by("cec.chair")
    adopt_options(by=by, at=AT, election="example", options=("one-printer",), reason="It delivers.")
    analysed()
    after = options_compared(called().id, READING)
    assert before is not None
    assert after is not None
    chosen = before.facts.way(["one-printer"])
    assert chosen is not None
    assert after.facts.base.hits == chosen.hits
    says(44, 45)
    analysed()
    again = options_compared(called().id, READING)
    assert again is not None
    assert again.facts.base.hits == 0


def test_what_it_hangs_on_is_found_for_every_reading(deciding: SmallElection) -> None:
    analysed()
    found = sensitivity_found(called().id, READING)
    assert found is not None
    assert {cause.id for cause in found.facts.causes} == {"late-list", "snow", "appeal"}
    assert found.facts.ranks[0][0] == "print"


def test_the_same_record_gives_the_same_analyses(deciding: SmallElection) -> None:
    analysed()
    first = [row.figures for row in Analysis.objects.order_by("kind")]
    Analysis.objects.all().delete()
    analysed()
    assert [row.figures for row in Analysis.objects.order_by("kind")] == first


def test_a_newer_question_stops_the_analyses_of_the_older_forecast(deciding: SmallElection) -> None:
    """What was not ready leaves no row, and the pages go on showing the analyses before."""
    older = analysed()
    ask_for_forecast(called(), AT + timedelta(hours=1), "Forecast")
    number = Forecast.objects.order_by("-pk").values_list("pk", flat=True).first()
    assert number is not None
    compute_forecast.call(number)
    job = analyses_job(called().id)
    ask_for_forecast(called(), AT + timedelta(hours=2), "Forecast")
    assert JobProgress.objects.get(pk=job).stop_asked
    analyse(number, RUNS)
    assert JobProgress.objects.get(pk=job).state == "stopped"
    assert not is_analysed(number)
    compared = options_compared(called().id, READING)
    assert compared is not None
    assert compared.forecast == older


def test_the_analyses_can_be_stopped(deciding: SmallElection) -> None:
    compute_at_once(called(), AT)
    number = Forecast.objects.latest("pk").pk
    ask_to_stop(open_analyses(number))
    analyse(number, RUNS)
    assert options_compared(called().id, READING) is None


def test_a_forecast_that_was_stopped_is_not_analysed(deciding: SmallElection) -> None:
    job = ask_for_forecast(called(), AT, "Forecast")
    assert job is not None
    ask_to_stop(job)
    compute_forecast.call(Forecast.objects.get(job=job).pk)
    assert not Analysis.objects.exists()


def test_a_plan_without_options_is_analysed_too(db: None) -> None:
    load_election(plan=PLAN)
    analysed()
    compared = options_compared(called().id, READING)
    assert compared is not None
    assert [way.options for way in compared.facts.ways] == [()]

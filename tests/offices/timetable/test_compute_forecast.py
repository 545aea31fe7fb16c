"""The forecast in the background: every reading, both conventions, from the record as it stood."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from small_commission import AT
from small_election import SmallElection
from writ.desk.models import JobProgress
from writ.desk.progress import ask_to_stop
from writ.offices.elections.queries import Called, election
from writ.offices.timetable.acts import record_start, reestimate
from writ.offices.timetable.jobs import ask_for_forecast, compute_forecast
from writ.offices.timetable.models import Forecast
from writ.offices.timetable.queries import forecasts
from writ.offices.timetable.rules import Range


def called() -> Called:
    found = election("example")
    assert found is not None
    return found


def compute(at: Any = AT) -> None:
    job = ask_for_forecast(called(), at, "Forecast")
    compute_forecast.call(Forecast.objects.get(job=job).pk)


def estimate(small: SmallElection, low: int, high: int) -> None:
    reestimate(
        by=small.by("sec.clerk"),
        at=AT,
        election="example",
        task="print",
        duration=Range(Decimal(low), Decimal(high)),
        source="Both printers",
        said_at=AT,
        firmness="promise",
        control="contractor",
    )


def test_a_forecast_holds_what_it_rests_on_and_gives_the_known_figures(small: SmallElection) -> None:
    """11/24 in continuous days, 12/25 in whole days, each within four standard errors; one day short."""
    compute()
    found = forecasts.newest(called().id)
    assert found is not None
    assert (found.plan, found.as_of, found.as_of_entry, found.seed) == (1, AT, 3, 1)
    assert len(found.law_version) == 64
    for days, exact in (("continuous", 11 / 24), ("whole", 12 / 25)):
        answer = found.answers["final-12-october", days]
        assert abs(100 * answer.hits / answer.runs - 100 * exact) <= 4 * answer.error
        assert answer.days_of_slack == -1
    continuous = found.answers["final-12-october", "continuous"]
    assert continuous.outlook.steps["print"].early_finish.isoformat() == "2007-11-15T00:00:00"
    assert continuous.safe["print"].latest[99] is not None
    row = JobProgress.objects.get(pk=found.job)
    assert (row.state, row.done) == ("finished", row.total)


def test_the_same_record_gives_the_same_figures(small: SmallElection) -> None:
    compute()
    first = forecasts.newest(called().id)
    compute()
    second = forecasts.newest(called().id)
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert first.answers == second.answers


def test_an_act_moves_the_forecast(small: SmallElection) -> None:
    compute()
    estimate(small, 26, 34)
    compute()
    past = forecasts.history(called().id, "final-12-october", "continuous")
    assert [one.days_of_slack for one in past] == [-1, 2]
    assert past[0].in_100 < past[1].in_100
    assert [one.as_of_entry for one in past] == [3, 4]


def test_what_was_recorded_later_does_not_move_an_earlier_forecast(small: SmallElection) -> None:
    job = ask_for_forecast(called(), AT, "Forecast")
    estimate(small, 21, 21)
    compute_forecast.call(Forecast.objects.get(job=job).pk)
    found = forecasts.newest(called().id)
    assert found is not None
    assert found.answers["final-12-october", "continuous"].days_of_slack == -1


def test_a_count_says_what_is_left(small: SmallElection) -> None:
    """Ten days after the start half is printed: ten days gone, and half of the estimate to go."""
    from writ.offices.timetable.acts import record_progress
    from writ.offices.timetable.queries.situation import situation

    by, at = small.by("sec.clerk"), AT
    began = at - timedelta(days=10)
    record_start(by=by, at=at, election="example", task="print", started_at=began)
    record_progress(by=by, at=at, election="example", task="print", done=800, planned=1600, counted_at=at)
    stands = situation(called(), at)
    assert stands is not None
    assert stands.progress()["print"].estimate.numbers == (Decimal("20.5"), Decimal("32.5"))
    assert stands.progress(days="whole")["print"].estimate.numbers == (Decimal(21), Decimal(33))
    compute()
    found = forecasts.newest(called().id)
    assert found is not None
    assert found.answers["final-12-october", "whole"].in_100 > 50


@pytest.mark.parametrize("when", ["before", "during"])
def test_a_forecast_can_be_stopped(small: SmallElection, when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stopped one leaves no answers; the page goes on showing the one before."""
    job = ask_for_forecast(called(), AT, "Forecast")
    assert job is not None
    if when == "before":
        ask_to_stop(job)
    else:
        monkeypatch.setattr("writ.offices.timetable.acts.forecasts.Reporter.__call__", lambda *_: False)
    compute_forecast.call(Forecast.objects.get(job=job).pk)
    assert JobProgress.objects.get(pk=job).state == "stopped"
    assert forecasts.newest(called().id) is None


def test_a_newer_question_stops_the_older_one(small: SmallElection) -> None:
    first = ask_for_forecast(called(), AT, "Forecast")
    ask_for_forecast(called(), AT, "Forecast")
    assert JobProgress.objects.get(pk=first).stop_asked


def test_before_a_plan_is_adopted_there_is_nothing_to_compute(db: None) -> None:
    from small_election import load_election

    load_election(plan=None)
    assert ask_for_forecast(called(), AT, "Forecast") is None
    assert forecasts.last_entry(called().id) == 0

"""The headline is every gate: what each area waits for, met together."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from small_commission import AT
from small_election import GATED, SmallElection, load_election
from writ.desk.models import JobProgress
from writ.offices.elections.queries import Called, election
from writ.offices.timetable.acts import adopt_baseline, record_finish, reestimate
from writ.offices.timetable.acts.forecasts import compute_at_once, open_forecast
from writ.offices.timetable.jobs import compute_forecast
from writ.offices.timetable.models import Answer, Forecast
from writ.offices.timetable.queries.forecasts import newest
from writ.offices.timetable.queries.outlook import Gate, outlook
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.rules import Range


@pytest.fixture
def small(db: None) -> SmallElection:
    return load_election(plan=GATED)


def called() -> Called:
    found = election("example")
    assert found is not None
    return found


def stands() -> Situation:
    found = situation(called(), AT)
    assert found is not None
    return found


def test_every_gate_has_its_own_chance_and_all_of_them_one(small: SmallElection) -> None:
    """The southern hall, 60 to 70 days from noon of 13 September, is harder; ballots 11 in 24 bind both."""
    compute_at_once(called(), AT)
    found = newest(called().id)
    assert found is not None
    answer = found.answers["every-gate", "continuous"]
    gates = answer.outlook.gates
    assert set(gates) == {"station-gate_north", "station-gate_south"}
    north, south = (gates[f"station-gate_{area}"] for area in ("north", "south"))
    assert answer.hits <= south.hits < north.hits
    assert abs(100 * north.hits / answer.runs - 100 * 11 / 24) <= 4 * answer.error
    assert north.slack == answer.outlook.steps["at-stations"].slack
    assert answer.figures["gates"]["station-gate_north"] == {"hits": north.hits, "slack": north.slack}
    assert found.answers["final-12-october", "continuous"].outlook.gates == {}


def test_a_gate_that_is_met_holds_in_every_run(small: SmallElection) -> None:
    record_finish(
        by=small.by("sec.clerk"), at=AT, election="example", task="station-gate_north", finished_at=AT
    )
    gate = outlook(stands(), runs=2_000).gates["station-gate_north"]
    assert gate == Gate(2_000, gate.slack)
    assert gate.slack > 60 * 1440


def test_the_official_answer_stands_beside_the_working_one(small: SmallElection) -> None:
    reestimate(
        by=small.by("sec.clerk"),
        at=AT,
        election="example",
        task="hall_south",
        duration=Range(Decimal(80), Decimal(90)),
        source="The municipality",
        said_at=AT,
        firmness="promise",
        control="other authority",
    )
    compute_at_once(called(), AT)
    found = newest(called().id)
    assert found is not None
    answer = found.answers["every-gate", "continuous"]
    official = answer.figures["official"]
    assert answer.hits == 0
    assert official["hits"] > 0
    assert official["slack"] > answer.slack


def test_the_headline_is_written_first_and_kept_when_the_rest_is_stopped(
    small: SmallElection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An act is answered at once; the other readings and the whole days follow, all together."""
    seen: list[list[tuple[str, str]]] = []
    of_reporter = "writ.offices.timetable.acts.forecasts.Reporter.__call__"

    def told(reporter: Any, done: int) -> bool:
        rows = Answer.objects.order_by("pk").values_list("reading", "days")
        seen.append(list(rows))
        return done <= 150_000

    monkeypatch.setattr(of_reporter, told)
    opened = open_forecast(called(), AT)
    assert opened is not None
    compute_forecast.call(opened[0])
    assert seen[0] == []
    assert seen[-1] == [("every-gate", "continuous")]
    assert JobProgress.objects.get(pk=opened[1]).state == "stopped"
    found = newest(called().id)
    assert found is not None
    assert set(found.answers) == {("every-gate", "continuous")}


def test_a_baseline_holds_the_dates_of_every_reading(small: SmallElection) -> None:
    inputs = {"election": "example", "reason": "As decided."}
    proposal = adopt_baseline.propose(by=small.by("cec.chair"), at=AT, **inputs)
    from writ.offices.authority.acts import confirm
    from writ.offices.timetable.queries.plans import baseline

    confirm(by=small.by("cec.member"), at=AT + timedelta(hours=1), proposal=proposal.act)
    fixed = baseline(called().id)
    assert fixed is not None
    assert set(fixed.dates) == {task.id for task in GATED.tasks}
    assert Forecast.objects.count() == 0

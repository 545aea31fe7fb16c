"""While a forecast is half written, or was stopped after its headline, the last one before answers the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from small_commission import AT
from small_election import GATED, SmallElection, load_election
from writ.desk.models import JobProgress, JobState
from writ.offices.authority.models import Account
from writ.offices.elections.queries import Called, election
from writ.offices.timetable.acts import record_finish
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Answer, Forecast
from writ.offices.timetable.queries.forecasts import newest, newest_and_past
from writ.web.clock import set_clock

HEADLINE, NARROW = ("every-gate", "continuous"), ("final-12-october", "continuous")
LATER = AT + timedelta(hours=2)
SINCE = "as of Thu 13 Sep, 09:00 CEST"


def called() -> Called:
    found = election("example")
    assert found is not None
    return found


def half(job: JobState) -> int:
    """A second forecast, two hours later, of which only the headline is written."""
    compute_at_once(called(), LATER)
    row = Forecast.objects.latest("pk")
    Answer.objects.filter(forecast=row).exclude(reading=HEADLINE[0], days=HEADLINE[1]).delete()
    JobProgress.objects.filter(pk=row.job).update(state=job)
    return row.pk


@pytest.fixture
def small(db: None) -> SmallElection:
    found = load_election(plan=GATED)
    compute_at_once(called(), AT)
    record_finish(by=found.by("sec.clerk"), at=AT, election="example", task="hall_north", finished_at=AT)
    set_clock(LATER)
    return found


def page(url: str) -> str:
    client = Client()
    client.force_login(Account.objects.get(name="chair"))
    answer: Any = client.get(url)
    assert answer.status_code == 200, answer.content[:500]
    text: str = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return text


def test_what_is_not_answered_yet_the_forecast_before_answers(small: SmallElection) -> None:
    first = newest(called().id)
    assert first is not None
    number = half(JobState.RUNNING)
    for found in (newest(called().id), newest_and_past(called().id, "every-gate")[0]):
        assert found is not None
        assert found.id == number
        assert found.answers.keys() == first.answers.keys()
        assert found.answers[HEADLINE].older is None
        assert found.of(found.answers[HEADLINE]) is found
        for key in first.answers.keys() - {HEADLINE}:
            older = found.answers[key].older
            assert older is not None
            assert (older.id, older.as_of) == (first.id, AT)
            assert replace(found.answers[key], older=None) == first.answers[key]


def test_of_several_forecasts_before_the_last_one_answers(small: SmallElection) -> None:
    half(JobState.STOPPED)
    compute_at_once(called(), LATER)
    whole = Forecast.objects.latest("pk")
    half(JobState.STOPPED)
    found = newest(called().id)
    assert found is not None
    assert {one.older.id for one in found.answers.values() if one.older} == {whole.pk}


@pytest.mark.parametrize("job", [JobState.RUNNING, JobState.STOPPED])
def test_the_morning_page_and_the_readings_say_of_when_each_is(small: SmallElection, job: JobState) -> None:
    """And offer to compute again where nothing is under way."""
    half(job)
    for url in ("/morning/", "/timetable/readings/", "/timetable/curve/?days=continuous"):
        told = page(url)
        assert SINCE in told, url
        assert ">not computed yet<" not in told, url
        assert ("was stopped before it came to every reading" in told) == (job is JobState.STOPPED), url
        assert ("still at work on the other readings" in told) == (job is JobState.RUNNING), url


def test_a_page_of_an_older_answer_names_the_forecast_it_is_of(small: SmallElection) -> None:
    first = newest(called().id)
    assert first is not None
    half(JobState.RUNNING)
    for url in ("dates", "forecasts", "gantt"):
        told = page(f"/timetable/{url}/?reading={NARROW[0]}")
        assert "Computed for Thu 13 Sep, 09:00 CEST" in told, url
        assert "1 act has come since these figures." in told, url
        assert f"Forecast {first.id}," in told, url


def test_a_forecast_that_is_whole_is_of_no_other_time(small: SmallElection) -> None:
    compute_at_once(called(), LATER)
    for url in ("/morning/", "/timetable/readings/", "/timetable/"):
        told = page(url)
        assert "as of" not in told, url
        assert "newest forecast" not in told, url

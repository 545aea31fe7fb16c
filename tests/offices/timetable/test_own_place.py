"""Who is competent in one municipality opens its gate and its steps, records on them, and on no others."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

import small_election
from small_commission import AT
from small_election import SmallElection, load_election
from small_places import PLACES
from writ.law.findings import Refused
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import correct_record, record_finish, record_progress, record_start
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.web.clock import set_clock

BEGAN = AT - timedelta(hours=1)
ELSEWHERE = ("premises_south", "at-stations", "premises", "premises_nowhere")


@pytest.fixture
def founded(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallElection:
    """The officer of the north reads and records there alone; nothing is computed yet."""
    own = ("elections.record", "timetable.read", "timetable.record")
    monkeypatch.setitem(small_election.FUNCTIONS, "mec.north", own)
    small = load_election(at=AT - timedelta(hours=2), plan=PLACES)
    set_clock(AT)
    return small


@pytest.fixture
def computed(founded: SmallElection) -> SmallElection:
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)
    return founded


def client(name: str = "north") -> Client:
    found = Client()
    found.force_login(Account.objects.get(name=name))
    return found


def text(url: str, name: str = "north") -> str:
    answer = client(name).get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_sign_in_leads_to_the_own_gate_which_stands_in_the_menu(computed: SmallElection) -> None:
    assert client().get("/")["Location"] == "/gates/north/"
    page = text("/gates/north/")
    assert re.search(r'<a[^>]*href="/gates/north/"[^>]*>North</a>', page)
    assert client("clerk").get("/")["Location"] == "/morning/"
    assert ">North</a></li>" not in text("/morning/", "clerk")


def test_the_own_gate_tells_steps_slack_and_whom_to_call_but_no_chance_of_the_whole(computed: Any) -> None:
    page = text("/gates/north/")
    for words in ("Northby", "2 days short", "Premises: North", "Latest safe end", "Sec.Clerk"):
        assert words in page, words
    for words in ("possible courses", "Shared by all", "runs, ±"):
        assert words not in page, words
        assert words in text("/gates/north/", "clerk"), words


def test_the_own_step_tells_dates_but_not_what_a_day_costs_the_whole(computed: SmallElection) -> None:
    page = text("/timetable/step/premises_north/")
    assert "Record the start" in page
    assert "what a day costs" not in page
    assert "what a day costs" in text("/timetable/step/premises_north/", "clerk")


@pytest.mark.parametrize("url", ["/gates/north/", "/timetable/step/premises_north/"])
def test_every_link_of_the_own_pages_opens(computed: SmallElection, url: str) -> None:
    record_start(
        by=computed.by("mec.north"), at=AT, election="example", task="premises_north", started_at=BEGAN
    )
    officer = client()
    links = {one for one in re.findall(r'href="(/[^"#?]*)"', text(url)) if not one.startswith("/static")}
    assert "/timetable/step/premises_north/finish/" in links or url.startswith("/gates")
    assert {one: officer.get(one).status_code for one in links if officer.get(one).status_code == 404} == {}


@pytest.mark.parametrize("task", ELSEWHERE)
@pytest.mark.parametrize("page", ["", "start/", "progress/", "finish/"])
def test_what_is_done_elsewhere_is_not_there(computed: SmallElection, task: str, page: str) -> None:
    assert client().get(f"/timetable/step/{task}/{page}").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        *("/gates/south/", "/gates/nowhere/", "/gates/", "/morning/", "/timetable/", "/timetable/gantt/"),
        *("/options/", "/risks/", "/calls/", "/timetable/step/premises_north/estimate/"),
    ],
)
def test_what_is_of_the_whole_is_not_there(computed: SmallElection, url: str) -> None:
    assert client().get(url).status_code == 404


def test_the_own_start_is_seen_first_and_then_stands_on_the_record(computed: SmallElection) -> None:
    officer, url = client(), "/timetable/step/premises_north/start/"
    form = dict(
        re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', officer.get(url).content.decode())
    )
    seen = officer.post(url, {**form, "step": "preview"})
    assert seen.status_code == 200, seen.content.decode()[:2000]
    assert "Began" in seen.content.decode()
    assert "Slack to the day" not in seen.content.decode()
    assert officer.post(url, {**form, "step": "confirm"})["Location"] == "/timetable/step/premises_north/"
    entry = entries(limit=1)[0]
    assert (entry.kind, entry.subject, entry.post) == (
        "timetable.record_start",
        "premises_north",
        "mec.north",
    )
    assert entry.fields["competence"]["territory"] == "north"


@pytest.mark.parametrize("task", ELSEWHERE)
def test_no_record_is_made_on_a_step_elsewhere(founded: SmallElection, task: str) -> None:
    by, before = founded.by("mec.north"), entries(limit=1)[0].seq
    said: dict[str, Any] = {"by": by, "at": AT, "election": "example", "task": task}
    counted = {"done": 1, "planned": 2, "counted_at": BEGAN}
    for act, more in (
        (record_start, {"started_at": BEGAN}),
        (record_finish, {"finished_at": BEGAN}),
        (record_progress, counted),
        (correct_record, {"record": by.post, "reason": "Wrong."}),
    ):
        with pytest.raises(Refused, match="A-104"):
            act(**said, **more)  # type: ignore[operator]
    assert entries(limit=1)[0].seq == before


def test_before_the_first_forecast_the_own_gate_says_so(founded: SmallElection) -> None:
    page = text("/gates/north/")
    assert "There is no forecast yet." in page
    assert "Compute the forecast" not in page

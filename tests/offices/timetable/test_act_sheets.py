"""The sheets of acts: filled in, previewed, confirmed; what is stale, repeated or wrong is told so and not recorded."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from small_commission import AT
from small_election import SmallElection
from writ.offices.authority.models import Account, Proposal
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import record_finish, record_start
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.web.clock import set_clock

ESTIMATE = {
    "low": "26",
    "high": "34",
    "middle": "",
    "unit": "days",
    "source": "The printer's letter",
    "said_at_0": "2007-09-13",
    "said_at_1": "08:00",
    "firmness": "promise",
    "control": "contractor",
}
FINISH = {"finished_at_0": "2007-09-13", "finished_at_1": "08:30"}


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


@pytest.fixture
def small(small: SmallElection) -> SmallElection:
    set_clock(AT)
    compute_at_once(called(), AT)
    return small


def said(answer: Any) -> str:
    """The page as a person reads it: a no-break space is a space."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def hidden(page: str) -> dict[str, str]:
    """The key against sending twice, and the name of the facts that were seen."""
    found = {"seen": ""}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
        if name and name[1] in ("key", "seen"):
            found[name[1]] = value[1] if value else ""
    return found


class Sheet:
    """Somebody at the sheet of an act."""

    def __init__(self, name: str, act: str, task: str = "print") -> None:
        self.client = Client()
        self.client.force_login(Account.objects.get(name=name))
        self.url = f"/timetable/step/{task}/{act}/"
        self.hidden = hidden(said(self.client.get(self.url)))

    def send(self, step: str, fields: dict[str, str]) -> Any:
        return self.client.post(self.url, {**self.hidden, **fields, "step": step})


def last() -> Any:
    return entries(limit=1)[0]


def test_an_estimate_is_previewed_and_then_recorded(small: SmallElection) -> None:
    """The preview says slack and chance now and after, and records nothing."""
    sheet, before = Sheet("clerk", "estimate"), last().seq
    page = said(sheet.send("preview", ESTIMATE))
    for words in (
        "1 day short",
        "2 days of slack",
        "46 in 100",
        "75 in 100",
        "26 to 34 days",
        "do not change",
    ):
        assert words in page, words
    assert last().seq == before
    answer = sheet.send("confirm", ESTIMATE)
    assert (answer.status_code, answer.url) == (302, "/timetable/step/print/")
    assert (last().seq, last().kind) == (before + 1, "timetable.reestimate")


def test_the_same_confirmation_twice_records_once(small: SmallElection) -> None:
    sheet, before = Sheet("clerk", "estimate"), last().seq
    sheet.send("confirm", ESTIMATE)
    again = Sheet("clerk", "estimate")
    again.hidden["key"] = sheet.hidden["key"]
    again.hidden["seen"] = sheet.hidden["seen"]
    again.send("confirm", ESTIMATE)
    assert last().seq == before + 1


def test_a_stale_form_is_shown_again_with_what_is_new(small: SmallElection) -> None:
    """Two people had the same form open; the second sees the first one's act before deciding."""
    mine, before = Sheet("clerk", "estimate"), last().seq
    Sheet("clerk", "estimate").send("confirm", {**ESTIMATE, "low": "21", "high": "30"})
    answer = mine.send("confirm", ESTIMATE)
    assert answer.status_code == 409
    assert "The facts changed while you were writing." in said(answer)
    assert last().seq == before + 1


def test_two_people_who_both_saw_it_end_record_it_once(small: SmallElection) -> None:
    first, second = Sheet("clerk", "finish"), Sheet("clerk", "finish")
    assert first.send("confirm", FINISH).status_code == 302
    answer = second.send("confirm", FINISH)
    assert answer.status_code in (409, 422)
    kinds = [entry.kind for entry in entries(kind="timetable.record_finish")]
    assert kinds == ["timetable.record_finish"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"low": "45", "high": "21"}, "T-108"),
        ({"source": ""}, "T-109"),
        ({"low": "-1"}, "T-110"),
        ({"middle": "60"}, "T-111"),
        ({"said_at_0": "2008-01-01"}, "T-104"),
        ({"source": "x" * 301}, "T-120"),
        ({"high": "99999"}, "T-128"),
    ],
)
def test_a_mistake_stands_at_its_field_with_its_number(small: SmallElection, fields: Any, code: str) -> None:
    answer = Sheet("clerk", "estimate").send("preview", {**ESTIMATE, **fields})
    page = said(answer)
    assert answer.status_code == 422
    assert code in page
    assert (
        "error-summary" in page
        or 'class="errors' in page
        or "things to correct" in page
        or "thing to correct" in page
    )


def test_start_and_count_are_recorded_from_their_sheets(small: SmallElection) -> None:
    start = {"started_at_0": "2007-09-10", "started_at_1": "08:00"}
    assert Sheet("clerk", "start").send("confirm", start).status_code == 302
    count = {"done": "400", "planned": "1600", "counted_at_0": "2007-09-13", "counted_at_1": "08:00"}
    page = said(Sheet("clerk", "progress").send("preview", count))
    assert "400 of 1600" in page
    assert Sheet("clerk", "progress").send("confirm", count).status_code == 302
    assert last().outcome["done"] == 400


def test_a_wrong_end_is_put_right_from_its_sheet(small: SmallElection) -> None:
    by = small.by("sec.clerk")
    ended = AT - timedelta(hours=2)
    done = record_finish(by=by, at=AT, election="example", task="print", finished_at=ended)
    sheet = Sheet("clerk", f"correct/{done.act}")
    fields = {"reason": "It was the test run.", "moment_0": "", "moment_1": ""}
    assert "no longer stands" in said(sheet.send("preview", fields))
    assert sheet.send("confirm", fields).status_code == 302
    assert (last().kind, last().corrects) == ("timetable.correct_record", done.act)


def test_a_record_of_another_step_is_not_there(small: SmallElection) -> None:
    by = small.by("sec.clerk")
    done = record_start(by=by, at=AT, election="example", task="print", started_at=AT)
    client = Sheet("clerk", "start", "distribute").client
    assert client.get(f"/timetable/step/distribute/correct/{done.act}/").status_code == 404


def test_a_date_that_others_set_is_asked_as_days(small: SmallElection) -> None:
    fields = {
        name: value for name, value in ESTIMATE.items() if name not in ("low", "high", "middle", "unit")
    }
    sheet = Sheet("clerk", "estimate", "lists-final")
    page = said(sheet.send("preview", {**fields, "first": "2007-10-02", "last": "2007-10-12"}))
    assert "ends between 2 Oct and 12 Oct" in page
    assert "67 in 100" in page


def test_a_contract_is_put_forward_and_confirmed_by_another_person(small: SmallElection) -> None:
    """The number moves only when the second person, who sees the same effect, has confirmed."""
    signed = {**ESTIMATE, "low": "28", "high": "28", "firmness": "contract", "source": "Contract 17, signed"}
    answer = Sheet("clerk", "estimate").send("confirm", signed)
    assert answer.url.startswith("/timetable/proposal/")
    assert Proposal.objects.get().state == "proposed"
    member = Client()
    member.force_login(Account.objects.get(name="member"))
    assert answer.url in said(member.get("/authority/waiting/"))
    page = said(member.get(answer.url))
    for words in (
        "28 days",
        "46 in 100",
        "100 in 100",
        "Contract 17, signed",
        "another person and another post",
    ):
        assert words in page, words
    confirmed = member.post(answer.url, {"move": "confirm", "key": "k1"})
    assert confirmed.url == "/timetable/step/print/"
    assert (last().kind, last().post) == ("timetable.reestimate", "cec.member")


def test_a_proposal_is_returned_with_a_reason(small: SmallElection) -> None:
    signed = {**ESTIMATE, "firmness": "contract"}
    url = Sheet("clerk", "estimate").send("confirm", signed).url
    member = Client()
    member.force_login(Account.objects.get(name="member"))
    refused = member.post(url, {"move": "return", "reason": " ", "key": "k1"})
    assert refused.status_code == 422
    assert "A-118" in said(refused)
    assert member.post(url, {"move": "return", "reason": "No signature.", "key": "k2"}).status_code == 302
    assert "Returned with a reason" in said(member.get(url))


def test_whoever_put_it_forward_does_not_confirm_it(small: SmallElection) -> None:
    sheet = Sheet("clerk", "estimate")
    url = sheet.send("confirm", {**ESTIMATE, "firmness": "contract"}).url
    page = said(sheet.client.get(url))
    assert "Another person must confirm it" in page
    assert "A-107" in said(sheet.client.post(url, {"move": "confirm", "key": "k1"}))


def test_a_baseline_is_put_forward_from_the_desk(small: SmallElection) -> None:
    chair = Client()
    chair.force_login(Account.objects.get(name="chair"))
    page = said(chair.get("/timetable/baseline/"))
    fields = {**hidden(page), "reason": "As decided."}
    assert "1, of plan version 1" in said(chair.post("/timetable/baseline/", {**fields, "step": "preview"}))
    url = chair.post("/timetable/baseline/", {**fields, "step": "confirm"}).url
    member = Client()
    member.force_login(Account.objects.get(name="member"))
    assert member.post(url, {"move": "confirm", "key": "k1"}).url == "/timetable/"
    assert last().kind == "timetable.adopt_baseline"


@pytest.mark.parametrize("act", ["start", "finish", "progress", "estimate"])
def test_a_sheet_opens_to_who_may_act(small: SmallElection, act: str) -> None:
    chair = Client()
    chair.force_login(Account.objects.get(name="chair"))
    assert chair.get(f"/timetable/step/print/{act}/").status_code == 404


PLAN = """
as_of = 2007-09-13T09:00:00
default_reading = "final"
[cites]
c = { instrument = "Decision 5", article = "not at hand", source = "minutes" }
[[strands]]
id = "ballots"
name = { en = "Ballots", sq = "Fletëvotimet" }
[[tasks]]
id = "print"
strand = "ballots"
name = { en = "Print ballots at home", sq = "Shtypja" }
owner = "sec-clerk"
controlled_by = "contractor"
firmness = "promise"
duration = { uniform = [10, 20], unit = "days", status = "sourced", cite = "c" }
start_not_before = 2007-10-13
[[tasks]]
id = "at-stations"
strand = "ballots"
name = { en = "Ballots at every station", sq = "Në çdo vendvotim" }
owner = "sec-clerk"
controlled_by = "we"
after = ["print"]
[[readings]]
id = "final"
name = { en = "Printed at home", sq = "Shtypur këtu" }
milestone = "at-stations"
due = 2007-11-16
kind = "administrative"
"""


@pytest.fixture
def plan_of_posts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small commission's posts have dots in their codes, which a folder's have not."""
    monkeypatch.setattr("writ.offices.timetable.views.plans.posts", lambda: {"sec-clerk": None})


def test_a_plan_is_adopted_from_its_file(small: SmallElection, plan_of_posts: None) -> None:
    """Sent as a file, read, reckoned, previewed with its effect, then put in force by a second press."""
    chair = Client()
    chair.force_login(Account.objects.get(name="chair"))
    fields = {**hidden(said(chair.get("/timetable/plan/"))), "reason": "The Assembly decided."}
    file = SimpleUploadedFile("plan.toml", PLAN.encode())
    page = said(chair.post("/timetable/plan/", {**fields, "file": file, "step": "preview"}))
    for words in ("version 2, 2 steps", "0 new, 2 gone, 2 changed", "46 in 100", "100 in 100"):
        assert words in page, words
    answer = chair.post("/timetable/plan/", {**fields, "plan": PLAN, "step": "confirm"})
    assert (answer.status_code, answer.url) == (302, "/timetable/")
    assert (last().kind, last().outcome["version"]) == ("timetable.adopt_plan", 2)


def test_every_mistake_of_a_plan_is_named_with_its_line(small: SmallElection, plan_of_posts: None) -> None:
    chair = Client()
    chair.force_login(Account.objects.get(name="chair"))
    fields = {**hidden(said(chair.get("/timetable/plan/"))), "reason": "Worse."}
    wrong = PLAN.replace('after = ["print"]', 'after = ["prnt"]').replace("[10, 20]", "[20, 10]")
    answer = chair.post("/timetable/plan/", {**fields, "plan": wrong, "step": "preview"})
    page = said(answer)
    assert answer.status_code == 422
    assert page.count("plan.toml") >= 2
    assert "prnt" in page
    assert last().kind != "timetable.adopt_plan" or last().outcome["version"] == 1

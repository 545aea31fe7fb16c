"""Options, risks and sensitivities as pages, and the sheets that put forward, adopt, withdraw and review."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from small_commission import AT
from small_election import DECIDING, PLAN, SmallElection, load_election
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import adopt_options, propose_options
from writ.offices.timetable.acts.analyses import analyse, open_analyses
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Analysis, Forecast, OptionMove, RiskReview
from writ.offices.timetable.queries.options import option_moves
from writ.offices.timetable.queries.risks import risk_reviews
from writ.offices.timetable.queries.situation import situation
from writ.web.clock import set_clock

OPTIONS, RISKS, EXPERT = "/options/", "/risks/", "/timetable/expert/"
PAGES = (OPTIONS, RISKS, EXPERT)
RUNS = 4_000
REVIEW = {
    "state": "open",
    "chance": "40",
    "source": "The weather service",
    "said_at_0": "2007-09-13",
    "said_at_1": "08:00",
    "status": "sourced",
}


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def compute() -> None:
    compute_at_once(called(), AT)
    number = Forecast.objects.latest("pk").pk
    open_analyses(number)
    analyse(number, RUNS)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def said(answer: Any) -> str:
    """The page as a person reads it: a no-break space is a space."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content[:500]
    return said(answer)


def rows(client: Client, url: str) -> list[list[str]]:
    return list(csv.reader(client.get(url).content.decode("utf-8-sig").splitlines()))


@pytest.fixture
def deciding(db: None) -> SmallElection:
    small = load_election(plan=DECIDING)
    set_clock(AT)
    compute()
    return small


@pytest.fixture
def chair(deciding: SmallElection) -> Client:
    return signed_in("chair")


class Sheet:
    """Somebody at the sheet of an act."""

    def __init__(self, name: str, url: str) -> None:
        self.client, self.url = signed_in(name), url
        page = said(self.client.get(url))
        self.hidden = {"seen": ""}
        for tag in re.findall(r'<input type="hidden"[^>]*>', page):
            named, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
            if named and named[1] in ("key", "seen"):
                self.hidden[named[1]] = value[1] if value else ""

    def send(self, step: str, fields: dict[str, Any]) -> Any:
        return self.client.post(self.url, {**self.hidden, **fields, "step": step})


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_for_who_may_read_the_forecast(deciding: SmallElection, url: str) -> None:
    assert Client().get(url).status_code == 302
    assert signed_in("auditor").get(url).status_code == 404
    assert signed_in("chair").get(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_few_questions_of_the_database(chair: Client, url: str) -> None:
    assert_few_questions(chair, url)


@pytest.mark.parametrize("url", PAGES)
def test_a_page_asks_no_more_after_moves_and_reviews(
    chair: Client, deciding: SmallElection, url: str
) -> None:
    """A session's body, whom to ask, what was said of a risk: all of it is known already."""
    fields = {
        "options": ["two-orders"], "reason": "Carried.", "body": "cec", "held_on": "2007-09-13",
        "votes_for": "7", "votes_against": "2", "abstained": "1",
    }  # fmt: skip
    assert Sheet("chair", "/options/adopt/").send("confirm", fields).status_code == 302
    assert Sheet("clerk", "/risks/snow/review/").send("confirm", REVIEW).status_code == 302
    assert_few_questions(chair, url)
    compute()
    assert_few_questions(chair, url)


def test_what_was_decided_tells_the_moves_and_reviews_whole(deciding: SmallElection) -> None:
    """In the one question that every page asks, to the session and the act."""
    fields = {
        "options": ["two-orders"], "reason": "Carried.", "body": "cec", "held_on": "2007-09-13",
        "votes_for": "7", "votes_against": "2", "abstained": "1",
    }  # fmt: skip
    Sheet("chair", "/options/adopt/").send("confirm", fields)
    Sheet("chair", "/options/two-orders/withdraw/").send("confirm", {"reason": "Too dear."})
    Sheet("clerk", "/risks/snow/review/").send("confirm", REVIEW)
    stands = situation(called(), AT)
    assert stands is not None
    assert len(stands.moves) == 2
    assert stands.moves == option_moves(called().id)
    assert len(stands.reviews) == 1
    assert stands.reviews == risk_reviews(called().id)


def assert_few_questions(client: Client, url: str) -> None:
    """Of which seven are every page's."""
    text(client, url)
    with CaptureQueriesContext(connection) as asked:
        text(client, url)
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize(
    "query", ["?reading=none&budget=x", "?sort=-nothing&page=x&budget=-1", "?reading=%00&state='"]
)
def test_nonsense_in_the_address_gives_the_default(chair: Client, url: str, query: str) -> None:
    assert "Restricted" in text(chair, url + query)


def test_the_options_page_says_the_best_in_a_sentence_and_each_in_a_row(chair: Client) -> None:
    page = text(chair, OPTIONS)
    for words in (
        "raise the chance from" if "taken together" in page else "raises the chance from",
        "As it stands",
        "Order from both printers",
        "€38,000",
        "Thu 20 Sep, 18:00 CEST",
        "its time to be decided is over",
        "Confirmed on fresh runs",
        "Hold it in December",
        "Goes on the agenda. Adopts nothing.",
    ):
        assert words in page, words
    told = rows(chair, f"{OPTIONS}?export=csv")
    assert [row[1] for row in told[1:3]] == ["As it stands", "Order from both printers"]
    assert "Hold it in December" not in {row[1] for row in told}


@pytest.mark.parametrize(
    ("typed", "shown"), [("100.000", "100000"), ("1 250,000", "1250000"), ("38000.00", ""), ("1.5", "")]
)
def test_a_budget_is_read_as_it_is_written_where_one_is(chair: Client, typed: str, shown: str) -> None:
    """A hundred thousand is no hundred; what is no whole amount asks for nothing."""
    page = chair.get(OPTIONS, {"budget": typed}).content.decode()
    assert f'name="budget" id="budget" inputmode="numeric" size="9" maxlength="11" value="{shown}"' in page


def test_a_budget_chooses_the_best_within_it(chair: Client) -> None:
    """With nothing to spend only what costs nothing is chosen."""
    page = text(chair, f"{OPTIONS}?budget=0")
    assert 'name="budget" id="budget" inputmode="numeric" size="9" maxlength="11" value="0"' in page
    lead = re.search(r'<p class="lead">(.*?)</p>', page, re.S)
    assert lead is not None
    assert "€9,000" not in lead[1]


def lead(client: Client, url: str = OPTIONS) -> str:
    """The sentence at the head of the options, without its marks."""
    found = re.search(r'<p class="lead">(.*?)</p>', text(client, url), re.S)
    assert found is not None
    return re.sub(r"<[^>]+>", "", found[1])


def recompared(change: Any) -> None:
    """The comparison shown, as if it had found something else."""
    row = Analysis.objects.get(kind="options", reading="final-12-october")
    change(row.figures)
    row.save()


def choose(figures: Any, *options: str) -> None:
    """As if these were the best by far."""
    best = dict(figures["frontier"][-1], options=list(options), cents=1, probability=0.97, in_sample=0.97)
    figures["frontier"] = [dict(figures["frontier"][0], options=[], cents=0, probability=0.3), best]
    alone = next(way for way in figures["ways"] if way["options"])
    figures["ways"].append(dict(alone, options=list(options), hits=figures["runs"]))
    figures["ways"][0]["hits"] = figures["runs"] // 2


def test_the_sentence_names_one_option_or_several_as_they_are_written(chair: Client) -> None:
    """In quotation marks: no name has to be bent to the sentence of any language."""
    recompared(lambda figures: choose(figures, "two-orders", "night-shift"))
    assert lead(chair).startswith("“Order from both printers” and “")
    assert "”, taken together, raise the chance from 50 to " in lead(chair)
    assert "Put options 2 and " in text(chair, OPTIONS)


def test_one_option_is_put_to_the_session_by_its_number(chair: Client) -> None:
    def only(figures: Any) -> None:
        figures["ways"] = [way for way in figures["ways"] if way["options"] != ["two-orders"]]
        choose(figures, "two-orders")

    recompared(only)
    assert re.match(r"“Order from both printers” raises the chance from 50 to \S+", lead(chair))
    assert "Put option 2 to the session" in text(chair, OPTIONS)


def test_where_nothing_helps_nothing_is_offered(chair: Client) -> None:
    """The sentence says why: nothing is open, nothing within the budget, nothing that is felt."""

    def nothing(figures: Any) -> None:
        figures["frontier"] = [dict(figures["frontier"][0], options=[])]

    recompared(nothing)
    assert lead(chair).startswith("Nothing that is open adds 5 in 100 to the chance: ")
    assert lead(chair, f"{OPTIONS}?budget=5000").startswith(
        "For €5,000, nothing that is open raises the chance"
    )

    def closed(figures: Any) -> None:
        figures["ways"], figures["frontier"] = figures["ways"][:1], []

    recompared(closed)
    assert lead(chair).startswith("No option is open in this reading: ")
    assert "to the session" not in text(chair, OPTIONS).replace("Print for the session", "")


def test_where_fresh_runs_differ_by_more_than_their_errors_the_page_says_so(chair: Client) -> None:
    warning = "They differ by more than their errors: count on the fresh runs."

    def seen(share: float) -> None:
        def change(figures: Any) -> None:
            for one in figures["frontier"]:
                one.update(in_sample=share, probability=0.6 + one["cents"] / 10**9, error=0.003)
                one["in_sample_error"] = 0.008
            choose(figures, "two-orders")
            figures["frontier"][-1].update(in_sample=share, probability=0.77)

        recompared(change)

    seen(0.83)
    assert warning in text(chair, OPTIONS)
    seen(0.78)
    assert warning not in text(chair, OPTIONS)


def test_who_may_not_decide_is_told_so(deciding: SmallElection) -> None:
    page = text(signed_in("clerk"), OPTIONS)
    assert "Not yours to put forward in this post." in page
    assert signed_in("clerk").get("/options/propose/").status_code in (403, 404)


def test_what_was_moved_stands_with_its_reason_session_and_next_step(
    chair: Client, deciding: SmallElection
) -> None:
    by = deciding.by("cec.chair")
    propose_options(by=by, at=AT, election="example", options=("two-orders",), reason="Both must print.")
    adopt_options(by=by, at=AT, election="example", options=("stamps",), reason="Costs nothing.")
    page = text(chair, OPTIONS)
    for words in ("on the agenda", "Both must print.", "adopted", "Costs nothing.", "Withdraw"):
        assert words in page, words
    assert (
        "adopted, and counted in as it stands" not in page.split("decided-title")[0] or "stamps" not in page
    )


def test_before_the_analyses_are_ready_the_pages_say_so(db: None) -> None:
    load_election(plan=DECIDING)
    set_clock(AT)
    compute_at_once(called(), AT)
    client = signed_in("chair")
    assert "The options have not been compared yet." in text(client, OPTIONS)
    assert "The sensitivities have not been computed yet." in text(client, EXPERT)
    assert "Snow closes roads" in text(client, RISKS)


def test_a_plan_without_options_and_risks_says_where_they_are_written(db: None) -> None:
    load_election(plan=PLAN)
    set_clock(AT)
    compute()
    client = signed_in("chair")
    assert "The plan offers no options yet." in text(client, OPTIONS)
    assert "The plan names no risks yet." in text(client, RISKS)
    assert "No step" not in text(client, EXPERT)


def test_figures_that_are_behind_are_marked_as_older(chair: Client, deciding: SmallElection) -> None:
    compute_at_once(called(), AT + timedelta(hours=1))
    assert "The options are being compared again." in text(chair, OPTIONS)
    assert "This is being computed again." in text(chair, EXPERT)


def test_options_are_previewed_and_put_on_the_agenda(deciding: SmallElection) -> None:
    """The preview says what adopting them would change, and that this does not."""
    sheet = Sheet("chair", "/options/propose/?option=two-orders&option=by-air")
    fields = {"options": ["two-orders", "by-air"], "reason": "For the session of Thursday."}
    page = said(sheet.send("preview", fields))
    for words in ("on the agenda", "do not change", "If they are adopted", "Bring the ballots by air"):
        assert words in page, words
    assert not OptionMove.objects.exists()
    answer = sheet.send("confirm", fields)
    assert (answer.status_code, answer.url) == (302, OPTIONS)
    assert {row.option for row in OptionMove.objects.all()} == {"two-orders", "by-air"}


def test_changing_what_was_written_keeps_every_option_chosen(deciding: SmallElection) -> None:
    sheet = Sheet("chair", "/options/propose/")
    page = said(sheet.send("change", {"options": ["two-orders", "by-air"], "reason": "Both."}))
    assert page.count("checked") == 2


def test_a_body_adopts_in_its_session(deciding: SmallElection) -> None:
    sheet = Sheet("chair", "/options/adopt/?option=two-orders")
    fields = {
        "options": ["two-orders"], "reason": "Carried.", "body": "cec", "held_on": "2007-09-13",
        "votes_for": "7", "votes_against": "2", "abstained": "1",
    }  # fmt: skip
    page = said(sheet.send("preview", fields))
    for words in ("not adopted", "€38,000", "Slack to the day", "39 in 100"):
        assert words in page, words
    answer = sheet.send("confirm", fields)
    assert (answer.status_code, answer.url) == (302, OPTIONS)
    row = OptionMove.objects.get()
    assert (row.move, row.body, row.votes_for) == ("adopted", "cec", 7)
    assert "7 for, 2 against, 1 abstained" in text(signed_in("chair"), OPTIONS)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"options": [], "reason": "Nothing."}, "T-149"),
        ({"options": ["two-orders"], "reason": "No session."}, "T-151"),
        ({"options": ["stamps"], "reason": ""}, "T-156"),
        ({"options": ["night-shift", "one-printer"], "reason": "Both."}, "T-146"),
        ({"options": ["stamps"], "reason": "x", "body": "cec"}, "A session has a day and votes"),
    ],
)
def test_what_cannot_be_adopted_is_refused_with_its_number(
    deciding: SmallElection, fields: dict[str, Any], words: str
) -> None:
    answer = Sheet("chair", "/options/adopt/").send("preview", fields)
    assert answer.status_code == 422
    assert words in said(answer)
    assert not OptionMove.objects.exists()


def test_what_two_persons_decide_is_put_forward(deciding: SmallElection) -> None:
    sheet = Sheet("chair", "/options/adopt/?option=by-air")
    answer = sheet.send("confirm", {"options": ["by-air"], "reason": "Quicker."})
    assert answer.status_code == 302
    assert answer.url.startswith("/timetable/proposal/")
    assert not OptionMove.objects.exists()
    assert signed_in("member").get(answer.url).status_code == 200


def test_an_option_is_withdrawn_and_leaves_the_answer(deciding: SmallElection) -> None:
    by = deciding.by("cec.chair")
    adopt_options(by=by, at=AT, election="example", options=("one-printer",), reason="It delivers.")
    sheet = Sheet("chair", "/options/one-printer/withdraw/")
    page = said(sheet.send("preview", {"reason": "It does not."}))
    assert "withdrawn" in page
    assert sheet.send("confirm", {"reason": "It does not."}).status_code == 302
    assert OptionMove.objects.order_by("-pk")[0].move == "withdrawn"
    assert signed_in("chair").get("/options/nothing/withdraw/").status_code == 404


def test_the_register_tells_each_risk_before_and_after_its_answer(chair: Client) -> None:
    page = text(chair, RISKS)
    for words in (
        "A list comes late",
        "Print ballots abroad: 5 days later",
        "Stamp the ballots",
        "Distribute under guard: 1 day later",
        "Snow closes roads",
        "none is planned",
        "costs the answer most",
        "The list is opened again",
    ):
        assert words in page, words
    assert [row[0] for row in rows(chair, f"{RISKS}?export=csv")][1:] == [
        "A list comes late",
        "Snow closes roads",
    ]


def test_the_register_is_filtered_by_state(chair: Client) -> None:
    assert "Snow closes roads" not in [row[0] for row in rows(chair, f"{RISKS}?state=mitigated&export=csv")]


def test_a_risk_is_reviewed_by_who_may_record(deciding: SmallElection) -> None:
    sheet = Sheet("clerk", "/risks/snow/review/")
    page = said(sheet.send("preview", REVIEW))
    for words in ("10 in 100", "40 in 100", "Slack to the day"):
        assert words in page, words
    answer = sheet.send("confirm", REVIEW)
    assert (answer.status_code, answer.url) == (302, RISKS)
    assert entries(limit=1)[0].kind == "timetable.review_risk"
    assert str(RiskReview.objects.get().chance) == "0.4000"
    assert "as reviewed" in text(signed_in("clerk"), RISKS)
    assert "Review" not in [row[-1] for row in rows(signed_in("chair"), f"{RISKS}?export=csv")][:1]


def test_what_has_happened_is_certain(deciding: SmallElection) -> None:
    Sheet("clerk", "/risks/snow/review/").send("confirm", REVIEW | {"state": "happened", "chance": ""})
    told = {row[0]: row for row in rows(signed_in("chair"), f"{RISKS}?export=csv")}
    assert told["Snow closes roads"][1:3] == ["happened", "100.0"]


def test_a_review_that_cannot_be_is_refused_beside_its_field(deciding: SmallElection) -> None:
    sheet = Sheet("clerk", "/risks/snow/review/")
    answer = sheet.send("preview", REVIEW | {"chance": "120", "source": ""})
    assert answer.status_code == 422
    assert {"T-158", "T-162"} <= set(re.findall(r"T-\d{3}", said(answer)))
    assert signed_in("clerk").get("/risks/nothing/review/").status_code == 404


def test_the_expert_page_tells_causes_steps_and_questions(chair: Client) -> None:
    page = text(chair, EXPERT)
    for words in (
        "A list comes late",
        "shared cause" if "shared cause" in page else "branch",
        "Print ballots abroad",
        "What a planner would ask",
        "From −1 to 1",
    ):
        assert words in page, words


def test_a_path_that_is_late_is_one_question(deciding: SmallElection) -> None:
    """Not one for every step on it: the first is named, the others are counted behind it."""
    row = Analysis.objects.get(kind="sensitivity", reading="final-12-october")
    late = [
        {"code": "P-304", "task": task, "before": "", "field": "", "number": days}
        for task, days in (("lists-final", 1), ("printing-abroad", 1), ("ballots-at-stations", 2))
    ]
    row.figures["doubts"] = late
    row.save()
    page = text(signed_in("chair"), EXPERT)
    assert page.count("P-304") == 1
    assert "1 question; none stops a figure" in page
    assert "Days late: 1." in page
    assert "2 steps more on the same path" in page


@pytest.mark.parametrize("url", [OPTIONS, EXPERT, "/morning/"])
def test_who_finds_a_forecast_without_its_analyses_has_them_computed_once(db: None, url: str) -> None:
    load_election(plan=DECIDING)
    set_clock(AT)
    compute_at_once(called(), AT)
    client = signed_in("chair")
    for _ in range(2):
        text(client, url)
    assert Analysis.objects.count() == 3


def test_what_is_adopted_in_session_moves_the_answer_and_is_told_in_a_sentence(
    deciding: SmallElection,
) -> None:
    fields = {
        "options": ["two-orders"], "reason": "Carried.", "body": "cec", "held_on": "2007-09-13",
        "votes_for": "7", "votes_against": "2", "abstained": "1",
    }  # fmt: skip
    assert Sheet("chair", "/options/adopt/").send("confirm", fields).status_code == 302
    compute()
    page = text(signed_in("chair"), OPTIONS)
    assert "with “Order from both printers”, adopted" in page
    assert "adopted, and counted in as it stands" in page
    assert "excluded by what is adopted: Order from both printers" in page
    told = text(signed_in("chair"), "/morning/")
    assert "Order from both printers" in told

"""Options, risks and sensitivities as pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from small_commission import AT
from small_decisions import (
    EXPERT,
    OPTIONS,
    REVIEW,
    RISKS,
    SESSION,
    Sheet,
    called,
    compute,
    rows,
    signed_in,
    text,
)
from small_election import DECIDING, PLAN, SmallElection, load_election
from writ.offices.timetable.acts import adopt_options, propose_options
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Analysis
from writ.web.clock import set_clock

PAGES = (OPTIONS, RISKS, EXPERT)


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
    assert Sheet("chair", "/options/adopt/").send("confirm", SESSION).status_code == 302
    assert Sheet("clerk", "/risks/snow/review/").send("confirm", REVIEW).status_code == 302
    assert_few_questions(chair, url)
    compute()
    assert_few_questions(chair, url)


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
    assert "adopted, and counted in as it stands" not in page.split("decided-title")[0]


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

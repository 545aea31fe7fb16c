"""The sheets that put options forward, adopt and withdraw them, and review a risk."""

from __future__ import annotations

import re
from typing import Any

import pytest

from small_commission import AT
from small_decisions import (
    OPTIONS,
    REVIEW,
    RISKS,
    SESSION,
    Sheet,
    called,
    compute,
    rows,
    said,
    signed_in,
    text,
)
from small_election import SmallElection
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import adopt_options
from writ.offices.timetable.models import OptionMove, RiskReview
from writ.offices.timetable.queries.options import option_moves
from writ.offices.timetable.queries.risks import risk_reviews
from writ.offices.timetable.queries.situation import situation


def test_what_was_decided_tells_the_moves_and_reviews_whole(deciding: SmallElection) -> None:
    """In the one question that every page asks, to the session and the act."""
    Sheet("chair", "/options/adopt/").send("confirm", SESSION)
    Sheet("chair", "/options/two-orders/withdraw/").send("confirm", {"reason": "Too dear."})
    Sheet("clerk", "/risks/snow/review/").send("confirm", REVIEW)
    stands = situation(called(), AT)
    assert stands is not None
    assert len(stands.moves) == 2
    assert stands.moves == option_moves(called().id)
    assert len(stands.reviews) == 1
    assert stands.reviews == risk_reviews(called().id)


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
    page = said(sheet.send("preview", SESSION))
    for words in ("not adopted", "€38,000", "Slack to the day", "39 in 100"):
        assert words in page, words
    answer = sheet.send("confirm", SESSION)
    assert (answer.status_code, answer.url) == (302, OPTIONS)
    row = OptionMove.objects.get()
    assert (row.move, row.body, row.votes_for) == ("adopted", "cec", 7)
    assert "7 for, 2 against, 1 abstained" in text(signed_in("chair"), OPTIONS)


def test_only_the_bodies_that_the_chosen_options_name_are_offered(deciding: SmallElection) -> None:
    """The commission for what it decides, none for what two persons decide, and no observers at all."""

    def offered(url: str) -> list[str]:
        page = text(signed_in("chair"), url)
        select = page[page.index('<select name="body"') :]
        return re.findall(r'<option value="([^"]+)"', select[: select.index("</select>")])

    assert offered("/options/adopt/?option=two-orders") == ["cec"]
    assert offered("/options/adopt/?option=by-air") == []
    assert offered("/options/adopt/") == ["cec"]


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


def test_what_is_adopted_in_session_moves_the_answer_and_is_told_in_a_sentence(
    deciding: SmallElection,
) -> None:
    assert Sheet("chair", "/options/adopt/").send("confirm", SESSION).status_code == 302
    compute()
    page = text(signed_in("chair"), OPTIONS)
    assert "with “Order from both printers”, adopted" in page
    assert "adopted, and counted in as it stands" in page
    assert "excluded by what is adopted: Order from both printers" in page
    told = text(signed_in("chair"), "/morning/")
    assert "Order from both printers" in told

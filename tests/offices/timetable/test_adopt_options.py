"""Adopting options: by an officer, by two persons, or by a body in session, as the option says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from small_commission import AT
from small_election import DECIDING, SmallElection, load_election
from writ.exchange.plan import LinkEntry, OptionChange
from writ.law.cite import Cite
from writ.law.findings import Refused
from writ.offices.authority.acts import confirm
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.journal.queries import entries
from writ.offices.timetable.acts import adopt_options, adopt_plan, propose_options, withdraw_option
from writ.offices.timetable.queries.options import option_moves
from writ.offices.timetable.queries.outlook import outlook, slack
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.rules import Session
from writ.web.clock import set_clock

SESSION = Session("cec", date(2007, 9, 13), 7, 2, 1)


@pytest.fixture
def small(db: None) -> SmallElection:
    return load_election(plan=DECIDING)


def stands() -> Situation:
    called = election("example")
    assert called is not None
    found = situation(called, AT)
    assert found is not None
    return found


def adopt(small: SmallElection, *options: str, post: str = "cec.chair", **changes: Any) -> Any:
    inputs = {"election": "example", "options": options, "reason": "It gives the most for its price."}
    return adopt_options(by=small.by(post), at=changes.pop("at", AT), **{**inputs, **changes})


def test_a_body_adopts_in_session_and_the_answer_moves(small: SmallElection) -> None:
    """27 days at the middle instead of 33: six days gained, and the votes are on the record."""
    propose_options(
        by=small.by("cec.chair"),
        at=AT,
        election="example",
        options=("two-orders",),
        reason="For the session.",
    )
    before, chance = slack(stands()), outlook(stands(), runs=2_000).hits
    adopt(small, "two-orders", session=SESSION)
    assert stands().adopted == ("two-orders",)
    assert slack(stands()) - before == 6 * 1440
    assert outlook(stands(), runs=2_000).hits > chance
    entry = entries(limit=1)[0]
    assert entry.outcome["session"] == {
        "body": "cec",
        "held_on": "2007-09-13",
        "votes_for": 7,
        "votes_against": 2,
        "abstained": 1,
    }
    line = option_moves(stands().called.id)[-1]
    assert (line.move, line.session, line.reason) == ("adopted", SESSION, "It gives the most for its price.")


def test_an_officer_adopts_what_an_officer_decides(small: SmallElection) -> None:
    adopt(small, "one-printer", "stamps")
    assert stands().adopted == ("one-printer", "stamps")
    assert [line.session for line in option_moves(stands().called.id)] == [None, None]


def test_two_persons_adopt_what_two_persons_decide(small: SmallElection) -> None:
    with pytest.raises(Refused, match="A-106"):
        adopt(small, "by-air")
    inputs = {"election": "example", "options": ("by-air",), "reason": "Both roads may close."}
    proposal = adopt_options.propose(by=small.by("cec.chair"), at=AT, **inputs)
    assert stands().adopted == ()
    with pytest.raises(Refused, match="A-107"):
        confirm(by=small.by("cec.chair"), at=AT, proposal=proposal.act)
    confirm(by=small.by("cec.member"), at=AT, proposal=proposal.act)
    assert stands().adopted == ("by-air",)


def test_a_session_stands_for_two_persons_only_in_what_its_body_decides(small: SmallElection) -> None:
    """What two persons decide wants the second, beside what the session decided too."""
    both = ("two-orders", "by-air")
    with pytest.raises(Refused, match="A-106"):
        adopt(small, *both, session=SESSION)
    inputs = {"election": "example", "options": both, "reason": "As the session has it.", "session": SESSION}
    proposal = adopt_options.propose(by=small.by("cec.chair"), at=AT, **inputs)
    confirm(by=small.by("cec.member"), at=AT, proposal=proposal.act)
    assert stands().adopted == both
    assert {line.session for line in option_moves(stands().called.id)} == {SESSION}


def test_only_the_body_that_the_plan_names_decides(small: SmallElection) -> None:
    """A session of the secretariat decides nothing of the commission, nor what an officer decides."""
    for option in ("two-orders", "stamps"):
        with pytest.raises(Refused, match="T-163"):
            adopt(small, option, session=replace(SESSION, body="sec"))
    adopt(small, "two-orders", "stamps", session=SESSION)
    assert stands().adopted == ("two-orders", "stamps")


def test_a_body_that_the_plan_does_not_name_decides_nothing(db: None) -> None:
    options = tuple(replace(one, body="") for one in DECIDING.options)
    small = load_election(plan=replace(DECIDING, options=options))
    with pytest.raises(Refused, match="T-163"):
        adopt(small, "two-orders", session=SESSION)


def test_the_articles_that_ask_something_are_named(db: None) -> None:
    asked = Cite("Regulation 2/2007", "", "the minutes of the call")
    options = tuple(replace(one, asks_cite=asked) if one.id == "stamps" else one for one in DECIDING.options)
    small = load_election(plan=replace(DECIDING, options=options))
    adopt(small, "stamps")
    assert asked.as_json() in entries(limit=1)[0].fields["articles"]


def test_what_was_known_earlier_stays_known(small: SmallElection) -> None:
    """The situation at an earlier entry does not know of what was adopted later."""
    called = stands().called
    entry = entries(limit=1)[0].seq
    adopt(small, "one-printer")
    earlier = situation(called, AT, until=entry)
    assert earlier is not None
    assert earlier.adopted == ()
    again = stands().stood(entry, AT)
    assert again is not None
    assert again.adopted == ()


def test_what_a_newer_plan_no_longer_offers_is_in_the_plan(small: SmallElection) -> None:
    adopt(small, "one-printer")
    newer = replace(DECIDING, options=DECIDING.options[2:])
    adopt_plan(
        by=small.by("cec.chair"), at=AT, election="example", document=newer.as_json(), reason="Worked in."
    )
    assert stands().adopted == ()


@pytest.mark.parametrize(
    ("options", "changes", "code"),
    [
        ((), {}, "T-149"),
        (("helicopters",), {}, "T-140"),
        (("stamps", "stamps"), {}, "T-150"),
        (("early-order",), {}, "T-147"),
        (("later-day",), {}, "T-148"),
        (("one-printer", "two-orders"), {"session": SESSION}, "T-145"),
        (("one-printer", "night-shift"), {}, "T-146"),
        (("two-orders",), {}, "T-151"),
        (("two-orders",), {"session": replace(SESSION, votes_for=-1)}, "T-152"),
        (("two-orders",), {"session": replace(SESSION, abstained=-1)}, "T-152"),
        (("two-orders",), {"session": replace(SESSION, votes_for=2)}, "T-153"),
        (("two-orders",), {"session": replace(SESSION, votes_for=0, votes_against=0)}, "T-153"),
        (("two-orders",), {"session": replace(SESSION, held_on=date(2007, 9, 14))}, "T-154"),
        (("two-orders",), {"session": replace(SESSION, body="cabinet")}, "T-155"),
        (("stamps",), {"reason": " "}, "T-156"),
        (("stamps",), {"election": "another"}, "T-121"),
        (("stamps",), {"post": "sec.clerk"}, "A-104"),
    ],
)
def test_what_is_not_adopted(
    small: SmallElection, options: tuple[str, ...], changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        adopt(small, *options, **changes)
    assert stands().adopted == ()


def test_every_mistake_is_named_at_once(small: SmallElection) -> None:
    with pytest.raises(Refused) as refused:
        adopt(small, "one-printer", "night-shift", "two-orders", "early-order", reason="")
    codes = {finding.code for finding in refused.value.findings}
    assert codes == {"T-145", "T-146", "T-147", "T-151", "T-156"}


def test_what_excludes_an_adopted_one_is_refused(small: SmallElection) -> None:
    adopt(small, "one-printer")
    with pytest.raises(Refused, match="T-145"):
        adopt(small, "two-orders", session=SESSION)
    with pytest.raises(Refused, match="T-146"):
        adopt(small, "night-shift")
    with pytest.raises(Refused, match="T-141"):
        adopt(small, "one-printer")


def test_what_was_withdrawn_is_not_adopted_by_an_old_sheet(small: SmallElection) -> None:
    by = small.by("cec.chair")
    propose_options(by=by, at=AT, election="example", options=("stamps",), reason="To be safe.")
    withdraw_option(by=by, at=AT, election="example", option="stamps", reason="None to be had.")
    with pytest.raises(Refused, match="T-143"):
        adopt(small, "stamps")


def test_what_would_leave_the_plan_without_an_answer_is_refused(db: None) -> None:
    """An option by which printing waits for its own end: named, as in a plan."""
    circle = OptionChange("print", links=(LinkEntry("at-stations"),))
    options = tuple(
        replace(one, changes=(circle,)) if one.id == "stamps" else one for one in DECIDING.options
    )
    small = load_election(plan=replace(DECIDING, options=options))
    with pytest.raises(Refused, match="P-104"):
        adopt(small, "stamps")


def test_a_decision_keeps_its_effect_after_its_decide_by(small: SmallElection) -> None:
    """Decided in time it stays decided: the clock only bars deciding later."""
    adopt(small, "two-orders", session=SESSION)
    called = stands().called
    later = situation(called, AT + timedelta(days=14))
    assert later is not None
    assert later.adopted == ("two-orders",)
    assert slack(later) == slack(stands())


def test_a_proposal_is_judged_again_when_it_is_confirmed(small: SmallElection) -> None:
    inputs = {"election": "example", "options": ("by-air",), "reason": "Both roads may close."}
    proposal = adopt_options.propose(by=small.by("cec.chair"), at=AT, **inputs)
    other = adopt_options.propose(by=small.by("cec.chair"), at=AT, **inputs)
    confirm(by=small.by("cec.member"), at=AT, proposal=other.act)
    with pytest.raises(Refused, match="T-141"):
        confirm(by=small.by("cec.member"), at=AT, proposal=proposal.act)


def test_the_second_person_sees_what_the_adoption_changes(small: SmallElection) -> None:
    set_clock(AT)
    inputs = {"election": "example", "options": ("by-air",), "reason": "Both roads may close."}
    proposal = adopt_options.propose(by=small.by("cec.chair"), at=AT, **inputs)
    member = Client()
    member.force_login(Account.objects.get(name="member"))
    url = f"/timetable/proposal/{proposal.act}/"
    page = member.get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Bring the ballots by air" in page
    assert "1 day of slack" in page
    assert member.post(url, {"move": "confirm", "key": "k1"}).url == "/options/"
    assert stands().adopted == ("by-air",)

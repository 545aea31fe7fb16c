"""What excludes what, what is a chance, what is carried: the rules of decisions, on whatever they are given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from writ.offices.timetable.rules import (
    OptionFacts,
    RiskFacts,
    Session,
    check_session,
    check_together,
    may_move,
    may_review,
)
from writ.offices.timetable.states import OPTION_MOVES, OptionState, OptionVerb, RiskState, option_after

AT = datetime(2007, 9, 13, 9, tzinfo=UTC)
TODAY = date(2007, 9, 13)
OPTIONS = st.lists(
    st.builds(
        OptionFacts,
        option=st.sampled_from("abcdef"),
        names=st.just({"en": "An option"}),
        group=st.sampled_from(["", "", "printing", "roads"]),
        touches=st.dictionaries(
            st.tuples(st.sampled_from(["one", "two"]), st.sampled_from(["print", "distribute"])),
            st.just({"en": "A step"}),
            max_size=2,
        ),
    ),
    unique_by=lambda one: one.option,
    max_size=6,
)


@given(OPTIONS, OPTIONS)
def test_two_exclude_each_other_whichever_comes_first(
    some: list[OptionFacts], others: list[OptionFacts]
) -> None:
    """And what is chosen anew excludes what is adopted as it would have been excluded by it."""
    forward, back = check_together(some, ()), check_together(some[::-1], ())
    assert sorted(one.code for one in forward) == sorted(one.code for one in back)
    apart = [one for one in others if one.option not in {other.option for other in some}]
    both = len(check_together([*some, *apart], ()))
    assert both == len(forward) + len(check_together(apart, ())) + sum(
        bool(check_together([one], [other])) for one in some for other in apart
    )


@given(OPTIONS)
def test_what_is_alone_excludes_nothing(some: list[OptionFacts]) -> None:
    for one in some:
        assert check_together([one], [one]) == ()


@given(st.sampled_from(OptionState), st.sampled_from(OptionVerb))
def test_an_option_moves_as_its_lifecycle_says(state: OptionState, verb: OptionVerb) -> None:
    facts = OptionFacts("two-orders", {"en": "Two orders"}, state, AT)
    allowed = not may_move(["two-orders"], {"two-orders": facts}, verb, AT)
    assert allowed == (option_after(state, verb) is not None)


def test_nothing_is_adopted_twice_and_everything_can_be_withdrawn() -> None:
    for state, moves in OPTION_MOVES.items():
        assert state not in moves.values()
    assert all(
        OptionVerb.WITHDRAW in OPTION_MOVES[one] for one in (OptionState.PROPOSED, OptionState.ADOPTED)
    )


@given(st.integers(-20_000, 30_000))
def test_a_chance_lies_between_nought_and_one(ten_thousandths: int) -> None:
    chance = Decimal(ten_thousandths) / 10_000
    findings = may_review(RiskFacts("snow", {"en": "Snow"}), "snow", RiskState.OPEN, chance, AT, AT)
    assert bool(findings) == (not 0 <= chance <= 1)


@given(st.integers(-3, 12), st.integers(-3, 12), st.integers(-3, 12))
def test_a_session_adopts_what_more_were_for_than_against(yes: int, no: int, abstained: int) -> None:
    findings = check_session(Session("cec", TODAY, yes, no, abstained), (), {"cec": {"en": "CEC"}}, TODAY)
    codes = [finding.code for finding in findings]
    if min(yes, no, abstained) < 0:
        assert codes == ["T-152"]
    else:
        assert codes == ([] if yes > no else ["T-153"])

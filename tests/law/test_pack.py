"""The law is data: typed, cited, dated, and its version is its content."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import writ
from writ.exchange.folder import read
from writ.law.cite import NOT_AT_HAND, Status
from writ.law.findings import Refused
from writ.law.pack import LawPack, read_law
from writ.law.sections import SECTIONS
from writ.reckon.calendar import deadline

CITE = {"instrument": "Law", "article": "5", "source": ""}


def value(raw, **more):
    return {"value": raw, "status": "sourced", "cite": CITE, **more}


def pack_of(**sections):
    pack, findings = read_law(sections)
    assert pack is not None, findings
    return pack


def codes_of(polls=None, **sections):
    pack, findings = read_law(sections, polls)
    assert pack is None
    return [(finding.code, finding.where.key) for finding in findings]


@pytest.fixture(scope="module")
def kosovo():
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    return folder.law


def test_a_value_carries_its_citation_and_its_status():
    pack = pack_of(seats={"total": value(120)})
    assert pack.seats.total.known() == 120
    assert pack.seats.total.status is Status.SOURCED
    assert pack.seats.total.cite.article == "5"


def test_what_nobody_knows_stays_empty_and_says_so_when_needed():
    pack = pack_of(seats={"total": {"status": "empty"}})
    for unknown in (pack.seats.total, pack.seats.general):
        assert unknown.is_empty
        with pytest.raises(Refused) as refused:
            unknown.known()
        assert [finding.code for finding in refused.value.findings] == ["L-120"]


def test_the_variant_in_force_on_the_day_speaks():
    pack = pack_of(
        polls={"opens": [value("07:00", until="2008-06-14"), value("08:00", **{"from": "2008-06-15"})]}
    )
    assert pack.on(date(2008, 6, 14)).polls.opens.known() == time(7)
    assert pack.on(date(2008, 6, 15)).polls.opens.known() == time(8)


def test_a_variant_that_names_the_poll_goes_before_the_general_one():
    pack = pack_of(polls={"rounds": [value(1), value(2, polls=["mayoral"])]})
    assert pack.polls.rounds.known() == pack.for_poll("assembly").polls.rounds.known() == 1
    assert pack.for_poll("mayoral").polls.rounds.known() == 2


def test_the_version_is_the_content_and_survives_storage(kosovo):
    again = LawPack.from_json(kosovo.as_json())
    assert again.version == kosovo.version
    assert again.on(kosovo.day).disputes.results_window == kosovo.disputes.results_window
    one, other = (pack_of(seats={"total": value(total)}) for total in (120, 121))
    assert one.version != other.version
    assert one.version == pack_of(seats={"total": [value(120)]}).version


def test_content_that_is_no_pack_is_refused():
    with pytest.raises(Refused):
        LawPack.from_json({"sections": {"seats": {"total": {"value": 1}}}})


@pytest.mark.parametrize(
    ("body", "code", "key"),
    [
        ({"tootal": value(1)}, "L-102", "tootal"),
        ({"total": value("many")}, "L-103", "total.value"),
        ({"total": value(-1)}, "L-103", "total.value"),
        ({"total": value(True)}, "L-103", "total.value"),
        ({"total": value(2**53)}, "L-103", "total.value"),
        ({"total": {"value": 1, "cite": CITE}}, "L-104", "total"),
        ({"total": value(1) | {"status": "sure"}}, "L-105", "total.status"),
        ({"total": {"value": 1, "status": "sourced"}}, "L-106", "total"),
        ({"total": value(1, cite="nowhere")}, "L-107", "total.cite"),
        ({"total": value(1, cite={"article": "5"})}, "L-108", "total.cite"),
        ({"total": value(1, cite={"instrument": "Law", "article": NOT_AT_HAND})}, "L-109", "total.cite"),
        ({"total": {"status": "sourced", "cite": CITE}}, "L-110", "total"),
        ({"total": value(1) | {"status": "empty"}}, "L-111", "total.value"),
        ({"total": value(1, valu=2)}, "L-112", "total.valu"),
        ({"total": value(1, until="2000-01-01") | {"from": "2001-01-01"}}, "L-113", "total.until"),
        ({"total": [value(1), value(2)]}, "L-114", "total[1]"),
        ({"total": value(1, polls=["royal"])}, "L-115", "total.polls"),
        ({"total": value(1.5)}, "L-116", "total.value"),
        ({"total": 120}, "L-117", "total"),
        ({"total": value(1) | {"from": "yesterday"}}, "L-103", "total.from"),
        ({"gender": value({"min_share": "0.3"})}, "L-103", "gender.value.min_share"),
        ({"gender": value({"minimum": "1/3"})}, "L-103", "gender.value.minimum"),
        ({"threshold": value({"base": "valid"})}, "L-103", "threshold.value"),
    ],
)
def test_every_mistake_has_its_number_and_its_place(body, code, key):
    assert codes_of(frozenset({"assembly"}), seats=body) == [(code, key)]


def test_a_section_nobody_knows_is_refused():
    assert codes_of(taxes={}) == [("L-101", None)]


def test_a_citation_given_twice_must_be_the_same():
    other = CITE | {"article": "6"}
    assert codes_of(seats={"cites": {"law": CITE}}, polls_={}, ballot={"cites": {"law": other}})[-1] == (
        "L-118",
        "cites.law",
    )


def test_acts_may_rest_only_on_citations_that_are_given():
    body = {"act_basis": value({"timetable": ["nowhere"]})}
    assert codes_of(authority=body) == [("L-121", "act_basis.value.timetable")]


def test_two_persons_are_asked_for_where_the_law_says(kosovo):
    assert kosovo.wants_two_persons("timetable.adopt_plan")
    assert kosovo.wants_two_persons("timetable.reestimate", firmness="contract")
    assert not kosovo.wants_two_persons("timetable.reestimate", firmness="promise")
    assert not kosovo.wants_two_persons("timetable.record_finish")
    assert kosovo.authority.two_persons.status is Status.SCENARIO
    assert not kosovo.authority.two_persons.cite.at_hand


def test_an_act_rests_on_its_own_citations_or_those_of_its_office(kosovo):
    assert len(kosovo.basis_of("timetable.adopt_plan")) == 2
    assert kosovo.basis_of("timetable.record_finish")[0].instrument.startswith("Council of Europe")
    assert kosovo.basis_of("weather.forecast") == ()


def test_the_example_has_the_values_of_2007_and_dated_variants(kosovo):
    assembly, mayoral = kosovo.for_poll("assembly"), kosovo.for_poll("mayoral")
    assert assembly.seats.general.known() == 100
    assert dict(assembly.seats.reserved.known()) == {
        "serb": 10,
        "roma-ashkali-egyptian": 4,
        "bosniak": 3,
        "turkish": 2,
        "gorani": 1,
    }
    assert assembly.seats.threshold.known().share == Fraction(1, 20)
    assert assembly.ballot.marks.known().candidate_marks_max == 10
    assert mayoral.polls.runoff_after.known().term.amount == 21
    assert mayoral.on(date(2009, 11, 15)).polls.runoff_after.known().term.weekday == 6
    assert kosovo.nominations.gender.known().min_share == Fraction(1, 3)
    assert kosovo.on(date(2009, 1, 1)).nominations.gender.known().one_in_each_group_of == 3
    assert kosovo.nominations.support.is_empty
    assert kosovo.for_poll("municipal").seats.threshold.is_empty
    assert kosovo.disputes.results_window.known().term.amount == 48
    assert kosovo.on(date(2024, 1, 1)).disputes.appeal_window.known().term.unit == "working_hours"


def test_every_value_of_the_example_says_how_it_is_known_and_on_what_it_rests(kosovo):
    for title, section in SECTIONS.items():
        for rule in section.rules:
            for entry in getattr(kosovo, title).variants(rule):
                assert entry.status is Status.EMPTY or entry.cite.source or entry.cite.at_hand


def test_every_rule_says_what_it_means():
    for section in SECTIONS.values():
        assert section.__doc__
        assert all(rule.meaning and rule.kind.name for rule in section.rules.values())


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ({"amount": 5, "unit": "days"}, "cure.value"),
        ({"amount": 5, "unit": "days", "after": "notice", "before": "notice"}, "cure.value"),
        ({"amount": 5, "unit": "working_days", "after": "notice"}, "cure.value"),
        ({"amount": 5, "unit": "fortnights", "after": "notice"}, "cure.value.unit"),
        ({"amount": 5, "unit": "days", "after": "notice", "wekday": "sunday"}, "cure.value.wekday"),
    ],
)
def test_a_period_the_law_leaves_open_is_asked_about_and_never_guessed(raw, key):
    assert codes_of(nominations={"cure": value(raw)}) == [("L-103", key)]


def test_the_second_round_falls_where_the_law_of_its_day_puts_it(kosovo):
    first = datetime(2007, 11, 17, 19)
    zone = ZoneInfo("Europe/Belgrade")
    for day, second in ((date(2007, 11, 17), date(2007, 12, 8)), (date(2009, 11, 15), date(2007, 12, 16))):
        wait = kosovo.on(day).for_poll("mayoral").polls.runoff_after.known()
        assert wait.event == "polling-day"
        ends = deadline(wait.term, first.replace(tzinfo=zone), zone, {})
        assert (ends.moment - timedelta(minutes=1)).astimezone(zone).date() == second

"""The door: one act, its competence, its entry; and everything it turns away."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest

from small_acts import NOTE, Noted, group, note, note_pair
from small_commission import AT, CLERK, Commission
from writ.law.findings import Refused
from writ.law.texts import registered, sentence
from writ.offices.authority.acts import act_is_open, act_kind, end_holding, seat_person
from writ.offices.authority.acts.door import official_act
from writ.offices.authority.models import Institution, Person
from writ.offices.authority.queries import By
from writ.offices.journal.queries import corrections_of, entries, entry_of, sealed
from writ.reckon.record import PREFIX, commitment, leaf_hash

WITH_NOTES = {"sec.clerk": (NOTE, "tests.group"), "mec.north": (NOTE,)}


@pytest.fixture
def clerk(found: Callable[..., Commission]) -> By:
    return found(functions=WITH_NOTES).by["sec.clerk"]


def refusal(act: Callable[..., Any], **inputs: Any) -> str:
    """The codes with which an act is refused, leaving neither row nor entry."""
    before = (len(entries()), Institution.objects.count())
    with pytest.raises(Refused) as refused:
        act(**inputs)
    assert (len(entries()), Institution.objects.count()) == before
    assert all(
        sentence(finding, language)
        for finding in refused.value.findings
        for language in ("en", "sq", "sr-cyrl")
    )
    return " ".join(finding.code for finding in refused.value.findings)


def test_an_act_leaves_its_row_and_one_entry(clerk: By) -> None:
    """The entry tells who, in which post, on which ground, under which law, when, and what came of it."""
    done = note(by=clerk, at=AT, word="seal", moment=AT, election="e1")
    entry = entry_of(done.act)
    assert entry is not None
    assert done.outcome == Noted("seal", 3, "seal", AT)
    assert (entry.seq, entry.kind, entry.subject, entry.count, entry.election) == (
        done.entry,
        NOTE,
        "seal",
        3,
        "e1",
    )
    assert (entry.at, entry.post, entry.person) == (AT, "sec.clerk", CLERK)
    assert Institution.objects.get(code="seal").act_id == done.act
    told = json.loads(entry.entry.removeprefix(PREFIX))
    assert told["outcome"] == {"word": "seal", "moment": "2007-09-13T07:00:00Z", "echo": ""}
    assert told["competence"]["function"] == NOTE
    assert told["competence"]["instrument"] == "Regulation 1/2007"
    assert (told["seq"], told["law"], told["person"]) == (entry.seq, entry.law_version, str(CLERK))
    assert len(entry.law_version) == 64
    assert entry.leaf == leaf_hash(entry.entry)


def test_no_act_is_open_before_or_after(clerk: By) -> None:
    """The fence that guards every table asks this."""
    seen = []

    @official_act("tests.look", needs=NOTE)
    def look(act: Any) -> Noted:
        seen.append(act_is_open())
        return Noted("", 1, "")

    assert not act_is_open()
    look(by=clerk, at=AT)
    assert seen == [True]
    refusal(note, by=clerk, at=AT, word="x\x00")
    assert not act_is_open()


def test_a_competence_reaches_into_the_parts_of_its_territory_and_no_further(
    found: Callable[..., Commission],
) -> None:
    by = found(functions=WITH_NOTES).by
    note(by=by["sec.clerk"], at=AT, word="a", territory="north")
    note(by=by["mec.north"], at=AT, word="b", territory="north")
    assert refusal(note, by=by["mec.north"], at=AT, word="c", territory="south") == "A-104"
    assert refusal(note, by=by["mec.north"], at=AT, word="c") == "A-104"
    assert refusal(note, by=by["mec.north"], at=AT, word="c", territory="nowhere") == "A-105"


def test_a_refusal_names_who_may_since_when_and_by_what(found: Callable[..., Commission]) -> None:
    """ "Not you" is half an answer; the other half is whom to call, in the reader's language."""
    by = found(functions={"cec.chair": (NOTE,)}).by
    with pytest.raises(Refused) as refused:
        note(by=by["sec.clerk"], at=AT, word="x")
    finding = refused.value.findings[0]
    assert (finding.code, finding.facts["holder"]) == ("A-104", "Cec.Chair")
    assert {"Cec.Chair", "2007-09-13", "Regulation 1/2007"} <= set(map(str, finding.facts.values()))
    assert "“cec.chair sq”" in sentence(finding, "sq")
    assert "“Cec.Chair”" in sentence(finding, "en")


def test_nobody_acts_before_or_after_their_time(clerk: By) -> None:
    """Posts and competences are judged at the act's own moment."""
    assert refusal(note, by=clerk, at=AT - timedelta(minutes=1), word="x") == "A-103"
    assert refusal(note, by=By(clerk.person, uuid4()), at=AT, word="x") == "A-103"
    assert refusal(note, by=By(uuid4(), clerk.post), at=AT, word="x") == "A-103"


def test_a_post_left_is_a_post_lost_at_that_minute(found: Callable[..., Commission]) -> None:
    by = found(functions=WITH_NOTES).by
    noon = AT + timedelta(hours=5)
    end_holding(by=by["cec.chair"], at=AT, post="sec.clerk", person=CLERK, until_at=noon)
    note(by=by["sec.clerk"], at=noon - timedelta(seconds=1), word="last")
    assert refusal(note, by=by["sec.clerk"], at=noon, word="late") == "A-103"


def test_nothing_is_done_before_the_founding(db: None) -> None:
    assert refusal(note, by=By(uuid4(), uuid4()), at=AT, word="x") == "A-101"
    assert note.preview(by=By(uuid4(), uuid4()), at=AT, word="x").findings[0].code == "A-101"


def test_a_rule_refuses_and_nothing_stays(clerk: By) -> None:
    note(by=clerk, at=AT, word="seal")
    assert refusal(note, by=clerk, at=AT, word="seal") == "A-121"


def test_what_only_informs_stays_beside_the_act(clerk: By) -> None:
    """The record never refuses what has happened; it keeps the doubt."""
    done = note(by=clerk, at=AT, word="seal", doubt=True)
    entry = entry_of(done.act)
    assert entry is not None
    assert [finding["code"] for finding in entry.fields["findings"]] == ["A-133"]


def test_an_act_corrects_an_earlier_one_and_both_stay(clerk: By) -> None:
    wrong = note(by=clerk, at=AT, word="one")
    right = note(by=clerk, at=AT, word="two", corrects=wrong.act)
    assert [entry.act for entry in corrections_of(wrong.act)] == [right.act]
    assert entry_of(wrong.act) is not None


def test_the_sealed_is_committed_to_and_never_in_the_entry(clerk: By) -> None:
    """Erasing a person must not break the record, and the record must not betray the person."""
    done = note(by=clerk, at=AT, word="seal", secret="Arta Krasniqi, 1204975")
    entry = entry_of(done.act)
    assert entry is not None
    assert b"Krasniqi" not in entry.entry
    assert sealed(done.act) == {"secret": "Arta Krasniqi, 1204975"}
    from writ.offices.journal.models import Sealed

    salts = {row.field: bytes(row.salt) for row in Sealed.objects.filter(act=done.act)}
    assert entry.fields["sealed"]["secret"] == commitment(salts["secret"], "Arta Krasniqi, 1204975").hex()
    assert salts["secret"] != salts["inputs"]


def test_a_preview_tells_and_leaves_nothing(clerk: By) -> None:
    before = len(entries())
    told = note.preview(by=clerk, at=AT, word="seal")
    assert (told.outcome, told.findings, told.two_persons) == (Noted("seal", 3, "seal"), (), False)
    assert (len(entries()), Institution.objects.filter(code="seal").exists()) == (before, False)
    note(by=clerk, at=AT, word="seal")
    assert [finding.code for finding in note.preview(by=clerk, at=AT, word="seal").findings] == ["A-121"]


def test_the_same_submission_twice_is_done_once(clerk: By) -> None:
    """A double click, a lost answer, a back button: the first outcome is given again."""
    first = note(by=clerk, at=AT, key="k", word="seal", moment=AT)
    again = note(by=clerk, at=AT + timedelta(minutes=1), key="k", word="seal", moment=AT)
    assert again == replace(first, repeated=True)
    assert len(entries(kind=NOTE)) == 1


def test_a_key_stands_for_one_submission(found: Callable[..., Commission]) -> None:
    by = found(functions=WITH_NOTES).by
    note(by=by["sec.clerk"], at=AT, key="k", word="seal", territory="north")
    assert refusal(note, by=by["sec.clerk"], at=AT, key="k", word="wax", territory="north") == "A-111"
    assert refusal(group, by=by["sec.clerk"], at=AT, key="k", words=("seal",)) == "A-111"
    note(by=by["mec.north"], at=AT, key="k", word="wax", territory="north")


def test_acts_inside_an_act_come_after_it_on_the_record(clerk: By) -> None:
    """Each is judged by its own competence, each has its own entry, and says within which."""
    done = group(by=clerk, at=AT, words=("a", "b"))
    outer, *inner = sorted(entries(limit=3), key=lambda entry: entry.seq)
    assert (outer.act, outer.seq) == (done.act, done.entry)
    assert [entry.subject for entry in inner] == ["a", "b"]
    assert {entry.fields["within"] for entry in inner} == {str(done.act)}


def test_an_inner_act_that_is_refused_takes_its_entry_with_it(clerk: By) -> None:
    note(by=clerk, at=AT, word="b")
    done = group(by=clerk, at=AT, words=("a", "b", "c"), forgive=True)
    assert done.outcome.refused == ("b",)
    assert [entry.subject for entry in entries(kind=NOTE, newest_first=False)] == ["b", "a", "c"]
    assert refusal(group, by=clerk, at=AT, words=("d", "b")) == "A-121"


def test_an_inner_act_needs_its_own_competence(found: Callable[..., Commission]) -> None:
    by = found(functions={"sec.clerk": ("tests.group",)}).by["sec.clerk"]
    assert refusal(group, by=by, at=AT, words=("a",)) == "A-105"


def test_an_act_of_two_cannot_hide_in_an_act_of_one(found: Callable[..., Commission]) -> None:
    by = found(functions={"sec.clerk": ("tests.group", "tests.pair")}).by["sec.clerk"]
    assert refusal(group, by=by, at=AT, words=("a",), pair=True) == "A-112"
    assert refusal(note_pair, by=by, at=AT, word="a") == "A-106"
    note_pair(by=by, at=AT, word="a", alone=True)


def test_an_inner_act_is_the_same_persons_at_the_same_moment(found: Callable[..., Commission]) -> None:
    by = found(functions=WITH_NOTES).by

    @official_act("tests.other", needs=NOTE)
    def other(act: Any) -> Noted:
        note(by=by["mec.north"], at=act.at, word="x", territory="north")
        return Noted("", 1, "")

    with pytest.raises(ValueError, match="same person"):
        other(by=by["sec.clerk"], at=AT)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("a\x00b", "J-103"),
        ("a\ud800b", "J-103"),
        ("a\u202eb", "J-103"),
        ("a\u2066b", "J-103"),
        ("a\x1bb", "J-103"),
    ],
)
def test_hostile_text_never_reaches_a_row(clerk: By, word: str, code: str) -> None:
    """Lone surrogates, NUL, controls and direction overrides read otherwise than they are stored."""
    assert refusal(note, by=clerk, at=AT, word=word) == code
    assert refusal(group, by=clerk, at=AT, words=("fine", word)) == code


@pytest.mark.parametrize(
    "word", ["Ђорђе Љиљана", "Gjilan / Gnjilane", "a\u200fb", "line\nline", "👩‍👧", "İstanbul"]
)
def test_peoples_names_pass_as_they_are(clerk: By, word: str) -> None:
    assert note(by=clerk, at=AT, word=word).outcome.word == word


def test_text_is_composed_before_anyone_sees_it(clerk: By) -> None:
    """The row, the entry and the commitment hold the same letters, however they were typed."""
    done = note(by=clerk, at=AT, word="Gjakove\u0308")
    assert done.outcome.word == "Gjakov\u00eb"
    assert Institution.objects.filter(code="Gjakov\u00eb").exists()


@pytest.mark.parametrize(
    ("extra", "code"),
    [(0.5, "J-102"), (2**53, "J-101"), (-(2**53), "J-101"), (float("nan"), "J-102"), (object(), "J-102")],
)
def test_the_record_holds_exact_values_only(clerk: By, extra: Any, code: str) -> None:
    assert refusal(note, by=clerk, at=AT, word="x", extra={"list": [extra]}) == code


def test_an_entry_has_a_limit(clerk: By) -> None:
    assert refusal(note, by=clerk, at=AT, word="x", echo="x" * 70_000) == "J-104"


def test_moments_are_the_same_moment_in_every_zone(clerk: By) -> None:
    """A key sent again from another zone binds the same inputs."""
    here = datetime(2007, 9, 13, 9, 0, tzinfo=timezone(timedelta(hours=2)))
    done = note(by=clerk, at=here, key="k", word="x", moment=here)
    assert done.outcome.moment == here.astimezone(UTC)
    assert note(by=clerk, at=here, key="k", word="x", moment=here.astimezone(UTC)).repeated


def test_an_unknown_input_is_a_mistake_of_the_caller(clerk: By) -> None:
    with pytest.raises(TypeError):
        note(by=clerk, at=AT, word="x", colour="red")


def test_a_kind_stands_for_one_act(db: None) -> None:
    """A kind is a public name: a second act under it would rewrite what the first one said."""
    with pytest.raises(ValueError, match="exists already"):
        official_act("authority.seat_person", needs=NOTE)(lambda act: None)
    assert act_kind("authority.seat_person") is seat_person


def test_every_refusal_of_the_door_has_a_sentence() -> None:
    assert {"A-101", "A-103", "A-104", "A-105", "A-106", "A-110", "A-111", "A-112", "J-103", "J-105"} <= set(
        registered()
    )


def test_a_new_person_is_entered_and_the_name_stays_out_of_the_entry(
    found: Callable[..., Commission],
) -> None:
    chair = found().by["cec.chair"]
    person = UUID(int=7)
    done = seat_person(by=chair, at=AT, post="sec.clerk", person=person, name="Arta Krasniqi")
    entry = entry_of(done.act)
    assert entry is not None
    assert "Arta" not in entry.entry.decode()
    assert Person.objects.get(id=person).name == "Arta Krasniqi"

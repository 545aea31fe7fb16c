"""Two-person acts: one puts forward, another confirms, and what is confirmed is what was put forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from small_acts import PAIR, Noted, group_of_pairs, note_pair
from small_commission import AT, Commission, law
from writ.law.findings import Refused
from writ.offices.authority.acts import (
    adopt_law_pack,
    confirm,
    end_competence,
    end_holding,
    lapse_proposal,
    return_proposal,
    seat_person,
)
from writ.offices.authority.models import Competence, Institution, Proposal
from writ.offices.authority.queries import By, law_in_force
from writ.offices.journal.models import Sealed
from writ.offices.journal.queries import entries, entry_of

LATER = AT + timedelta(hours=1)


@pytest.fixture
def by(found: Callable[..., Commission]) -> Any:
    return found(functions={"cec.chair": (PAIR,), "cec.member": (PAIR,), "mec.north": (PAIR,)}).by


def codes(act: Callable[..., Any], **inputs: Any) -> str:
    before = (
        len(entries()),
        Institution.objects.count(),
        list(Proposal.objects.values_list("state", flat=True)),
    )
    with pytest.raises(Refused) as refused:
        act(**inputs)
    after = (
        len(entries()),
        Institution.objects.count(),
        list(Proposal.objects.values_list("state", flat=True)),
    )
    assert after == before
    return " ".join(finding.code for finding in refused.value.findings)


def test_a_proposal_changes_nothing_but_the_record(by: dict[str, By]) -> None:
    done = note_pair.propose(by=by["cec.chair"], at=AT, word="seal", secret="Arta")
    entry = entry_of(done.act)
    assert entry is not None
    assert (entry.kind, entry.subject, entry.outcome["act"]) == ("authority.propose", "seal", PAIR)
    assert not Institution.objects.filter(code="seal").exists()
    assert "Arta" not in entry.entry.decode()


def test_a_confirmation_does_what_was_proposed(by: dict[str, By]) -> None:
    """Two entries: proposed and confirmed; the second is one of the act's own kind and names the first."""
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal", secret="Arta")
    done = confirm(by=by["cec.member"], at=LATER, proposal=proposed.act)
    entry = entry_of(done.act)
    assert entry is not None
    assert isinstance(done.outcome, Noted)
    assert (entry.kind, entry.post, entry.at) == (PAIR, "cec.member", LATER)
    proposal = entry.fields["proposal"]
    assert (proposal["act"], proposal["post"]) == (str(proposed.act), "cec.chair")
    assert Institution.objects.get(code="seal").act_id == done.act
    assert [one.kind for one in entries(limit=2)] == [PAIR, "authority.propose"]


def test_nobody_confirms_their_own(by: dict[str, By]) -> None:
    """Another post does not make another person."""
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal")
    assert codes(confirm, by=by["cec.chair"], at=AT, proposal=proposed.act) == "A-107"
    end_holding(by=by["cec.chair"], at=AT, post="cec.member", person=by["cec.member"].person)
    seat_person(by=by["cec.chair"], at=AT, post="cec.member", person=by["cec.chair"].person)
    in_other_post = By(by["cec.chair"].person, by["cec.member"].post)
    assert codes(confirm, by=in_other_post, at=AT, proposal=proposed.act) == "A-107"


def test_the_confirmer_is_judged_like_the_proposer(by: dict[str, By]) -> None:
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal")
    assert codes(confirm, by=by["sec.clerk"], at=AT, proposal=proposed.act) == "A-104"
    assert codes(confirm, by=by["mec.north"], at=AT, proposal=proposed.act) == "A-104"
    assert codes(note_pair.propose, by=by["sec.clerk"], at=AT, word="wax") == "A-104"


def test_a_competence_that_ended_since_confirms_nothing(by: dict[str, By]) -> None:
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal")
    held = Competence.objects.get(function=PAIR, post=by["cec.member"].post)
    end_competence(by=by["cec.chair"], at=AT, competence=held.id)
    assert codes(confirm, by=by["cec.member"], at=LATER, proposal=proposed.act) == "A-104"


def test_a_proposal_whose_outcome_would_differ_is_stale(by: dict[str, By]) -> None:
    """The proposer counted four bodies; when the fifth is there, the confirmation would say something else."""
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal")
    note_pair(by=by["cec.chair"], at=AT, word="between", alone=True)
    assert codes(confirm, by=by["cec.member"], at=LATER, proposal=proposed.act) == "A-110"
    return_proposal(by=by["cec.member"], at=LATER, proposal=proposed.act, reason="There is one more by now")


def test_a_proposal_that_a_rule_now_forbids_is_refused_by_that_rule(by: dict[str, By]) -> None:
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal")
    note_pair(by=by["cec.chair"], at=AT, word="seal", alone=True)
    assert codes(confirm, by=by["cec.member"], at=LATER, proposal=proposed.act) == "A-121"


def test_a_proposal_is_confirmed_once(by: dict[str, By]) -> None:
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, key="p", word="seal")
    assert note_pair.propose(by=by["cec.chair"], at=AT, key="p", word="seal").act == proposed.act
    done = confirm(by=by["cec.member"], at=LATER, proposal=proposed.act, key="c")
    assert confirm(by=by["cec.member"], at=LATER, proposal=proposed.act, key="c").act == done.act
    assert "A-109" in codes(
        return_proposal, by=by["cec.member"], at=LATER, proposal=proposed.act, reason="no"
    )
    assert "A-109" in codes(lapse_proposal, by=by["cec.member"], at=LATER, proposal=proposed.act)


def test_a_returned_proposal_stays_returned(by: dict[str, By]) -> None:
    """The reason stays with the act, sealed: it may speak of persons."""
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal")
    assert codes(return_proposal, by=by["cec.member"], at=AT, proposal=proposed.act, reason=" ") == "A-118"
    done = return_proposal(by=by["cec.member"], at=AT, proposal=proposed.act, reason="Arta should look first")
    entry = entry_of(done.act)
    assert entry is not None
    assert b"Arta" not in entry.entry
    assert codes(confirm, by=by["cec.member"], at=AT, proposal=proposed.act) == "A-109"


def test_a_proposal_runs_out_to_the_minute(by: dict[str, By]) -> None:
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal", expires_at=LATER)
    assert (
        codes(lapse_proposal, by=by["cec.member"], at=LATER - timedelta(minutes=1), proposal=proposed.act)
        == "A-114"
    )
    assert codes(confirm, by=by["cec.member"], at=LATER, proposal=proposed.act) == "A-108"
    lapse_proposal(by=by["cec.chair"], at=LATER, proposal=proposed.act)
    assert Proposal.objects.get(act=proposed.act).state == "lapsed"


def test_an_unknown_proposal_is_refused(by: dict[str, By]) -> None:
    assert codes(confirm, by=by["cec.member"], at=AT, proposal=by["cec.chair"].post) == "A-113"
    assert (
        codes(return_proposal, by=by["cec.member"], at=AT, proposal=by["cec.chair"].post, reason="no")
        == "A-113"
    )


def test_an_erased_proposal_confirms_nothing(by: dict[str, By]) -> None:
    """What a proposal keeps of its inputs can be erased; then it can only be returned."""
    proposed = note_pair.propose(by=by["cec.chair"], at=AT, word="seal", secret="Arta")
    from writ.offices.authority.acts.sitting import sitting

    with sitting():
        Sealed.objects.filter(act=proposed.act).delete()
    assert codes(confirm, by=by["cec.member"], at=AT, proposal=proposed.act) == "A-116"
    return_proposal(by=by["cec.member"], at=AT, proposal=proposed.act, reason="erased")


def test_a_two_person_act_may_be_made_of_two_person_acts(by: dict[str, By]) -> None:
    proposed = group_of_pairs.propose(by=by["cec.chair"], at=AT, words=("a", "b"))
    confirm(by=by["cec.member"], at=LATER, proposal=proposed.act)
    assert {"a", "b"} <= set(Institution.objects.values_list("code", flat=True))
    assert [entry.kind for entry in entries(limit=3, newest_first=True)] == [PAIR, PAIR, "tests.pair_group"]


def test_the_law_pack_says_which_acts_want_two(by: dict[str, By]) -> None:
    """A legislator could change it, so it is no code: the same act wants two under one pack and one under another."""
    pack = law(authority={"cites": {}})
    inputs = {"law": pack.as_json(), "zone": "Europe/Belgrade"}
    assert codes(adopt_law_pack, by=by["cec.chair"], at=AT, **inputs) == "A-106"
    assert adopt_law_pack.preview(by=by["cec.chair"], at=AT, **inputs).two_persons
    proposed = adopt_law_pack.propose(by=by["cec.chair"], at=AT, **inputs)
    confirm(by=by["cec.member"], at=AT, proposal=proposed.act)
    in_force = law_in_force("")
    assert in_force is not None
    assert in_force.version == pack.version
    adopt_law_pack(by=by["cec.chair"], at=AT, law=law().as_json(), zone="Europe/Belgrade")

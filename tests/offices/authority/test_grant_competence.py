"""Granting a competence: done, and each refusal from the same setup."""

from __future__ import annotations

from typing import Any

import pytest

from small_commission import AT, Commission
from writ.law.findings import Refused
from writ.offices.authority.acts import grant_competence
from writ.offices.authority.queries import By, competence_of
from writ.offices.journal.queries import entries


def grant(by: By, **changes: Any) -> Any:
    inputs = {"function": "tests.note", "territory": "north", "post": "sec.clerk", "instrument": "Decision 3"}
    return grant_competence(by=by, at=AT, **{**inputs, **changes})


def test_a_grant_is_in_force_and_on_the_record(commission: Commission) -> None:
    """Who was given what, by which right and on which instrument, stands in one entry."""
    clerk = commission.by["sec.clerk"]
    assert competence_of(clerk, "tests.note", "north", AT) is None
    done = grant(commission.by["cec.chair"])
    entry = entries(limit=1)[0]
    assert competence_of(clerk, "tests.note", "north", AT) is not None
    assert competence_of(clerk, "tests.note", "south", AT) is None
    assert (entry.seq, entry.act, entry.kind, entry.subject, entry.post) == (
        2,
        done.act,
        "authority.grant_competence",
        "tests.note",
        "cec.chair",
    )
    assert [cite["instrument"] for cite in entry.fields["articles"]] == ["Regulation 1/2007", "Decision 3"]


@pytest.mark.parametrize(
    ("post", "changes", "code"),
    [
        ("sec.clerk", {}, "A-104"),
        ("mec.north", {"territory": "south"}, "A-104"),
        ("cec.chair", {"post": "", "institution": ""}, "A-132"),
        ("cec.chair", {"institution": "cec"}, "A-132"),
        ("cec.chair", {"post": "nobody"}, "A-119"),
        ("cec.chair", {"territory": "nowhere"}, "A-119"),
        ("cec.chair", {"instrument": " "}, "A-133"),
        ("cec.chair", {"from_at": AT.replace(year=2006)}, "A-124"),
        ("cec.chair", {"until_at": AT.replace(year=2006)}, "A-124"),
    ],
)
def test_what_may_not_be_granted(
    commission: Commission, post: str, changes: dict[str, Any], code: str
) -> None:
    """A refusal names its number, and leaves neither row nor entry."""
    with pytest.raises(Refused) as refused:
        grant(commission.by[post], **changes)
    assert code in [finding.code for finding in refused.value.findings]
    assert len(entries()) == 1

"""Ending a competence: done, and each refusal from the same setup."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from small_commission import AT, Commission
from writ.law.findings import Refused
from writ.offices.authority.acts import end_competence
from writ.offices.authority.models import Competence
from writ.offices.authority.queries import competence_of
from writ.offices.journal.queries import entries

LATER = AT + timedelta(days=1)


def held(post: str, function: str) -> Competence:
    return Competence.objects.get(post__code=post, function=function)


def codes(commission: Commission, post: str = "cec.chair", **inputs: Any) -> list[str]:
    before = len(entries())
    with pytest.raises(Refused) as refused:
        end_competence(by=commission.by[post], at=AT, **inputs)
    assert len(entries()) == before
    return [finding.code for finding in refused.value.findings]


def test_a_competence_ends_at_its_minute(commission: Commission) -> None:
    row = held("sec.auditor", "authority.read_record")
    end_competence(by=commission.by["cec.chair"], at=AT, competence=row.id, until_at=LATER)
    auditor = commission.by["sec.auditor"]
    assert competence_of(auditor, "authority.read_record", None, LATER - timedelta(seconds=1)) is not None
    assert competence_of(auditor, "authority.read_record", None, LATER) is None


def test_what_cannot_be_ended(commission: Commission) -> None:
    row = held("sec.auditor", "authority.read_record")
    assert codes(commission, "sec.clerk", competence=row.id) == ["A-104"]
    assert codes(commission, "mec.north", competence=row.id) == ["A-104"]
    assert codes(commission, competence=uuid4()) == ["A-134"]
    assert "A-124" in codes(commission, competence=row.id, until_at=AT - timedelta(days=1))
    end_competence(by=commission.by["cec.chair"], at=AT, competence=row.id)
    assert codes(commission, competence=row.id) == ["A-134"]

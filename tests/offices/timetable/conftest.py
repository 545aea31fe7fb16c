"""What the timetable's tests share: a small election with its plan adopted."""

from __future__ import annotations

import pytest
from django.test import Client

from small_commission import AT
from small_decisions import compute, signed_in
from small_election import DECIDING, SmallElection, load_election
from writ.web.clock import set_clock


@pytest.fixture
def small(db: None) -> SmallElection:
    """One day short at the middle estimates, 11 chances in 24."""
    return load_election()


@pytest.fixture
def deciding(db: None) -> SmallElection:
    """With options and risks, its forecast analysed."""
    small = load_election(plan=DECIDING)
    set_clock(AT)
    compute()
    return small


@pytest.fixture
def chair(deciding: SmallElection) -> Client:
    """Who may decide, signed in."""
    return signed_in("chair")

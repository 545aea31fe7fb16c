"""What the timetable's tests share: a small election with its plan adopted."""

from __future__ import annotations

import pytest

from small_election import SmallElection, load_election


@pytest.fixture
def small(db: None) -> SmallElection:
    """One day short at the middle estimates, 11 chances in 24."""
    return load_election()

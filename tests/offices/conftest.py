"""What the offices' tests share: a founded commission, in the test's own transaction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from small_commission import Commission, found_commission


@pytest.fixture
def found(db: None) -> Callable[..., Commission]:
    """Founds the small commission, with the functions a test needs."""
    return found_commission


@pytest.fixture
def commission(db: None) -> Commission:
    """The small commission, founded."""
    return found_commission()

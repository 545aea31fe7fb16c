"""A clock must frighten at the right moment, by shape as well as by colour."""

from __future__ import annotations

import pytest

from writ.desk.clocks import Clock


@pytest.mark.parametrize(
    ("gone", "state", "status"),
    [
        (0, "open", "waiting"),
        (74, "open", "waiting"),
        (75, "amber", "near"),
        (89, "amber", "near"),
        (90, "red", "short"),
        (100, "red", "short"),
        (101, "over", "short"),
    ],
)
def test_state_follows_the_share_gone(gone: int, state: str, status: str) -> None:
    clock = Clock(100, gone)
    assert (clock.state, clock.status) == (state, status)


def test_a_paused_clock_stands_still_whatever_is_gone() -> None:
    assert Clock(100, 99, paused="since 13:00").state == "paused"
    assert "desk-hatch" in Clock(100, 99, paused="since 13:00").bar()


def test_what_is_left_and_what_is_over() -> None:
    assert Clock(100, 30).minutes == 70
    assert Clock(100, 130).minutes == 30


def test_the_bar_fills_with_the_period_and_runs_past_its_frame_when_over() -> None:
    assert 'width="101.0"' in Clock(100, 50).bar()
    over = Clock(100, 400).bar()
    assert 'width="202.0"' in over
    assert "M204 8h3" in over


def test_a_period_of_nothing_is_full() -> None:
    assert 'width="202' in Clock(0, 0).bar()

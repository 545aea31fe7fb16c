"""A station's day goes along its lifecycle, and every end can be reached."""

from __future__ import annotations

from writ.offices.elections.states import MOVES, DayStatus, Move, after


def reachable(start: DayStatus) -> set[DayStatus]:
    seen, open_ = {start}, [start]
    while open_:
        for status in MOVES[open_.pop()].values():
            if status not in seen:
                seen.add(status)
                open_.append(status)
    return seen


def test_every_status_can_be_reached_from_the_plan() -> None:
    assert reachable(DayStatus.PLANNED) == set(DayStatus)


def test_a_locked_school_is_moved_and_then_opens_late() -> None:
    moved = after(DayStatus.PLANNED, Move.MOVE)
    assert moved is DayStatus.MOVED
    assert after(moved, Move.OPEN_LATE) is DayStatus.OPENED_LATE


def test_a_suspended_poll_resumes_or_ends_early() -> None:
    assert after(DayStatus.SUSPENDED, Move.RESUME) is DayStatus.OPENED
    assert after(DayStatus.SUSPENDED, Move.CLOSE_EARLY) is DayStatus.CLOSED_EARLY
    assert after(DayStatus.SUSPENDED, Move.CLOSE) is None


def test_what_has_ended_stays_ended() -> None:
    for end in (DayStatus.CLOSED, DayStatus.CLOSED_EARLY, DayStatus.NOT_OPENED):
        assert all(after(end, move) is None for move in Move)

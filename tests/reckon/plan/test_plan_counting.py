"""Counting by tables is counting day by day, and every reverse is the exact reverse of its rule."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from writ.reckon.calendar import Span, WorkCalendar
from writ.reckon.plan.counting import ByTable, EveryMinute, Walking

ORIGIN = date(2007, 9, 13)
DAYS = 150


@st.composite
def calendars(draw):
    """Weeks with up to two spans a day, some days closed, some with hours of their own; most work at least weekly."""

    def hours():
        cuts = sorted(draw(st.lists(st.integers(0, 24), min_size=0, max_size=4, unique=True)))
        return tuple(Span(a * 60, b * 60) for a, b in zip(cuts[::2], cuts[1::2], strict=False))

    week = [hours() for _ in range(6)] + [(Span(600, 720),)]
    offsets = st.integers(0, 60)
    closed = frozenset(ORIGIN + timedelta(days=day) for day in draw(st.sets(offsets, max_size=5)))
    exceptions = {ORIGIN + timedelta(days=day): hours() for day in draw(st.sets(offsets, max_size=3))}
    return WorkCalendar("office", tuple(week), closed, exceptions)


def both(calendar):
    return ByTable(calendar.tables(ORIGIN, DAYS)), Walking(calendar, ORIGIN)


def one(value):
    return np.array([value], dtype=np.int32)


AMOUNTS = st.integers(0, 600)
MOMENTS = st.integers(0, 25 * 1440)
LAGS = st.integers(-600, 600)


@given(calendars(), MOMENTS, AMOUNTS, LAGS)
def test_tables_count_as_walking_does(calendar, at, work, lag):
    """The fast road and the plain road come to the same minute."""
    table, walk = both(calendar)
    at, work = one(at + 20 * 1440), one(work)
    assert table.start(at, work) == walk.start(at, work)
    assert table.finish(at, work) == walk.finish(at, work)
    assert table.latest_wait(at, work) == walk.latest_wait(at, work)
    assert table.between(at, at + work) == walk.between(at, at + work)
    assert table.between(at, one(0)) == walk.between(at, one(0))
    # Before its first day a table says -1, walking says when: both mean "not possible".
    assert table.after(at, lag) == np.maximum(walk.after(at, lag), -1)
    assert table.latest_begin(at, work) == np.maximum(walk.latest_begin(at, work), -1)
    assert table.latest_before(at, lag) == np.maximum(walk.latest_before(at, lag), -1)


@given(st.none() | calendars(), MOMENTS, MOMENTS, AMOUNTS, LAGS)
def test_each_reverse_is_exact(calendar, x, y, work, lag):
    """x is not after the reverse of y exactly when the rule takes x to y or before: the backward pass hangs on it."""
    for counting in [EveryMinute()] if calendar is None else both(calendar):
        moment, by, amount = one(x + 20 * 1440), one(y + 20 * 1440), one(work)
        assert (moment <= counting.latest_begin(by, amount)) == (counting.finish(moment, amount) <= by)
        assert (moment <= counting.latest_wait(by, amount)) == (counting.start(moment, amount) <= by)
        assert (moment <= counting.latest_before(by, lag)) == (counting.after(moment, lag) <= by)


@given(calendars(), MOMENTS, st.integers(1, 600))
def test_work_is_done_in_working_time(calendar, at, work):
    """A start is the beginning of a working minute, a finish the end of one, and between them lies the work."""
    table, _ = both(calendar)
    start, finish = int(table.start(one(at), one(work))[0]), int(table.finish(one(at), one(work))[0])
    assert calendar.working_minutes(start, start + 1, ORIGIN) == 1
    assert calendar.working_minutes(finish - 1, finish, ORIGIN) == 1
    assert calendar.working_minutes(start, finish, ORIGIN) == work


def test_what_does_not_fit_before_the_first_day_is_not_possible():
    """A reverse that runs off the front answers a moment before the plan, never one inside it."""
    table, _ = both(WorkCalendar("office", ((Span(540, 1020),),) * 7))
    assert table.latest_begin(one(1000), one(461)) < 0
    assert table.latest_begin(one(1000), one(460)) == 540
    assert table.latest_before(one(600), 61) < 0


def test_walking_names_a_calendar_that_gives_out():
    """Forward that is an error; backward it means: not possible."""
    from writ.reckon.calendar import NoWorkingTime

    once = WorkCalendar("once", ((),) * 7, exceptions={ORIGIN: (Span(0, 60),)})
    with pytest.raises(NoWorkingTime):
        Walking(once, ORIGIN).finish(one(0), one(61))
    assert Walking(once, ORIGIN).latest_begin(one(1440), one(61)) < 0

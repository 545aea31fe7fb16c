"""The passes over a network, compiled: the arithmetic of `distributions`, `counting` and `passes`, number for number.

Imported by `fast` alone, because numba is heavy and in an extra. A row is a line of `CHUNK` columns; lines of one
row stay in the processor's cache while it is drawn and settled. Constants are single precision as numpy's are: a
result that differed from `simulate` with numpy in one bit would be a mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numba
import numpy as np
import numpy.typing as npt

from writ.reckon.plan import quantiles

_F = TypeVar("_F", bound=Callable[..., Any])
_njit: Any = numba.njit
_compiled: Callable[[_F], _F] = _njit(cache=True, nogil=True, error_model="numpy")
_inlined: Callable[[_F], _F] = _njit(inline="always", error_model="numpy")

UNIFORM, TRIANGULAR, KNOTS = 0, 1, 2
_ONE, _HALF, _TWO, _NOTHING = np.float32(1.0), np.float32(0.5), np.float32(2.0), np.float32(0.0)
_CELL = np.float32(2.0**-24)
_MIDDLE = np.float32(quantiles.CELLS // 2)
_NO_LIMIT = np.int32(2**30)
_DAY = np.int32(1440)

Int32 = npt.NDArray[np.int32]
Single = npt.NDArray[np.float32]


class Laws(NamedTuple):
    """What is drawn: into which line, by which law, then multiplied and delayed by which lines of `effects`."""

    line: Int32
    kind: Int32
    parameters: Single
    knots: Single
    factors: Int32
    """Bounds of each law's part of `effect_of`: factors from [law, 0] to [law, 1], delays from there to [law, 2]."""
    effect_of: Int32


class Calendars(NamedTuple):
    """Tables of all calendars, one after the other; calendar c has `worked[first[c, 0]:]`, `moment[first[c, 1]:]`.

    Before its last working minute `last[c]`, any stretch of `gap[c]` minutes holds the end of a working minute.
    """

    worked: Int32
    moment: Int32
    first: Int32
    gap: Int32
    last: Int32


class Rows(NamedTuple):
    """Of every row: its calendar (-1: every minute), facts (-1: none), and wires: `wires[r]` up to `wires[r + 1]`."""

    calendar: Int32
    begin: Int32
    finish_floor: Int32
    started: Int32
    ended: Int32
    start_matters: Int32
    release: Int32
    active: Int32
    shared: Int32
    wires: Int32
    before: Int32
    from_start: Int32
    to_finish: Int32
    lag: Int32
    lag_calendar: Int32


@_compiled
def draw(laws: Laws, words: npt.NDArray[np.uint32], effects: Single, lines: Int32) -> None:
    """Turn each law's words into whole minutes in its line."""
    columns = lines.shape[1]
    value = np.empty(columns, dtype=np.float32)
    for law in range(len(laws.line)):
        own, p, out = words[law], laws.parameters[law], lines[laws.line[law]]
        kind = laws.kind[law]
        if kind == UNIFORM:
            width, low = p[0], p[1]
            for j in range(columns):
                value[j] = _uniform(own[j]) * width + low
        elif kind == TRIANGULAR:
            up, rise, down, fall, low = p[0], p[1], p[2], p[3], p[4]
            for j in range(columns):
                u = _uniform(own[j])
                first = min(np.sqrt(u * up), rise)
                second = max(fall - np.sqrt((_ONE - u) * down), _NOTHING)
                value[j] = (first + second) + low
        else:
            knots, low = laws.knots[np.int32(p[1])], p[0]
            for j in range(columns):
                from_middle = _uniform(own[j]) - _HALF
                side = (_ONE - np.sqrt(abs(from_middle) * -_TWO + _ONE)) * _MIDDLE
                value[j] = (side if from_middle >= _NOTHING else -side) + _MIDDLE
            for j in range(columns):
                place = value[j]
                cell = np.int32(place)
                below = knots[np.uint32(cell)]
                value[j] = ((place - np.float32(cell)) * (knots[np.uint32(cell + 1)] - below) + below) + low
        for k in range(laws.factors[law, 0], laws.factors[law, 1]):
            effect = effects[laws.effect_of[k]]
            for j in range(columns):
                value[j] *= effect[j]
        for k in range(laws.factors[law, 1], laws.factors[law, 2]):
            effect = effects[laws.effect_of[k]]
            for j in range(columns):
                value[j] += effect[j]
        for j in range(columns):
            out[j] = np.int32(np.ceil(value[j]))


@_inlined
def _uniform(word: Any) -> Any:
    return np.float32(np.int32(((word >> np.uint32(9)) << np.uint32(1)) | np.uint32(1))) * _CELL


@_inlined
def _take(table: Any, first: Any, length: Any, at: Any) -> Any:
    return table[np.uint64(first + min(max(at, np.int32(0)), length - np.int32(1)))]


@_compiled
def settle(rows: Rows, calendars: Calendars, active: Any, lines: Int32, start: Int32, finish: Int32) -> None:
    """Start and finish of every row, in working order."""
    columns = start.shape[1]
    source = np.empty(columns, dtype=np.int32)
    for r in range(start.shape[0]):
        s, f, work = start[r], finish[r], lines[r]
        if rows.ended[r] >= 0:
            s[:] = rows.ended[r] if rows.started[r] < 0 else rows.started[r]
            f[:] = rows.ended[r]
            continue
        s[:] = rows.begin[r]
        for w in range(rows.wires[r], rows.wires[r + 1]):
            if rows.to_finish[w] == 0:
                _reached(rows, calendars, w, start, finish, source)
                for j in range(columns):
                    s[j] = max(s[j], source[j])
        floor, calendar = rows.finish_floor[r], rows.calendar[r]
        if calendar < 0:
            for j in range(columns):
                f[j] = max(np.int32(s[j] + work[j]), floor)
        else:
            worked, moment, days, most = _tables(calendars, calendar)
            for j in range(columns):
                done = _take(calendars.worked, worked, days, s[j])
                end = _take(calendars.moment, moment, most, np.int32(done + work[j]))
                f[j] = max(max(end, s[j]), floor)
        for w in range(rows.wires[r], rows.wires[r + 1]):
            if rows.to_finish[w] == 1:
                _reached(rows, calendars, w, start, finish, source)
                for j in range(columns):
                    f[j] = max(f[j], source[j])
        if rows.release[r] >= 0:
            release = lines[rows.release[r]]
            for j in range(columns):
                f[j] = max(f[j], release[j])
        if rows.started[r] >= 0:
            s[:] = rows.started[r]
        elif rows.start_matters[r] == 1 and calendar >= 0:
            worked, moment, days, most = _tables(calendars, calendar)
            for j in range(columns):
                if work[j] > 0:
                    done = _take(calendars.worked, worked, days, s[j])
                    s[j] = _take(calendars.moment, moment, most, done + np.int32(1)) - np.int32(1)
        if rows.active[r] >= 0:
            exists = active[rows.active[r]]
            for j in range(columns):
                if not exists[j]:
                    s[j] = 0
                    f[j] = 0


@_compiled
def _tables(calendars: Calendars, calendar: Any) -> Any:
    """Where both tables of a calendar begin, and how long they are."""
    first, after = calendars.first[calendar], calendars.first[calendar + 1]
    return first[0], first[1], after[0] - first[0], after[1] - first[1]


@_compiled
def _reached(rows: Rows, calendars: Calendars, w: Any, start: Int32, finish: Int32, out: Int32) -> None:
    """The moments to which a wire leads: `Counting.after`."""
    moments = start[rows.before[w]] if rows.from_start[w] == 1 else finish[rows.before[w]]
    lag, calendar = rows.lag[w], rows.lag_calendar[w]
    if calendar < 0 or lag == 0:
        for j in range(len(out)):
            out[j] = np.int32(moments[j] + lag)
        return
    worked, moment, days, most = _tables(calendars, calendar)
    for j in range(len(out)):
        count = _take(calendars.worked, worked, days, moments[j]) + lag
        if lag > 0:
            out[j] = _take(calendars.moment, moment, most, count)
        else:
            out[j] = _take(calendars.moment, moment, most, count + np.int32(1)) - np.int32(1)


@_compiled
def _latest(rows: Rows, calendars: Calendars, w: Any, limit: Int32, out: Int32) -> None:
    """The last moments at the other end of a wire that keep the limit: `Counting.latest_before`."""
    lag, calendar = rows.lag[w], rows.lag_calendar[w]
    if calendar < 0 or lag == 0:
        for j in range(len(out)):
            out[j] = np.int32(limit[j] - lag)
        return
    worked, moment, days, most = _tables(calendars, calendar)
    later, less = (np.int32(0), lag) if lag > 0 else (np.int32(1), lag + np.int32(1))
    for j in range(len(out)):
        count = _take(calendars.worked, worked, days, limit[j] + later) - less
        out[j] = _take(calendars.moment, moment, most, count + np.int32(1)) - np.int32(1)


@_compiled
def critical(
    rows: Rows,
    calendars: Calendars,
    active: Any,
    lines: Int32,
    start: Int32,
    finish: Int32,
    numbers: Int32,
    target: int,
    counted: int,
    limits: Int32,
    counts: npt.NDArray[np.int64],
    shared: npt.NDArray[np.int64],
) -> None:
    """Add up in `counts` the first `counted` runs in which each of these rows has no room: `passes.criticality`.

    `limits` is room for a line of latest finishes and one of latest starts per row. Rows that share a figure are
    counted together in `shared`.
    """
    columns, n = start.shape[1], start.shape[0]
    limited = np.zeros(2 * n, dtype=np.uint8)
    begin, before = np.empty(columns, dtype=np.int32), np.empty(columns, dtype=np.int32)
    tight = np.empty(columns, dtype=np.uint8)
    together = np.zeros((len(shared), columns), dtype=np.uint8)
    if target >= 0:
        limits[target, :] = finish[target]
        limited[target] = 1
    else:
        end = finish[0].copy()
        for r in range(1, n):
            own = finish[r]
            for j in range(columns):
                end[j] = max(end[j], own[j])
        for r in numbers:
            limits[r, :] = end
            limited[r] = 1
    for place in range(len(numbers) - 1, -1, -1):
        r = numbers[place]
        by_finish, by_start = limited[r] == 1, limited[n + r] == 1
        late, latest_start, work = limits[r], limits[n + r], lines[r]
        exists = active[max(rows.active[r], 0)]
        calendar = rows.calendar[r]
        worked, moment, days, most = _tables(calendars, max(calendar, 0))
        if rows.active[r] >= 0:
            for j in range(columns):
                if not exists[j]:
                    late[j] = _NO_LIMIT
                    latest_start[j] = _NO_LIMIT
        if rows.ended[r] < 0:
            tight[:] = 0
            for side in range(2):
                if not (by_finish if side == 0 else by_start):
                    continue
                limit, reached = (late, finish[r]) if side == 0 else (latest_start, start[r])
                if calendar < 0:
                    for j in range(columns):
                        tight[j] |= limit[j] <= reached[j]
                else:
                    gap, last = calendars.gap[calendar], calendars.last[calendar]
                    for j in range(columns):
                        room = limit[j] - reached[j]
                        if room <= 0:
                            tight[j] = 1
                        elif room < gap or reached[j] >= last:  # else there is room, without looking it up
                            done = _take(calendars.worked, worked, days, reached[j])
                            tight[j] |= _take(calendars.worked, worked, days, limit[j]) <= done
            if rows.shared[r] < 0:
                number = 0
                for j in range(counted):
                    number += tight[j]
                counts[r] += number
            else:
                group = together[rows.shared[r]]
                for j in range(columns):
                    group[j] |= tight[j]
        if rows.wires[r] == rows.wires[r + 1]:
            continue
        if by_finish and calendar < 0:
            for j in range(columns):
                begin[j] = np.int32(late[j] - work[j])
        elif by_finish:
            for j in range(columns):
                count = _take(calendars.worked, worked, days, late[j]) - work[j]
                begins = _take(calendars.moment, moment, most, count + np.int32(1)) - np.int32(1)
                begin[j] = min(begins, late[j])
        if by_start:
            for j in range(columns):
                wait = latest_start[j]
                if calendar >= 0 and work[j] > 0:
                    done = _take(calendars.worked, worked, days, wait + np.int32(1))
                    wait = _take(calendars.moment, moment, most, done) - np.int32(1)
                begin[j] = min(begin[j], wait) if by_finish else wait
        for w in range(rows.wires[r], rows.wires[r + 1]):
            if rows.to_finish[w] == 1 and not by_finish:
                continue
            if not (by_finish or by_start):
                continue
            _latest(rows, calendars, w, late if rows.to_finish[w] == 1 else begin, before)
            if rows.active[r] >= 0:
                for j in range(columns):
                    if not exists[j]:
                        before[j] = _NO_LIMIT
            other = rows.before[w] + (n if rows.from_start[w] == 1 else 0)
            held = limits[other]
            if limited[other] == 1:
                for j in range(columns):
                    held[j] = min(held[j], before[j])
            else:
                held[:] = before
                limited[other] = 1
    for group in range(len(shared)):
        for j in range(counted):
            shared[group] += together[group, j]


@_compiled
def count_days(
    finish: Int32, first_day: Int32, place: Int32, counted: int, counts: npt.NDArray[np.int64]
) -> None:
    """Add the first `counted` finishes of each row to its days, which begin at `place` in `counts`."""
    for k in range(len(first_day)):
        own, days = finish[k], counts[place[k] : place[k + 1]]
        if len(days) == 1:
            days[0] += counted
            continue
        origin = np.int32(1) + first_day[k] * _DAY
        for j in range(counted):
            days[np.uint32((own[j] - origin) // _DAY)] += 1

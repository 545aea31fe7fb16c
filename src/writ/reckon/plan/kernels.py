"""The passes over a network, compiled: the arithmetic of `streams`, `distributions`, `counting` and `passes`.

Imported by `fast` alone, because numba is heavy and in an extra. What is drawn for a chunk is cut into lanes of
`LANE` runs; a lane is settled, reckoned backward and counted while it is in the processor's cache. Constants are single
precision as numpy's are: a result that differed from `simulate` with numpy in one bit would be a mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numba
import numpy as np
import numpy.typing as npt
from llvmlite import ir
from numba.extending import intrinsic

from writ.reckon.plan import quantiles

_F = TypeVar("_F", bound=Callable[..., Any])
_njit: Any = numba.njit
_compiled: Callable[[_F], _F] = _njit(cache=True, nogil=True, error_model="numpy")
_inlined: Callable[[_F], _F] = _njit(inline="always", error_model="numpy")
_intrinsic: Any = intrinsic
_built_in: Callable[[_F], Any] = _intrinsic

LANE = 1024
"""Runs that are played together: few enough for the cache, enough to make up for starting so many short loops."""
UNIFORM, TRIANGULAR, KNOTS = 0, 1, 2
_ONE, _HALF, _TWO, _NOTHING = np.float32(1.0), np.float32(0.5), np.float32(2.0), np.float32(0.0)
_CELL = np.float32(2.0**-24)
_MIDDLE = np.float32(quantiles.CELLS // 2)
_NO_LIMIT = np.int32(2**30)
_DAY = np.int32(1440)
# The multipliers of Philox4x64, and the steps of its key.
_A, _C = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_K, _M = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)

Int32 = npt.NDArray[np.int32]
Single = npt.NDArray[np.float32]


class Laws(NamedTuple):
    """What is drawn: into which line, by which law, then multiplied and delayed by which lines of `effects`."""

    keys: npt.NDArray[np.uint64]
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
    to_finish: Int32
    lag: Int32
    lag_calendar: Int32


class Asked(NamedTuple):
    """Which rows are wanted: as they are, counted by day, critical toward `target` (-1: the end of all)."""

    kept: Int32
    counted: Int32
    first_day: Int32
    place: Int32
    critical: Int32
    target: int


class Told(NamedTuple):
    """What has been added up: finishes by day, critical runs by row, and those of rows that share a figure."""

    days: Int32
    critical: npt.NDArray[np.int64]
    shared: npt.NDArray[np.int64]


@_compiled
def draw(laws: Laws, done: int, counted: int, effects: Single, lines: Int32) -> None:
    """Draw the `counted` runs after so many done, in whole minutes: `lines[lane, line]`."""
    words = np.empty((LANE // 8, 4), dtype=np.uint64)
    own = words.reshape(-1).view(np.uint32)
    value, cell = np.empty(LANE, dtype=np.float32), np.empty(LANE, dtype=np.uint32)
    below, above = np.empty_like(value), np.empty_like(value)
    for law in range(len(laws.line)):
        p, kind = laws.parameters[law], laws.kind[law]
        for lane in range((counted + LANE - 1) // LANE):
            first = lane * LANE
            _philox(laws.keys[law], (done + first) // 8, words)
            if kind == UNIFORM:
                width, low = p[0], p[1]
                for j in range(LANE):
                    value[j] = _uniform(own[j]) * width + low
            elif kind == TRIANGULAR:
                up, rise, down, fall, low = p[0], p[1], p[2], p[3], p[4]
                for j in range(LANE):
                    u = _uniform(own[j])
                    left = min(np.sqrt(u * up), rise)
                    right = max(fall - np.sqrt((_ONE - u) * down), _NOTHING)
                    value[j] = (left + right) + low
            else:
                knots, low = laws.knots[np.int32(p[1])], p[0]
                for j in range(LANE):
                    from_middle = _uniform(own[j]) - _HALF
                    side = (_ONE - np.sqrt(abs(from_middle) * -_TWO + _ONE)) * _MIDDLE
                    place = (side if from_middle >= _NOTHING else -side) + _MIDDLE
                    cell[j] = np.uint32(place)
                    value[j] = place - np.float32(cell[j])
                for j in range(LANE):  # apart from the arithmetic, which then takes many runs at a time
                    below[j], above[j] = knots[cell[j]], knots[cell[j] + np.uint32(1)]
                for j in range(LANE):
                    value[j] = (value[j] * (above[j] - below[j]) + below[j]) + low
            for k in range(laws.factors[law, 0], laws.factors[law, 1]):
                effect = effects[laws.effect_of[k], first : first + LANE]
                for j in range(LANE):
                    value[j] *= effect[j]
            for k in range(laws.factors[law, 1], laws.factors[law, 2]):
                effect = effects[laws.effect_of[k], first : first + LANE]
                for j in range(LANE):
                    value[j] += effect[j]
            out = lines[lane, laws.line[law]]
            for j in range(LANE):
                out[j] = np.int32(np.ceil(value[j]))


@_built_in
def _high(context: Any, a: Any, b: Any) -> Any:
    """The upper half of the product of two words."""

    def built(context: Any, builder: Any, signature: Any, words: Any) -> Any:
        double = ir.IntType(128)
        product = builder.mul(*(builder.zext(word, double) for word in words))
        return builder.trunc(builder.lshr(product, ir.Constant(double, 64)), ir.IntType(64))

    return numba.uint64(numba.uint64, numba.uint64), built


@_compiled
def _philox(key: Any, block: int, words: Any) -> None:
    """Philox4x64-10 as numpy counts it: four words of each block after so many."""
    for i in range(len(words)):
        a, b, c, d = np.uint64(block + i + 1), np.uint64(0), np.uint64(0), np.uint64(0)
        k, m = key[0], key[1]
        for _ in range(10):
            a, b, c, d = _high(_C, c) ^ b ^ k, _C * c, _high(_A, a) ^ d ^ m, _A * a
            k += _K
            m += _M
        words[i, 0], words[i, 1], words[i, 2], words[i, 3] = a, b, c, d


@_inlined
def _uniform(word: Any) -> Any:
    return np.float32(np.int32(((word >> np.uint32(9)) << np.uint32(1)) | np.uint32(1))) * _CELL


@_inlined
def _take(table: Any, first: Any, length: Any, at: Any) -> Any:
    return table[np.uint64(first + min(max(at, np.int32(0)), length - np.int32(1)))]


@_compiled
def play(
    rows: Rows,
    calendars: Calendars,
    asked: Asked,
    active: Any,
    lines: Int32,
    counted: int,
    dates: Int32,
    limits: Int32,
    start: Int32,
    finish: Int32,
    told: Told,
) -> None:
    """Settle the first `counted` runs of a chunk and add up what is asked about them; keep the rows to be kept.

    `dates` and `limits` are room for a lane: a finish and a start per row, and one line more of limits.
    """
    n = len(rows.begin)
    for lane in range(lines.shape[0]):
        first = lane * LANE
        here = min(counted - first, LANE)
        if here <= 0:
            break
        _settle(rows, calendars, active[lane], lines[lane], dates)
        for r in asked.kept:
            finish[r, first : first + LANE] = dates[r]
            start[r, first : first + LANE] = dates[n + r]
        _count_days(asked, dates, here, told.days)
        _count_critical(rows, calendars, asked, active[lane], lines[lane], dates, here, limits, told)


@_compiled
def _settle(rows: Rows, calendars: Calendars, active: Any, lines: Int32, dates: Int32) -> None:
    """Finish (line r) and start (line n + r) of every row, in working order; the start where somebody asks for it."""
    n = len(rows.begin)
    for r in range(n):
        s, calendar, started, ended = n + r, rows.calendar[r], rows.started[r], rows.ended[r]
        if ended >= 0:
            _fill(dates, s, ended if started < 0 else started)
            _fill(dates, r, ended)
            continue
        _fill(dates, r, rows.begin[r])  # until its work is counted, the moment from which it may begin
        for w in range(rows.wires[r], rows.wires[r + 1]):
            if rows.to_finish[w] == 0:
                _hold(calendars, rows.lag_calendar[w], rows.lag[w], dates, rows.before[w], r)
        if started >= 0:
            _fill(dates, s, started)
        elif rows.start_matters[r] == 1:
            for j in range(LANE):
                dates[s, j] = dates[r, j]
            if calendar >= 0:
                worked, moment, days, most = _tables(calendars, calendar)
                for j in range(LANE):
                    if lines[r, j] > 0:
                        done = _take(calendars.worked, worked, days, dates[s, j])
                        dates[s, j] = _take(calendars.moment, moment, most, done + np.int32(1)) - np.int32(1)
        floor = rows.finish_floor[r]
        if calendar < 0:
            for j in range(LANE):
                dates[r, j] = max(np.int32(dates[r, j] + lines[r, j]), floor)
        else:
            worked, moment, days, most = _tables(calendars, calendar)
            for j in range(LANE):
                done = _take(calendars.worked, worked, days, dates[r, j])
                end = _take(calendars.moment, moment, most, np.int32(done + lines[r, j]))
                dates[r, j] = max(max(end, dates[r, j]), floor)
        for w in range(rows.wires[r], rows.wires[r + 1]):
            if rows.to_finish[w] == 1:
                _hold(calendars, rows.lag_calendar[w], rows.lag[w], dates, rows.before[w], r)
        if rows.release[r] >= 0:
            release = rows.release[r]
            for j in range(LANE):
                dates[r, j] = max(dates[r, j], lines[release, j])
        exists = rows.active[r]
        if exists > 0:
            for j in range(LANE):
                if not active[exists, j]:
                    dates[r, j] = 0
                    dates[s, j] = 0


@_inlined
def _fill(lines: Int32, line: Any, value: Any) -> None:
    for j in range(LANE):
        lines[line, j] = value


@_inlined
def _tables(calendars: Calendars, calendar: Any) -> Any:
    """Where both tables of a calendar begin, and how long they are."""
    first = calendars.first
    worked, moment = first[calendar, 0], first[calendar, 1]
    return worked, moment, first[calendar + 1, 0] - worked, first[calendar + 1, 1] - moment


@_inlined
def _hold(calendars: Calendars, calendar: Any, lag: Any, dates: Int32, before: Any, line: Any) -> None:
    """Put a line off to the moments to which a wire leads: `Counting.after`."""
    if calendar < 0 or lag == 0:
        for j in range(LANE):
            dates[line, j] = max(dates[line, j], np.int32(dates[before, j] + lag))
    else:
        worked, moment, days, most = _tables(calendars, calendar)
        later = np.int32(0) if lag > 0 else np.int32(1)
        for j in range(LANE):
            count = _take(calendars.worked, worked, days, dates[before, j]) + lag
            reached = _take(calendars.moment, moment, most, count + later) - later
            dates[line, j] = max(dates[line, j], reached)


@_inlined
def _tighten(
    calendars: Calendars, calendar: Any, lag: Any, active: Any, exists: Any, limits: Int32, by: Any, line: Any
) -> None:
    """Hold a line to the last moments at the other end of a wire that keep the limit: `Counting.latest_before`."""
    if calendar < 0 or lag == 0:
        for j in range(LANE):
            before = np.int32(limits[by, j] - lag) if active[exists, j] else _NO_LIMIT
            limits[line, j] = min(limits[line, j], before)
    else:
        worked, moment, days, most = _tables(calendars, calendar)
        later, less = (np.int32(0), lag) if lag > 0 else (np.int32(1), lag + np.int32(1))
        for j in range(LANE):
            if active[exists, j]:
                count = _take(calendars.worked, worked, days, limits[by, j] + later) - less
                before = _take(calendars.moment, moment, most, count + np.int32(1)) - np.int32(1)
                limits[line, j] = min(limits[line, j], before)


@_compiled
def _count_critical(
    rows: Rows,
    calendars: Calendars,
    asked: Asked,
    active: Any,
    lines: Int32,
    dates: Int32,
    counted: int,
    limits: Int32,
    told: Told,
) -> None:
    """Add up the first `counted` runs in which each of these rows has no room: `passes.criticality`.

    `limits` is room for the latest finishes and starts. Rows that share a figure are counted together in `shared`.
    """
    n = len(rows.begin)
    limited = np.zeros(2 * n, dtype=np.bool_)
    begin, tight = 2 * n, np.empty(LANE, dtype=np.int32)
    together = np.zeros((len(told.shared), LANE), dtype=np.int32)
    if asked.target >= 0:
        for r in range(n):
            _fill(limits, r, _NO_LIMIT)
        for j in range(LANE):
            limits[asked.target, j] = dates[asked.target, j]
        limited[asked.target] = True
    else:
        _fill(limits, begin, np.int32(0))
        for r in range(n):
            for j in range(LANE):
                limits[begin, j] = max(limits[begin, j], dates[r, j])
        for r in range(n):
            for j in range(LANE):
                limits[r, j] = limits[begin, j]
            limited[r] = True
    for r in range(n):
        if rows.start_matters[r] == 1:
            _fill(limits, n + r, _NO_LIMIT)
    for place in range(len(asked.critical) - 1, -1, -1):
        r = asked.critical[place]
        s, by_finish, by_start, calendar = n + r, limited[r], limited[n + r], rows.calendar[r]
        exists = rows.active[r]
        if exists > 0:
            for j in range(LANE):
                if not active[exists, j]:
                    limits[r, j] = _NO_LIMIT
                    limits[s, j] = _NO_LIMIT
        if rows.ended[r] < 0:
            for j in range(LANE):
                tight[j] = limits[r, j] <= dates[r, j]
            if calendar >= 0 and by_finish:
                _mark(calendars, calendar, limits, dates, r, tight)
            if by_start:
                _mark(calendars, calendar, limits, dates, s, tight)
            if rows.shared[r] < 0:
                found = np.int32(0)
                for j in range(counted):
                    found = np.int32(found + tight[j])
                told.critical[r] += found
            else:
                group = rows.shared[r]
                for j in range(LANE):
                    together[group, j] |= tight[j]
        if rows.wires[r] == rows.wires[r + 1] or not (by_finish or by_start):
            continue
        if not by_finish:
            _fill(limits, begin, _NO_LIMIT)
        elif calendar < 0:
            for j in range(LANE):
                limits[begin, j] = np.int32(limits[r, j] - lines[r, j])
        else:
            worked, moment, days, most = _tables(calendars, calendar)
            for j in range(LANE):
                count = _take(calendars.worked, worked, days, limits[r, j]) - lines[r, j]
                begins = _take(calendars.moment, moment, most, count + np.int32(1)) - np.int32(1)
                limits[begin, j] = min(begins, limits[r, j])
        if by_start:
            worked, moment, days, most = _tables(calendars, max(calendar, 0))
            for j in range(LANE):
                wait = limits[s, j]
                if calendar >= 0 and lines[r, j] > 0:
                    done = _take(calendars.worked, worked, days, wait + np.int32(1))
                    wait = _take(calendars.moment, moment, most, done) - np.int32(1)
                limits[begin, j] = min(limits[begin, j], wait)
        for w in range(rows.wires[r], rows.wires[r + 1]):
            if rows.to_finish[w] == 0 or by_finish:
                by, before = r if rows.to_finish[w] == 1 else begin, rows.before[w]
                _tighten(calendars, rows.lag_calendar[w], rows.lag[w], active, exists, limits, by, before)
                limited[before] = True
    for group in range(len(told.shared)):
        for j in range(counted):
            told.shared[group] += together[group, j]


@_inlined
def _mark(calendars: Calendars, calendar: Any, limits: Int32, dates: Int32, line: Any, tight: Int32) -> None:
    """Mark where not one working minute is left between what is reached and its limit."""
    if calendar < 0:
        for j in range(LANE):
            tight[j] |= np.int32(limits[line, j] <= dates[line, j])
    else:
        worked, _moment, days, _most = _tables(calendars, calendar)
        gap, last = calendars.gap[calendar], calendars.last[calendar]
        for j in range(LANE):
            limit, reached = limits[line, j], dates[line, j]
            room = limit - reached
            if room <= 0:
                tight[j] = 1
            elif room < gap or reached >= last:  # else there is room, without looking it up
                done = _take(calendars.worked, worked, days, reached)
                tight[j] |= np.int32(_take(calendars.worked, worked, days, limit) <= done)


@_compiled
def _count_days(asked: Asked, dates: Int32, counted: int, days: Int32) -> None:
    """Add the first `counted` finishes of each row to its days, which begin at `place`.

    Four columns take turns, so that finishes on one day do not wait for each other.
    """
    day = np.empty(LANE, dtype=np.uint32)
    for k in range(len(asked.counted)):
        r, place = asked.counted[k], asked.place[k]
        origin = np.int32(np.int32(1) + asked.first_day[k] * _DAY)
        for j in range(LANE):
            day[j] = np.uint32(dates[r, j] - origin) // np.uint32(_DAY)
        for j in range(counted):
            days[np.uint64(place + day[j]), np.uint64(j) & np.uint64(3)] += 1

"""The path chart, "What the day hangs on": the steps that decide, their ranges, the due line, the lateness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from writ.press.charts.canvas import (
    NARROW_MIN,
    WIDE_MIN,
    Scale,
    TableFacts,
    Tick,
    drawing,
    folded,
    hatch,
    line,
    named,
    placed,
    rect,
    rising_bars,
    text,
    width_of,
)

_BAR = 24
_LABELS = 20.3  # in 100 of the width, wide drawing


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path, in civil minutes, with the words that stand at its bar.

    `start` to `sure` is what every course needs (outline); to `longest` it is a range (hatched), with its `middle`.
    `spread` is where a following step may begin and end. `late` is the part beyond the due line. `hold` is the part
    that still holds the day. `done` is a fact; `unconfirmed` dashes the outline. Words may be left empty.
    """

    name: str
    firmness: int
    firmness_words: str
    start: int
    sure: int
    longest: int | None = None
    middle: int | None = None
    spread: tuple[int, int] | None = None
    late: tuple[int, int] | None = None
    hold: tuple[int, int] | None = None
    done: bool = False
    critical: bool = False
    unconfirmed: bool = False
    sure_words: str = ""
    end_words: str = ""
    middle_words: str = ""
    late_words: str = ""
    hold_words: str = ""
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The steps under one axis of days; `heads` name the cells of each step's `row` in the table."""

    title: str
    desc: str
    low: int
    high: int
    ticks: tuple[Tick, ...]
    steps: tuple[Step, ...]
    today: int
    today_words: str
    due: int
    due_words: str
    polling: tuple[int, int] | None = None
    polling_words: str = ""
    heads: tuple[str, ...] = ()


def path_chart(facts: Path, ident: str, narrow: bool = False) -> str:
    """The picture: names beside the bars on a wide page, over them on a narrow one."""
    page = NARROW_MIN if narrow else WIDE_MIN
    x = Scale(facts.low, facts.high, 0.4 if narrow else _LABELS, 100)
    axis = 48
    tops = list(_tops(facts, narrow, axis))
    bottom = tops[-1] + (4 if narrow else 8)
    pattern = f"{ident}-{'narrow' if narrow else 'wide'}"
    shapes = [hatch(pattern), *_ground(facts, x, axis, bottom, page)]
    for step, top, end in zip(facts.steps, tops[:-1], tops[1:], strict=True):
        shapes += _name(step, x, top, narrow)
        middle = top + 54 if narrow else top + 32
        shapes += _bar(step, x, middle, pattern)
        if step.hold and step.hold_words and not narrow:
            shapes += _hold(step.hold, step.hold_words, x, middle)
        shapes += _words(step, x, middle, page, end)
    shapes += _lines(facts, x, axis, bottom, page)
    return drawing(ident, "narrow" if narrow else "wide", facts.title, facts.desc, bottom + 24, shapes)


def path_table(facts: Path) -> TableFacts:
    """The steps as rows, in the caller's words."""
    return TableFacts(facts.heads, tuple(step.row for step in facts.steps))


def _tops(facts: Path, narrow: bool, axis: float) -> Iterator[float]:
    top = axis + (8 if narrow else 4)
    for step in facts.steps:
        yield top
        below = 22 if step.middle_words else 0
        top += (76 + below) if narrow else 64 + 24 * (len(folded(step.name, 26)) - 1)
    yield top


def _ground(facts: Path, x: Scale, axis: float, bottom: float, page: int) -> Iterator[str]:
    if facts.polling:
        yield rect(x.at(facts.polling[0]), axis, x.at(facts.polling[1]), bottom - axis, "c-band")
    room = (x.right - x.left) * page / 100
    due = x.at(facts.due)
    for tick, words in named(facts.ticks, max(int(room // 70), 2)):
        at = x.at(tick.at)
        yield line(at, axis, at, bottom, "c-hair")
        yield line(at, axis, at, axis + 5, "c-axis")
        half = width_of(words) / 2
        left, right = at * page / 100 - half, at * page / 100 + half
        if left >= 0 and right <= page and not left - 4 < due * page / 100 < right + 4:
            yield text(at, axis - 10, words, "c-quiet", "middle")
    yield line(x.left, axis, x.right, axis, "c-axis")


def _name(step: Step, x: Scale, top: float, narrow: bool) -> Iterator[str]:
    if narrow:
        yield text(x.left, top + 28, step.name, "c-bold c-over", dx=6)
        return
    lines = folded(step.name, 26)
    for place, words in enumerate(lines):
        yield text(0, top + 28 + 24 * place, words, "c-bold")
    base = top + 28 + 24 * len(lines)
    yield placed(0, base - 15, f'<g class="c-firm">{rising_bars(step.firmness)}</g>')
    yield text(0, base, step.firmness_words, "c-quiet", dx=36)


def _bar(step: Step, x: Scale, middle: float, pattern: str) -> Iterator[str]:
    top = middle - _BAR / 2
    if step.spread:
        early, late = x.at(step.spread[0]), x.at(step.spread[1])
        yield line(early, middle, late, middle, "c-spread")
        yield line(early, middle - 5, early, middle + 5, "c-spread-end")
        yield line(late, middle - 5, late, middle + 5, "c-spread-end")
    if step.longest is not None and step.longest > step.sure:
        a, b = x.at(step.sure), x.at(step.longest)
        yield rect(a, top, b, _BAR, "c-paper")
        yield rect(a, top, b, _BAR, "c-range", f"url(#{pattern}-hatch)")
    kind = (
        "c-fact"
        if step.done
        else "c-critical"
        if step.critical
        else "c-unconfirmed"
        if step.unconfirmed
        else "c-planned"
    )
    if step.sure > step.start:
        yield rect(x.at(step.start), top, x.at(step.sure), _BAR, kind)
    if step.late and step.late[1] > step.late[0]:
        yield rect(x.at(step.late[0]), top, x.at(step.late[1]), _BAR, "c-late")
    if step.middle is not None:
        yield line(x.at(step.middle), top - 4, x.at(step.middle), top + _BAR + 4, "c-middle")


def _hold(held: tuple[int, int], words: str, x: Scale, middle: float) -> Iterator[str]:
    first, last, y = x.at(held[0]), x.at(held[1]), middle - _BAR
    yield line(first, y, last, y, "c-bracket")
    yield from (line(end, y, end, y + 6, "c-bracket") for end in (first, last))
    yield text((first + last) / 2, y - 6, words, "c-over", "middle")


def _words(step: Step, x: Scale, middle: float, page: int, end: float) -> Iterator[str]:
    narrow = page == NARROW_MIN

    def px(minute: int) -> float:
        return x.at(minute) * page / 100

    last = max(step.longest or step.sure, step.sure)
    if step.sure_words and px(step.sure) - px(step.start) > width_of(step.sure_words) + 8:
        yield text(x.at(step.sure), middle + 5, step.sure_words, "c-quiet" if step.done else "", "end", -8)
    if step.end_words and px(last) + width_of(step.end_words) + 8 < page:
        yield text(x.at(last), middle + 6, step.end_words, "c-quiet c-over", dx=8)
    if step.middle_words and step.middle is not None:
        fits = px(step.middle) - px(x.low) > width_of(step.middle_words)
        yield text(
            x.at(step.middle),
            middle + 32,
            step.middle_words,
            "c-over",
            "end" if fits else "start",
            -4 if fits else 4,
        )
    if step.late and step.late_words:
        first = min(step.start, step.spread[0] if step.spread else step.start)
        if not narrow and px(step.late[1]) + width_of(step.late_words) + 10 < page:
            yield text(x.at(step.late[1]), middle - 16, step.late_words, "c-stop-word c-over", dx=10)
        else:
            yield text(x.at(first), middle + 5, step.late_words, "c-stop-word c-over", "end", -8)


def _lines(facts: Path, x: Scale, axis: float, bottom: float, page: int) -> Iterator[str]:
    today, due = x.at(facts.today), x.at(facts.due)
    yield line(today, axis - 10, today, bottom, "c-today")
    yield text(today, bottom + 18, facts.today_words, "c-act-word c-over", dx=-1)
    yield line(due, 6, due, bottom, "c-due")
    left = due > 50 or due * page / 100 > width_of(facts.due_words) + 8
    yield text(due, 16, facts.due_words, "c-bold c-over", "end" if left else "start", -8 if left else 8)
    if facts.polling_words:
        fits = due * page / 100 + width_of(facts.polling_words) < page
        if fits:
            yield text(due, bottom + 18, facts.polling_words, "c-quiet")
        else:
            yield text(100, bottom + 18, facts.polling_words, "c-quiet", "end")

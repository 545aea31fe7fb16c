"""Made-up facts for the charts on the page of components."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from writ.desk.times import day_in_words
from writ.press import charts as press

_DAY = 1440
_ORIGIN = date(2007, 9, 13)


def charts() -> dict[str, str]:
    """Every chart, drawn in the language of the page."""
    return {
        "dots": press.dots(46, "dots", _("46 in 100"), _("46 of 100 dots are filled.")),
        "slack": press.slack_line(_slack(), "slack"),
        "path": press.both(press.path_chart, _path(), "path"),
        "curves": press.both(press.curves_chart, _curves(), "curves"),
        "history": press.both(press.history_line, _history(), "history"),
        "range": press.range_bar(_range(21, 45, firm=False), "range"),
        "cost": press.both(press.cost_chance, _cost(), "cost"),
        "tornado": press.both(press.tornado, _tornado(), "tornado"),
        "map": press.both(press.gate_map, _map(), "map"),
        "gantt": _gantt(),
        "odds": press.odds_bars(_odds(), "odds"),
        "firm": press.range_bar(_range(26, 34, firm=True), "firm"),
    }


def _words(day: int, form: str = "short") -> str:
    return day_in_words(_ORIGIN + timedelta(days=day), get_language() or "en", form)


def _ticks(first: int, last: int) -> tuple[press.Tick, ...]:
    days = [day for day in range(first, last) if (_ORIGIN + timedelta(days=day)).weekday() == 0]
    dates = [_ORIGIN + timedelta(days=day) for day in days]
    return tuple(
        press.Tick(day * _DAY, str(on.day), _words(day), on.month)
        for day, on in zip(days, dates, strict=True)
    )


def _slack() -> press.SlackLine:
    points = ((0, 5), (3, 4), (7, 3), (12, 2), (15, 1), (18, -1))
    return press.SlackLine(
        _("Slack since the call"),
        _("It fell from 5 days to 1 day short."),
        tuple((day * _DAY, slack) for day, slack in points),
        20 * _DAY,
        tuple(_words(day - 12) for day, _ignored in points),
        f"{_words(-12)}: 5",
        "−1",
        "0",
        (_("Day"), _("Slack in days")),
    )


def _path() -> press.Path:
    vet = press.Step(
        _("Vet lists, decide appeals"),
        2,
        _("estimate"),
        0,
        30 * _DAY,
        unconfirmed=True,
        end_words=_("to 12 October"),
    )
    printing = press.Step(
        _("Print ballots abroad"), 1, _("hearsay"), 30 * _DAY, 51 * _DAY, 75 * _DAY, 63 * _DAY,
        hold=(30 * _DAY, 62 * _DAY), sure_words=_("21 days at least"), end_words=_("45 at most"),
        middle_words=_("middle: 33 days"), hold_words=_("Only the first 32 days of printing hold the day"),
    )  # fmt: skip
    carry = press.Step(
        _("Distribute under guard"), 3, _("promise"), 63 * _DAY, 65 * _DAY, spread=(51 * _DAY, 78 * _DAY),
        late=(65 * _DAY, 66 * _DAY), late_words=_("1 day late"),
    )  # fmt: skip
    return press.Path(
        _("What the day hangs on"),
        _("Three steps in a row; the last one ends one day after the due line."),
        0,
        87 * _DAY,
        _ticks(0, 84),
        (vet, printing, carry),
        9 * 60,
        _("Today"),
        65 * _DAY,
        _("Due: end of {day}").format(day=_words(64, "weekday")),
        (65 * _DAY, 66 * _DAY),
        _("Polling {day}").format(day=_words(65, "weekday")),
    )


def _curves() -> press.Curves:
    def ramp(first: int, last: int) -> tuple[tuple[int, float], ...]:
        return ((39 * _DAY, 0.0), (first * _DAY, 0.0), (last * _DAY, 1.0), (79 * _DAY, 1.0))

    band = tuple((day * _DAY, max((day - 53) / 24, 0), max((day - 46) / 27, 0)) for day in range(46, 74))
    return press.Curves(
        _("Ballots at every station by this date, in 100"),
        _("Four curves of chance over days; read them at the due line."),
        39 * _DAY,
        79 * _DAY,
        _ticks(39, 79),
        (
            press.Curve(ramp(53, 77), "46", _("as it stands"), "1"),
            press.Curve(ramp(41, 65), "96", _("2 and 3"), "6"),
            press.Curve(ramp(46, 70), "75", _("early print"), "3"),
            press.Curve(ramp(53, 70), "65", _("two orders"), "5"),
        ),
        64 * _DAY,
        _("Due: end of {day}").format(day=_words(64, "weekday")),
        band=tuple((minute, min(low, 1), min(high, 1)) for minute, low, high in band),
        band_words=_("grey: lists final 2 to 12 October"),
    )


def _history() -> press.History:
    points = ((0, 58.0), (5, 61.0), (9, 55.0), (12, 46.0))
    return press.History(
        _("The forecast's own history"),
        _("It rose to 61 in 100 and fell to 46."),
        0,
        13 * _DAY,
        _ticks(0, 13),
        tuple((day * _DAY, chance) for day, chance in points),
        "46",
    )


def _range(shortest: int, longest: int, firm: bool) -> press.Range:
    words = _("{shortest} to {longest} days").format(shortest=shortest, longest=longest)
    return press.Range(words, words, 18, 50, shortest, longest, (shortest + longest) // 2, 32, firm)


def _cost() -> press.CostChance:
    ways = ((0, 46), (38, 67), (22, 75), (95, 56), (410, 71), (60, 96), (470, 100))
    return press.CostChance(
        _("Chance against cost"),
        _("Seven ways; the filled ones have no cheaper one that is better."),
        press.frontier([press.Disc(str(place), *way) for place, way in enumerate(ways, 1)]),
        tuple((cost, str(cost)) for cost in press.cost_ticks(470)),
        _("thousand euro, scenario values"),
        _("the axis of chance begins at 40"),
    )


def _tornado() -> press.Tornado:
    causes = ((_("Customs hold the lorries"), 9), (_("Snow on the passes"), 4), (_("A school refuses"), 1))
    return press.Tornado(
        _("Without each cause"),
        _("In 100, if one cause were taken away."),
        46,
        _("46 in 100 as it stands"),
        40,
        60,
        tuple((value, str(value)) for value in range(40, 61, 5)),
        tuple(press.Swing(name, 46, 46 + gain, f"+{gain}", 0.4) for name, gain in causes),
    )


def _map() -> press.GateMap:
    corners = ((0, 1), (1, 1), (0, 0), (1, 0))
    states = ("short", "near", "holds", "unknown")
    return press.GateMap(
        _("Gates"),
        _("Four made-up places: one short, one within a week, one that holds, one not known."),
        tuple(
            press.Place(
                name,
                (tuple((0.3 * (x + a), 0.2 * (y + b)) for a, b in ((0, 0), (1, 0.2), (1, 1), (0, 0.8))),),
                state,
                words,
            )
            for (x, y), state, name, words in zip(
                corners, states, "ABCD", ("A −3", "B 2", "", ""), strict=True
            )
        ),
    )


def _gantt() -> str:
    """The axis over two steps, as rows of a table on a real page."""
    axis = press.GanttAxis(
        _("Days and dates"),
        _("Ten weeks with two dates of the law and one of the administration."),
        -3 * _DAY,
        70 * _DAY,
        _ticks(0, 70),
        9 * 60,
        _("Today"),
        (
            press.Flag(0, f"{_('Filing closed')} {_words(-1)}"),
            press.Flag(65 * _DAY, _("Polling {day}").format(day=_words(65))),
        ),
        (press.Flag(30 * _DAY, _("Lists final {day}").format(day=_words(29))),),
        (65 * _DAY, 66 * _DAY),
    )
    late = _("1 day late")
    bars = (
        press.GanttBar(
            _("Print ballots abroad"), 30 * _DAY, 52 * _DAY, critical=True, sure=42 * _DAY,
            longest=60 * _DAY, baseline=(28 * _DAY, 48 * _DAY),
        ),
        press.GanttBar(
            _("Distribute under guard"), 63 * _DAY, 66 * _DAY, baseline=(61 * _DAY, 64 * _DAY),
            late=(65 * _DAY, 66 * _DAY), late_words=late,
        ),
    )  # fmt: skip
    rows = "".join(f'<div class="gantt-cell">{press.gantt_bar(axis, bar, "gantt")}</div>' for bar in bars)
    ground = press.gantt_ground(axis, "gantt")
    return f'{ground}{press.both(press.gantt_head, axis, "gantt-head")}<div class="gantt-sample">{rows}</div>'


def _odds() -> press.Odds:
    return press.Odds(
        _("An appeal"),
        _("Upheld in 14 of 100, dismissed in 86."),
        (press.OddsOf(_("upheld"), 14, "14", 20), press.OddsOf(_("dismissed"), 86, "86", 80)),
    )

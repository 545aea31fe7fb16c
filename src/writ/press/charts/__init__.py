"""Charts: facts in, a picture out, with title, description and the same facts as a table.

Every function is pure. Words come from the caller in the language of the page and are escaped here. A chart that has a
`narrow` drawing is put on the page in both; the style sheet shows the one that fits (`both`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from writ.press.charts.canvas import Scale, TableFacts, Tick, rising_bars
from writ.press.charts.cost import CostChance, Disc, cost_chance, cost_table, cost_ticks, frontier
from writ.press.charts.curves import Curve, Curves, curves_chart, curves_table
from writ.press.charts.dots import dots
from writ.press.charts.gantt import (
    LANE,
    Flag,
    GanttAxis,
    GanttBar,
    gantt_bar,
    gantt_ground,
    gantt_head,
    gantt_paper,
    gantt_rows,
    share_bar,
)
from writ.press.charts.history import History, history_line, history_table
from writ.press.charts.map import GateMap, Place, gate_map, map_table
from writ.press.charts.odds import Odds, OddsOf, odds_bars
from writ.press.charts.path import Path, Step, path_chart, path_table
from writ.press.charts.ranges import Range, range_bar
from writ.press.charts.slack import SlackLine, slack_line, slack_table
from writ.press.charts.tornado import Swing, Tornado, tornado, tornado_table

__all__ = [
    "LANE",
    "CostChance",
    "Curve",
    "Curves",
    "Disc",
    "Flag",
    "GanttAxis",
    "GanttBar",
    "GateMap",
    "History",
    "Odds",
    "OddsOf",
    "Path",
    "Place",
    "Range",
    "Scale",
    "SlackLine",
    "Step",
    "Swing",
    "TableFacts",
    "Tick",
    "Tornado",
    "both",
    "cost_chance",
    "cost_table",
    "cost_ticks",
    "curves_chart",
    "curves_table",
    "dots",
    "frontier",
    "gantt_bar",
    "gantt_ground",
    "gantt_head",
    "gantt_paper",
    "gantt_rows",
    "gate_map",
    "history_line",
    "history_table",
    "map_table",
    "odds_bars",
    "path_chart",
    "path_table",
    "range_bar",
    "rising_bars",
    "share_bar",
    "slack_line",
    "slack_table",
    "tornado",
    "tornado_table",
]

F = TypeVar("F")


def both(chart: Callable[[F, str, bool], str], facts: F, ident: str) -> str:
    """The wide and the narrow drawing of a chart, for one place on a page."""
    return chart(facts, ident, False) + chart(facts, ident, True)

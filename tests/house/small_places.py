"""The small election's plan with gates in two places, and the same with everything that can be decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from small_election import DECIDING, PLAN
from writ.exchange.plan import Area, Estimate, LinkEntry, PlanDocument, Reading, Strand, TaskEntry
from writ.law.cite import Status

DUE = datetime(2007, 11, 17)
OWNER = "sec.clerk"


def _step(strand: str, area: str, days: int) -> TaskEntry:
    return TaskEntry(
        f"{strand}_{area}",
        strand,
        {"en": f"{strand.title()}: {area.title()}"},
        OWNER,
        estimate=Estimate("fixed", (Decimal(days),), status=Status.SCENARIO),
        template=strand,
        area=area,
    )


def _gate(area: str) -> TaskEntry:
    links = tuple(LinkEntry(name) for name in (f"premises_{area}", f"roll_{area}", "at-stations"))
    return TaskEntry(
        f"gate_{area}",
        "delivery",
        {"en": f"{area.title()} can open"},
        OWNER,
        links=links,
        template="gate",
        area=area,
        gate=True,
    )


def _with_gates(plan: PlanDocument) -> PlanDocument:
    ready = TaskEntry(
        "ready",
        "delivery",
        {"en": "Every station can open"},
        OWNER,
        links=(LinkEntry("gate_north"), LinkEntry("gate_south")),
    )
    every = Reading("every-gate", {"en": "Every gate"}, "ready", DUE)
    ballots = replace(plan.readings[0], tasks=tuple(task.id for task in plan.tasks))
    return replace(
        plan,
        default_reading="every-gate",
        areas=(Area("north", {"en": "Northby"}), Area("south", {"en": "Southwick"})),
        strands=(
            *plan.strands,
            Strand("premises", {"en": "Premises"}),
            Strand("roll", {"en": "Roll"}),
            Strand("delivery", {"en": "Delivery"}),
        ),
        tasks=(
            *plan.tasks,
            _step("premises", "north", 66),
            _step("premises", "south", 62),
            _step("roll", "north", 10),
            _step("roll", "south", 10),
            _gate("north"),
            _gate("south"),
            ready,
        ),
        readings=(every, ballots),
    )


PLACES = _with_gates(PLAN)
"""Premises in the north end on the morning of 18 November, two days short; in the south two days of slack are left."""

FULL = _with_gates(DECIDING)
"""The same with options, risks and a branch: every page of the timetable has something to show."""

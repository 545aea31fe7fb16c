"""What is said of a gate, and the gates as cells of a grid and as places on a map."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext

from writ.desk import parts
from writ.exchange.outlines import Outlines
from writ.exchange.plan import PlanDocument
from writ.offices.timetable.queries.gates import GateFacts, Gates, StrandFacts
from writ.offices.timetable.views import amounts, words
from writ.press import charts

STATUSES = ("short", "near", "holds")


def cells(gates: Gates, strands: Mapping[str, str]) -> list[parts.Gate]:
    """The gates as cells of the grid."""
    return [
        parts.Gate(
            words.name(gate.area.names),
            gate.days,
            weakest_words(gate, strands) if gate.days is not None and gate.days < parts.WEEK else "",
            reverse("timetable:gate", args=[gate.area.code]),
        )
        for gate in gates.gates
    ]


def state_of_gate(gate: GateFacts) -> str:
    """The mark of a gate."""
    return parts.Gate("", gate.days).status


def gate_words(gate: GateFacts) -> str:
    """A gate's slack in words."""
    if gate.is_met:
        return gettext("everything is there")
    if gate.days is None:
        return gettext("its own strands are done")
    return words.slack_words(gate.days)


def weakest_words(gate: GateFacts, strands: Mapping[str, str]) -> str:
    """The weakest strand of a gate, to be said after its name."""
    return amounts.lowered(strands[gate.weakest.strand]) if gate.weakest else ""


def shared_words(strand: StrandFacts) -> Mapping[str, str]:
    """A step that all gates wait for: its name, address and slack."""
    task = strand.steps[0]
    state = "holds" if strand.days is None else words.slack_figure(strand.days)[3]
    said = gettext("done") if strand.days is None else words.slack_words(strand.days)
    return {
        "name": words.name(task.names),
        "url": reverse("timetable:task", args=[task.id]),
        "state": state,
        "slack": said,
    }


def strand_names(document: PlanDocument) -> Mapping[str, str]:
    """The strands of the plan by id, in the language of the page."""
    return {one.id: words.name(one.names) for one in document.strands}


def on_map(gates: Gates, strands: Mapping[str, str], outlines: Outlines) -> str:
    """Every gate on its area; those in trouble with their name and days."""
    places = []
    for gate in gates.gates:
        name, state = words.name(gate.area.names), state_of_gate(gate)
        near = state != "holds" and gate.days is not None
        places.append(
            charts.Place(
                f"{name}: {gate_words(gate)}",
                outlines.rings.get(gate.area.code, ()),
                state,
                f"{name} {words.number(gate.days)}" if near and gate.days is not None else "",
                (name, gate_words(gate), weakest_words(gate, strands)),
            )
        )
    counts = {one: sum(state_of_gate(gate) == one for gate in gates.gates) for one in STATUSES}
    facts = charts.GateMap(
        gettext("The gates on the map"),
        gettext("{short} short, {near} within a week, {holds} hold.").format(**counts),
        tuple(places),
        (gettext("Municipality"), gettext("Gate"), gettext("Weakest strand")),
    )
    return charts.both(charts.gate_map, facts, "gate-map")

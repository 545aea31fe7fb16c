"""The gates as a table: a row for each, its own days first, then strand by strand, and its chance."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from writ.desk.tables import Choice, Column, Table
from writ.desk.templatetags.desk import status
from writ.offices.timetable.queries.gates import GateFacts, Gates
from writ.offices.timetable.views import words
from writ.offices.timetable.views.gates_words import STATUSES, gate_words, state_of_gate


def table(gates: Gates, strands: Mapping[str, str]) -> Table:
    """The table; `strands` are names by id."""
    states = {
        "short": gettext("short"),
        "near": gettext("within a week"),
        "holds": gettext("holds"),
    }
    least, most = gettext("least first"), gettext("most first")
    own = [
        Column(
            f"strand-{strand}", strands[strand], lambda gate, strand=strand: _days(gate, strand),
            html=lambda gate, strand=strand: _strand_mark(gate, strand), number=True,
            sort=lambda gate, strand=strand: _days(gate, strand), ascending=least, descending=most,
        )
        for strand in gates.strands
    ]  # fmt: skip
    return Table(
        gettext("Days of slack, strand by strand"),
        [
            Column(
                "name", gettext("Municipality"), lambda gate: words.name(gate.area.names),
                html=lambda gate: format_html(
                    '<a href="{}">{}</a>', reverse("timetable:gate", args=[gate.area.code]),
                    words.name(gate.area.names),
                ),
                heads=True, sort=lambda gate: words.name(gate.area.names),
                ascending=gettext("by the alphabet"), descending=gettext("against the alphabet"),
            ),
            Column(
                "slack", gettext("Gate"), lambda gate: gate.days, html=_gate_mark,
                sort=lambda gate: gate.days, ascending=least, descending=most,
            ),
            *own,
            Column(
                "chance", gettext("In 100"), lambda gate: gate.in_100, number=True,
                sort=lambda gate: gate.in_100,
            ),
        ],
        [
            Choice(
                "state", gettext("State"), [(one, states[one]) for one in STATUSES],
                lambda gate, wanted: state_of_gate(gate) == wanted, gettext("All gates"),
            ),
            Choice(
                "weakest", gettext("Weakest strand"), [(one, strands[one]) for one in gates.strands],
                lambda gate, wanted: gate.weakest is not None and gate.weakest.strand == wanted,
                gettext("Any strand"),
            ),
        ],
        order="slack",
        per_page=100,
        nothing=gettext("No gate fits what you asked for."),
    )  # fmt: skip


def _days(gate: GateFacts, strand: str) -> int | None:
    return next((one.days for one in gate.strands if one.strand == strand), None)


def _strand_mark(gate: GateFacts, strand: str) -> SafeString | str:
    found = next((one for one in gate.strands if one.strand == strand), None)
    if found is None:
        return ""
    if found.days is None:
        return status("holds", gettext("done"))
    return status(words.slack_figure(found.days)[3], words.number(found.days))


def _gate_mark(gate: GateFacts) -> SafeString:
    return status(state_of_gate(gate), gate_words(gate), strong=True)

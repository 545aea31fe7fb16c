"""What the living page of components shows: made-up facts for every component and state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from writ.desk.clocks import Clock
from writ.desk.forms import ActForm
from writ.desk.models import JobProgress, JobState
from writ.desk.parts import Advice, Change, Gate, Happening, Link, Pair, Person, Record, Turn, Waiting
from writ.desk.sample_charts import charts
from writ.desk.tables import Choice, Column, Table
from writ.law.findings import Finding, Severity, Where

_AT = datetime(2007, 9, 13, 7, 0, tzinfo=UTC)
TOKENS = (
    *("paper", "ground", "sunk", "ink", "ink-2", "line", "line-2", "act", "act-tint", "stop", "stop-tint"),
    *("watch", "watch-tint", "good", "good-tint", "series-1", "series-2", "series-3", "focus"),
)


class SampleForm(ActForm):
    """Two fields, one of each kind of mistake."""

    shortest = forms.IntegerField(min_value=0)
    said_by = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shortest"].label = _("Shortest time, in days")
        self.fields["shortest"].help_text = _("Whole days, for example 21")
        self.fields["said_by"].label = _("Who gave this estimate")


def samples(query: Mapping[str, str], path: str) -> dict[str, Any]:
    """Everything that `desk/components.html` shows."""
    wrong = SampleForm({"key": "x", "shortest": "45", "said_by": ""})
    wrong.take([Finding("D-101", {"shortest": 45, "longest": 21}, Where("", None, "shortest"))])
    return {
        "tokens": TOKENS,
        "statuses": _statuses(),
        "clocks": _clocks(),
        "advice": _advice(),
        "changes": _changes(),
        "gates": [Gate(_("Place {number}").format(number=n), days, strand) for n, days, strand in _GATES],
        "pair": _pair(),
        "history": _history(),
        "record": Record(
            439, 439, "9f3a61c07be244d80a175ce9b2f418d6", _("Estimates over 10 days"), None, "15:15", 2
        ),
        "queue": _queue(),
        "turns": _turns(),
        "table": _table().view(range(1, 39), query, path),
        "wrong": wrong,
        "findings": _findings(),
        "job": JobProgress(title="", owner="", state=JobState.RUNNING, done=31, total=702),
        "at": _AT,
        "charts": charts(),
        "trail": (Link(_("Timetable"), "#main"), Link(_("Print ballots abroad"), "")),
    }


_GATES = (
    (7, -3, ""),
    (12, -2, ""),
    (29, 2, ""),
    (4, 3, ""),
    (18, 9, ""),
    (1, 11, ""),
    (2, 12, ""),
    (3, 14, ""),
    (5, 16, ""),
    (6, 21, ""),
)


def _statuses() -> list[tuple[str, str]]:
    return [
        ("holds", _("holds, met, safe")),
        ("near", _("within a week")),
        ("short", _("short, over, refused")),
        ("waiting", _("waiting, clock open")),
        ("none", _("no effect, not begun")),
        ("half", _("contested, half done")),
        ("reopened", _("reopened by a ruling")),
        ("hold", _("on hold by order")),
        ("closed", _("closed for the ballot")),
        ("unknown", _("not known")),
        ("paused", _("paused clock")),
        ("past", _("a past act")),
    ]


def _clocks() -> list[Clock]:
    reply = _("of 24 working h to reply")
    decide = _("of 48 h to decide")
    return [
        Clock(2880, 1630, _AT + timedelta(hours=20, minutes=50), decide, _("Silence decides nothing")),
        Clock(1440, 1100, _AT + timedelta(hours=6, minutes=20), reply),
        Clock(2880, 2770, _AT + timedelta(hours=1, minutes=50), decide),
        Clock(4320, 4510, _AT - timedelta(hours=3, minutes=10), "", _("Silence decides nothing")),
        Clock(2880, 1080, paused=_("paused since 13:00, translation")),
    ]


def _advice() -> list[Advice]:
    return [
        Advice(
            _("Start a second vetting shift"),
            _("The lists are final five days earlier."),
            5,
            46,
            67,
            "promise",
            _("Head of Candidate Services"),
            _("ext. 214, until 19:00"),
            value="38,000",
            value_status="scenario",
        ),
        Advice(
            _("Both printers: a delivery date in writing"),
            _("A promise of 35 days at most ends the range."),
            5,
            46,
            79,
            "hearsay",
            _("Procurement officer"),
            _("ext. 231, from 08:00"),
            ask=True,
        ),
    ]


def _changes() -> list[Change]:
    day = timedelta(days=1)
    return [
        Change(
            _AT - day,
            _("Printing re-estimated from 21-41 to 21-45 days"),
            _("Ballots and procurement"),
            412,
            "short",
            _("2 days lost"),
            "#main",
        ),
        Change(
            _AT - day * 2,
            _("Filing closed"),
            _("Candidate services"),
            418,
            "none",
            _("No effect on the day"),
            "#main",
        ),
    ]


def _pair() -> Pair:
    proposed = Person(
        _("Proposed"),
        _("Procurement officer"),
        _("Ballots and procurement"),
        at=_AT,
        checks=[_("signed in with a second factor")],
    )
    confirms = Person(
        _("Confirms"),
        _("You, as Operations chief"),
        lines=[_("competence: confirm estimates over 10 days")],
        checks=[_("another person and another post")],
        you=True,
    )
    return Pair(proposed, confirms, Clock(1440, 18, _AT + timedelta(days=1)), _("then the proposal is void"))


def _history() -> list[Happening]:
    week = timedelta(days=7)
    return [
        Happening(
            _AT,
            _("Proposed by the Procurement officer"),
            [_("26 to 34 days, firmness contract.")],
            439,
            "#main",
            "half",
        ),
        Happening(
            _AT - week, _("Baseline adopted by the Commission"), [_("21 to 41 days, estimate.")], 231, "#main"
        ),
        Happening(_AT - 2 * week, _("Task entered with the plan"), [], 57, "#main", mark=_("assumed")),
    ]


def _queue() -> list[Waiting]:
    return [
        Waiting(
            "MA-19-047",
            _("Municipal assembly, entity 47"),
            "#main",
            _("3 findings"),
            _clocks()[1],
            selected=True,
        ),
        Waiting(
            "MA-04-038",
            _("Municipal assembly, entity 38"),
            "#main",
            _("cure awaited"),
            _clocks()[4],
            opened_by=_("Vetting officer 2"),
        ),
    ]


def _turns() -> list[Turn]:
    drawn = charts()
    return [
        Turn(
            _("Print time"),
            _("21 to 45 days"),
            _("26 to 34 days"),
            now_drawing=drawn["range"],
            after_drawing=drawn["firm"],
        ),
        Turn(_("Rests on"), "", "", now_firmness="hearsay", after_firmness="contract"),
        Turn(_("Slack to the day"), _("1 day short"), _("2 days"), "short", "near"),
        Turn(_("Ballots in time"), _("46 in 100"), _("75 in 100")),
        Turn(_("Baseline, budget, legal dates"), _("do not change")),
        Turn(_("Becomes public"), _("never as a forecast")),
    ]


def _table() -> Table:
    return Table(
        caption=_("Tasks of the plan"),
        columns=[
            Column(
                "task",
                _("Task"),
                lambda n: _("Task {number}").format(number=n),
                heads=True,
                sort=lambda n: _("Task {number}").format(number=n),
                detail=lambda n: _("Candidate services"),
            ),
            Column("days", _("Slack in days"), lambda n: n % 11 - 2, number=True, sort=lambda n: n % 11 - 2),
            Column(
                "critical",
                _("Critical in 100"),
                lambda n: n * 7 % 100,
                number=True,
                sort=lambda n: n * 7 % 100,
            ),
        ],
        choices=[
            Choice(
                "strand",
                _("Strand"),
                [("even", _("Ballots")), ("odd", _("Nominations"))],
                lambda n, value: (n % 2 == 0) == (value == "even"),
            )
        ],
        order="days",
        per_page=6,
        selected=lambda n: n == 22,
    )


def _findings() -> dict[str, list[Finding]]:
    facts = {"shortest": 45, "longest": 21}
    return {
        "ours": [Finding("D-101", facts, Where("plan.toml", 31, "duration"))],
        "asked": [Finding("D-101", facts)],
        "final": [Finding("D-101", facts, severity=Severity.INADMISSIBLE)],
        "none": [],
    }

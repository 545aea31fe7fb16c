"""What people type about options and risks: which options, why, the session that decided; how a risk stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from writ.desk.forms import ActForm
from writ.law.cite import Status
from writ.offices.timetable.forms.steps import LocalMoment, ReasonForm, exact
from writ.offices.timetable.rules import TEXT_LENGTH, Session
from writ.offices.timetable.states import RiskState

RISK_STATES = (
    (RiskState.OPEN.value, _("open: it may strike")),
    (RiskState.MITIGATED.value, _("mitigated: its answer is in place")),
    (RiskState.HAPPENED.value, _("happened: it has struck")),
    (RiskState.CLOSED.value, _("closed: it can no longer strike")),
)
KNOWN = (
    ("sourced", _("sourced")),
    ("recalled", _("recalled from memory")),
    ("assumed", _("assumed")),
)
Choices = Sequence[tuple[str, str]]


class OptionsForm(ReasonForm):
    """Which options, and why. `choices` are those that the act is open to, `bodies` those that may have sat."""

    options = forms.MultipleChoiceField(
        label=_("Options"), widget=forms.CheckboxSelectMultiple, choices=(), required=False
    )
    field_order: Sequence[str] | None = ("options", "reason")

    def __init__(self, *args: Any, choices: Choices, bodies: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered, sat = self.fields["options"], self.fields.get("body")
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = choices
        if isinstance(sat, forms.ChoiceField):
            sat.choices = [("", _("none: an officer decides")), *bodies]

    def inputs(self) -> dict[str, Any]:
        """The act's inputs: the options as a tuple."""
        told = super().inputs()
        return told | {"options": tuple(told["options"])}


class SessionForm(OptionsForm):
    """The same, and the session of the body that decided: the day and the votes."""

    body = forms.ChoiceField(
        label=_("Decided in session by"),
        help_text=_("What a body decides wants its session and its votes"),
        choices=(),
        required=False,
    )
    held_on = forms.DateField(
        label=_("Day of the session"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    votes_for = forms.IntegerField(label=_("Votes for"), required=False)
    votes_against = forms.IntegerField(label=_("Votes against"), required=False)
    abstained = forms.IntegerField(label=_("Abstained"), required=False)
    field_order = ("options", "body", "held_on", "votes_for", "votes_against", "abstained", "reason")

    def clean(self) -> dict[str, Any]:
        """A session has a day and votes."""
        cleaned = super().clean() or {}
        for name in ("held_on", "votes_for"):
            if cleaned.get("body") and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("A session has a day and votes: fill this in."))
        return cleaned

    def inputs(self) -> dict[str, Any]:
        """The act's inputs: the session as one value, None where an officer decides."""
        told = super().inputs()
        body, held_on, *votes = (told.pop(name) for name in self.field_order[1:-1])
        return told | {"session": Session(body, held_on, *(vote or 0 for vote in votes)) if body else None}


class ReviewForm(ActForm):
    """How a risk stands, and who said so."""

    state = forms.ChoiceField(label=_("The risk is"), choices=RISK_STATES)
    chance = forms.DecimalField(
        label=_("Its chance, in 100"),
        help_text=_("Leave it empty if the plan’s own stands"),
        required=False,
        decimal_places=2,
    )
    source = forms.CharField(
        label=_("Who said so"),
        help_text=_("A name, a post, a letter. It is kept sealed beside the act."),
        max_length=TEXT_LENGTH * 2,
        required=False,
    )
    said_at = LocalMoment(label=_("Said on"), help_text=_("Day and time on the election’s clocks"))
    status = forms.ChoiceField(label=_("How it is known"), choices=KNOWN)

    def inputs(self) -> dict[str, Any]:
        """The act's inputs: the chance as a share of 1."""
        told = super().inputs()
        chance = told["chance"]
        return told | {
            "state": RiskState(told["state"]),
            "chance": None if chance is None else exact(chance / 100),
            "status": Status(told["status"]),
        }

"""What people type about a step: days and times on the election's clocks, counts, ranges, and who said so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from writ.desk.forms import ActForm
from writ.exchange.plan import PlanDocument
from writ.law.findings import Finding
from writ.offices.timetable.acts.estimates import Ending
from writ.offices.timetable.rules import TEXT_LENGTH, Range

Reader = Callable[[str], tuple[PlanDocument | None, tuple[Finding, ...]]]
"""Reads the text of a plan: the document, or None and every mistake."""

FIRMNESS = (
    ("hearsay", _("hearsay: somebody heard it")),
    ("estimate", _("estimate: somebody who knows the work reckons so")),
    ("promise", _("promise: given in words or in writing")),
    ("contract", _("contract: signed")),
)
CONTROL = (
    ("we", _("we ourselves")),
    ("contractor", _("a contractor")),
    ("other authority", _("another authority")),
    ("nobody", _("nobody")),
)
UNITS = (("days", _("days")), ("hours", _("hours")))


class LocalMoment(forms.MultiValueField):
    """A day and a time on the election's clocks, as one moment with its zone."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (forms.DateField(), forms.TimeField())
        super().__init__(fields, widget=DayAndTime, require_all_fields=True, **kwargs)

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list:
            return None
        day, clock = data_list
        return datetime.combine(day, clock, timezone.get_current_timezone())


class DayAndTime(forms.SplitDateTimeWidget):
    """Two fields side by side: the browser's own for a day and for a time."""

    template_name = "timetable/parts/day_and_time.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs,
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        )

    def decompress(self, value: Any) -> tuple[date | None, time | None]:
        if isinstance(value, datetime):
            local = value.astimezone(timezone.get_current_timezone())
            return local.date(), time(local.hour, local.minute)
        return None, None


class StartForm(ActForm):
    """When it began."""

    started_at = LocalMoment(label=_("It began on"), help_text=_("Day and time on the election’s clocks"))


class FinishForm(ActForm):
    """When it ended."""

    finished_at = LocalMoment(label=_("It ended on"), help_text=_("Day and time on the election’s clocks"))


class CountForm(ActForm):
    """How many of how many are done."""

    done = forms.IntegerField(
        label=_("Done so far"), help_text=_("A whole number, counted from the beginning")
    )
    planned = forms.IntegerField(label=_("Of how many in all"))
    counted_at = LocalMoment(label=_("Counted on"), help_text=_("Day and time on the election’s clocks"))


class SourceForm(ActForm):
    """Who said it, when, how firmly, and who controls the step: asked with every estimate."""

    source = forms.CharField(
        label=_("Who said so"),
        help_text=_("A name, a post, a letter. It is kept sealed beside the act."),
        max_length=TEXT_LENGTH * 2,
        required=False,
    )
    said_at = LocalMoment(label=_("Said on"), help_text=_("Day and time on the election’s clocks"))
    firmness = forms.ChoiceField(label=_("How firmly"), choices=FIRMNESS)
    control = forms.ChoiceField(label=_("Who controls the step"), choices=CONTROL)


class DurationForm(SourceForm):
    """How long it takes in all, from its start to its end."""

    low = forms.DecimalField(
        label=_("Shortest time"), help_text=_("In all, from its start to its end"), decimal_places=2
    )
    high = forms.DecimalField(label=_("Longest time"), decimal_places=2)
    middle = forms.DecimalField(
        label=_("Most likely time"),
        help_text=_("Leave it empty if nobody said"),
        required=False,
        decimal_places=2,
    )
    unit = forms.ChoiceField(label=_("In"), choices=UNITS)
    field_order = ("low", "high", "middle", "unit", "source", "said_at", "firmness", "control")

    def inputs(self) -> dict[str, Any]:
        """The act's inputs: the range as one value."""
        told = super().inputs()
        low, high, middle, unit = (told.pop(name) for name in ("low", "high", "middle", "unit"))
        likely = None if middle is None else exact(middle)
        return told | {"duration": Range(exact(low), exact(high), likely, unit)}


class DatesForm(SourceForm):
    """Between which days others will end it."""

    first = forms.DateField(
        label=_("At the end of this day at the earliest"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("At the end of this day at the latest"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ("first", "last", "source", "said_at", "firmness", "control")

    def inputs(self) -> dict[str, Any]:
        """The act's inputs: both days as their ends."""
        told = super().inputs()
        return told | {"ending": Ending(_end_of(told.pop("first")), _end_of(told.pop("last")))}


class CorrectForm(ActForm):
    """Why the record is wrong, and the right moment where there is one."""

    reason = forms.CharField(
        label=_("Why the record is wrong"),
        help_text=_("One sentence. It is kept sealed beside the correction."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=TEXT_LENGTH * 2,
        required=False,
    )


class MovedForm(CorrectForm):
    """The same for a start or an end, which may have its right moment."""

    moment = LocalMoment(
        label=_("The right moment"), help_text=_("Leave it empty if it did not happen at all"), required=False
    )


class ReasonForm(ActForm):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("One sentence, for the record"),
        max_length=TEXT_LENGTH * 2,
        required=False,
    )


class PlanForm(ActForm):
    """A whole plan: the file, or its text, and why it takes the place of the one in force."""

    file = forms.FileField(
        label=_("The file plan.toml"), help_text=_("Or write its text below"), required=False
    )
    plan = forms.CharField(
        label=_("The text of plan.toml"),
        widget=forms.Textarea(attrs={"rows": 12}),
        required=False,
        strip=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("One sentence, for the record"),
        max_length=TEXT_LENGTH * 2,
        required=False,
    )

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.document: PlanDocument | None = None

    def clean(self) -> dict[str, Any]:
        """Read the plan; every mistake stands above the form with its line."""
        cleaned = super().clean() or {}
        self.document, findings = self.reader(cleaned.get("plan", ""))
        if self.document is None:
            self.refusals = findings
            raise forms.ValidationError(_("The plan cannot be read. Each mistake is named above."))
        return cleaned

    def inputs(self) -> dict[str, Any]:
        """The act's inputs: the document as plain JSON."""
        assert self.document is not None
        return {"document": self.document.as_json(), "reason": self.cleaned_data["reason"]}


def exact(number: Decimal) -> Decimal:
    """The number without trailing noughts: 21.00 gives 21."""
    return number.normalize() + 0


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), timezone.get_current_timezone())

"""The form of an act: what people type, a key against sending it twice, the facts it was filled against."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language

from writ.law.findings import Finding
from writ.law.texts import sentence


class ActForm(forms.Form):
    """Fields of one act. Subclasses name the act's inputs; `inputs` gives them to it.

    `key` is drawn once per form shown; a second sending with the same key does nothing twice. `seen` names the state
    of the facts the person had before the eyes; a page that finds another shows the form again before it acts.
    """

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    template_name = "desk/parts/form.html"
    error_css_class = "field-wrong"

    def __init__(self, *args: Any, seen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = secrets.token_urlsafe(24)
        self.fields["seen"].initial = seen
        self.refusals: tuple[Finding, ...] = ()

    def inputs(self) -> dict[str, Any]:
        """The act's inputs by name; only after `is_valid`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "seen")}

    def take(self, findings: Iterable[Finding]) -> None:
        """Put each finding beside the field it names (`where.key`); the others stand above the form as a refusal."""
        elsewhere = []
        for finding in findings:
            named = finding.where.key if finding.where else None
            if named in self.fields:
                said = sentence(finding, get_language() or "en")
                self.add_error(named, ValidationError(said, code=finding.code))
            else:
                elsewhere.append(finding)
        self.refusals = (*self.refusals, *elsewhere)

    @property
    def sent(self) -> QueryDict:
        """What the browser sent; only of a bound form."""
        assert isinstance(self.data, QueryDict)
        return self.data

    @property
    def again(self) -> dict[str, Any]:
        """What was sent, to fill the form with once more; a field of several choices keeps them all."""
        return {
            name: values if len(values) > 1 else values[0] for name, values in self.sent.lists() if values
        }

    @property
    def told(self) -> list[tuple[str, str]]:
        """Every field as it was sent, to carry a previewed form to its confirmation."""
        return [
            (name, value)
            for name, values in self.sent.lists()
            if name not in ("csrfmiddlewaretoken", "step")
            for value in values
        ]

"""The page of an act: fill, see what it will change, confirm. Works with plain forms; knows no office and no door."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from writ.desk.forms import ActForm
from writ.desk.parts import Link, Turn
from writ.law.findings import Finding, Refused


class Previewed(Protocol):
    """What a dry run says: the outcome or the findings against it, and whether a second person must confirm."""

    @property
    def outcome(self) -> Any: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def two_persons(self) -> bool: ...


class ActPage(View, ABC):
    """A sheet whose main button is an official act.

    An office says which act it is (`preview`, `perform`, `propose`), what its title and button say, what will change
    (`turns`) and where one goes afterwards. `step` in the form is "preview", "confirm" or "change" (back to the form).
    """

    form_class: ClassVar[type[ActForm]]
    template_name: ClassVar[str] = "desk/act.html"

    @abstractmethod
    def words(self) -> dict[str, str]:
        """`title`, `button` (verb and noun), `beside` (what it does not do); perhaps `propose`, `place`, `line`."""

    @abstractmethod
    def preview(self, inputs: dict[str, Any]) -> Previewed:
        """The act's dry run."""

    @abstractmethod
    def perform(self, inputs: dict[str, Any], key: str) -> str:
        """Do the act under the idempotency key; gives the address to go to. Raises `Refused`."""

    def propose(self, inputs: dict[str, Any], key: str) -> str:
        """Propose the act where a second person must confirm; gives the address to go to. Raises `Refused`."""
        return self.perform(inputs, key)

    def seen(self) -> str:
        """Names the state of the facts that the form is filled against, such as the last entry on the subject."""
        return ""

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        """What will change, now and after, and what will not."""
        return ()

    def trail(self) -> Sequence[Link]:
        """Where the sheet stands."""
        return ()

    def initial(self) -> dict[str, Any]:
        """What the form holds at first."""
        return {}

    def context(self) -> dict[str, Any]:
        """More for the template: history, papers, record."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.form_class(initial=self.initial(), seen=self.seen()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, seen=self.seen())
        step = request.POST.get("step")
        if step == "change":
            # The form again as it was sent, under its old key; nothing is judged yet.
            return self._page(self.form_class(initial=form.again, seen=self.seen()))
        if not form.is_valid():
            return self._page(form, status=422)
        stale = form.cleaned_data["seen"] != self.seen()
        if step == "confirm" and not stale:
            return self._done(form)
        previewed = self.preview(form.inputs())
        if previewed.findings:
            form.take(previewed.findings)
            return self._page(form, status=422)
        return self._page(form, previewed, stale=stale, status=409 if stale else 200)

    def _done(self, form: ActForm) -> HttpResponse:
        inputs, key = form.inputs(), form.cleaned_data["key"]
        try:
            two_persons = self.preview(inputs).two_persons
            return HttpResponseRedirect(
                self.propose(inputs, key) if two_persons else self.perform(inputs, key)
            )
        except Refused as refused:
            form.take(refused.findings)
            return self._page(form, status=422)

    def _page(
        self, form: ActForm, previewed: Previewed | None = None, stale: bool = False, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form,
            "words": self.words(),
            "trail": self.trail(),
            "previewed": previewed,
            "turns": self.turns(previewed, form.inputs()) if previewed else (),
            "stale": stale,
            "seen": self.seen(),
        }
        return render(self.request, self.template_name, context | self.context(), status=status)

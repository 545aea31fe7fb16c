"""The sheets of the plan and of the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.act_page import ActPage, Previewed
from writ.desk.forms import ActForm
from writ.desk.parts import Link, Turn
from writ.exchange.plan import PlanDocument
from writ.offices.authority.acts import propose
from writ.offices.authority.acts.door import OfficialAct
from writ.offices.authority.queries import posts
from writ.offices.timetable import acts, forms
from writ.offices.timetable.queries.official import made_official
from writ.offices.timetable.queries.plans import plan_from_text
from writ.offices.timetable.queries.situation import situation
from writ.offices.timetable.views.morning import ask
from writ.offices.timetable.views.sheets import effect_turns
from writ.reckon.plain import plain


class PlanAct(ActPage):
    """What adopting a plan and adopting a baseline have in common."""

    act: OfficialAct[Any]
    template_name = "timetable/act.html"

    def trail(self) -> Sequence[Link]:
        return (Link(gettext("Timetable"), reverse("timetable:tasks")),)

    def given(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """The act's inputs."""
        who: Any = self.request
        if who.election is None:
            raise Http404
        return {"election": who.election.code, **inputs}

    def preview(self, inputs: dict[str, Any]) -> Previewed:
        who: Any = self.request
        return self.act.preview(by=who.capacity.by, at=who.now, **self.given(inputs))

    def perform(self, inputs: dict[str, Any], key: str) -> str:
        who: Any = self.request
        self.act(by=who.capacity.by, at=who.now, key=key, **self.given(inputs))
        ask(who)
        messages.success(who, gettext("It is on the record. The forecast is being computed."))
        return reverse("timetable:tasks")

    def propose(self, inputs: dict[str, Any], key: str) -> str:
        who: Any = self.request
        done = propose(
            by=who.capacity.by,
            at=who.now,
            key=key,
            kind=self.act.kind,
            election=who.election.code,
            inputs=plain(self.given(inputs)),
        )
        messages.success(who, gettext("It is put forward and waits for a second person."))
        return reverse("timetable:proposal", args=[done.act])


class TakeBaseline(PlanAct):
    """Adopt a baseline: the plan in force, with the dates it gives today."""

    form_class = forms.ReasonForm
    act = acts.adopt_baseline

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Adopt a baseline"),
            "button": gettext("Adopt the baseline"),
            "propose": gettext("Put the baseline forward"),
            "beside": gettext("Changes no date: it fixes what later dates are measured against."),
        }

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        number = previewed.outcome.number if previewed.outcome else 0
        return [
            Turn(
                gettext("Baseline"),
                str(number - 1) if number > 1 else gettext("none"),
                gettext("{number}, of plan version {version}").format(
                    number=number, version=previewed.outcome.version
                ),
            ),
            Turn(gettext("Slack, chance, legal dates"), gettext("do not change")),
        ]


class TakePlan(PlanAct):
    """Adopt a plan: the whole document, judged and reckoned before it is put in force."""

    act = acts.adopt_plan

    @property
    def form_class(self) -> type[ActForm]:  # type: ignore[override]
        """The form, which reads plans in the languages and with the posts of this election."""
        who: Any = self.request
        if who.election is None:
            raise Http404
        codes = set(posts())
        known = frozenset(codes | {code.rpartition("-")[0] for code in codes})
        reader = partial(plan_from_text, called=who.election, posts=known)
        return partial(forms.PlanForm, reader=reader)  # type: ignore[return-value]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A file sent along takes the place of the text, and is carried as text from there on."""
        sent = request.FILES.get("file")
        if sent is not None:
            fields = request.POST.copy()
            fields["plan"] = sent.read().decode("utf-8-sig", errors="replace")
            request.POST = fields  # type: ignore[assignment]
        return super().post(request, *args, **kwargs)

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Adopt a plan"),
            "button": gettext("Adopt the plan"),
            "propose": gettext("Put the plan forward"),
            "beside": gettext("What is on record about the steps stays; the baseline stays."),
        }

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        who: Any = self.request
        document = PlanDocument.from_json(inputs["document"])
        stands = situation(who.election, who.now)
        version = previewed.outcome.version if previewed.outcome else 0
        if stands is None:
            said = _plan_words(version, document)
            return [Turn(gettext("Plan"), gettext("none"), said)]
        before = stands.plan.document
        after = replace(stands, plan=replace(stands.plan, document=document))
        return [
            Turn(gettext("Plan"), _plan_words(stands.plan.number, before), _plan_words(version, document)),
            Turn(gettext("Steps"), *_step_words(before, document)),
            *effect_turns(stands, after),
        ]


class MakeOfficial(PlanAct):
    """Adopt the plan in force with the working estimates taken in."""

    form_class = forms.ReasonForm
    act = acts.adopt_plan

    def given(self, inputs: dict[str, Any]) -> dict[str, Any]:
        who: Any = self.request
        stands = situation(who.election, who.now) if who.election else None
        if stands is None:
            raise Http404
        return super().given({**inputs, "document": made_official(stands).as_json()})

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Make the working estimates official"),
            "button": gettext("Make them official"),
            "propose": gettext("Put them forward"),
            "beside": gettext("Changes no answer: the plan says from then on what the work goes by already."),
        }

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        document = PlanDocument.from_json(self.given(inputs)["document"])
        who: Any = self.request
        stands = situation(who.election, who.now)
        assert stands is not None
        before = stands.plan.document
        version = previewed.outcome.version if previewed.outcome else 0
        return [
            Turn(gettext("Plan"), _plan_words(stands.plan.number, before), _plan_words(version, document)),
            Turn(gettext("Steps"), *_step_words(before, document)),
            Turn(gettext("Slack, chance, legal dates"), gettext("do not change")),
        ]


def _plan_words(version: int, document: PlanDocument) -> str:
    return gettext("version {version}, {steps} steps").format(version=version, steps=len(document.tasks))


def _step_words(before: PlanDocument, after: PlanDocument) -> tuple[str, str]:
    """How many steps the new plan adds, leaves out and says otherwise."""
    old: Mapping[str, object] = {task.id: task for task in before.tasks}
    new: Mapping[str, object] = {task.id: task for task in after.tasks}
    changed = sum(new[task] != old[task] for task in new.keys() & old.keys())
    said = gettext("{added} new, {gone} gone, {changed} changed")
    return gettext("as they are"), said.format(
        added=len(new.keys() - old.keys()), gone=len(old.keys() - new.keys()), changed=changed
    )

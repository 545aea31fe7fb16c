"""The sheets of records on a step: it began, it came so far, it ended, a record was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from writ.desk.forms import ActForm
from writ.desk.parts import Turn
from writ.offices.timetable import acts, forms
from writ.offices.timetable.queries.effects import without
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import NOTHING
from writ.offices.timetable.states import RecordKind
from writ.offices.timetable.views import words
from writ.offices.timetable.views.sheets import StepAct


class Start(StepAct):
    """Record that a step has begun."""

    form_class = forms.StartForm
    act = acts.record_start

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Record the start: {step}").format(step=self.step),
            "button": gettext("Record the start"),
            "beside": gettext("Re-estimates nothing."),
        }

    def initial(self) -> dict[str, Any]:
        return {"started_at": self.who.now}

    def line(self, inputs: dict[str, Any]) -> RecordLine:
        return self.made(RecordKind.STARTED, moment=inputs["started_at"])

    def own_turns(self, inputs: dict[str, Any]) -> Sequence[Turn]:
        return [Turn(gettext("Began"), *_moments(self.stands, None, inputs["started_at"]))]


class Finish(StepAct):
    """Record that a step has ended."""

    form_class = forms.FinishForm
    act = acts.record_finish

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Record the end: {step}").format(step=self.step),
            "button": gettext("Record the end"),
            "beside": gettext("What waits for the step may begin; it is not begun by this."),
        }

    def initial(self) -> dict[str, Any]:
        return {"finished_at": self.who.now}

    def line(self, inputs: dict[str, Any]) -> RecordLine:
        return self.made(RecordKind.FINISHED, moment=inputs["finished_at"])

    def own_turns(self, inputs: dict[str, Any]) -> Sequence[Turn]:
        return [Turn(gettext("Ended"), *_moments(self.stands, None, inputs["finished_at"]))]


class Count(StepAct):
    """Record how much of a step is done."""

    form_class = forms.CountForm
    act = acts.record_progress

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Record progress: {step}").format(step=self.step),
            "button": gettext("Record progress"),
            "beside": gettext("The estimate stays; it is now counted for the part that is left."),
        }

    def initial(self) -> dict[str, Any]:
        last = self.stands.steps.get(self.task.id, NOTHING).progressed
        return {"counted_at": self.who.now, "planned": last.planned if last else None}

    def line(self, inputs: dict[str, Any]) -> RecordLine:
        return self.made(
            RecordKind.PROGRESSED,
            moment=inputs["counted_at"],
            done=inputs["done"],
            planned=inputs["planned"],
        )

    def own_turns(self, inputs: dict[str, Any]) -> Sequence[Turn]:
        def said(done: int | None, planned: int | None) -> str:
            return gettext("{done} of {planned}").format(done=done, planned=planned)

        last = self.stands.steps.get(self.task.id, NOTHING).progressed
        now = said(last.done, last.planned) if last else gettext("nothing counted")
        return [Turn(gettext("Done"), now, said(inputs["done"], inputs["planned"]))]


class Correct(StepAct):
    """Put a wrong record right by a later act."""

    act = acts.correct_record

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """404 where the step has no such record."""
        self.record: UUID = kwargs["record"]
        return super().dispatch(request, *args, **kwargs)

    @property
    def wrong(self) -> RecordLine:
        """The record that is to be corrected."""
        mine = (line for line in self.stands.lines if line.task == self.task.id and line.act == self.record)
        found = next(mine, None)
        if found is None:
            raise Http404
        return found

    @property
    def form_class(self) -> type[ActForm]:  # type: ignore[override]
        """With a moment for starts and ends."""
        moved = self.wrong.kind in (RecordKind.STARTED, RecordKind.FINISHED)
        return forms.MovedForm if moved else forms.CorrectForm

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Put a record right: {step}").format(step=self.step),
            "button": gettext("Correct the record"),
            "beside": gettext("Deletes nothing: the earlier act stays on the record."),
        }

    def given(self, inputs: dict[str, Any]) -> dict[str, Any]:
        told = {name: value for name, value in super().given(inputs).items() if name != "seen"}
        return told | {"record": self.record}

    def after(self, inputs: dict[str, Any]) -> Situation:
        return without(self.stands, self.record, inputs.get("moment"))

    def own_turns(self, inputs: dict[str, Any]) -> Sequence[Turn]:
        local = self.stands.called.local
        now = words.moment(local(self.wrong.moment), "weekday-dated")
        moment = inputs.get("moment")
        then = words.moment(local(moment), "weekday-dated") if moment else gettext("no longer stands")
        return [Turn(gettext("The record"), now, then)]


def _moments(stands: Situation, before: Any, then: Any) -> tuple[str, str]:
    local = stands.called.local
    was = words.moment(local(before), "weekday-dated") if before else gettext("not on the record")
    return was, words.moment(local(then), "weekday-dated")

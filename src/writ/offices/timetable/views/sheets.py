"""What the sheets of all acts on a step have in common: fill in, see what it will change, do it or put it forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.act_page import ActPage, Previewed
from writ.desk.parts import Link, Turn
from writ.exchange.plan import TaskEntry
from writ.offices.authority.acts import propose
from writ.offices.authority.acts.door import OfficialAct
from writ.offices.authority.queries import posts
from writ.offices.timetable.queries.effects import shift, with_line
from writ.offices.timetable.queries.records import RecordLine, newest
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.states import RecordKind
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.morning import ask
from writ.offices.timetable.views.past import history
from writ.reckon.plain import plain


class StepAct(ActPage):
    """What the sheets of all acts on a step have in common. Subclasses name the act and say what it will change."""

    act: ClassVar[OfficialAct[Any]]
    template_name = "timetable/act.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the step as it stands; 404 where the plan in force has none such."""
        self.fetch(request, kwargs["task"])
        return super().dispatch(request, *args, **kwargs)

    def fetch(self, request: Any, task: str) -> None:
        """The step, what stands on it, and who asks."""
        stands = situation(request.election, request.now) if request.election else None
        tasks = {one.id: one for one in stands.plan.document.tasks} if stands else {}
        if stands is None or task not in tasks:
            raise Http404
        self.stands: Situation = stands
        self.task: TaskEntry = tasks[task]
        self.who: Any = request

    @classmethod
    def for_proposal(cls, request: Any, task: str) -> Self:
        """The same sheet, to say of a proposal what it will change."""
        sheet = cls()
        sheet.fetch(request, task)
        return sheet

    @property
    def step(self) -> str:
        """The step's name in the language of the page."""
        return words.name(self.task.names)

    def seen(self) -> str:
        """The act that last touched the step."""
        return newest([line for line in self.stands.lines if line.task == self.task.id])

    def trail(self) -> Sequence[Link]:
        above = (
            (Link(gettext("Timetable"), reverse("timetable:tasks")),) if reading.reads_all(self.who) else ()
        )
        return (*above, Link(self.step, reverse("timetable:task", args=[self.task.id])))

    def given(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """The act's inputs: what was typed, the step, and what was seen."""
        return {"election": self.who.election.code, "task": self.task.id, "seen": self.seen(), **inputs}

    def preview(self, inputs: dict[str, Any]) -> Previewed:
        return self.act.preview(by=self.who.capacity.by, at=self.who.now, **self.given(inputs))

    def perform(self, inputs: dict[str, Any], key: str) -> str:
        self.act(by=self.who.capacity.by, at=self.who.now, key=key, **self.given(inputs))
        ask(self.who)
        messages.success(self.request, gettext("It is on the record. The forecast is being computed."))
        return reverse("timetable:task", args=[self.task.id])

    def propose(self, inputs: dict[str, Any], key: str) -> str:
        done = propose(
            by=self.who.capacity.by,
            at=self.who.now,
            key=key,
            kind=self.act.kind,
            election=self.who.election.code,
            inputs=plain(self.given(inputs)),
        )
        messages.success(self.request, gettext("It is put forward and waits for a second person."))
        return reverse("timetable:proposal", args=[done.act])

    def context(self) -> dict[str, Any]:
        told = history(self.stands, self.task.id, posts())
        return {
            "history": told if reading.RECORD in self.who.whole else reading.unlinked(told),
            "stands": self.stands,
            "local": not reading.reads_all(self.who),
        }

    def line(self, inputs: dict[str, Any]) -> RecordLine:
        """The record that the act would make."""
        raise NotImplementedError

    def after(self, inputs: dict[str, Any]) -> Situation:
        """The situation as it would be."""
        return with_line(self.stands, self.line(inputs))

    def own_turns(self, inputs: dict[str, Any]) -> Sequence[Turn]:
        """What changes about the step itself."""
        return ()

    def turns(self, previewed: Previewed | None, inputs: dict[str, Any]) -> Sequence[Turn]:
        if not reading.reads_all(self.who):
            return [*self.own_turns(inputs), *steady_turns()]
        return [*self.own_turns(inputs), *effect_turns(self.stands, self.after(inputs))]

    def made(self, kind: RecordKind, **values: Any) -> RecordLine:
        """A record of this kind that is not on the record yet."""
        now = self.who.now
        return RecordLine(0, self.task.id, kind, 0, now, values.pop("moment", now), uuid4(), 0, "", **values)


def effect_turns(stands: Situation, after: Situation) -> list[Turn]:
    """Slack and chance now and after, then what does not change and when any of it becomes public."""
    moved = shift(stands, after)
    (slack, slack_then), (chance, chance_then) = moved.slack, moved.chance
    return [
        Turn(
            gettext("Slack to the day"),
            words.slack_words(slack),
            words.slack_words(slack_then),
            words.slack_figure(slack)[3],
            words.slack_figure(slack_then)[3],
        ),
        Turn(gettext("In time"), words.chance(chance), words.chance(chance_then)),
        *steady_turns(),
    ]


def steady_turns() -> list[Turn]:
    """What no act on a step changes, and when any of it becomes public."""
    return [
        Turn(gettext("Plan, baseline, legal dates"), gettext("do not change")),
        Turn(gettext("Becomes public"), gettext("never as a forecast")),
    ]

"""The sheet on which a risk is reviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.act_page import Previewed
from writ.desk.parts import Happening, Link, Turn
from writ.offices.timetable import acts, forms
from writ.offices.timetable.queries.effects import with_review
from writ.offices.timetable.queries.records import NOT_YET
from writ.offices.timetable.queries.risks import ReviewLine, reviewed, risk_facts, say
from writ.offices.timetable.queries.situation import situation
from writ.offices.timetable.views import reading, words
from writ.offices.timetable.views.plans import PlanAct
from writ.offices.timetable.views.risks_table import in_100, state_words
from writ.offices.timetable.views.sheets import effect_turns


class ReviewRisk(PlanAct):
    """Say how a risk stands."""

    act = acts.review_risk
    form_class = forms.ReviewForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch the risk; 404 where the plan in force has none such."""
        who: Any = request
        stands = situation(who.election, who.now) if who.election else None
        risk = (
            next((one for one in stands.plan.document.risks if one.id == kwargs["risk"]), None)
            if stands
            else None
        )
        if stands is None or risk is None:
            raise Http404
        self.stands, self.risk = stands, risk
        self.facts = risk_facts(stands.plan.document, stands.reviews)[risk.id]
        return super().dispatch(request, *args, **kwargs)

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Review: {risk}").format(risk=words.name(self.risk.names)),
            "button": gettext("Record the review"),
            "beside": gettext("Says how the risk stands. The plan stays as it was written."),
        }

    def trail(self) -> Sequence[Link]:
        return (Link(gettext("Risks"), reverse("timetable:risks")),)

    def seen(self) -> str:
        """The act that last reviewed the risk."""
        last = reviewed(self.stands.reviews).get(self.risk.id)
        return str(last.entry) if last else "0"

    def initial(self) -> dict[str, Any]:
        who: Any = self.request
        return {"state": self.facts.state.value, "said_at": who.now, "status": "sourced"}

    def given(self, inputs: dict[str, Any]) -> dict[str, Any]:
        return super().given({"risk": self.risk.id, **inputs})

    def perform(self, inputs: dict[str, Any], key: str) -> str:
        super().perform(inputs, key)
        return reverse("timetable:risks")

    def context(self) -> dict[str, Any]:
        return {"stands": self.stands, "history": list(self._history())}

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        line = _line(self.risk.id, inputs, self.request)
        after = with_review(self.stands, self.risk.id, say(line.state, line.chance))
        own = Turn(gettext("The risk is"), state_words(self.facts.state), state_words(inputs["state"]))
        rows = [own]
        if inputs["chance"] is not None:
            before = self.facts.chance if self.facts.chance is not None else self.risk.chance.probability
            rows.append(Turn(gettext("Its chance"), _said(before), _said(inputs["chance"])))
        return [*rows, *effect_turns(self.stands, after)]

    def _history(self) -> list[Happening]:
        who: Any = self.request
        linked = reading.RECORD in who.functions
        lines = [line for line in self.stands.reviews if line.risk == self.risk.id]
        return [
            Happening(
                line.reviewed_at,
                state_words(line.state),
                () if line.chance is None else (_said(line.chance),),
                line.entry,
                reverse("authority:entry", args=[line.entry]) if linked else "",
                mark=words.known(line.status),
            )
            for line in reversed(lines)
        ]


def _said(chance: Decimal) -> str:
    return gettext("{number} in 100").format(number=in_100(chance))


def _line(risk: str, inputs: Mapping[str, Any], request: Any) -> ReviewLine:
    """The review that the act would make."""
    now = request.now
    return ReviewLine(
        risk,
        inputs["state"],
        inputs["chance"],
        inputs["said_at"],
        now,
        inputs["status"],
        uuid4(),
        NOT_YET,
        "",
    )

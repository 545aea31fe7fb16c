"""The sheet of an estimate: how long, who says so, how firmly, who controls it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from writ.desk.forms import ActForm
from writ.desk.parts import Turn
from writ.desk.times import days_in_words
from writ.offices.timetable import acts, forms
from writ.offices.timetable.queries.effects import schedule_of
from writ.offices.timetable.queries.morning import controlled_by, firmness_of
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.steps import NOTHING, estimate_of
from writ.offices.timetable.states import RecordKind
from writ.offices.timetable.views import pictures, words
from writ.offices.timetable.views.lines import stated
from writ.offices.timetable.views.sheets import StepAct


class Estimate(StepAct):
    """Re-estimate a step: its duration, or the dates between which others end it."""

    act = acts.reestimate

    @property
    def form_class(self) -> type[ActForm]:  # type: ignore[override]
        """Dates for a step that others end, a duration for work."""
        return forms.DatesForm if self.is_date else forms.DurationForm

    @property
    def is_date(self) -> bool:
        """True where the plan, or a reading of it, gives the step a date instead of a duration."""
        readings = self.stands.plan.document.readings
        named = any(one.ends for reading in readings for one in reading.overrides if one.task == self.task.id)
        return self.task.ends is not None or named

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Re-estimate: {step}").format(step=self.step),
            "button": gettext("Record the estimate"),
            "propose": gettext("Put the estimate forward"),
            "beside": gettext("Binds nobody: it says what we reckon with from now on."),
        }

    def initial(self) -> dict[str, Any]:
        return {
            "said_at": self.who.now,
            "control": controlled_by(self.stands, self.task),
            "firmness": firmness_of(self.stands, self.task),
        }

    def line(self, inputs: dict[str, Any]) -> RecordLine:
        values: dict[str, Any] = {
            "moment": inputs["said_at"],
            "firmness": inputs["firmness"],
            "control": inputs["control"],
            "status": "sourced",
        }
        if "duration" in inputs:
            stated = inputs["duration"]
            values |= {"low": stated.low, "middle": stated.middle, "high": stated.high, "unit": stated.unit}
        else:
            values |= {"first_end": inputs["ending"].first, "last_end": inputs["ending"].last}
        return self.made(RecordKind.REESTIMATED, **values)

    def own_turns(self, inputs: dict[str, Any]) -> Sequence[Turn]:
        line = self.line(inputs)
        limit = self._limit()
        now_drawing, after_drawing = self._drawings(line, limit)
        turns = [
            Turn(
                gettext("Ends") if self.is_date else gettext("Takes"),
                stated(self.stands, self.task),
                words.estimate_words(line, self.stands.local),
                now_drawing=now_drawing,
                after_drawing=after_drawing,
            ),
            Turn(
                gettext("Rests on"),
                "",
                "",
                now_firmness=firmness_of(self.stands, self.task),
                after_firmness=inputs["firmness"],
            ),
            Turn(
                gettext("Controlled by"),
                words.control(controlled_by(self.stands, self.task)),
                words.control(inputs["control"]),
            ),
        ]
        if now_drawing and limit is not None:
            said = gettext("{days}, the longest that still holds the day").format(days=days_in_words(limit))
            turns.append(Turn(gettext("Red mark"), said))
        if source := inputs.get("source", "").strip():
            turns.append(Turn(gettext("Who said so"), source))
        return turns

    def _limit(self) -> int | None:
        """The longest duration in days that still holds the day in the default reading; None where it does not say."""
        document = self.stands.plan.document
        if self.task.calendar != "continuous" or all(
            one.id != self.task.id for one in document.steps(document.reading())
        ):
            return None
        dates = schedule_of(self.stands)[self.task.id]
        days = (dates.late_finish - dates.early_start).days
        return days if days > 0 else None

    def _drawings(self, line: RecordLine, limit: int | None) -> tuple[str, str]:
        """Both ranges on one scale of days; none for dates and hours."""
        said = self.stands.steps.get(self.task.id, NOTHING).estimate
        before = (estimate_of(said) if said else None) or self.task.estimate
        then = estimate_of(line)
        if before is None or then is None or before.is_empty or {before.unit, then.unit} != {"days"}:
            return "", ""
        ends = [int(one) for figure in (before, then) for one in (figure.shortest, figure.longest)]
        ends += [limit] if limit else []
        scale = (max(min(ends) - 3, 0), max(ends) + 3)

        def drawn(one: Any, firm: str, ident: str) -> str:
            shortest, longest = int(one.shortest), int(one.longest)
            figures = {
                "shortest": shortest,
                "longest": longest,
                "middle": (shortest + longest) // 2,
                "limit": limit,
            }
            firmly = firm in ("promise", "contract")
            return pictures.range_bar(words.duration(one), figures, scale, firmly, ident)

        return (
            drawn(before, firmness_of(self.stands, self.task), "range-now"),
            drawn(then, line.firmness, "range-after"),
        )

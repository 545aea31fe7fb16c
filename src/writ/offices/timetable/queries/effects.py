"""What an act would do to the day: the answer now, and the answer after, with the same luck in both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from writ.exchange.plan import RiskSay
from writ.offices.timetable.queries.forecasts import in_100, whole_days
from writ.offices.timetable.queries.outlook import PREVIEW_RUNS, Outlook, StepDates, outlook, step_dates
from writ.offices.timetable.queries.records import NOT_YET, RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.queries.steps import by_step


@dataclass(frozen=True, slots=True)
class Shift:
    """The default reading now and after, from as many runs with the same draws."""

    now: Outlook
    after: Outlook

    @property
    def slack(self) -> tuple[int, int]:
        """Whole days of slack, now and after."""
        return whole_days(self.now.slack), whole_days(self.after.slack)

    @property
    def chance(self) -> tuple[int, int]:
        """The chance in 100, now and after."""
        return in_100(self.now.hits, self.now.runs), in_100(self.after.hits, self.after.runs)


def shift(stands: Situation, after: Situation) -> Shift:
    """The answer as things stand, and as they would."""

    def answer(one: Situation) -> Outlook:
        return outlook(one, runs=PREVIEW_RUNS)

    return Shift(answer(stands), answer(after))


def schedule_of(stands: Situation) -> Mapping[str, StepDates]:
    """The dates of the default reading's steps as things stand, at the middle estimates."""
    return step_dates(stands)


def with_line(stands: Situation, line: RecordLine) -> Situation:
    """The situation as if the record stood already."""
    return _again(stands, (*stands.lines, replace(line, entry=NOT_YET)))


def without(stands: Situation, act: UUID, instead: datetime | None) -> Situation:
    """The situation as if the record of an act were corrected, with the right moment where there is one."""
    lines: list[RecordLine] = []
    for line in stands.lines:
        if line.act != act or line.corrected is not None:
            lines.append(line)
        elif instead is not None:
            lines.append(replace(line, moment=instead))
    return _again(stands, tuple(lines))


def with_options(stands: Situation, options: Iterable[str]) -> Situation:
    """The situation as if these options of the plan were adopted besides."""
    taken = {*stands.adopted, *options}
    return stands.but(taken=tuple(one.id for one in stands.plan.document.options if one.id in taken))


def without_option(stands: Situation, option: str) -> Situation:
    """The situation as if an adopted option were withdrawn."""
    return stands.but(taken=tuple(one for one in stands.adopted if one != option))


def with_review(stands: Situation, risk: str, said: RiskSay) -> Situation:
    """The situation as if the register said this of a risk."""
    return stands.but(said={**stands.risks, risk: said})


def _again(stands: Situation, lines: tuple[RecordLine, ...]) -> Situation:
    held = tuple(line for line in lines if line.corrected is None)
    return stands.but(lines=lines, steps=by_step(held))

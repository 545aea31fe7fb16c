"""How the election stood at an entry of the record: the plan in force, its steps, its options, its risks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from writ.exchange.plan import PlanDocument, Progress, RiskSay, build, gate_deadlines
from writ.offices.elections.queries import Called
from writ.offices.journal.queries import Tally, tallies
from writ.offices.timetable.queries.decided import Decided, plan_and_decisions
from writ.offices.timetable.queries.odds import learned_odds
from writ.offices.timetable.queries.options import MoveLine, adopted, moves_among
from writ.offices.timetable.queries.plans import AdoptedPlan, plan_in_force
from writ.offices.timetable.queries.records import NOT_YET, RecordLine, records, standing
from writ.offices.timetable.queries.risks import ReviewLine, reviews_among, says
from writ.offices.timetable.queries.steps import Standing, by_step, official, progress
from writ.offices.timetable.states import OptionState

if TYPE_CHECKING:
    from writ.offices.timetable.queries.outlook import Days
    from writ.reckon.plan import Deadline, Plan


@dataclass(frozen=True)
class Situation:
    """The plan in force, every record, and what stood on each step at `local`, the moment on the election's clocks.

    `decided` are all decisions ever recorded. What else the answer rests on is fetched when asked for, as it stood at
    entry `until`, or stands now. `taken`, `said` and `counted` are given where it is to be reckoned as if other options
    were adopted, something else were said of the risks, other work were done.
    """

    called: Called
    plan: AdoptedPlan
    lines: tuple[RecordLine, ...]
    steps: Mapping[str, Standing]
    local: datetime
    decided: tuple[Decided, ...] = ()
    until: int | None = None
    taken: tuple[str, ...] | None = None
    said: Mapping[str, RiskSay] | None = None
    counted: tuple[Tally, ...] | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The election's zone."""
        return self.called.zone

    @cached_property
    def moves(self) -> tuple[MoveLine, ...]:
        """Everything ever recorded of the options."""
        return moves_among(self.decided)

    @cached_property
    def reviews(self) -> tuple[ReviewLine, ...]:
        """Everything ever recorded of the risks."""
        return reviews_among(self.decided)

    @property
    def adopted(self) -> tuple[str, ...]:
        """The options that stood adopted."""
        return adopted(self.plan.document, self.decided, self.until) if self.taken is None else self.taken

    @property
    def risks(self) -> Mapping[str, RiskSay]:
        """What the register said of the risks."""
        return says(self.plan.document, self.decided, self.until) if self.said is None else self.said

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """The work of all offices that the plan counts, day by day."""
        document = self.plan.document
        areas = {task.area for task in document.tasks if task.area}
        kinds = frozenset(_kinds(document))
        if self.counted is not None:
            return self.counted
        return tallies(self.called.code, kinds, self.zone, self.until, areas)

    @property
    def odds(self) -> Mapping[str, tuple[float, ...]]:
        """The odds of branches, learned from the work of all offices."""
        return learned_odds(self.plan.document, self.tallies)

    def progress(self, reading: str = "", days: Days = "continuous") -> Mapping[str, Progress]:
        """What the reckoning of a reading needs to know of each step."""
        since = {
            one.code: one.entry if one.state == OptionState.ADOPTED else NOT_YET
            for one in self.decided
            if one.kind == "options" and (self.until is None or one.entry <= self.until)
        }
        return progress(
            self.plan.document,
            self.steps,
            self.zone,
            self.local,
            days,
            self.tallies,
            reading=reading,
            adopted={option: since.get(option, NOT_YET) for option in self.adopted},
        )

    def build(self, reading: str = "", days: Days = "continuous") -> tuple[Plan, Deadline]:
        """The reckonable plan of a reading, with everything that stands, and the deadline it asks about."""
        return build(
            self.plan.document,
            reading,
            self.progress(reading, days),
            self.local,
            adopted=self.adopted,
            risks=self.risks,
            odds=self.odds,
        )

    def gates(self, reading: str, plan: Plan, deadline: Deadline) -> tuple[Deadline, ...]:
        """The gates of a reading that was built, each due with its deadline; an option may have dropped some."""
        left = {task.id for task in plan.tasks}
        every = gate_deadlines(self.plan.document, reading, deadline)
        return tuple(one for one in every if one.task in left)

    def but(self, **changes: Any) -> Situation:
        """The same but for these fields, and without asking again for what is known."""
        kept = {"taken": self.adopted, "said": self.risks, "counted": self.tallies}
        return replace(self, **{**kept, **changes})

    @property
    def official(self) -> Situation:
        """The same by the plan's own estimates: what was re-estimated since is left out, what happened stays."""
        return self.but(steps=official(self.steps))

    def stood(self, until: int, at: datetime) -> Situation | None:
        """How things stood at an entry and a moment, but for the work of other offices; None before a plan."""
        plan = self.plan if self.plan.entry <= until else plan_in_force(self.called.id, until)
        if plan is None:
            return None
        return replace(
            self,
            plan=plan,
            steps=by_step(standing(self.lines, until)),
            local=self.called.local(at),
            until=until,
            taken=adopted(plan.document, self.decided, until),
            said=says(plan.document, self.decided, until),
            counted=self.tallies,
        )


def situation(called: Called, at: datetime, until: int | None = None) -> Situation | None:
    """How things stand at `at`, as recorded up to entry `until` or up to now; None before a plan was adopted."""
    plan, decided = plan_and_decisions(called.id, until)
    if plan is None:
        return None
    lines = records(called.id)
    return Situation(called, plan, lines, by_step(standing(lines, until)), called.local(at), decided, until)


def _kinds(document: PlanDocument) -> Iterator[str]:
    """The kinds of acts that the plan counts."""
    for task in document.tasks:
        yield from (*task.planned, *task.done)
    for branch in document.branches:
        yield from (kind for kind in (branch.of, branch.hit) if kind)

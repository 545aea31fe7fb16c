"""What a forecast is asked about: a plan, what has happened, and under which law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from writ.exchange.plan import PlanDocument, Progress, RiskSay, build

if TYPE_CHECKING:
    from writ.law.findings import Finding
    from writ.reckon.plan import Deadline, Plan


@dataclass(frozen=True)
class Question:
    """The plan and the facts a forecast rests on; `as_of` is the local moment at which they are known.

    `progress` is what is known of the steps, for each reading that anything is known of.
    `adopted` are the options taken, `risks` what the register says, `odds` what was learned of branches. `called_on`
    is None where nothing has been called, and `supposed` where it was on another day; `currency` is that of costs,
    `posts` are the names of posts by their codes.
    """

    election: str
    names: Mapping[str, str]
    plan: PlanDocument
    law_version: str
    as_of: datetime
    progress: Mapping[str, Mapping[str, Progress]] = field(default_factory=dict)
    adopted: tuple[str, ...] = ()
    risks: Mapping[str, RiskSay] = field(default_factory=dict)
    odds: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    polling_day: date | None = None
    called_on: date | None = None
    currency: str = ""
    supposed: bool = False
    posts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def called(self, instead: date) -> Question | None:
        """The same question as it would have stood, as long after the call, had it been on another day.

        None where nobody knows what hung on which call: none was made, or not before the polling day.
        """
        if self.called_on is None or self.polling_day is None or instead >= self.polling_day:
            return None
        from writ.exchange.plan.shifting import Shift

        shift = Shift(self.called_on, instead, self.polling_day)
        return replace(
            self,
            plan=shift.document(self.plan),
            progress={reading: shift.progress(known) for reading, known in self.progress.items()},
            as_of=shift.moment(self.as_of),
            called_on=instead,
            supposed=True,
        )

    def known(self, reading: str = "") -> Mapping[str, Progress]:
        """What is known of the steps in a reading."""
        return self.progress.get(self.plan.reading(reading).id, {})

    def build(self, reading: str = "", as_of: datetime | None = None) -> tuple[Plan, Deadline]:
        """The reckonable plan of a reading and the deadline it asks about, as known at `as_of` or at its moment."""
        return build(
            self.plan,
            reading,
            self.known(reading),
            as_of or self.as_of,
            adopted=self.adopted,
            risks=self.risks,
            odds=self.odds,
        )


def from_folder(path: Path) -> tuple[Question | None, tuple[Finding, ...]]:
    """The question of an election folder, where only the facts written in the plan are known."""
    from writ.exchange.folder import read  # loads when called

    folder, findings = read(path)
    if folder is None:
        return None, findings
    election, plan = folder.election, folder.plan
    question = Question(
        election.id,
        election.names,
        plan,
        folder.law.version,
        plan.as_of,
        polling_day=election.polling_day,
        called_on=None if election.called_on == date.min else election.called_on,
        currency=election.currency,
        posts={post.id: post.names for post in election.posts},
    )
    return question, findings

"""The past of a rehearsal: acts written in a file, taken at their moments through the same doors as everybody."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from writ.cli import installed
from writ.exchange.plan import Estimate, PlanDocument
from writ.law.cite import Status

if TYPE_CHECKING:
    from writ.exchange.folder import Folder
    from writ.offices.authority.queries import By


@dataclass(frozen=True)
class Scenario:
    """Where the clock stands at the end, when the installation was founded, and the acts in between."""

    clock: datetime
    founded_at: datetime
    acts: tuple[Mapping[str, Any], ...]
    zone: str

    def moment(self, written: datetime) -> datetime:
        """A moment of the file, on the election's clocks."""
        return installed.local(written, self.zone)


def read_scenario(path: Path, zone: str) -> Scenario:
    """The scenario of a TOML file, its moments local to `zone`."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return Scenario(
        installed.local(raw["clock"], zone),
        installed.local(raw["founded_at"], zone),
        tuple(raw["acts"]),
        zone,
    )


def play(scenario: Scenario, folder: Folder) -> None:
    """Take every act at its moment, and compute the forecast after each that moves it; then the clock stands.

    Each act has a key of its own: broken off and begun again, nothing is done twice.
    """
    for number, act in enumerate(scenario.acts, 1):
        at = forward(scenario.moment(act["at"]))
        inputs = _inputs(scenario, folder, act, at)
        key = f"rehearsal/{number}"
        if "confirmed_by" in act:
            at = _two_persons(scenario, folder, act, at, inputs, key)
        else:
            _one_person(folder, act, at, inputs, key)
        compute(folder.election.id, at)
    compute(folder.election.id, forward(scenario.clock))


def forward(moment: datetime) -> datetime:
    """Put the clock to a moment, unless it has passed it; gives the moment."""
    from writ.web import clock

    if clock.now() < moment:
        clock.set_clock(moment)
    return moment


def compute(code: str, at: datetime) -> None:
    """Compute the forecast of that election here and now, unless there is one for that moment or no plan yet."""
    from writ.offices.elections.queries import election
    from writ.offices.timetable.acts.forecasts import compute_at_once
    from writ.offices.timetable.queries.forecasts import is_computed_for

    called = election(code)
    if called is not None and not is_computed_for(called.id, at):
        compute_at_once(called, at)


def _one_person(
    folder: Folder, act: Mapping[str, Any], at: datetime, inputs: Mapping[str, Any], key: str
) -> None:
    from writ.offices.authority.acts import act_kind

    kind = act_kind(act["kind"])
    kind(by=person(folder, act["by"], at), at=at, key=key, **kind.revived(inputs))


def _two_persons(
    scenario: Scenario,
    folder: Folder,
    act: Mapping[str, Any],
    at: datetime,
    inputs: Mapping[str, Any],
    key: str,
) -> datetime:
    from writ.offices.authority.acts import confirm, propose

    by, code = person(folder, act["by"], at), folder.election.id
    proposal = propose(by=by, at=at, key=key, kind=act["kind"], election=code, inputs=inputs)
    later = forward(scenario.moment(act["confirmed_at"]))
    confirm(by=person(folder, act["confirmed_by"], later), at=later, key=key, proposal=proposal.act)
    return later


def person(folder: Folder, sign_in: str, at: datetime) -> By:
    """Who signs in under that name, in the first of their posts."""
    from writ.offices.authority.queries.people import capacities_of, person_named

    found = person_named(sign_in)
    if found is None:
        raise LookupError(sign_in)
    first = next(one for one in folder.election.persons if one.sign_in == sign_in).posts[0]
    return next(capacity.by for capacity in capacities_of(found, at) if capacity.post == first)


def _inputs(scenario: Scenario, folder: Folder, act: Mapping[str, Any], at: datetime) -> Mapping[str, Any]:
    from writ.reckon.plain import plain

    inputs = {"election": folder.election.id, **_on_the_clocks(scenario, act["inputs"])}
    if act["kind"] == "timetable.adopt_plan":
        document = _changed(folder.plan, act.get("changes", ()))
        inputs["document"] = _as_known(document, at.replace(tzinfo=None)).as_json()
    told: Mapping[str, Any] = plain(inputs)
    return told


def _on_the_clocks(scenario: Scenario, value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _on_the_clocks(scenario, item) for name, item in value.items()}
    if isinstance(value, datetime):
        return scenario.moment(value)
    return value.isoformat() if isinstance(value, date) else value


def _changed(document: PlanDocument, changes: tuple[Mapping[str, Any], ...]) -> PlanDocument:
    """The plan with other durations, as it stood before they were known better."""
    by_task = {change["task"]: change for change in changes}
    tasks = []
    for task in document.tasks:
        change = by_task.get(task.id)
        if change is not None:
            numbers = tuple(map(Decimal, change["uniform"]))
            estimate = Estimate("uniform", numbers, status=Status(change["status"]))
            task = replace(task, estimate=estimate, firmness=change["firmness"])
        tasks.append(task)
    return replace(document, tasks=tuple(tasks))


def _as_known(document: PlanDocument, at: datetime) -> PlanDocument:
    """The plan without the facts that came after `at`."""

    def past(moment: datetime | None) -> datetime | None:
        return moment if moment is not None and moment <= at else None

    tasks = tuple(
        replace(task, started_at=past(task.started_at), finished_at=past(task.finished_at))
        for task in document.tasks
    )
    return replace(document, as_of=min(document.as_of, at), tasks=tasks)

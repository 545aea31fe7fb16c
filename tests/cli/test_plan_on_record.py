"""`writ plan` on the record: the plan in force goes out, and what comes back is adopted or put forward."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from small_commission import AT, law
from small_election import PLAN, load_election
from writ.cli.__main__ import main
from writ.exchange.plan import PlanDocument, TaskEntry
from writ.law.cite import Cite
from writ.law.pack import LawPack
from writ.offices.authority.models import Proposal
from writ.offices.authority.queries.law import LawFacts
from writ.offices.elections.queries import election
from writ.offices.timetable.queries.plans import plan_in_force
from writ.web.clock import set_clock


def sourced(task: TaskEntry) -> TaskEntry:
    """The step with a source for its estimate, as every plan of a folder has it."""
    return replace(task, estimate=task.estimate and replace(task.estimate, cite=Cite("Minutes", "3")))


@pytest.fixture
def path(db: None, tmp_path: Path) -> Path:
    load_election(plan=replace(PLAN, tasks=tuple(map(sourced, PLAN.tasks))))
    set_clock(AT)
    path = tmp_path / "plan.csv"
    said = run("plan", "export", "--election", "example", "--csv", path)
    assert "Wrote" in said
    return path


def run(*said: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(word) for word in said])
    assert result.exit_code == code, result.output
    return result.output


def in_force() -> tuple[int, PlanDocument]:
    called = election("example")
    assert called is not None
    plan = plan_in_force(called.id)
    assert plan is not None
    return plan.number, plan.document


def longer(path: Path) -> Path:
    text = path.read_text(encoding="utf-8")
    assert ",uniform,21,,45," in text
    path.write_text(text.replace(",uniform,21,,45,", ",uniform,21,,40,", 1), encoding="utf-8")
    return path


def test_out_and_in_again_changes_nothing(path: Path) -> None:
    assert run("plan", "import", path, "--election", "example") == "Nothing changes.\n"
    assert in_force()[0] == 1


def test_a_dry_run_adopts_nothing(path: Path) -> None:
    assert "Longest 45 → 40" in run("plan", "import", longer(path), "--election", "example", "--dry-run")
    assert in_force()[0] == 1


def test_what_comes_back_is_adopted_with_its_reason(path: Path) -> None:
    assert "The plan is adopted." in run("plan", "import", longer(path), "--election", "example")
    number, document = in_force()
    assert number == 2
    assert [task.id for task in document.tasks if task.estimate and task.estimate.longest == 40] == ["print"]


def test_where_the_law_asks_for_two_persons_it_is_put_forward(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [{"act": "timetable.adopt_plan"}]
    cites = {"r1": {"instrument": "Regulation 1/2007", "article": "7"}}
    authority: dict[str, Any] = {
        "cites": cites,
        "two_persons": {"value": two, "status": "scenario", "cite": "r1"},
    }
    pack = law(authority=authority)

    def on(self: LawFacts, at: object) -> LawPack:
        return pack

    monkeypatch.setattr(LawFacts, "on", on)
    assert "waits for a second person" in run("plan", "import", longer(path), "--election", "example")
    assert in_force()[0] == 1
    assert Proposal.objects.count() == 1


def test_before_a_plan_is_adopted_the_command_says_so(db: None, tmp_path: Path) -> None:
    load_election(plan=None)
    assert "T-119" in run("plan", "export", "--election", "example", "--csv", tmp_path / "p.csv", code=1)


def test_the_calendar_of_the_record(path: Path) -> None:
    assert run("calendar", "--election", "example").startswith("Example: Calendar for the public\n")

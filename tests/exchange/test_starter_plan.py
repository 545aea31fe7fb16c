"""The plan that `writ new` starts with: 14 strands, every value a default to be replaced, and sober when reckoned."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from writ.cli.__main__ import main
from writ.exchange.ledger import Ledger
from writ.exchange.plan import build
from writ.exchange.plan.reading import read_plan
from writ.exchange.toml import TomlFile
from writ.law.cite import Status
from writ.reckon.plan import check, health, simulate

POLLING_DAY = date(2031, 10, 5)


def starter(folder, called_on):
    days = ["--polling-day", str(POLLING_DAY), "--called-on", str(called_on)]
    assert CliRunner().invoke(main, ["new", str(folder), *days]).exit_code == 0
    ledger = Ledger()
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    document = read_plan(TomlFile.parse("plan.toml", text, ledger), ("en",), called_on=called_on)
    assert ledger.findings() == ()
    return document


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return starter(tmp_path_factory.mktemp("starter") / "e", POLLING_DAY - timedelta(days=122))


def test_it_has_the_steps_most_elections_need(document):
    assert 170 <= len(document.tasks) <= 190
    assert len(document.strands) == 14
    assert {task.strand for task in document.tasks} == {strand.id for strand in document.strands}
    assert all(task.owner for task in document.tasks)


def test_every_value_is_marked_as_a_default(document):
    figures = [task.estimate for task in document.tasks if task.estimate]
    assert {figure.status for figure in figures} == {Status.ASSUMED}
    assert {figure.cite.source for figure in figures} == {"to be replaced"}
    assert {milestone.status for milestone in document.milestones} == {Status.ASSUMED}
    chances = [risk.chance for risk in document.risks]
    chances += [risk.answer.chance for risk in document.risks]
    chances += [way.chance for branch in document.branches for way in branch.ways]
    costs = [option.cost for option in document.options] + [risk.answer.cost for risk in document.risks]
    assert {value.status for value in (*chances, *costs)} == {Status.ASSUMED}
    assert {driver.factor.status for driver in document.drivers} == {Status.ASSUMED}
    assert document.marked(document.reading()) == tuple(task for task in document.tasks if task.estimate)


@pytest.mark.parametrize(("days", "low", "high"), [(122, 0.6, 0.99), (96, 0.0, 0.1)])
def test_four_months_are_enough_and_three_are_not(tmp_path, days, low, high):
    plan, deadline = build(starter(tmp_path / "e", POLLING_DAY - timedelta(days=days)))
    assert check(plan, [deadline]) == ()
    found = simulate(plan, [deadline], runs=4_000, seed=1)
    assert low <= found.probability(deadline.task, deadline.due) <= high


def test_no_step_ends_in_nothing(document):
    plan, deadline = build(document, "everything")
    assert {problem.code for problem in health(plan, [deadline])} == {"P-302"}

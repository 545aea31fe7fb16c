"""An option that takes out steps leaves nothing that names them, weighed or adopted; what is done may be redone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import writ
from writ.exchange.folder import read
from writ.exchange.plan import (
    BranchEntry,
    Chance,
    CorrelationEntry,
    DriverEntry,
    Estimate,
    ImpactEntry,
    LinkEntry,
    Mitigation,
    OptionChange,
    OptionEntry,
    PlanDocument,
    Progress,
    Reading,
    RiskEntry,
    Strand,
    TaskEntry,
    WayEntry,
    build,
    gate_deadlines,
    option_of,
)
from writ.law.cite import Status
from writ.reckon.plan import adopt, check, simulate

DUE = datetime(2007, 10, 21)


def days(low: int, high: int) -> Estimate:
    return Estimate("uniform", (Decimal(low), Decimal(high)), "days", Status.SCENARIO)


def step(name: str, estimate: Estimate | None, *after: str, gate: bool = False) -> TaskEntry:
    links = tuple(LinkEntry(before) for before in after)
    return TaskEntry(name, "s", {"en": name}, "clerk", estimate=estimate, links=links, gate=gate)


def option(name: str, **fields: object) -> OptionEntry:
    return OptionEntry(name, {"en": name}, "clerk", **fields)  # type: ignore[arg-type]


@pytest.fixture
def document() -> PlanDocument:
    return plan_of_chance()


def plan_of_chance() -> PlanDocument:
    strike = ImpactEntry("proof", days(1, 3))
    factor = Estimate("triangular", (Decimal("0.9"), Decimal(1), Decimal(2)), "times", Status.SCENARIO)
    return PlanDocument(
        datetime(2007, 9, 13, 9),
        "all",
        (),
        (Strand("s", {"en": "s"}),),
        (
            step("lists", days(5, 9)),
            step("proof", days(3, 9), "lists"),
            step("print", days(10, 20), "proof"),
            step("ready", None, "print", gate=True),
        ),
        (),
        (Reading("all", {"en": "all"}, "ready", DUE),),
        drivers=(DriverEntry("paper", {}, ("proof", "print"), factor),),
        correlations=(CorrelationEntry("care", {}, ("lists", "proof"), Decimal("0.4")),),
        risks=(
            RiskEntry(
                "quarrel",
                {},
                "clerk",
                Chance(Decimal("0.3")),
                (strike, ImpactEntry("print", days(1, 2))),
                Mitigation({}, "clerk", Chance(Decimal("0.1")), (strike,)),
            ),
            RiskEntry("typo", {}, "clerk", Chance(Decimal("0.5")), (strike,)),
        ),
        branches=(
            BranchEntry(
                "appeal",
                {},
                "proof",
                (WayEntry("again", {}, Chance(Decimal("0.2")), days(1, 2), redo_from="lists"),),
            ),
            BranchEntry(
                "late",
                {},
                "print",
                (WayEntry("reprint", {}, Chance(Decimal("0.1")), days(1, 2), redo_from="proof"),),
            ),
        ),
        options=(
            option("no-proof", drop=("proof",)),
            option("calm", drop=("quarrel", "paper", "appeal")),
            option("faster", changes=(OptionChange("print", estimate=days(6, 9)),)),
            option("answer", mitigate=("quarrel",)),
        ),
    )


@pytest.mark.parametrize("name", ["no-proof", "calm", "faster", "answer"])
def test_weighed_or_adopted_an_option_makes_the_same_plan(document, name):
    """What the comparison promises is what is reckoned with once the option is adopted."""
    plan, deadline = build(document)
    taken, _ = build(document, adopted=[name])
    weighed = adopt(plan, [option_of(document, "", document.option(name), plan)])
    assert check(taken, [deadline]) == check(weighed, [deadline]) == ()
    assert taken == weighed
    assert taken != plan


def test_a_step_taken_out_is_named_nowhere(document):
    """No link waits for it, no cause drives it, no risk strikes it, no branch returns to it."""
    plan, deadline = build(document, adopted=["no-proof"])
    assert [task.id for task in plan.tasks] == ["lists", "print", "ready"]
    assert next(task for task in plan.tasks if task.id == "print").links == ()
    assert [driver.tasks for driver in plan.drivers] == [("print",)]
    assert plan.correlations == ()
    assert [[impact.task for impact in risk.impacts] for risk in plan.risks] == [["print"]]
    assert [(branch.id, branch.ways[0].redo_from) for branch in plan.branches] == [("late", None)]
    assert simulate(plan, [deadline], runs=4_096).joint() > 0


@given(st.sets(st.sampled_from(["lists", "proof", "print", "quarrel", "typo", "paper", "appeal", "late"])))
def test_whatever_is_taken_out_the_rest_can_be_reckoned(drop):
    """No choice of steps, causes, risks and branches to take out leaves a plan that contradicts itself."""
    document = replace(plan_of_chance(), options=(option("out", drop=tuple(sorted(drop))),))
    plan, deadline = build(document, adopted=["out"])
    assert check(plan, [deadline]) == ()
    assert not drop & {one.id for one in (*plan.tasks, *plan.drivers, *plan.risks, *plan.branches)}


def test_a_return_falls_away_in_a_reading_without_the_steps_between(document):
    """What is left out of a reading is not done again in it."""
    narrow = Reading("narrow", {"en": "narrow"}, "ready", DUE, tasks=("lists", "print", "ready"))
    back = WayEntry("again", {}, Chance(Decimal("0.1")), days(1, 2), redo_from="lists")
    changed = replace(
        document,
        readings=(narrow,),
        default_reading="narrow",
        branches=(BranchEntry("b", {}, "print", (back,)),),
    )
    plan, deadline = build(changed)
    assert plan.branches[0].ways[0].redo_from is None
    assert check(plan, [deadline]) == ()


def test_in_the_example_what_is_weighed_is_what_is_adopted():
    """Every option in every reading, the reckoning unfolds alike before and after the session."""
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    document = folder.plan
    for reading in document.readings:
        plan, deadline = build(document, reading.id)
        for entry in document.options:
            if entry.new_polling_day is None:
                weighed = replace(option_of(document, reading.id, entry, plan), decide_by=None)
                taken, _ = build(document, reading.id, adopted=[entry.id])
                assert adopt(plan, [weighed]) == taken
                assert not any(problem.stops for problem in check(taken, [deadline]))


def test_a_finished_step_may_have_to_be_done_again(document):
    """A branch still ahead leads back to work that was done; a branch that lies behind is left out."""
    done = {"lists": Progress(finished_at=datetime(2007, 9, 20))}
    plan, deadline = build(document, "", done, datetime(2007, 9, 21))
    assert [branch.ways[0].redo_from for branch in plan.branches] == ["lists", "proof"]
    assert check(plan, [deadline]) == ()
    done["proof"] = Progress(finished_at=datetime(2007, 9, 25))
    plan, _ = build(document, "", done, datetime(2007, 9, 26))
    assert [branch.id for branch in plan.branches] == ["late"]
    assert [risk.id for risk in plan.risks] == ["quarrel"]


def test_the_gates_are_due_with_the_reading_in_the_order_of_the_areas(document):
    """Every gate is judged by the same moment as the headline."""
    _, deadline = build(document)
    assert gate_deadlines(document, "all", deadline) == (replace(deadline, task="ready"),)


def test_unknown_names_are_never_passed_over(document):
    """A reading or an option that the plan does not have is an error of whoever asks."""
    with pytest.raises(KeyError):
        build(document, "none")
    with pytest.raises(KeyError):
        build(document, adopted=["none"])

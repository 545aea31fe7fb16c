"""The plan document says what people wrote, goes to JSON and back, and builds the plan that is reckoned."""

import json
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import writ
from writ.exchange.folder import read
from writ.exchange.ledger import Ledger
from writ.exchange.plan import Ends, Estimate, PlanDocument, Progress, build
from writ.exchange.plan.figures import read_estimate
from writ.exchange.toml import TomlFile
from writ.law.cite import Status
from writ.reckon.plan import check, exact, simulate


@pytest.fixture(scope="module")
def document():
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    return folder.plan


def test_the_document_survives_json_and_keeps_its_version(document):
    again = PlanDocument.from_json(json.loads(json.dumps(document.as_json())))
    assert again == document
    assert again.version == document.version


def test_the_version_changes_with_every_word(document):
    raw = document.as_json()
    raw["tasks"][0]["names"]["en"] += "."
    assert PlanDocument.from_json(raw).version != document.version


@pytest.mark.parametrize(
    ("reading", "days", "chance"),
    [
        ("final-12-october", "continuous", Fraction(11, 24)),
        ("final-12-october", "whole", Fraction(12, 25)),
        ("final-2-to-12-october", "continuous", Fraction(2, 3)),
        ("final-2-to-12-october", "whole", Fraction(17, 25)),
    ],
)
def test_the_four_figures_are_exact(document, reading, days, chance):
    plan, deadline = build(document, reading)
    assert exact(plan, deadline, days) == chance


def test_every_gate_has_every_strand_and_a_sober_chance(document):
    reading = document.reading("every-gate")
    assert {task.strand for task in document.steps(reading)} == {strand.id for strand in document.strands}
    plan, deadline = build(document, "every-gate")
    assert check(plan, [deadline]) == check(plan, [deadline], "whole") == ()
    found = simulate(plan, [deadline], runs=20_000, seed=1)
    assert 0.25 < found.probability(deadline.task, deadline.due) < 0.35
    assert {task.id for task in document.marked(reading)} >= {"freight-ballots", "committees-trained_01"}
    assert "print-ballots" not in {task.id for task in document.marked(reading)}


def test_a_contract_for_28_days_moves_the_figure(document):
    signed = Progress(estimate=Estimate("fixed", (Decimal(28),), "days", Status.SOURCED))
    plan, deadline = build(document, "final-12-october", {"print-ballots": signed})
    assert exact(plan, deadline) == 1
    signed = Progress(estimate=Estimate("fixed", (Decimal(33),), "days", Status.SOURCED))
    plan, deadline = build(document, "final-12-october", {"print-ballots": signed})
    assert exact(plan, deadline) == 0


def test_a_new_date_of_others_replaces_the_old_one(document):
    moved = Progress(ends=Ends(datetime(2007, 10, 3), datetime(2007, 10, 3)))
    plan, deadline = build(document, "final-12-october", {"lists-final": moved})
    assert exact(plan, deadline) == Fraction(21, 24)


def test_a_finish_is_known_from_its_moment_on_and_not_before(document):
    done = {"lists-final": Progress(finished_at=datetime(2007, 10, 5))}
    plan, deadline = build(document, "final-12-october", done, datetime(2007, 10, 6))
    assert exact(plan, deadline) == Fraction(18, 24)
    plan, deadline = build(document, "final-12-october", done, datetime(2007, 10, 4))
    assert exact(plan, deadline) == Fraction(11, 24)


def test_remaining_work_counts_from_the_data_date(document):
    under_way = Progress(
        started_at=datetime(2007, 10, 13), remaining=Estimate("fixed", (Decimal(10),), "days", Status.SOURCED)
    )
    so_far = {"lists-final": Progress(finished_at=datetime(2007, 10, 13)), "print-ballots": under_way}
    plan, deadline = build(document, "final-12-october", so_far, datetime(2007, 11, 4))
    assert exact(plan, deadline) == 1
    plan, deadline = build(document, "final-12-october", so_far, datetime(2007, 11, 4, 0, 1))
    assert exact(plan, deadline) == 0


def test_facts_written_in_the_plan_count_as_known(document):
    plan, _ = build(document, "every-gate")
    received = next(task for task in plan.tasks if task.id == "receive-lists")
    assert (
        received.finished
        == (datetime(2007, 9, 13) - datetime.combine(plan.origin, datetime.min.time())).days * 1440
    )


def test_a_day_of_work_is_the_fullest_day_of_its_calendar(document):
    plan, _ = build(document, "every-gate")
    tasks = {task.id: task for task in plan.tasks}
    assert tasks["tender-papers"].duration.high == 3 * 600
    assert tasks["survey-premises"].unit == 480
    assert tasks["print-ballots"].duration.low == 21 * 1440


def test_a_step_nobody_has_estimated_is_left_out_and_named(document):
    raw = document.as_json()
    freight = next(task for task in raw["tasks"] if task["id"] == "freight-ballots")
    freight["estimate"] = {"kind": "empty", "status": "empty"}
    changed = PlanDocument.from_json(raw)
    reading = changed.reading("every-gate")
    assert [task.id for task in changed.unsaid(reading)] == ["freight-ballots"]
    plan, _ = build(changed, "every-gate")
    assert next(task for task in plan.tasks if task.id == "freight-ballots").duration.high == 0


def estimate(words):
    ledger = Ledger()
    file = TomlFile.parse("plan.toml", f"[duration]\n{words}\n", ledger)
    return read_estimate(file.root().table("duration"), {}), [finding.code for finding in ledger.findings()]


def line(words):
    return (
        words
        + '\nstatus = "assumed"\ncite = { instrument = "Talk", article = "not at hand", source = "a talk" }'
    )


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("fixed = 3", 3, 3),
        ("uniform = [21, 45]", 21, 45),
        ("triangular = [1, 2, 4]", 1, 4),
        ("pert = [1, 2, 4]", 1, 4),
        ("normal = [1, 9, 5, 2]", 1, 9),
        ("lognormal = [1, 30, 5, 0.5]", 1, 30),
        ("discrete = [[2, 3], [5, 1]]", 2, 5),
        ("empirical = [4, 2, 8]", 2, 8),
        ("fixed = 1.5", Decimal("1.5"), Decimal("1.5")),
    ],
)
def test_each_family_is_read_into_its_distribution(words, low, high):
    found, codes = estimate(line(words))
    assert codes == []
    assert (found.shortest, found.longest) == (low, high)
    distribution = found.distribution(1440)
    assert distribution.fault() is None
    assert (distribution.low, distribution.high) == (low * 1440, high * 1440)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("fixed = -1", ["F-131"]),
        ("uniform = [45, 21]", ["F-132"]),
        ("uniform = [21]", ["F-136"]),
        ('fixed = "1,5"', ["F-121"]),
        ('fixed = "three"', ["F-113"]),
        ("fixed = 1e9", ["F-122"]),
        ("fixed = inf", ["F-122"]),
        ("fixed = nan", ["F-113"]),
        ("fixed = true", ["F-113"]),
        ("normal = [9, 1, 5, 2]", ["F-132"]),
        ("normal = [1, 9, 5, 0]", ["F-122"]),
        ("discrete = [[2, 0]]", ["F-122"]),
        ("discrete = [2]", ["F-136"]),
        ("empirical = []", ["F-136"]),
        ("fixed = 1\nunifrom = [1, 2]", ["F-111"]),
    ],
)
def test_a_duration_that_cannot_be_is_named(words, codes):
    found, noted = estimate(line(words))
    assert found is None
    assert noted == codes


def test_a_duration_nobody_knows_stays_empty():
    found, codes = estimate('status = "empty"')
    assert codes == []
    assert found.is_empty

"""A plan names its luck, its gates and what could be decided; each mistake is told with its line and its number."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from writ.exchange import texts as _sentences  # noqa: F401 - teaches the sentences
from writ.exchange.facts import Area
from writ.exchange.ledger import Ledger
from writ.exchange.plan import PlanDocument, RiskSay, build, gate_deadlines, option_of
from writ.exchange.plan.reading import read_plan
from writ.exchange.toml import TomlFile
from writ.law.cite import Status
from writ.law.findings import Severity
from writ.law.texts import sentence
from writ.reckon.plan import adopt, check, simulate, weigh

DAY = 1440
NOW = datetime(2007, 9, 13, 9)
AREAS = tuple(
    Area(code, kind, parent, {"en": name}, None, None, None, None, Status.SCENARIO)
    for code, kind, parent, name in (
        ("XK", "country", "", "Kosovo"),
        ("01", "municipality", "XK", "Deçan"),
        ("28", "municipality", "XK", "Zubin Potok"),
    )
)
PLAN = """
as_of = 2007-09-13T09:00:00
default_reading = "every-gate"
[cites]
s = { instrument = "Scenario", article = "not at hand", source = "made up" }
[[strands]]
id = "ballots"
name = { en = "Ballots" }
[[tasks]]
id = "print"
strand = "ballots"
name = { en = "Print" }
owner = "clerk"
controlled_by = "we"
firmness = "hearsay"
duration = { uniform = [21, 45], unit = "days", status = "scenario", cite = "s" }
[[tasks]]
id = "premises"
strand = "ballots"
name = { en = "Premises" }
owner = "clerk"
controlled_by = "we"
firmness = "estimate"
for_each = "municipality"
duration = { uniform = [5, 9], unit = "days", status = "scenario", cite = "s" }
[[tasks.areas]]
area = "28"
owner = "chief"
duration = { uniform = [30, 40], unit = "days", status = "scenario", cite = "s" }
[[tasks]]
id = "gate"
strand = "ballots"
name = { en = "Stations can open" }
owner = "clerk"
controlled_by = "we"
for_each = "municipality"
gate = true
after = ["print", "premises"]
[[tasks]]
id = "ready"
strand = "ballots"
name = { en = "Every station" }
owner = "clerk"
controlled_by = "we"
after = ["gate"]
[[readings]]
id = "every-gate"
name = { en = "Every gate" }
milestone = "ready"
due = 2007-10-20
kind = "administrative"
[[readings]]
id = "printing"
name = { en = "Printing" }
milestone = "print"
due = 2007-10-20
kind = "administrative"
tasks = ["print"]
[[drivers]]
id = "access"
name = { en = "Access" }
tasks = ["premises"]
factor = { triangular = [0.9, 1.0, 1.5], unit = "times", status = "scenario", cite = "s" }
[[correlations]]
id = "together"
name = { en = "Together" }
tasks = ["premises", "print"]
strength = 0.3
status = "scenario"
cite = "s"
[[risks]]
id = "refused"
name = { en = "Schools are refused" }
owner = "clerk"
chance = { value = 0.2, status = "scenario", cite = "s" }
decide_by = 2007-10-01
impacts = [ { task = "premises_28", delay = { uniform = [2, 5], unit = "days", status = "scenario", cite = "s" } } ]
[risks.answer]
name = { en = "Containers" }
owner = "clerk"
chance = { value = 0.1, status = "scenario", cite = "s" }
cost = { amount = "6000.50", status = "scenario", cite = "s" }
[[branches]]
id = "late"
name = { en = "A late list" }
after = "print"
at_most = 2
of = "disputes.decide"
hit = "disputes.uphold"
[[branches.ways]]
id = "stamp"
name = { en = "Stamp" }
chance = { value = 0.05, status = "scenario", cite = "s" }
duration = { fixed = 4, unit = "days", status = "scenario", cite = "s" }
[[branches.ways]]
id = "reprint"
name = { en = "Reprint" }
chance = { value = 0.01, status = "scenario", cite = "s" }
redo_from = "print"
[[options]]
id = "two-orders"
name = { en = "Two full orders" }
owner = "clerk"
kind = "do"
decides = "officer"
group = "printer"
cost = { amount = "410000", status = "scenario", cite = "s" }
decide_by = 2007-09-20T18:00:00
[[options.changes]]
task = "print"
duration = { fastest_of = 2, uniform = [21, 45], unit = "days", status = "scenario", cite = "s" }
[[options]]
id = "split"
name = { en = "Split" }
owner = "clerk"
kind = "do"
decides = "officer"
group = "printer"
mitigate = ["refused"]
[[options.changes]]
task = "print"
readings = ["printing"]
duration = { slowest_of = 2, uniform = [21, 45], unit = "days", status = "scenario", cite = "s" }
[[options]]
id = "postpone"
name = { en = "Postpone" }
owner = "chief"
kind = "do"
decides = "officer"
new_polling_day = 2007-12-01
clocks = { en = "All deadlines counted back from polling start anew." }
"""


def read(text: str = PLAN) -> tuple[PlanDocument | None, list]:
    ledger = Ledger()
    file = TomlFile.parse("plan.toml", text, ledger)
    assert file is not None
    document = read_plan(file, ("en",), frozenset({"clerk", "chief"}), None, AREAS, "EUR")
    return document, list(ledger.findings())


@pytest.fixture(scope="module")
def document() -> PlanDocument:
    found, findings = read()
    assert findings == []
    assert found is not None
    return found


def test_what_is_done_everywhere_is_a_step_in_each_area(document):
    """Both municipalities have premises and a gate; a step waits for those of its own place, the end for all."""
    assert [task.id for task in document.tasks] == [
        "print", "premises_01", "premises_28", "gate_01", "gate_28", "ready",
    ]  # fmt: skip
    assert document.task("premises_28").names["en"] == "Premises: Zubin Potok"
    assert (document.task("premises_28").owner, document.task("premises_01").owner) == ("chief", "clerk")
    assert [link.before for link in document.task("gate_28").links] == ["print", "premises_28"]
    assert [link.before for link in document.task("ready").links] == ["gate_01", "gate_28"]
    assert [task.id for task in document.gates(document.reading())] == ["gate_01", "gate_28"]
    assert document.drivers[0].tasks == ("premises_01", "premises_28")
    assert [area.code for area in document.areas] == ["01", "28"]


def test_the_document_comes_back_from_its_json(document):
    """What was adopted is what is read again, and every word of it counts in the version."""
    again = PlanDocument.from_json(document.as_json())
    assert again == document
    assert again.version == document.version
    assert document.risk("refused").answer.cost.cents == 600_050
    assert document.option("two-orders").cost.cents == 41_000_000


def test_every_reading_can_be_reckoned_with_all_its_luck(document):
    """Luck that concerns no step of a reading is left out of it."""
    plan, deadline = build(document)
    assert check(plan, [deadline]) == ()
    assert (len(plan.drivers), len(plan.correlations), len(plan.risks), len(plan.branches)) == (1, 1, 1, 1)
    assert [gate.task for gate in gate_deadlines(document, "", deadline)] == ["gate_01", "gate_28"]
    narrow, _ = build(document, "printing")
    assert (len(narrow.drivers), len(narrow.risks), len(narrow.branches)) == (0, 0, 1)


def test_an_option_is_the_same_whether_weighed_or_adopted(document):
    """Chosen in the comparison and chosen on the record, an option gives the same course of every run."""
    plan, deadline = build(document)
    weighed = simulate(
        adopt(plan, [option_of(document, "", document.option("two-orders"), plan)]), [deadline], runs=4_096
    )
    taken = simulate(build(document, adopted=["two-orders"])[0], [deadline], runs=4_096)
    assert weighed.joint() == taken.joint() > simulate(plan, [deadline], runs=4_096).joint()
    split = option_of(document, "", document.option("split"), plan)
    assert (split.change.tasks, split.change.mitigate, split.group) == ((), ("refused",), "printer")
    assert weigh(plan, [deadline], [split], runs=4_096)[0].gain >= 0
    assert build(document, adopted=["split"])[0].risks[0].mitigated


@pytest.mark.parametrize(
    ("say", "chances"),
    [
        (RiskSay(), [0.2]),
        (RiskSay(chance=0.5), [0.5]),
        (RiskSay(mitigated=True), [0.1]),
        (RiskSay(mitigated=True, chance=0.05), [0.05]),
        (RiskSay(happened=True), [1.0]),
        (RiskSay(closed=True), []),
    ],
)
def test_the_register_of_risks_has_the_last_word(document, say, chances):
    """Judged anew, answered, happened or closed: the reckoning takes what was said last."""
    plan, _ = build(document, risks={"refused": say})
    assert [risk.now.probability for risk in plan.risks] == chances


def test_learned_odds_take_the_place_of_those_written(document):
    """What the offices have recorded counts more than what the plan supposed."""
    plan, _ = build(document, odds={"late": (0.25, 0.01)})
    assert [way.probability for way in plan.branches[0].ways] == [0.25, 0.01]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('for_each = "municipality"\nduration', 'for_each = "county"\nduration', "F-120"),
        ('area = "28"', 'area = "99"', "F-120"),
        ('[[tasks.areas]]', '[[tasks.areas]]\narea = "28"\n[[tasks.areas]]', "F-173"),
        ('owner = "chief"\nduration', 'owner = "nobody"\nduration', "F-120"),
        ('gate = true', 'gate = "yes"', "F-113"),
        ("strength = 0.3", "strength = 1.0", "F-160"),
        ('tasks = ["premises", "print"]', 'tasks = ["print"]', "F-161"),
        ("value = 0.2", "value = 1.2", "F-162"),
        ("value = 0.2", 'value = "0,2"', "F-121"),
        ('impacts = [ {', 'other = [ {', "F-163"),
        ("decide_by = 2007-10-01\n", "mitigated = 3\n", "F-113"),
        ('delay = { uniform = [2, 5], unit = "days", status = "scenario", cite = "s" } }', 'note = "" }', "F-165"),
        ('task = "premises_28"', 'task = "premises_29"', "F-120"),
        ('amount = "6000.50"', 'amount = "6.000,50"', "F-166"),
        ('amount = "6000.50"', 'amount = "6000.505"', "F-166"),
        ("value = 0.05", "value = 0.995", "F-167"),
        ('hit = "disputes.uphold"\n', "", "F-168"),
        ('redo_from = "print"\n', "", "F-169"),
        ('redo_from = "print"\n', 'redo_from = "prnt"\n', "F-120"),
        ("at_most = 2\n", "", "F-112"),
        ("at_most = 2\n", "at_most = 1000000\n", "F-122"),
        ('after = "print"', 'after = "pront"', "F-120"),
        ('mitigate = ["refused"]', 'mitigate = ["refsed"]', "F-120"),
        ('readings = ["printing"]', 'readings = ["printin"]', "F-120"),
        ('clocks = { en = "All deadlines counted back from polling start anew." }\n', "", "F-112"),
        ('new_polling_day = 2007-12-01\n', "", "F-170"),
        ('readings = ["printing"]\nduration', 'readings = ["printing"]\nnote = ""\nx', "F-111"),
        ("fastest_of = 2", "fastest_of = 2, slowest_of = 2", "F-171"),
        ("fastest_of = 2", "fastest_of = 1", "F-122"),
        ('task = "print"\nreadings', 'task = "premises"\nreadings', "F-172"),
        ('for_each = "municipality"\nduration', "duration", "F-174"),
        ('id = "split"', 'id = "two-orders"', "F-119"),
        ('id = "together"', 'id = "refused"', "F-119"),
        ('id = "reprint"', 'id = "stamp"', "F-119"),
        ('owner = "chief"\nkind', 'owner = "nobody"\nkind', "F-120"),
        ('mitigate = ["refused"]', 'drop = ["refsed"]', "F-120"),
        ('mitigate = ["refused"]', 'drop = ["gate"]', "F-179"),
        ('mitigate = ["refused"]', 'drop = ["ready"]', "F-179"),
        ('milestone = "ready"', 'milestone = "gate"', "F-177"),
        ('after = "print"', 'after = "premises"', "F-177"),
        ('redo_from = "print"', 'redo_from = "premises"', "F-177"),
        ('area = "28"', 'area = "XK"', "F-120"),
        ('amount = "410000"', 'amount = "410000", currency = "USD"', "F-111"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_where_it_stands(old, new, code):
    """Nothing is put right silently: the number, the line and what to do."""
    assert old in PLAN
    document, findings = read(PLAN.replace(old, new, 1))
    told = [finding for finding in findings if finding.code == code]
    assert document is None
    assert told
    assert told[0].where.line
    assert all(sentence(finding) for finding in findings)


def test_mitigated_without_an_answer_is_told():
    """Whoever says that a risk is answered says how."""
    text = PLAN.replace("decide_by = 2007-10-01\n", "mitigated = true\n").replace(
        "[risks.answer]", "[risks.other]"
    )
    assert "F-164" in {finding.code for finding in read(text)[1]}


def test_an_option_cannot_give_an_answer_that_nobody_has():
    """What is to be mitigated needs an answer that says how."""
    answer = PLAN[PLAN.index("[risks.answer]") : PLAN.index("[[branches]]")]
    assert [finding.code for finding in read(PLAN.replace(answer, ""))[1]] == ["F-178"]


def test_what_an_option_drops_has_one_meaning():
    """A step and a risk of one id cannot be told apart where one of them is to be dropped."""
    text = PLAN.replace('mitigate = ["refused"]', 'drop = ["premises"]')
    assert read(text)[1] == []
    findings = read(text.replace('id = "access"', 'id = "premises"'))[1]
    assert [(finding.code, finding.where.key) for finding in findings] == [("F-119", "options[1].drop")]


def test_a_reading_may_keep_what_is_done_everywhere_and_ask_for_one_place():
    """A name for all areas stands for each of them, and a link may name the step of another area."""
    document, findings = read(
        PLAN.replace('milestone = "print"', 'milestone = "premises_01"').replace(
            'tasks = ["print"]\n[[drivers]]',
            'tasks = ["premises"]\n[[readings.overrides]]\ntask = "premises_01"\n'
            'links = [ { before = "premises_28", kind = "SS", lag = 1 } ]\n[[drivers]]',
        )
    )
    assert [finding.code for finding in findings] == ["F-172"]
    document, findings = read(
        PLAN.replace('milestone = "print"', 'milestone = "premises_01"').replace(
            'tasks = ["print"]\n[[drivers]]',
            'tasks = ["print", "premises"]\n[[readings.overrides]]\ntask = "premises_01"\n'
            'links = [ { before = "premises_28", kind = "SS", lag = 1 } ]\n[[drivers]]',
        )
    )
    assert findings == []
    assert document is not None
    plan, deadline = build(document, "printing")
    assert [task.id for task in plan.tasks] == ["print", "premises_01", "premises_28"]
    assert [(link.before, link.lag) for link in plan.tasks[1].links] == [("premises_28", DAY)]
    assert check(plan, [deadline]) == ()


def test_links_without_number_are_refused_by_their_number():
    """Everything that waits for everything is told at once, before a link is written out."""
    step = (
        '[[tasks]]\nid = "s{0}"\nstrand = "ballots"\nname = {{ en = "Step {0}" }}\n'
        'owner = "clerk"\ncontrolled_by = "we"\nafter = [{1}]\n'
    )
    steps = "".join(step.format(one, ", ".join(f'"s{other}"' for other in range(one))) for one in range(210))
    assert [finding.code for finding in read(PLAN.replace("[[readings]]", steps + "[[readings]]", 1))[1]] == [
        "F-210"
    ]


def test_a_decision_that_came_too_late_is_told_and_stops_nothing():
    """An option past its last moment is information: the plan stands, the option can no longer be chosen."""
    document, findings = read(
        PLAN.replace("decide_by = 2007-09-20T18:00:00", "decide_by = 2007-09-10T18:00:00")
    )
    assert document is not None
    assert [(finding.code, finding.severity) for finding in findings] == [("F-176", Severity.INFORMATION)]


def test_a_plan_beyond_reason_is_refused_by_its_number_of_steps():
    """5,000 steps are told at once, before anything is reckoned."""
    step = (
        '[[tasks]]\nid = "s{0}"\nstrand = "ballots"\nname = {{ en = "Step {0}" }}\n'
        'owner = "clerk"\ncontrolled_by = "we"\n'
    )
    head, tail = PLAN.split("[[readings]]", 1)
    text = head + "".join(step.format(number) for number in range(5_000)) + "[[readings]]" + tail
    document, findings = read(text)
    assert document is None
    assert {finding.code for finding in findings} == {"F-175"}


def test_costs_are_exact():
    """Cents are integers: 0.1 and 0.2 are thirty cents, whatever a machine thinks of them."""
    document, _ = read(PLAN.replace('"6000.50"', '"0.30"'))
    assert document.risk("refused").answer.cost.cents == 30
    assert Decimal(document.risk("refused").chance.probability) == Decimal("0.2")


def test_an_option_that_a_body_decides_names_the_body():
    """Whose session it takes is in the plan, so that no other body can be said to have decided."""
    asked = PLAN.replace('decides = "officer"', 'decides = "body"', 1)
    assert [(one.code, one.where.key) for one in read(asked)[1]] == [("F-112", "options[0]")]
    document, findings = read(asked.replace('decides = "body"', 'decides = "body"\nbody = "cec"'))
    assert findings == []
    assert document.option("two-orders").body == "cec"

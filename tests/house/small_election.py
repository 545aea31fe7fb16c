"""A small election with a plan of four steps, which asks the question of the example in its narrowest form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from small_commission import AT, Commission, found_commission, law
from writ.exchange import facts
from writ.exchange.plan import Ends, Estimate, LinkEntry, PlanDocument, Reading, Strand, TaskEntry
from writ.exchange.plan.choices import Cost, OptionChange, OptionEntry
from writ.exchange.plan.luck import BranchEntry, Chance, ImpactEntry, Mitigation, RiskEntry, WayEntry
from writ.exchange.plan.parts import Area
from writ.law.cite import Status

NAMES = {"en": "Example", "sq": "Shembull", "sr-cyrl": "Пример", "sr-latn": "Primer"}
STATED = facts.Election(
    "example",
    NAMES,
    date(2007, 11, 17),
    date(2007, 9, 1),
    "Europe/Belgrade",
    ("en", "sq"),
    "EUR",
    (facts.Poll("assembly", NAMES, "country"), facts.Poll("mayoral", NAMES, "municipality")),
    (
        facts.Round("second", NAMES, date(2007, 12, 8), ("mayoral",)),
        facts.Round("first", NAMES, date(2007, 11, 17), ("assembly", "mayoral")),
    ),
    (),
    (),
    (),
)
"""The rounds stand out of order on purpose."""


def area(code: str, kind: str = "municipality", parent: str = "whole") -> facts.Area:
    return facts.Area(code, kind, parent, NAMES, None, None, 1000, 7, Status.SCENARIO)


def station(code: str, kind: str = "regular", centre: str = "c1", place: str = "north") -> facts.Station:
    return facts.Station(code, centre, place, kind, 700, code, Status.SCENARIO)


AREAS = (area("north"), area("south"), area("whole", "country", ""))
CENTRES = (facts.Centre("c1", "north", NAMES, None, None, Status.SCENARIO),)
STATIONS = (station("0101"), station("0102", "dual"), station("m1", "mobile", "", "south"))
MANIFEST = {"election.toml": "ab", "areas.csv": "cd"}


def _task(task: str, english: str, **more: Any) -> TaskEntry:
    return TaskEntry(task, "ballots", {"en": english, "sq": f"{english} (sq)"}, "sec.clerk", **more)


def _days(*numbers: int, kind: str = "uniform") -> Estimate:
    return Estimate(kind, tuple(map(Decimal, numbers)), status=Status.SOURCED)


FINAL = datetime(2007, 10, 13)
PLAN = PlanDocument(
    as_of=datetime(2007, 9, 13, 9),
    default_reading="final-12-october",
    calendars=(),
    strands=(Strand("ballots", {"en": "Ballots"}),),
    tasks=(
        _task("lists-final", "Lists final", ends=Ends(FINAL, FINAL, Status.DERIVED)),
        _task(
            "print",
            "Print ballots abroad",
            controlled_by="contractor",
            firmness="hearsay",
            estimate=_days(21, 45),
            links=(LinkEntry("lists-final"),),
        ),
        _task(
            "distribute",
            "Distribute under guard",
            firmness="promise",
            estimate=_days(3, kind="fixed"),
            links=(LinkEntry("print"),),
        ),
        _task("at-stations", "Ballots at every station", links=(LinkEntry("distribute"),)),
    ),
    milestones=(),
    readings=(Reading("final-12-october", {"en": "Ballots only"}, "at-stations", datetime(2007, 11, 17)),),
)
"""11 chances in 24 in continuous days, 12 in 25 in whole days; one day short at the middle estimates."""


def _option(option: str, english: str, *changes: OptionChange, **more: Any) -> OptionEntry:
    return OptionEntry(option, {"en": english, "sq": f"{english} (sq)"}, "sec.clerk", changes=changes, **more)


def _chance(share: str) -> Chance:
    return Chance(Decimal(share), Status.SCENARIO)


DECIDING = replace(
    PLAN,
    risks=(
        RiskEntry(
            "late-list",
            {"en": "A list comes late", "sq": "Një listë vonohet"},
            "sec.clerk",
            _chance("0.2"),
            (ImpactEntry("print", _days(5, kind="fixed")),),
            Mitigation(
                {"en": "Stamp the ballots"},
                "sec.clerk",
                _chance("0.2"),
                (ImpactEntry("distribute", _days(1, kind="fixed")),),
            ),
        ),
        RiskEntry(
            "snow",
            {"en": "Snow closes roads"},
            "sec.clerk",
            _chance("0.1"),
            (ImpactEntry("distribute", _days(2, kind="fixed")),),
        ),
    ),
    branches=(
        BranchEntry(
            "appeal",
            {"en": "An appeal is upheld"},
            "lists-final",
            (
                WayEntry(
                    "upheld", {"en": "The list is opened again"}, _chance("0.1"), _days(2, kind="fixed")
                ),
                WayEntry("remark", {"en": "A remark is added"}, _chance("0.3"), _days(1, kind="fixed")),
            ),
            of="timetable.record_start",
            hit="timetable.record_finish",
        ),
    ),
    options=(
        _option(
            "two-orders",
            "Order from both printers",
            OptionChange("print", estimate=_days(21, 33)),
            group="printing",
            decides="body",
            body="cec",
            decide_by=datetime(2007, 9, 20, 18),
            cost=Cost(3_800_000, "EUR"),
        ),
        _option(
            "one-printer",
            "Order from one printer",
            OptionChange("print", estimate=_days(28, kind="fixed")),
            group="printing",
        ),
        _option("night-shift", "Print by night", OptionChange("print", estimate=_days(18, 40))),
        _option(
            "by-air",
            "Bring the ballots by air",
            OptionChange("distribute", estimate=_days(1, kind="fixed")),
            decides="two persons",
            cost=Cost(900_000, "EUR"),
        ),
        _option("early-order", "Order before the summer", decide_by=datetime(2007, 9, 13, 8, 59)),
        _option("stamps", "Keep stamps ready", mitigate=("late-list",)),
        _option("later-day", "Hold it in December", new_polling_day=date(2007, 12, 8)),
    ),
)
"""The same plan with two risks, a branch and seven options, one of each kind that an act must tell apart."""

GATED = replace(
    PLAN,
    areas=tuple(Area(code, NAMES) for code in ("north", "south")),
    tasks=(
        *PLAN.tasks,
        _task("hall_north", "Hall", area="north", template="hall", estimate=_days(50, 60)),
        _task("hall_south", "Hall", area="south", template="hall", estimate=_days(60, 70)),
        *(
            _task(
                f"station-gate_{code}",
                "Everything there",
                area=code,
                template="station-gate",
                gate=True,
                links=(LinkEntry(f"hall_{code}"), LinkEntry("at-stations")),
            )
            for code in ("north", "south")
        ),
        _task(
            "every-gate",
            "Every gate",
            links=(LinkEntry("station-gate_north"), LinkEntry("station-gate_south")),
        ),
    ),
    readings=(
        replace(PLAN.readings[0], tasks=tuple(task.id for task in PLAN.tasks)),
        Reading("every-gate", {"en": "Every gate"}, "every-gate", datetime(2007, 11, 17)),
    ),
    default_reading="every-gate",
)
"""Two areas, each with a hall to be found, and a gate in each at which hall and ballots must be there."""

FUNCTIONS = {
    "cec.chair": (
        "elections.decide",
        "elections.call",
        "timetable.adopt_plan",
        "timetable.decide",
        "timetable.read",
    ),
    "cec.member": ("timetable.adopt_plan", "timetable.decide", "timetable.read", "timetable.reestimate"),
    "sec.clerk": ("timetable.record", "timetable.reestimate", "timetable.read"),
    "mec.north": ("elections.record",),
}


@dataclass(frozen=True)
class SmallElection:
    """The founded commission and its loaded election; `plan` is the plan in force."""

    commission: Commission
    plan: PlanDocument

    def by(self, post: str) -> Any:
        """The person and post that act."""
        return self.commission.by[post]


def load_election(at: datetime = AT, *, plan: PlanDocument | None = PLAN) -> SmallElection:
    """Found the commission, load the election, adopt the plan."""
    commission = found_commission(at=at, functions=FUNCTIONS, pack=_law())
    enter_election(commission.by["cec.chair"], at, plan)
    return SmallElection(commission, plan or PLAN)


def enter_election(by: Any, at: datetime = AT, plan: PlanDocument | None = PLAN) -> None:
    """Load the election and adopt the plan, in a commission that is founded already."""
    from writ.offices.elections.acts import load_folder
    from writ.offices.timetable.acts import adopt_plan

    load_folder(
        by=by,
        at=at,
        election="example",
        stated=STATED,
        areas=AREAS,
        centres=CENTRES,
        stations=STATIONS,
        manifest=MANIFEST,
    )
    if plan is not None:
        adopt_plan(by=by, at=at, election="example", document=plan.as_json(), reason="The first plan.")


def changed(plan: PlanDocument = PLAN, **estimates: tuple[int, ...]) -> PlanDocument:
    """The plan with other durations, in days."""
    tasks = tuple(
        replace(task, estimate=_days(*estimates[task.id])) if task.id in estimates else task
        for task in plan.tasks
    )
    return replace(plan, tasks=tasks)


def _law() -> Any:
    cites = {"r1": {"instrument": "Regulation 1/2007", "article": "7"}}
    two = [{"act": "timetable.reestimate", "firmness": "contract"}, {"act": "timetable.adopt_baseline"}]
    return law(
        authority={
            "cites": cites,
            "two_persons": {"value": two, "status": "scenario", "cite": "r1"},
            "act_basis": {
                "value": {"authority": ["r1"], "timetable": ["r1"], "elections": ["r1"]},
                "status": "scenario",
                "cite": "r1",
            },
        }
    )

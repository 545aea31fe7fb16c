"""A plan goes to MS Project and comes back; what was changed there is changed here, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import writ
from writ.exchange.folder import read
from writ.exchange.ledger import Ledger
from writ.exchange.msproject import Project, project_xml, read_project
from writ.exchange.msproject.words import minutes_of
from writ.exchange.plan import CalendarEntry, Hours, LinkEntry, PlanDocument, TaskEntry
from writ.law.cite import Status
from writ.law.findings import Finding
from writ.law.texts import sentence

BACK = "<PredecessorLink><PredecessorUID>2</PredecessorUID></PredecessorLink>"
NAMES = {"en": "Office", "sq": "Zyra", "sr-cyrl": "Канцеларија", "sr-latn": "Kancelarija"}


@pytest.fixture(scope="module")
def plan() -> PlanDocument:
    """The example, with every kind of link and a calendar that has days of its own."""
    folder, _ = read(Path(writ.__file__).parent / "examples" / "kosovo_2007")
    assert folder is not None
    document = folder.plan
    week = (((480, 720), (780, 1080)),) * 5 + ((), ())
    others = (Hours(date(2007, 11, 17), ((0, 1440),)),)
    own = CalendarEntry("own", NAMES, week, (date(2007, 10, 12), date(2007, 11, 28)), others)
    first = document.tasks[1]
    links = (
        LinkEntry("receive-lists"),
        LinkEntry("decide-lists", "SS", Decimal(3)),
        LinkEntry("decide-lists", "FF", Decimal("-1.5"), "hours"),
        LinkEntry("draw-order", "SF", Decimal(2), "days", "own"),
    )
    step = replace(
        first, id="linked", calendar="own", links=links, finish_not_before=datetime(2007, 10, 1, 9)
    )
    return replace(document, calendars=(*document.calendars, own), tasks=(*document.tasks, step))


def told(path: Path, plan: PlanDocument) -> tuple[Project | None, tuple[Finding, ...]]:
    ledger = Ledger()
    found = read_project(path, plan, ledger)
    findings = ledger.findings()
    assert all(sentence(finding) for finding in findings)
    assert (found is None) == any(finding.blocks for finding in findings)
    return found, findings


def edited(
    plan: PlanDocument, folder: Path, edit: Callable[[str], str]
) -> tuple[Project | None, tuple[Finding, ...]]:
    path = folder / "plan.xml"
    before = project_xml(plan, "Example").decode()
    after = edit(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return told(path, plan)


def of_task(code: str, pattern: str, by: str) -> Callable[[str], str]:
    """An edit of the task of that code."""

    def edit(text: str) -> str:
        tasks = re.split(r"(?=<Task>)", text)
        return "".join(
            re.sub(pattern, by, task, count=1) if f"<Value>{code}<" in task else task for task in tasks
        )

    return edit


def changed(project: Project | None, plan: PlanDocument) -> list[TaskEntry]:
    assert project is not None
    before = {task.id: task for task in plan.tasks}
    return [task for task in project.tasks if task != before.get(task.id)]


def test_a_plan_comes_back_to_the_letter(plan: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(project_xml(plan, "Example"))
    found, findings = told(path, plan)
    assert found is not None
    assert {task.id: task for task in found.tasks} == {task.id: task for task in plan.tasks}
    assert found.calendars == ()
    assert findings == ()


def test_the_same_plan_gives_the_same_bytes(plan: PlanDocument) -> None:
    assert project_xml(plan, "Example") == project_xml(plan, "Example")


def test_the_four_kinds_of_links_have_the_numbers_of_the_schema(plan: PlanDocument) -> None:
    task = next(one for one in project_xml(plan, "").decode().split("<Task>") if "<Value>linked<" in one)
    links = re.findall(
        r"<Type>(\d)</Type>\s*<CrossProject>0</CrossProject>\s*<LinkLag>(-?\d+)</LinkLag>\s*<LagFormat>(\d+)",
        task,
    )
    assert links == [("1", "0", "8"), ("3", "43200", "8"), ("0", "-900", "6"), ("2", "10800", "7")]


def test_a_duration_changed_there_is_changed_here_and_marked(plan: PlanDocument, tmp_path: Path) -> None:
    """One figure has taken the place of a range, and nobody has said who is behind it."""
    found, _ = edited(plan, tmp_path, of_task("check-lists", r"PT\d+H", "PT480H"))
    [task] = changed(found, plan)
    assert task.estimate is not None
    assert (task.id, task.estimate.kind, task.estimate.numbers) == ("check-lists", "fixed", (Decimal(20),))
    assert task.estimate.status is Status.ASSUMED
    assert task.estimate.cite is not None
    assert task.estimate.cite.source == "plan.xml"


def test_dates_links_and_owners_changed_there_are_changed_here(plan: PlanDocument, tmp_path: Path) -> None:
    link = (
        "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>3</Type>"
        "<LinkLag>14400</LinkLag><LagFormat>8</LagFormat></PredecessorLink>"
    )

    def edit(text: str) -> str:
        text = of_task("linked", r"2007-10-01T09", "2007-10-02T10")(text)
        text = of_task("check-lists", r"<PredecessorLink>(.|\n)*?</PredecessorLink>", link)(text)
        return of_task("draw-order", "<Contact>[^<]*", "<Contact>ecac-head")(text)

    found, _ = edited(plan, tmp_path, edit)
    by_id = {task.id: task for task in changed(found, plan)}
    assert by_id.keys() == {"linked", "check-lists", "draw-order"}
    assert by_id["linked"].finish_not_before == datetime(2007, 10, 2, 10)
    assert by_id["check-lists"].links == (LinkEntry("receive-lists", "SS", Decimal(1)),)
    assert by_id["draw-order"].owner == "ecac-head"


def test_a_calendar_changed_there_is_changed_here(plan: PlanDocument, tmp_path: Path) -> None:
    def edit(text: str) -> str:
        calendars = re.split(r"(?=<Calendar>)", text)
        return "".join(
            one.replace("13:00:00", "14:00:00") if "<Name>own<" in one else one for one in calendars
        )

    found, _ = edited(plan, tmp_path, edit)
    assert found is not None
    [calendar] = found.calendars
    assert (calendar.id, calendar.names["sq"], calendar.week[0]) == ("own", "Zyra", ((480, 720), (840, 1080)))
    assert calendar.closed == plan.calendars[-1].closed
    assert calendar.other_hours == plan.calendars[-1].other_hours


def test_a_new_task_needs_a_strand_an_owner_and_its_names(plan: PlanDocument, tmp_path: Path) -> None:
    task = "<Task><UID>9000</UID><Name>Rent tents</Name><Duration>PT8H0M0S</Duration></Task>"
    found, findings = edited(plan, tmp_path, lambda text: text.replace("</Tasks>", f"{task}</Tasks>"))
    assert found is None
    assert [one.code for one in findings] == ["F-114", "F-126", "F-126", "F-126"]
    assert {one.where.key for one in findings if one.where} == {"Rent tents (UID 9000)"}


def test_a_new_task_that_says_all_is_a_new_step(plan: PlanDocument, tmp_path: Path) -> None:
    def edit(text: str) -> str:
        task = next(one for one in re.split(r"(?=<Task>)", text) if "<Value>linked<" in one).partition(
            "</Tasks>"
        )[0]
        new = task.replace("<Value>linked<", "<Value>new-one<").replace("<UID>", "<UID>9", 1)
        return text.replace("</Tasks>", f"{new}</Tasks>")

    found, findings = edited(plan, tmp_path, edit)
    assert [one.code for one in findings if one.blocks] == []
    assert [task.id for task in changed(found, plan)] == ["new-one"]


@pytest.mark.parametrize(
    ("edit", "code", "blocks"),
    [
        (lambda text: text.replace("<SaveVersion>14", "<SaveVersion>27"), "F-198", False),
        (lambda text: text.replace("</Tasks>", "</Tasks><HoloDeck>1</HoloDeck>"), "F-205", False),
        (lambda text: text.replace("<Duration>", "<Mood>good</Mood><Duration>", 1), "F-205", False),
        (of_task("linked", "<ConstraintType>6", "<ConstraintType>2"), "F-201", False),
        (of_task("linked", "<LagFormat>7", "<LagFormat>19"), "F-202", True),
        (of_task("linked", "<CrossProject>0", "<CrossProject>1"), "F-203", False),
        (lambda text: re.sub(r"<Type>1(</Type>\s+<DayWorking>)", r"<Type>4\1", text), "F-204", False),
        (of_task("linked", "<Duration>PT", "<Duration>-PT"), "F-131", True),
        (of_task("linked", "<ConstraintDate>2007", "<ConstraintDate>MMVII"), "F-123", True),
        (of_task("linked", "<PredecessorUID>\\d+", "<PredecessorUID>77777"), "F-120", True),
        (of_task("linked", "<Value>linked<", "<Value>check-lists<"), "F-119", True),
        (of_task("receive-lists", "<IgnoreRes", f"{BACK}<IgnoreRes"), "F-133", True),
        (of_task("linked", "<Contact>[^<]*", "<Contact>stranger"), "F-120", True),
    ],
)  # fmt: skip
def test_what_a_plan_cannot_take_is_said(
    plan: PlanDocument, tmp_path: Path, edit: Callable[[str], str], code: str, blocks: bool
) -> None:
    """A file of a newer version, or with parts unknown here, is read as far as it is known."""
    found, findings = edited(plan, tmp_path, edit)
    assert (code, blocks) in {(one.code, one.blocks) for one in findings}
    assert (found is None) == blocks


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<Project",
        b"<Other/>",
        b"PK\x03\x04",
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Project>&b;</Project>',
        b'<!DOCTYPE l SYSTEM "http://example.invalid/x"><Project/>',
    ],
)
def test_what_is_no_file_of_ms_project_is_said(plan: PlanDocument, tmp_path: Path, raw: bytes) -> None:
    """Nothing in a file is expanded, and nothing is fetched."""
    path = tmp_path / "plan.xml"
    path.write_bytes(raw)
    found, findings = told(path, plan)
    assert found is None
    assert [one.code for one in findings] == ["F-197"]
    assert "DTD" not in str(findings[0].facts["reason"]), "the fault by its name in the reader"


def test_a_plan_of_five_thousand_tasks_is_too_large(plan: PlanDocument, tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(
        f"<Project><Tasks>{'<Task><UID>7</UID></Task>' * 5_000}</Tasks></Project>", encoding="utf-8"
    )
    assert [one.code for one in told(path, plan)[1] if one.blocks] == ["F-175"]
    assert [one.code for one in told(tmp_path / "none.xml", plan)[1]] == ["F-156"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("PT8H30M0S", 510), ("P1DT2H", 1560), ("PT0H0M0S", 0), ("-PT1H", -1), ("8 days", None), ("P", None)],
)
def test_durations(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes

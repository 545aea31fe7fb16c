"""The Gantt: which steps are shown, what they are measured against, what is late; and why each baseline was adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from small_commission import AT
from small_election import PLAN, SmallElection, load_election
from writ.exchange.plan import Milestone, TaskEntry
from writ.law.cite import Status
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import PlanVersion
from writ.offices.timetable.queries.baselines import BaselineLine, _moved, baselines, plan_versions
from writ.offices.timetable.queries.outlook import StepDates
from writ.offices.timetable.queries.plans import AdoptedBaseline
from writ.offices.timetable.states import StepState
from writ.offices.timetable.views.gantt import _drawn
from writ.offices.timetable.views.gantt import _moved as _moved_words
from writ.offices.timetable.views.gantt_rows import Row, main_of
from writ.press.charts import GanttAxis, GanttBar
from writ.web.clock import set_clock

GANTT, BASELINES = "/timetable/gantt/", "/timetable/baselines/"
DATED = replace(
    PLAN,
    milestones=(
        Milestone(
            "polling",
            {"en": "Polling day"},
            "legal",
            Status.SOURCED,
            datetime(2007, 11, 18),
            missed={"en": "Only the mission may postpone"},
        ),
        Milestone("campaign", {"en": "Campaign begins"}, "legal", Status.EMPTY),
        Milestone(
            "arrive",
            {"en": "Ballots printed"},
            "administrative",
            Status.DERIVED,
            datetime(2007, 11, 10),
            task="print",
        ),
    ),
)


def signed_in(name: str = "chair") -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def page(address: str = GANTT, name: str = "chair") -> str:
    answer = signed_in(name).get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def computed(db: None) -> SmallElection:
    small = load_election(at=AT - timedelta(days=3), plan=DATED)
    called = election("example")
    assert called is not None
    compute_at_once(called, AT)
    set_clock(AT)
    return small


def test_every_step_stands_in_its_strand_with_owner_share_and_bar(computed: SmallElection) -> None:
    found = page(f"{GANTT}?show=all")
    for words in ("Lists final", "Print ballots abroad", "Distribute under guard", "Sec.Clerk", "Ballots"):
        assert words in found, words
    assert found.count('class="gantt-cell"') == len(PLAN.tasks) + 1


def row(task: TaskEntry, share: int = 0, moment: bool = False) -> Row:
    dates = StepDates(*([datetime(2007, 10, 1)] * 4), 0)
    bar = GanttBar("w", 0, 0, moment=moment)
    return Row(task, task.id, "", "", "estimate", share, StepState.NOT_BEGUN, dates, None, None, bar)


def test_of_a_step_done_in_many_areas_the_tightest_stands_for_all() -> None:
    alike = [replace(PLAN.tasks[1], id=f"kit_{area}", template="kit", area=area) for area in ("01", "02")]
    assert [one.task.id for one in main_of([row(alike[0], 5), row(alike[1], 9)])] == ["kit_02"]


def test_mere_moments_are_no_main_steps_unless_they_are_late(computed: SmallElection) -> None:
    found = page()
    assert 'href="/timetable/step/print/"' in found
    assert 'href="/timetable/step/at-stations/"' in found
    drawn = replace(PLAN.tasks[0], id="calm")
    assert main_of([row(drawn, moment=True)]) == ()
    assert main_of([row(drawn)]) != ()


def test_a_strand_that_is_seldom_critical_shows_only_its_tightest_step() -> None:
    """So all the main steps find room on one sheet; a strand that decides shows up to four."""

    def many(share: int) -> list[Row]:
        return [row(replace(PLAN.tasks[1], id=f"step-{place}"), share + place) for place in range(6)]

    assert [one.task.id for one in main_of(many(10))] == ["step-5"]
    assert [one.task.id for one in main_of(many(50))] == ["step-2", "step-3", "step-4", "step-5"]


def test_an_owner_of_a_place_is_named_without_it_where_the_step_names_it() -> None:
    axis = GanttAxis("t", "d", 0, 100, (), 0, "now")
    owned = replace(row(replace(PLAN.tasks[1], area="01")), owner="Election officer, Pristina")
    assert _drawn(axis, owned, {"01": "Pristina"})["owner"] == "Election officer"
    assert _drawn(axis, owned, {"01": "Prizren"})["owner"] == "Election officer, Pristina"
    assert _drawn(axis, owned, {})["owner"] == "Election officer, Pristina"


def test_lateness_is_said_in_words(computed: SmallElection) -> None:
    """Printing ends on 15 November at the middle, five days after its own date; the last step is one day over."""
    found = page(f"{GANTT}?show=all")
    assert "5 days late" in found
    assert "1 day late" in found


def test_law_and_administration_stand_apart(computed: SmallElection) -> None:
    found = page()
    legal, administrative = found.split('id="legal"')[1].split('id="administrative"')
    assert "Polling day" in legal
    assert "Only the mission may postpone" in legal
    assert "1 legal deadline has no date that is at hand." in legal
    assert "Ballots printed" not in legal
    assert "Ballots printed" in administrative


def test_without_a_baseline_nothing_is_compared(computed: SmallElection) -> None:
    found = page()
    assert "The plan over the days" in found
    assert "c-base" not in found


def test_what_moved_most_since_the_baseline_is_said_in_a_sentence() -> None:
    line = BaselineLine(AdoptedBaseline(3, 3, 1, {}, "why", AT), 9)

    def moved(task: TaskEntry, days: int) -> Row:
        end = datetime(2007, 10, 1) - timedelta(days=days)
        return replace(row(task), was=(end, end))

    later, earlier, same = (moved(task, days) for task, days in zip(PLAN.tasks[:3], (4, -2, 0), strict=True))
    with translation.override("en"):
        said = _moved_words([later, earlier, same], line).replace("\N{NO-BREAK SPACE}", " ")
        assert said == "Since the baseline “lists-final” moved 4 days and “print” 2 days earlier."
        assert _moved_words([same], line) == "Since the baseline no step shown has moved by a day."
        assert _moved_words([later], None) == ""


def test_a_table_says_the_same_and_can_be_taken_along(computed: SmallElection) -> None:
    found = page(f"{GANTT}?show=all&as=table")
    assert "gantt-cell" not in found
    assert "Print ballots abroad" in found
    assert "as=table" not in found.split("Show as picture")[0].rsplit("<a", 1)[1]
    sheet = signed_in().get(f"{GANTT}?show=all&as=table&export=csv").content.decode("utf-8-sig")
    assert len(sheet.splitlines()) == len(PLAN.tasks) + 1


def test_nonsense_in_the_address_shows_the_plain_page(computed: SmallElection) -> None:
    assert "Print ballots abroad" in page(f"{GANTT}?strand=x&show=y&baseline=z&reading=q&as=w")


def test_pages_ask_few_questions(computed: SmallElection) -> None:
    chair = signed_in()
    for address in (GANTT, BASELINES):
        with CaptureQueriesContext(connection) as asked:
            chair.get(address)
        assert len(asked) <= 12, [query["sql"][:90] for query in asked]


def test_before_the_first_forecast_the_page_says_so(db: None) -> None:
    load_election(at=AT - timedelta(days=3), plan=DATED)
    set_clock(AT)
    assert 'class="gantt' not in page()


def test_every_plan_version_gives_its_reason(computed: SmallElection) -> None:
    found = page(BASELINES)
    version = plan_versions(PlanVersion.objects.get().election_id)[0]
    assert version.reason in found
    assert "No baseline has been adopted yet" in found
    assert baselines(PlanVersion.objects.get().election_id) == ()


def test_a_baseline_counts_what_moved_since_the_one_before() -> None:
    def fixed(number: int, *ends: int) -> BaselineLine:
        dates = {str(place): (AT, AT + timedelta(days=end)) for place, end in enumerate(ends)}
        return BaselineLine(AdoptedBaseline(number, number, 1, dates, "why", AT), number)

    found = _moved(fixed(2, 4, 1, 3, 9), fixed(1, 2, 2, 3))
    assert (found.later, found.earlier) == (1, 1)

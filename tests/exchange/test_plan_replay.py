"""A plan replayed on its sourced dates, from sources alone, to what happened in the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from small_election import PLAN
from writ.exchange.plan import Milestone, Reading
from writ.exchange.plan.replay import replay, sourced_reading
from writ.law.cite import Cite, Status

CITE = Cite("A report", source="https://example.org/report")
RUNS = 4_000


def milestone(name: str, month: int, day: int, status: Status = Status.SOURCED) -> Milestone:
    return Milestone(name, {"en": name}, "event", status, datetime(2007, month, day))


DATES = (
    milestone("held", 11, 18),
    milestone("filing", 9, 13),
    milestone("cable", 9, 13),
    milestone("final", 10, 3),
    milestone("guess", 10, 20, Status.ASSUMED),
)


def ended(cite: Cite | None) -> tuple[int | None, tuple[str, ...]]:
    """What 2 October says when the lists were final ten days early: chance in 100, and what is known."""
    final = replace(PLAN.tasks[0], finished_at=datetime(2007, 10, 3), fact_cite=cite)
    plan = replace(PLAN, milestones=DATES, tasks=(final, *PLAN.tasks[1:]))
    line = replay(plan, runs=RUNS)[1]
    return line.hits and round(100 * line.hits / RUNS), line.known


def test_each_sourced_date_has_a_line_and_the_last_tells_what_happened() -> None:
    """Two milestones of one day are one line; what nobody sourced has none; after the due day nothing is forecast."""
    lines = replay(replace(PLAN, milestones=DATES), runs=RUNS)
    assert [[one.id for one in line.milestones] for line in lines] == [
        ["filing", "cable"],
        ["final"],
        ["held"],
    ]
    assert [line.is_past for line in lines] == [False, False, True]
    assert lines[0].slack == -1440  # a day short at the middle estimates
    assert 44 <= 100 * (lines[0].hits or 0) / RUNS <= 48


def test_a_fact_counts_from_its_day_on_and_only_with_its_source() -> None:
    chance, known = ended(CITE)
    assert known == ("lists-final",)
    assert chance is not None
    assert chance > 80
    assert ended(None)[1] == ()


def test_the_replay_takes_the_reading_that_rests_on_sources_most() -> None:
    """The default reading may rest on assumptions; a replay should not."""
    assumed = replace(PLAN.tasks[1], estimate=replace(PLAN.tasks[1].estimate, status=Status.ASSUMED))
    narrow = Reading(
        "narrow", {"en": "Lists alone"}, "lists-final", datetime(2007, 11, 17), tasks=("lists-final",)
    )
    plan = replace(PLAN, tasks=(PLAN.tasks[0], assumed, *PLAN.tasks[2:]), readings=(*PLAN.readings, narrow))
    assert sourced_reading(plan).id == "narrow"
    assert sourced_reading(PLAN).id == "final-12-october"


def test_the_same_seed_gives_the_same_replay() -> None:
    plan = replace(PLAN, milestones=DATES)
    assert replay(plan, runs=RUNS) == replay(plan, runs=RUNS)


def test_before_its_source_a_time_is_unsaid_and_nothing_is_computed() -> None:
    """On 1 September nobody had said how long printing takes: no figure is better than a false one."""
    cable = replace(milestone("cable", 9, 13), cite=CITE)
    estimate = PLAN.tasks[1].estimate
    assert estimate is not None
    printing = replace(PLAN.tasks[1], estimate=replace(estimate, cite=CITE))
    dates = (milestone("call", 9, 1), cable, milestone("late", 11, 10))
    plan = replace(PLAN, milestones=dates, tasks=(PLAN.tasks[0], printing, *PLAN.tasks[2:]))
    call, told, late = replay(plan, runs=RUNS)
    assert (call.unsaid, call.hits, call.is_past) == (("print",), None, False)
    assert (told.unsaid, told.silent) == ((), ())
    assert told.hits is not None
    assert late.silent == ("lists-final",)
    assert (late.hits, late.slack is not None and late.slack < -10 * 1440) == (0, True)

"""Computing what a forecast is asked besides the answer into its working table: no official act, nothing is decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from writ.desk.progress import Reporter, ask_to_stop, open_job
from writ.exchange.plain import to_plain
from writ.offices.authority.queries import posts
from writ.offices.elections.queries import elections
from writ.offices.timetable.models import Analysis, Forecast
from writ.offices.timetable.queries.advice import comparable
from writ.offices.timetable.queries.analyses import MOST_TOGETHER, Scales, compare, helpful, sensitivity
from writ.offices.timetable.queries.calls import posts_of
from writ.offices.timetable.queries.deadlines import deadlines, legal
from writ.offices.timetable.queries.outlook import RUNS
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.states import AnalysisKind

BESIDES = (
    3 + MOST_TOGETHER
)  # pieces of work of a reading besides its options: as it stands, portfolios, sensitivity


def open_analyses(forecast: int, title: str = "", owner: str = "") -> UUID:
    """Rows for every analysis of the forecast, empty until computed, and the job that will fill them."""
    row = Forecast.objects.get(pk=forecast)
    stands = _stands(row)
    document = stands.plan.document
    kinds = [(reading, kind) for reading in _readings(stands) for kind in _kinds(stands, reading)]
    work = len(document.readings) * (len(document.options) + BESIDES) + len(document.risks)
    job = open_job(title, owner, total=work * RUNS)
    Analysis.objects.bulk_create(
        Analysis(forecast=row, kind=kind, reading=reading, figures={}, job=job) for reading, kind in kinds
    )
    return job


def stop_analyses(election: int) -> None:
    """Tell whatever is still being analysed for that election to stop."""
    waiting = Analysis.objects.filter(forecast__election=election, figures={}).values_list("job", flat=True)
    for job in set(waiting):
        ask_to_stop(job)


def analyse(forecast: int, runs: int = RUNS) -> None:
    """Compute the analyses of a forecast one by one, each written when it is ready; what is stopped leaves no row."""
    from writ.reckon.plan import Cancelled, Infeasible  # numpy loads when called

    row = Forecast.objects.get(pk=forecast)
    rows = Analysis.objects.filter(forecast=row)
    job = rows.values_list("job", flat=True).first()
    if job is None:
        return
    report = _Counted(Reporter(job))
    try:
        if not report.reporter(0):
            raise Cancelled
        for reading, kind, facts in _analyses(_stands(row), row.seed, runs, report):
            rows.filter(kind=kind, reading=reading).update(figures=to_plain(facts))
    except Cancelled:
        report.reporter.stopped()
    except Infeasible as infeasible:
        report.reporter.failed(str(infeasible))
    else:
        report.reporter.finished()
    rows.filter(figures={}).delete()


class _Counted:
    """Counts over all readings, every way on as so many runs, and asks whether to go on."""

    def __init__(self, reporter: Reporter) -> None:
        self.reporter, self.done, self._before = reporter, 0, 0

    def __call__(self, weighed: int, runs: int = 0) -> bool:
        # Within one piece of work the parts count anew, and together more than the piece: never back, never beyond.
        self.done = max(self.done, (self._before + weighed) * RUNS + min(runs, RUNS))
        return self.reporter(self.done)

    def has_read(self, weighed: int) -> None:
        """One reading is done, of so many ways on."""
        self._before += weighed


def _analyses(stands: Situation, seed: int, runs: int, report: _Counted) -> Iterator[tuple[str, str, Any]]:
    """Every analysis as it is ready: reading, kind, facts."""
    document = stands.plan.document
    known = posts()
    owners = {task.id: task.owner for task in document.tasks if posts_of(task, known)}
    by_law = {task for task in deadlines(document) if legal(document, task)}
    for reading in _readings(stands):
        plan, deadline = stands.build(reading)
        scales = Scales(plan, deadline, runs, seed, report)
        compared = compare(scales, comparable(stands, reading, plan))
        if reading == document.default_reading:
            yield reading, AnalysisKind.HELP.value, helpful(scales, compared)
        yield reading, AnalysisKind.OPTIONS.value, compared
        yield (
            reading,
            AnalysisKind.SENSITIVITY.value,
            sensitivity(plan, deadline, owners, legal=by_law, seed=seed, on_chunk=scales.ask),
        )
        scales.tell()
        report.has_read(scales.weighed)


def _readings(stands: Situation) -> list[str]:
    """The default reading first."""
    default = stands.plan.document.default_reading
    return [default, *(one.id for one in stands.plan.document.readings if one.id != default)]


def _kinds(stands: Situation, reading: str) -> list[str]:
    is_default = reading == stands.plan.document.default_reading
    return [kind.value for kind in AnalysisKind if is_default or kind is not AnalysisKind.HELP]


def _stands(row: Forecast) -> Situation:
    """How things stood at the entry and the moment of the forecast."""
    called = next(one for one in elections() if one.id == row.election_id)
    found = situation(called, row.as_of, until=row.as_of_entry)
    assert found is not None
    return found

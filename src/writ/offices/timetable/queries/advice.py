"""The analyses computed last, and which options can still be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.db.models import OuterRef

from writ.exchange.plain import from_plain
from writ.exchange.plan import option_of
from writ.offices.timetable.models import Analysis
from writ.offices.timetable.queries.analyses import Comparison, Help, Sensitivity
from writ.offices.timetable.queries.options import option_facts
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.rules import OptionFacts, check_together
from writ.offices.timetable.states import AnalysisKind

if TYPE_CHECKING:
    from writ.reckon.plan import Option, Plan

F = TypeVar("F")
FORMS: Mapping[AnalysisKind, type[Any]] = {
    AnalysisKind.HELP: Help,
    AnalysisKind.OPTIONS: Comparison,
    AnalysisKind.SENSITIVITY: Sensitivity,
}


@dataclass(frozen=True, slots=True)
class Analysed(Generic[F]):
    """What an analysis found, and the forecast it was made from."""

    forecast: int
    as_of: datetime
    as_of_entry: int
    seed: int
    facts: F


def help_found(election_id: int, reading: str) -> Analysed[Help] | None:
    """What would help most, as computed last for that reading."""
    return _newest(election_id, AnalysisKind.HELP, reading)


def options_compared(election_id: int, reading: str) -> Analysed[Comparison] | None:
    """The ways on, as compared last for that reading."""
    return _newest(election_id, AnalysisKind.OPTIONS, reading)


def sensitivity_found(election_id: int, reading: str) -> Analysed[Sensitivity] | None:
    """What the answer hangs on, as computed last for that reading."""
    return _newest(election_id, AnalysisKind.SENSITIVITY, reading)


def what_risks_cost(
    election_id: int, reading: str
) -> tuple[Analysed[Help] | None, Analysed[Sensitivity] | None]:
    """Both at once: what would help most, and what the answer hangs on."""
    found = _computed(election_id, [AnalysisKind.HELP, AnalysisKind.SENSITIVITY], reading)
    return found.get(AnalysisKind.HELP), found.get(AnalysisKind.SENSITIVITY)


def analyses_job(election_id: int) -> UUID | None:
    """The job of the analyses that are not ready yet."""
    waiting = Analysis.objects.filter(forecast__election=election_id, figures={}).order_by("-forecast")
    return waiting.values_list("job", flat=True).first()


def is_analysed(forecast: int) -> bool:
    """True once the forecast's analyses have been asked for."""
    return Analysis.objects.filter(forecast=forecast).exists()


def comparable(stands: Situation, reading: str, plan: Plan) -> tuple[Option, ...]:
    """The options of a reading that nothing adopted excludes, past their decide-by or not.

    What is adopted is in the plan already; another polling day is never compared.
    """
    document, known = stands.plan.document, option_facts(stands.plan.document, (), stands.zone)
    return tuple(
        option_of(document, reading, option, plan)
        for option in document.options
        if option.new_polling_day is None
        and option.id not in stands.adopted
        and not excluded_by(stands, known[option.id], known)
    )


def excluded_by(
    stands: Situation, option: OptionFacts, known: Mapping[str, OptionFacts]
) -> tuple[OptionFacts, ...]:
    """The adopted options that keep this one from being chosen."""
    return tuple(
        known[name]
        for name in stands.adopted
        if name != option.option and check_together([option], [known[name]])
    )


def _newest(election_id: int, kind: AnalysisKind, reading: str) -> Analysed[Any] | None:
    return _computed(election_id, [kind], reading).get(kind)


def _computed(
    election_id: int, kinds: Sequence[AnalysisKind], reading: str
) -> Mapping[AnalysisKind, Analysed[Any]]:
    """The newest of each kind."""
    rows = Analysis.objects.filter(
        forecast__election=election_id, kind__in=[kind.value for kind in kinds], reading=reading
    ).exclude(figures={})
    newest = rows.order_by("-forecast").values("forecast")
    found = rows.filter(forecast__in=newest.filter(kind=OuterRef("kind"))[:1]).select_related("forecast")
    answer = {}
    for row in found:
        kind, of = AnalysisKind(row.kind), row.forecast
        answer[kind] = Analysed(
            of.pk, of.as_of, of.as_of_entry, of.seed, from_plain(FORMS[kind], row.figures)
        )
    return answer

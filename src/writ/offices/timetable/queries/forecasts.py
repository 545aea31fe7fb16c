"""The forecasts computed so far: the newest, how it came to be, and what is under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import sqrt
from typing import Any
from uuid import UUID

from django.db.models import Case, F, JSONField, Max, Q, Subquery, When

from writ.offices.timetable.models import (
    Answer,
    Baseline,
    Correction,
    Forecast,
    OptionMove,
    PlanVersion,
    Record,
    RiskReview,
)
from writ.offices.timetable.queries.outlook import Outlook, SafeEnd, from_json, safe_from_json
from writ.offices.timetable.queries.plans import AdoptedBaseline, baseline_facts

DAY = 1440
_DOCUMENTS = ("forecast__plan__document", "forecast__baseline__plan__document")


@dataclass(frozen=True)
class AnswerFacts:
    """The answer for one reading and day convention: `hits` of `runs`, and minutes of slack at the middle.

    `older` is the forecast it is of, where a newer one has not answered this yet, or was stopped before it did.
    """

    reading: str
    days: str
    runs: int
    hits: int
    slack: int
    figures: Mapping[str, Any]
    older: ForecastFacts | None = None

    @cached_property
    def outlook(self) -> Outlook:
        """The dates, the spread and the critical shares."""
        return from_json(self.figures, self.slack, self.hits, self.runs)

    @cached_property
    def safe(self) -> Mapping[str, SafeEnd]:
        """The latest safe dates by step."""
        return safe_from_json(self.figures)

    @property
    def in_100(self) -> int:
        """The chance in 100, to the nearest."""
        return in_100(self.hits, self.runs)

    @property
    def error(self) -> float:
        """The standard error of the chance, in 100; by Laplace's rule above nothing for 0 and 100 too."""
        share = (self.hits + 1) / (self.runs + 2)
        return 100 * sqrt(share * (1 - share) / self.runs)

    @property
    def days_of_slack(self) -> int:
        """Whole days of slack, negative when short."""
        return whole_days(self.slack)


@dataclass(frozen=True, slots=True)
class ForecastFacts:
    """One forecast, and by (reading, day convention) its answers, or what the last one before gave that has them."""

    id: int
    plan: int
    law_version: str
    as_of_entry: int
    as_of: datetime
    seed: int
    job: UUID
    answers: Mapping[tuple[str, str], AnswerFacts]
    baseline: AdoptedBaseline | None

    def of(self, answer: AnswerFacts) -> ForecastFacts:
        """The forecast that gave an answer: this one or an older."""
        return answer.older or self


@dataclass(frozen=True, slots=True)
class Past:
    """One point of a forecast's history; `effects` is what the acts since the last one moved, as stored."""

    id: int
    plan: int
    as_of_entry: int
    as_of: datetime
    hits: int
    runs: int
    slack: int
    effects: Mapping[str, Any]

    @property
    def in_100(self) -> int:
        """The chance in 100, to the nearest."""
        return in_100(self.hits, self.runs)

    @property
    def days_of_slack(self) -> int:
        """Whole days of slack, negative when short."""
        return whole_days(self.slack)


def newest(election_id: int) -> ForecastFacts | None:
    """The newest forecast that is computed, if only its headline; what it has not answered, an older one answers."""
    rows = list(
        Answer.objects.filter(_stand(election_id))
        .select_related("forecast__plan", "forecast__baseline__plan")
        .defer(*_DOCUMENTS)
        .order_by("forecast_id", "pk")
    )
    return _newest(rows) if rows else None


def newest_and_past(election_id: int, reading: str) -> tuple[ForecastFacts | None, tuple[Past, ...]]:
    """What `newest` gives, and every computed forecast of a reading, oldest first: one question."""
    stands = _stand(election_id)
    rows = list(
        Answer.objects.filter(forecast__election_id=election_id)
        .filter(stands | Q(reading=reading, days="continuous"))
        .annotate(
            told=Case(When(stands, then=F("figures")), output_field=JSONField()),
            fixed=Case(When(stands, then=F("forecast__baseline__dates")), output_field=JSONField()),
        )
        .defer("figures", "forecast__baseline__dates", *_DOCUMENTS)
        .select_related("forecast__plan", "forecast__baseline__plan")
        .order_by("forecast_id", "pk")
    )
    if not rows:
        return None, ()
    for row in rows:
        row.figures = row.told
        if row.forecast.baseline is not None:
            row.forecast.baseline.dates = row.fixed
    past = tuple(_past(row) for row in rows if (row.reading, row.days) == (reading, "continuous"))
    return _newest([row for row in rows if row.figures is not None]), past


def _stand(election_id: int) -> Q:
    """The answers of the newest forecast, and the last one of every reading and convention."""
    computed = Forecast.objects.filter(election_id=election_id, answers__isnull=False).order_by("-pk")
    lasts = Answer.objects.filter(forecast__election_id=election_id).values("reading", "days")
    return Q(forecast=Subquery(computed.values("pk")[:1])) | Q(
        pk__in=lasts.annotate(last=Max("pk")).values("last")
    )


def _newest(rows: list[Answer]) -> ForecastFacts:
    """The forecast of the last row, with what older ones answered and it has not; rows of older forecasts first."""
    last = rows[-1].forecast_id
    found = _forecast([row for row in rows if row.forecast_id == last])
    before = {
        (row.reading, row.days): replace(_answer(row), older=_forecast([row]))
        for row in rows
        if row.forecast_id != last
    }
    return replace(found, answers={**before, **found.answers})


def _past(row: Answer) -> Past:
    of = row.forecast
    return Past(
        of.pk, of.plan.number, of.as_of_entry, of.as_of, row.hits, row.runs, row.slack_minutes, of.effects
    )


def _forecast(rows: list[Answer]) -> ForecastFacts:
    row = rows[0].forecast
    return ForecastFacts(
        row.pk,
        row.plan.number,
        row.law_version,
        row.as_of_entry,
        row.as_of,
        row.seed,
        row.job,
        {(one.reading, one.days): _answer(one) for one in rows},
        baseline_facts(row.baseline) if row.baseline else None,
    )


def history(election_id: int, reading: str, days: str) -> tuple[Past, ...]:
    """Every computed forecast of one reading and convention, oldest first."""
    rows = (
        Answer.objects.filter(forecast__election_id=election_id, reading=reading, days=days)
        .order_by("forecast_id")
        .values_list(
            "forecast_id",
            "forecast__plan__number",
            "forecast__as_of_entry",
            "forecast__as_of",
            "hits",
            "runs",
            "slack_minutes",
            "forecast__effects",
        )
    )
    return tuple(Past(*row) for row in rows)


def is_computed_for(election_id: int, at: datetime) -> bool:
    """True where there is a computed forecast as of that very moment."""
    return Forecast.objects.filter(election_id=election_id, as_of=at, answers__isnull=False).exists()


def newest_job(election_id: int) -> UUID | None:
    """The job of the forecast asked for last, computed or not."""
    return (
        Forecast.objects.filter(election_id=election_id).order_by("-pk").values_list("job", flat=True).first()
    )


def job_of(forecast: int) -> UUID:
    """The job of that forecast."""
    return Forecast.objects.values_list("job", flat=True).get(pk=forecast)


def last_entry(election_id: int, at: datetime | None = None) -> int:
    """The number of the last entry that the forecast of this election rests on, now or at a moment; 0 before any."""
    taken = {} if at is None else {"act__at__lte": at}
    rests_on = (
        PlanVersion.objects.filter(election_id=election_id, **taken),
        Baseline.objects.filter(election_id=election_id, **taken),
        Record.objects.filter(election_id=election_id, **taken),
        Correction.objects.filter(record__election_id=election_id, **taken),
        OptionMove.objects.filter(election_id=election_id, **taken),
        RiskReview.objects.filter(election_id=election_id, **taken),
    )
    return max(rows.aggregate(last=Max("act__seq"))["last"] or 0 for rows in rests_on)


def whole_days(minutes: int) -> int:
    """Whole days of slack: what is left of a day is no day, and a day begun too late is a day short."""
    return minutes // DAY


def in_100(hits: int, runs: int) -> int:
    """A share of runs in 100, to the nearest; a half goes up."""
    return (200 * hits + runs) // (2 * runs)


def _answer(row: Answer) -> AnswerFacts:
    return AnswerFacts(row.reading, row.days, row.runs, row.hits, row.slack_minutes, row.figures)

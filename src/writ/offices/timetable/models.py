"""Rows of the timetable: plans, baselines, records on steps, options, risks; and the forecast, a working table."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from writ.desk.models import AppendOnly
from writ.offices.timetable.states import AnalysisKind, OptionState, RecordKind, RiskState

TASK = 80
TEXT = 300
HASH = 64


class PlanVersion(AppendOnly):
    """A plan as adopted: its canonical JSON, kept whole, and the hash of it."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    document = models.TextField()
    hash = models.CharField(max_length=HASH)
    reason = models.CharField(max_length=TEXT)
    adopted_at = models.DateTimeField()
    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="plan_version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_version_number_from_one"),
        ]


class Baseline(AppendOnly):
    """The dates everything is measured against: of one plan version, fixed when adopted, never changed.

    `dates` maps each step to its first and last local moment, [start, end], at the middle estimates.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="baselines")
    dates = models.JSONField()
    reason = models.CharField(max_length=TEXT)
    adopted_at = models.DateTimeField()
    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="baseline_number_once"),
            models.UniqueConstraint(fields=["plan"], name="baseline_plan_once"),
        ]


class Record(AppendOnly):
    """One thing recorded about a step: it started, came so far, ended, or will take so long.

    A record is never edited; it stands until a later act corrects it. `turn` counts the corrected records of the
    same kind before it, so that the database itself refuses a second start or end. An estimate is a duration, `low`
    to `high` in `unit`s of the step's own calendar, or for a step that others end the dates between which they will.
    Who gave it is free text, and so lies sealed beside the act, where it can be erased.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    task = models.CharField(max_length=TASK)
    turn = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in RecordKind])
    recorded_at = models.DateTimeField()
    moment = models.DateTimeField()
    done = models.PositiveIntegerField(null=True)
    planned = models.PositiveIntegerField(null=True)
    low = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    middle = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    unit = models.CharField(max_length=8, blank=True)
    first_end = models.DateTimeField(null=True)
    last_end = models.DateTimeField(null=True)
    firmness = models.CharField(max_length=20, blank=True)
    control = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=20, blank=True)
    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["election", "task"], name="record_by_step")]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "task", "kind", "turn"],
                condition=Q(kind__in=[RecordKind.STARTED.value, RecordKind.FINISHED.value]),
                name="step_starts_and_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in RecordKind]), name="record_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.PROGRESSED.value, done__isnull=False, done__lte=F("planned"))
                | (~Q(kind=RecordKind.PROGRESSED.value) & Q(done__isnull=True, planned__isnull=True)),
                name="progress_within_what_there_is",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=RecordKind.REESTIMATED.value)
                    & (Q(low__gte=0, low__lte=F("high")) | Q(first_end__lte=F("last_end")))
                )
                | (~Q(kind=RecordKind.REESTIMATED.value) & Q(low__isnull=True, first_end__isnull=True)),
                name="estimate_is_a_range",
            ),
            models.CheckConstraint(
                condition=Q(moment__lte=F("recorded_at")), name="record_not_ahead_of_its_act"
            ),
        ]


class Correction(AppendOnly):
    """The later act by which a record no longer stands. Its reason lies sealed beside that act."""

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="correction")
    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")


class OptionMove(AppendOnly):
    """One move of an option that the plan offers: put on the agenda, adopted, or withdrawn, and why.

    `turn` counts the withdrawals before it, so that the database itself refuses a second adoption. `body` is the
    institution whose session adopted it, with the day and the votes; "" where an officer decided. `plan` is the
    version that offered it.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    option = models.CharField(max_length=TASK)
    move = models.CharField(max_length=10, choices=[(state.value, state.value) for state in OptionState])
    turn = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=TEXT)
    body = models.CharField(max_length=TASK, blank=True)
    held_on = models.DateField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    abstained = models.PositiveIntegerField(null=True)
    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "option", "move", "turn"], name="option_moves_once_a_turn"
            ),
            models.CheckConstraint(
                condition=Q(move__in=[state.value for state in OptionState if state is not OptionState.OPEN]),
                name="option_move_known",
            ),
            models.CheckConstraint(
                condition=Q(body="", held_on=None, votes_for=None, votes_against=None, abstained=None)
                | (
                    ~Q(body="")
                    & Q(move=OptionState.ADOPTED.value)
                    & Q(held_on__isnull=False, votes_against__isnull=False, abstained__isnull=False)
                    & Q(votes_for__gte=1)
                ),
                name="session_has_its_votes",
            ),
        ]


class RiskReview(AppendOnly):
    """What was said of a risk of the plan: its state, and its chance where it is another than the plan's.

    The newest review stands. Who said it is free text, and so lies sealed beside the act.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    risk = models.CharField(max_length=TASK)
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in RiskState])
    chance = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    said_at = models.DateTimeField()
    reviewed_at = models.DateTimeField()
    status = models.CharField(max_length=20)
    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["election", "risk"], name="review_by_risk")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in RiskState]), name="risk_state_known"
            ),
            models.CheckConstraint(
                condition=Q(chance__isnull=True) | Q(chance__gte=0, chance__lte=1), name="chance_is_one"
            ),
            models.CheckConstraint(
                condition=Q(said_at__lte=F("reviewed_at")), name="review_not_ahead_of_its_act"
            ),
        ]


class Forecast(models.Model):
    """One computation of the answer, from the record up to `as_of_entry` at the moment `as_of` of the election's clock.

    A working table: with the same plan, law, entries and seed it is computed again to the same figures. While it has
    no answers yet, `job` says how far it is. `effects` is what each act since the forecast before
    gave or took, by entry number: minutes of slack, or of a decision [minutes of slack, points in 100].
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="+")
    baseline = models.ForeignKey(Baseline, null=True, on_delete=models.PROTECT, related_name="+")
    law_version = models.CharField(max_length=HASH)
    as_of_entry = models.PositiveBigIntegerField()
    as_of = models.DateTimeField()
    seed = models.BigIntegerField()
    effects = models.JSONField(default=dict)
    job = models.UUIDField(unique=True)


class Answer(models.Model):
    """The answer of a forecast for one reading and one day convention.

    `hits` of `runs` met the due moment; `slack_minutes` is counted at the middle estimates. `figures` holds dates,
    spread, critical shares, latest safe dates, every gate (`gates`: task to hits and slack) and the same question
    by the plan's own estimates (`official`: hits, runs, slack), as `queries.outlook` writes them.
    """

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="answers")
    reading = models.CharField(max_length=TASK)
    days = models.CharField(max_length=10)
    runs = models.PositiveIntegerField()
    hits = models.PositiveIntegerField()
    slack_minutes = models.IntegerField()
    figures = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forecast", "reading", "days"], name="answer_once"),
            models.CheckConstraint(condition=Q(hits__lte=F("runs")), name="answer_within_its_runs"),
        ]


class Analysis(models.Model):
    """What a forecast was asked besides: what would help, the options compared, what the answer is sensitive to.

    A working table, computed after the forecast in the same background; `job` says how far it is.
    """

    forecast = models.ForeignKey(Forecast, on_delete=models.CASCADE, related_name="analyses")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in AnalysisKind])
    reading = models.CharField(max_length=TASK)
    figures = models.JSONField()
    job = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forecast", "kind", "reading"], name="analysis_once"),
        ]

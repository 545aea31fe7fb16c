"""Rows of the elections office: election, round, poll, contest; areas, centres, stations and their days."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from writ.law.cite import Status
from writ.offices.elections.states import DayStatus, ElectionState, StationKind

CODE = 40
NAME = 300
STATUS = 20


def _choices(states: type[ElectionState] | type[StationKind] | type[DayStatus]) -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in states]


def _status() -> models.CharField:
    return models.CharField(max_length=STATUS, choices=[(status.value, status.value) for status in Status])


def _one_of(field: str, states: type[ElectionState] | type[StationKind] | type[DayStatus]) -> Q:
    return Q(**{f"{field}__in": [state.value for state in states]})


class ByAct(models.Model):
    """A row that names the act that made it, or last moved it."""

    act = models.ForeignKey("journal.Entry", to_field="act", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Named(models.Model):
    """A place or poll with its name in four variants; none of them is "the" name."""

    name_sq = models.CharField(max_length=NAME, blank=True)
    name_sr_cyrl = models.CharField(max_length=NAME, blank=True)
    name_sr_latn = models.CharField(max_length=NAME, blank=True)
    name_en = models.CharField(max_length=NAME, blank=True)

    class Meta:
        abstract = True


class Election(Named, ByAct):
    """One election, from its call to its certified result."""

    code = models.CharField(max_length=CODE, unique=True)
    state = models.CharField(max_length=20, choices=_choices(ElectionState), default=ElectionState.PREPARED)
    zone = models.CharField(max_length=64)
    languages = models.JSONField()
    currency = models.CharField(max_length=3)
    folder_hash = models.CharField(max_length=64)
    called_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_one_of("state", ElectionState), name="election_state_known"),
            models.CheckConstraint(
                condition=Q(state=ElectionState.CALLED.value, called_on__isnull=False)
                | Q(state=ElectionState.PREPARED.value, called_on__isnull=True),
                name="election_called_on_with_call",
            ),
        ]


class Round(Named, ByAct):
    """A polling day of an election."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE)
    date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="round_number_once"),
            models.UniqueConstraint(fields=["election", "date"], name="round_date_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="round_number_from_one"),
        ]


class Poll(Named, ByAct):
    """What is voted on in a round: Assembly, municipal, mayoral."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="polls")
    code = models.CharField(max_length=CODE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="poll_code_once")]


class Area(Named, ByAct):
    """A constituency: the whole territory, or a municipality."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="areas")
    code = models.CharField(max_length=CODE)
    kind = models.CharField(max_length=CODE)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    territory = models.ForeignKey("authority.Territory", on_delete=models.PROTECT, related_name="+")
    voters = models.PositiveIntegerField(null=True)
    seats = models.PositiveIntegerField(null=True)
    status = _status()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "code"], name="area_code_once"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="area_not_its_own_part"),
        ]


class Outlines(ByAct):
    """The outlines of an election's areas, as its folder drew them: by area code the rings of (longitude, latitude)."""

    election = models.OneToOneField(Election, on_delete=models.PROTECT, related_name="outlines")
    attribution = models.TextField()
    rings = models.JSONField()


class Contest(ByAct):
    """A poll in an area: one ballot, one result."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="contests")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="contests")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "area"], name="contest_once")]


class PollingCentre(Named, ByAct):
    """A building with one or more stations, in exactly one area."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="centres")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="centres")
    code = models.CharField(max_length=CODE)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    status = _status()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "code"], name="centre_code_once"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="centre_on_earth",
            ),
        ]


class PollingStation(ByAct):
    """A place where voters vote; mobile and special ones may have no centre.

    `count_unit` is the code of the station where its ballots are counted, its own as a rule.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="stations")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="stations")
    centre = models.ForeignKey(PollingCentre, null=True, on_delete=models.PROTECT, related_name="stations")
    code = models.CharField(max_length=CODE)
    kind = models.CharField(max_length=20, choices=_choices(StationKind))
    voters = models.PositiveIntegerField(null=True)
    count_unit = models.CharField(max_length=CODE)
    status = _status()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["election", "code"], name="station_code_once"),
            models.CheckConstraint(condition=_one_of("kind", StationKind), name="station_kind_known"),
            models.CheckConstraint(
                condition=Q(centre__isnull=False)
                | Q(kind__in=[StationKind.MOBILE.value, StationKind.SPECIAL.value]),
                name="station_has_a_place",
            ),
            models.CheckConstraint(condition=~Q(count_unit=""), name="station_has_a_count_unit"),
        ]


class StationDay(ByAct):
    """Where a station stands on a polling day. What happened before is in the journal."""

    station = models.ForeignKey(PollingStation, on_delete=models.PROTECT, related_name="days")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="station_days")
    status = models.CharField(max_length=20, choices=_choices(DayStatus), default=DayStatus.PLANNED)
    since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["station", "round"], name="station_day_once"),
            models.CheckConstraint(condition=_one_of("status", DayStatus), name="station_day_status_known"),
            models.CheckConstraint(
                condition=Q(status=DayStatus.PLANNED.value) | Q(since__isnull=False),
                name="station_day_moved_with_moment",
            ),
        ]

"""The dates of a plan for one audience, as a table and as iCalendar (RFC 5545); the same plan gives the same bytes."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from writ.exchange.plan.choices import OptionEntry
from writ.exchange.plan.document import AUDIENCES, Milestone, PlanDocument
from writ.exchange.plan.luck import RiskEntry
from writ.exchange.plan.parts import Names
from writ.law.cite import Cite, Status
from writ.law.texts import N_, translate

KINDS = {
    "legal": N_("Legal deadline"),
    "administrative": N_("Administrative date"),
    "event": N_("Event"),
    "decision": N_("Last day to decide"),
}
TITLES = {
    "public": N_("Calendar for the public"),
    "parties": N_("Calendar for parties and candidates"),
    "internal": N_("Internal calendar"),
}
STATUSES = {
    Status.RECALLED: N_("recalled"),
    Status.ASSUMED: N_("assumed"),
    Status.SCENARIO: N_("scenario"),
}
COLUMNS = (
    N_("From"),
    N_("To"),
    N_("Time"),
    N_("What"),
    N_("Kind"),
    N_("If it is missed"),
    N_("Article"),
    N_("Source"),
    N_("Known as"),
)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One date: its days `first` to `last`, and its local moment where an hour was said; None where nobody knows."""

    id: str
    names: Names
    kind: str
    status: Status
    first: date | None
    last: date | None
    moment: datetime | None = None
    missed: Names | None = None
    cite: Cite | None = None
    note: str = ""

    def name(self, language: str) -> str:
        """What it is called, English or its code where the language has no name for it."""
        return self.names.get(language) or self.names.get("en") or self.id

    @property
    def days(self) -> str:
        """Its day, or its first and last day, year-month-day; a dash where nobody knows it."""
        if self.last is None or self.first in (None, self.last):
            return self.last.isoformat() if self.last else "–"
        return f"{self.first} – {self.last}"

    @property
    def mark(self) -> str:
        """The word that marks a date nobody has sourced; empty for any other."""
        return STATUSES.get(self.status, "")


def calendar_of(
    document: PlanDocument, audience: str, settled: Collection[str] = ()
) -> tuple[Appointment, ...]:
    """The dates of an audience in their order, those that nobody knows at the end; `KeyError` for another audience.

    The internal calendar has the last days of open decisions too, and the notes; the other two have neither. `settled`
    are the options and risks that nothing is left to decide of.
    """
    if audience not in AUDIENCES:
        raise KeyError(audience)
    inside = audience == "internal"
    found = [_of(one, inside=inside) for one in document.milestones if audience in one.audiences]
    if inside:
        choices: tuple[OptionEntry | RiskEntry, ...] = (*document.options, *document.risks)
        found += [
            _placed(f"decide-{one.id}", _decision(one), "decision", Status.DERIVED, one.decide_by)
            for one in choices
            if one.decide_by is not None and one.id not in settled
        ]
    return tuple(sorted(found, key=_order))


def _decision(choice: OptionEntry | RiskEntry) -> Names:
    """What is to be decided: an option, or the answer to a risk."""
    if isinstance(choice, OptionEntry) or choice.answer is None:
        return choice.names
    answers = choice.answer.names
    return {
        language: f"{name}: {answers[language]}" if language in answers else name
        for language, name in choice.names.items()
    }


def _order(one: Appointment) -> tuple[bool, date, datetime, str]:
    day = one.last or date.max
    return one.last is None, day, one.moment or datetime.combine(day, time.max), one.id


def _of(milestone: Milestone, *, inside: bool) -> Appointment:
    placed = _placed(
        milestone.id, milestone.names, milestone.kind, milestone.status, milestone.at, milestone.since
    )
    return Appointment(
        placed.id,
        placed.names,
        placed.kind,
        placed.status,
        placed.first,
        placed.last,
        placed.moment,
        milestone.missed,
        milestone.cite,
        milestone.note if inside else "",
    )


def _placed(
    code: str, names: Names, kind: str, status: Status, at: datetime | None, since: date | None = None
) -> Appointment:
    """An appointment on its days: a midnight is the end of the day before."""
    if at is None:
        return Appointment(code, names, kind, status, since, None)
    last = (at - timedelta(days=1)).date() if at.time() == time() else at.date()
    moment = at if at.time() != time() else None
    return Appointment(code, names, kind, status, since or last, last, moment)


# -------------------------------------------------------------------------------------------------------------- CSV
def csv_of(appointments: Iterable[Appointment], language: str = "en") -> str:
    """The dates as CSV (RFC 4180), with headers in `language`; a date that nobody knows has empty days."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([translate(title, language) for title in COLUMNS])
    for one in appointments:
        writer.writerow(
            [
                one.first or "",
                one.last or "",
                f"{one.moment:%H:%M}" if one.moment else "",
                _shielded(one.name(language)),
                translate(KINDS[one.kind], language),
                _shielded((one.missed or {}).get(language, "")),
                one.cite.article if one.cite and one.cite.at_hand else "",
                one.cite.instrument if one.cite else "",
                translate(one.mark, language) if one.mark else "",
            ]
        )
    return out.getvalue()


def _shielded(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


# --------------------------------------------------------------------------------------------------------- iCalendar
def ics_of(
    appointments: Iterable[Appointment],
    *,
    election: str,
    name: str,
    zone: str,
    stamp: datetime,
    language: str = "en",
) -> bytes:
    """The dates as an iCalendar file: whole days as days, moments in UTC, and ids that stay when a date moves.

    `election` is its code, `zone` that of its clocks, `stamp` the local moment at which the plan was as it is. Dates
    that nobody knows are left out.
    """
    from icalendar import Calendar, Event  # loads when called

    calendar = Calendar()
    calendar.add("prodid", "-//Writ//Timetable//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for one in appointments:
        if one.first is None or one.last is None:
            continue
        event = Event()
        event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:writ:{election}:{one.id}")))
        event.add("dtstamp", _in_utc(stamp, zone))
        if one.moment is not None and one.first == one.last:
            event.add("dtstart", _in_utc(one.moment, zone))
        else:
            event.add("dtstart", one.first)
            event.add("dtend", one.last + timedelta(days=1))
        mark = f" [{translate(one.mark, language)}]" if one.mark else ""
        event.add("summary", one.name(language) + mark)
        event.add("description", "\n".join(_said(one, language)))
        event.add("categories", [translate(KINDS[one.kind], language)])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _in_utc(local: datetime, zone: str) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _said(one: Appointment, language: str) -> Iterable[str]:
    yield translate(KINDS[one.kind], language)
    if one.missed and (missed := one.missed.get(language)):
        yield translate(N_("If it is missed: {what}."), language, what=missed.rstrip("."))
    if one.cite is not None:
        article = one.cite.article if one.cite.at_hand else translate(N_("article not at hand"), language)
        yield f"{one.cite.instrument}, {article}"
    if one.note:
        yield one.note

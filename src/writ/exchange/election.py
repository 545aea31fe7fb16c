"""Reads `election.toml`: the call, the polls and rounds, the bodies, their posts, invented persons."""

from __future__ import annotations

import re
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from writ.exchange.facts import Area, Election, Institution, Names, Person, Poll, Post, Round
from writ.exchange.toml import Table, TomlFile, status_of
from writ.exchange.words import LONGEST_NAME, span_of
from writ.law.cite import Status
from writ.law.findings import Severity
from writ.law.spelling import near
from writ.law.texts import LANGUAGES


def read_election(file: TomlFile, areas: tuple[Area, ...]) -> Election:
    """The election of a parsed `election.toml`; what is wrong is in the file's ledger and stands as empty here."""
    root = file.root()
    languages = read_languages(root)
    polling_day, called_on = root.day("polling_day"), root.day("called_on")
    if polling_day and called_on and called_on > polling_day:
        root.fault("F-150", "called_on", call=called_on.isoformat(), day=polling_day.isoformat())
    kinds = {area.kind for area in areas}
    polls = tuple(_poll(table, languages, kinds) for table in root.tables("polls"))
    rounds = tuple(_round(table, languages, polls) for table in root.tables("rounds"))
    if not polls:
        root.fault("F-112", name="polls")
    if polling_day and polling_day not in {entry.day for entry in rounds}:
        root.fault("F-151", "polling_day", day=polling_day.isoformat())
    institutions = tuple(_institutions(root, languages, areas))
    posts = tuple(_posts(root, languages, areas, institutions))
    persons = tuple(_person(table, posts) for table in root.tables("persons"))
    for kind, key, ids in (
        ("poll", "polls", [entry.id for entry in polls]),
        ("round", "rounds", [entry.id for entry in rounds]),
        ("institution", "institutions", [entry.id for entry in institutions]),
        ("post", "posts", [entry.id for entry in posts]),
        ("person", "persons", [entry.id for entry in persons]),
    ):
        _check_twice(root, kind, key, ids)
    election = Election(
        root.code("id"),
        root.names("name", languages),
        polling_day or date.min,
        called_on or date.min,
        _zone(root),
        languages,
        _currency(root),
        polls,
        rounds,
        institutions,
        posts,
        persons,
        root.text("note", needed=False),
    )
    root.close()
    return election


def read_languages(root: Table) -> tuple[str, ...]:
    """The languages every name of the folder must be given in; English alone where none is said."""
    languages = root.codes("languages", needed=True)
    for language in languages:
        if language not in LANGUAGES:
            root.fault("F-125", "languages", value=language, choices=", ".join(LANGUAGES))
    return tuple(language for language in dict.fromkeys(languages) if language in LANGUAGES) or ("en",)


def _zone(root: Table) -> str:
    zone = root.text("time_zone")
    known = zoneinfo.available_timezones()
    if zone and zone not in known:
        root.fault("F-124", "time_zone", value=zone, choices=near(zone, known))
    return zone


def _currency(root: Table) -> str:
    currency = root.text("currency", longest=3)
    if currency and not re.fullmatch("[A-Z]{3}", currency):
        root.fault("F-118", "currency", value=currency)
    return currency


def _poll(table: Table, languages: tuple[str, ...], kinds: set[str]) -> Poll:
    entry = Poll(table.code("id"), table.names("name", languages), table.text("held_in"))
    if entry.held_in and kinds and entry.held_in not in kinds:
        table.fault(
            "F-120", "held_in", kind="area kind", value=entry.held_in, choices=near(entry.held_in, kinds)
        )
    table.close()
    return entry


def _round(table: Table, languages: tuple[str, ...], polls: tuple[Poll, ...]) -> Round:
    entry = Round(
        table.code("id"),
        table.names("name", languages),
        table.day("day") or date.min,
        table.codes("polls", needed=True),
    )
    ids = [poll.id for poll in polls]
    for poll in entry.polls:
        if poll not in ids:
            table.fault("F-120", "polls", kind="poll", value=poll, choices=near(poll, ids))
    table.close()
    return entry


def _spread(table: Table, areas: tuple[Area, ...]) -> list[Area]:
    """The areas a body or post stands in: one of each area of a kind, one area by code, else the whole territory."""
    kind = table.text("in_each", needed=False)
    code = table.code("territory", needed=False)
    found = [
        area
        for area in areas
        if (area.kind == kind if kind else area.code == code if code else not area.parent)
    ]
    wanted, name = (kind, "in_each") if kind else (code, "territory")
    if wanted and areas and not found:
        known = {area.kind for area in areas} if kind else {area.code for area in areas}
        table.fault("F-120", name, kind="area", value=wanted, choices=near(wanted, known))
    return found


def _filled(names: Names, area: Area) -> Names:
    return MappingProxyType(
        {
            language: name.replace("{area}", area.names.get(language, area.code))
            for language, name in names.items()
        }
    )


def _institutions(root: Table, languages: tuple[str, ...], areas: tuple[Area, ...]) -> Iterator[Institution]:
    for table in root.tables("institutions"):
        code, names = table.code("id"), table.names("name", languages)
        each, note = table.has("in_each"), table.text("note", needed=False)
        for area in _spread(table, areas):
            yield Institution(f"{code}-{area.code}" if each else code, _filled(names, area), area.code, note)
        table.close()


def _posts(
    root: Table, languages: tuple[str, ...], areas: tuple[Area, ...], institutions: tuple[Institution, ...]
) -> Iterator[Post]:
    ids = [entry.id for entry in institutions]
    for table in root.tables("posts"):
        code, names = table.code("id"), table.names("name", languages)
        body, each = table.code("institution"), table.has("in_each")
        extension = table.text("extension", needed=False, longest=20)
        hours = table.text("hours", needed=False, longest=11)
        if hours and span_of(hours) is None:
            table.fault("F-137", "hours", value=hours)
        status = status_of(table) or Status.SCENARIO
        found = _spread(table, areas)
        bodies = [f"{body}-{area.code}" if f"{body}-{area.code}" in ids else body for area in found]
        if body and bodies and bodies[0] not in ids:
            table.fault("F-120", "institution", kind="institution", value=body, choices=near(body, ids))
        for area, whose in zip(found, bodies, strict=True):
            name = f"{code}-{area.code}" if each else code
            number = extension.replace("{code}", area.code)
            yield Post(name, whose, _filled(names, area), area.code, number, hours, status)
        table.close()


def _person(table: Table, posts: tuple[Post, ...]) -> Person:
    ids = [post.id for post in posts]
    entry = Person(
        table.code("id"),
        table.text("name", longest=LONGEST_NAME),
        table.codes("posts", needed=True),
        table.code("sign_in", needed=False),
    )
    for post in entry.posts:
        if post not in ids:
            table.fault("F-120", "posts", kind="post", value=post, choices=near(post, ids))
    table.close()
    return entry


def _check_twice(root: Table, kind: str, key: str, ids: Iterable[str]) -> None:
    counts: Mapping[str, int] = Counter(ids)
    for code, count in counts.items():
        if code and count > 1:
            places = [place for place, table in enumerate(root.tables(key)) if table.values.get("id") == code]
            at = f"{key}[{places[-1]}].id" if places else key
            root.fault("F-119", at, severity=Severity.MUST_CURE, kind=kind, value=code)

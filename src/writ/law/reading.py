"""From raw sections (plain TOML or JSON) to typed values, with every mistake found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from writ.law.cite import NOT_AT_HAND, Cite, Status
from writ.law.findings import Finding, Where
from writ.law.kinds import Unfit
from writ.law.rule import Rule, Section
from writ.law.sections import SECTIONS
from writ.law.spelling import near
from writ.law.value import Value

KEYS = ("value", "status", "cite", "from", "until", "polls", "note")
CITE_KEYS = ("instrument", "article", "source")
OPEN_PAST, OPEN_FUTURE = date.min, date.max


def plain(raw: object) -> object:
    """A TOML value as plain JSON: dates and times as ISO texts; anything without an exact JSON form is kept."""
    if isinstance(raw, datetime):
        return raw.isoformat()
    if isinstance(raw, (date, time)):
        return raw.isoformat()
    if isinstance(raw, Mapping):
        return {key: plain(item) for key, item in raw.items()}
    if isinstance(raw, (list, tuple)):
        return [plain(item) for item in raw]
    return raw


@dataclass
class Reading:
    """One walk through the raw sections: the values read so far, their exact JSON form, and the findings."""

    polls: frozenset[str] | None = None
    cites: dict[str, Cite] = field(default_factory=dict)
    values: dict[str, dict[str, tuple[Value[Any], ...]]] = field(default_factory=dict)
    content: dict[str, dict[str, list[dict[str, object]]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def read(self, sections: Mapping[str, object]) -> None:
        """Read every section, citations first, since any section may use those of another."""
        known = {name: body for name, body in sections.items() if name in SECTIONS}
        for name in sections.keys() - known.keys():
            self.add("L-101", name, "", name=name, choices=", ".join(SECTIONS))
        tables = {name: body for name, body in known.items() if isinstance(body, Mapping)}
        for name, body in tables.items():
            self._read_cites(name, body.get("cites", {}))
        for name, body in tables.items():
            self._read_section(name, body)
        self._check_act_basis()

    def add(self, code: str, section: str, key: str, **facts: str | int) -> None:
        self.findings.append(Finding(code, facts, Where(f"law/{section}.toml", key=key or None)))

    def _read_cites(self, section: str, raw: object) -> None:
        if not isinstance(raw, Mapping):
            self.add("L-117", section, "cites", rule="cites")
            return
        for name, body in raw.items():
            key = f"cites.{name}"
            cite = self._cite(section, key, body)
            if cite is None:
                self.broken.add(name)
                continue
            if self.cites.setdefault(name, cite) != cite:
                self.add("L-118", section, key, name=name)

    def _read_section(self, name: str, body: Mapping[str, object]) -> None:
        section, rules = SECTIONS[name], SECTIONS[name].rules
        read: dict[str, tuple[Value[Any], ...]] = {}
        content: dict[str, list[dict[str, object]]] = {}
        for word, raw in body.items():
            if word == "cites":
                continue
            if word not in rules:
                self.add("L-102", name, word, rule=word, choices=near(word, rules))
                continue
            pairs = list(self._variants(section, rules[word], raw))
            read[word] = tuple(value for value, _ in pairs)
            content[word] = [form for _, form in pairs]
            self._check_overlap(name, word, read[word])
        self.values[name], self.content[name] = read, content

    def _variants(
        self, section: type[Section], rule: Rule[Any], raw: object
    ) -> Iterator[tuple[Value[Any], dict[str, object]]]:
        bodies = raw if isinstance(raw, list) else [raw]
        for place, body in enumerate(bodies):
            key = f"{rule.name}[{place}]" if isinstance(raw, list) else rule.name
            if not isinstance(body, Mapping):
                self.add("L-117", section.title, key, rule=rule.name)
            elif (value := self._value(section.title, rule, key, body)) is not None:
                yield value, _form(value, body)

    def _value(
        self, section: str, rule: Rule[Any], key: str, body: Mapping[str, object]
    ) -> Value[Any] | None:
        before = len(self.findings)
        for word in body:
            if word not in KEYS:
                self.add("L-112", section, f"{key}.{word}", name=word, choices=near(word, KEYS))
        status = self._status(section, key, body)
        cite = self._cite(section, f"{key}.cite", body.get("cite"), needed=status is not Status.EMPTY)
        start = self._day(section, f"{key}.from", body.get("from"))
        end = self._day(section, f"{key}.until", body.get("until"))
        if start and end and end < start:
            self.add("L-113", section, f"{key}.until", start=start.isoformat(), end=end.isoformat())
        value = self._known(section, rule, key, body, status)
        polls = self._polls(section, f"{key}.polls", body.get("polls", []))
        note = body.get("note", "")
        if not isinstance(note, str):
            self.add(
                "L-103", section, f"{key}.note", rule=rule.name, expected="a text of 1 to 500 characters"
            )
        if len(self.findings) > before or status is None:
            return None
        return Value(f"{section}.{rule.name}", value, status, cite or Cite(""), start, end, polls, str(note))

    def _known(
        self, section: str, rule: Rule[Any], key: str, body: Mapping[str, object], status: Status | None
    ) -> object:
        if "value" not in body:
            if status is not None and status is not Status.EMPTY:
                self.add("L-110", section, key, rule=rule.name, status=status.value)
            return None
        if status is Status.EMPTY:
            self.add("L-111", section, f"{key}.value", rule=rule.name)
            return None
        raw = plain(body["value"])
        if _holds_float(raw):
            self.add("L-116", section, f"{key}.value", rule=rule.name)
            return None
        try:
            return rule.kind.parse(raw)
        except Unfit as unfit:
            inner = unfit.under(f"{key}.value").path
            self.add("L-103", section, inner, rule=rule.name, expected=unfit.expected, **unfit.facts)
            return None

    def _status(self, section: str, key: str, body: Mapping[str, object]) -> Status | None:
        words = ", ".join(status.value for status in Status)
        if "status" not in body:
            self.add("L-104", section, key, rule=key, choices=words)
            return None
        try:
            return Status(str(body["status"]))
        except ValueError:
            self.add("L-105", section, f"{key}.status", status=str(body["status"])[:80], choices=words)
            return None

    def _cite(self, section: str, key: str, raw: object, *, needed: bool = True) -> Cite | None:
        if raw is None:
            if needed:
                self.add("L-106", section, key.removesuffix(".cite"), rule=key.removesuffix(".cite"))
            return None
        if isinstance(raw, str):
            if raw not in self.cites and raw not in self.broken:
                self.add("L-107", section, key, name=raw[:80], choices=near(raw, self.cites))
            return self.cites.get(raw)
        words = raw if isinstance(raw, Mapping) else {}
        if not str(words.get("instrument", "")).strip() or not all(
            isinstance(words.get(name, ""), str) for name in CITE_KEYS
        ):
            self.add("L-108", section, key)
            return None
        for word in words.keys() - set(CITE_KEYS):
            self.add("L-112", section, f"{key}.{word}", name=str(word), choices=near(word, CITE_KEYS))
        cite = Cite(words["instrument"], words.get("article", ""), words.get("source", ""))
        if not cite.article or (cite.article == NOT_AT_HAND and not cite.source):
            self.add("L-109", section, key)
            return None
        return cite

    def _day(self, section: str, key: str, raw: object) -> date | None:
        if raw is None:
            return None
        try:
            text = plain(raw)
            return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else _no_day()
        except ValueError:
            self.add(
                "L-103",
                section,
                key,
                rule=key,
                expected="a date written year-month-day, such as 2007-11-17",
            )
            return None

    def _polls(self, section: str, key: str, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not all(isinstance(word, str) for word in raw):
            self.add("L-103", section, key, rule=key, expected="a list in square brackets")
            return ()
        for word in raw:
            if self.polls is not None and word not in self.polls:
                self.add("L-115", section, key, poll=word[:80], choices=", ".join(sorted(self.polls)))
        return tuple(raw)

    def _check_overlap(self, section: str, rule: str, values: tuple[Value[Any], ...]) -> None:
        for place, later in enumerate(values):
            for earlier in values[:place]:
                if _meet(earlier, later):
                    self.add("L-114", section, f"{rule}[{place}]", rule=rule)

    def _check_act_basis(self) -> None:
        for place, value in enumerate(self.values.get("authority", {}).get("act_basis", ())):
            for act, names in (value.value or {}).items():
                for name in names:
                    if name not in self.cites and name not in self.broken:
                        key = "act_basis.value" if place == 0 else f"act_basis[{place}].value"
                        self.add("L-121", "authority", f"{key}.{act}", act=act, name=name)


def _form(value: Value[Any], body: Mapping[str, object]) -> dict[str, object]:
    form: dict[str, object] = {"status": value.status.value}
    if value.cite.instrument:
        form["cite"] = value.cite.as_json()
    for word in ("value", "from", "until", "polls", "note"):
        if word in body:
            form[word] = plain(body[word])
    return form


def _meet(one: Value[Any], other: Value[Any]) -> bool:
    days = max(one.from_ or OPEN_PAST, other.from_ or OPEN_PAST) <= min(
        one.until or OPEN_FUTURE, other.until or OPEN_FUTURE
    )
    same_polls = bool(set(one.polls) & set(other.polls)) if one.polls and other.polls else False
    return days and (same_polls or (not one.polls and not other.polls))


def _holds_float(raw: object) -> bool:
    if isinstance(raw, Mapping):
        return any(_holds_float(item) for item in raw.values())
    if isinstance(raw, list):
        return any(_holds_float(item) for item in raw)
    return isinstance(raw, (float, Decimal))


def _no_day() -> date:
    raise ValueError

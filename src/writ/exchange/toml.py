"""A TOML file read key by key: typed values out, every mistake into the ledger with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType

from writ.exchange import words
from writ.exchange.ledger import Ledger, shown
from writ.exchange.lines import key_lines
from writ.law.cite import NOT_AT_HAND, Cite, Status
from writ.law.findings import Severity, Where
from writ.law.spelling import near
from writ.law.texts import LANGUAGES, N_

Names = Mapping[str, str]
Fault = Callable[..., None]


@dataclass
class TomlFile:
    """One parsed file: its name in the folder, its values, and where each key stands."""

    name: str
    values: dict[str, object]
    ledger: Ledger
    lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, name: str, text: str, ledger: Ledger) -> TomlFile | None:
        """The file, or None with the place where it stopped being TOML."""
        try:
            return cls(name, tomllib.loads(text, parse_float=Decimal), ledger, key_lines(text))
        except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
            place = re.search(r"\(at line (\d+), column \d+\)", str(error))
            reason = str(error).partition(" (at ")[0]
            ledger.add("F-110", name, int(place[1]) if place else None, reason=reason)
            return None

    def line_of(self, path: str) -> int | None:
        """The line of a key, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0] if not path.endswith("]") else path.rpartition("[")[0]
        return self.lines.get(path)

    def where(self, path: str) -> Where:
        """The place of a key in the folder."""
        return Where(self.name, self.line_of(path), path or None)

    def root(self) -> Table:
        """The file as its topmost table."""
        return Table(self, "", self.values)


@dataclass
class Table:
    """One table of the file. Each reader notes what is wrong and gives a harmless value, so that reading goes on."""

    file: TomlFile
    path: str
    values: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def key(self, name: str) -> str:
        """The full path of a key of this table."""
        return f"{self.path}.{name}" if self.path else name

    def fault(
        self, code: str, name: str = "", /, *, severity: Severity = Severity.MUST_CURE, **facts: str | int
    ) -> None:
        """Note a mistake at a key of this table, or at the table itself."""
        where = self.file.where(self.key(name) if name else self.path)
        ledger = self.file.ledger
        ledger.add(code, where.file, where.line, where.key, cite=None, severity=severity, **facts)

    def has(self, name: str) -> bool:
        """True where the key is there; it then counts as known."""
        self.asked.add(name)
        return name in self.values

    def close(self) -> None:
        """Refuse every key that nobody asked for."""
        for name in self.values.keys() - self.asked:
            self.fault("F-111", name, name=name, choices=near(name, self.asked))

    def get(self, name: str, *, needed: bool) -> object:
        """The raw value; a needed one that is not there is noted."""
        if not self.has(name):
            if needed:
                self.fault("F-112", "", name=name)
            return None
        return self.values[name]

    def wrong(self, name: str, expected: str) -> None:
        """Note that a value is not of its kind; a text that looks like a number of two meanings gets its own words."""
        raw = self.values.get(name)
        if isinstance(raw, str) and words.is_ambiguous(raw):
            self.fault("F-121", name, value=str(raw))
        else:
            self.fault("F-113", name, name=name, value=str(raw), expected=expected)

    def text(self, name: str, *, needed: bool = True, longest: int = words.LONGEST_TEXT) -> str:
        """A text; the empty text where there is none."""
        raw = self.get(name, needed=needed)
        if raw is None:
            return ""
        if not isinstance(raw, str):
            self.wrong(name, N_("a text in quotation marks"))
            return ""
        if not raw.strip():
            self.fault("F-114", name, name=name)
        if len(raw) > longest:
            self.fault("F-115", name, name=name, length=len(raw), limit=longest)
        return raw

    def code(self, name: str, *, needed: bool = True) -> str:
        """A code: Latin letters, digits and hyphens; the empty text where there is none."""
        raw = self.text(name, needed=needed, longest=64)
        check_code(raw, lambda code, **facts: self.fault(code, name, **facts))
        return raw

    def codes(self, name: str, *, needed: bool = False) -> tuple[str, ...]:
        """A list of codes."""
        raw = self.get(name, needed=needed)
        if raw is None:
            return ()
        if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
            self.wrong(name, N_("a list of texts in square brackets"))
            return ()
        return tuple(raw)

    def choice(self, name: str, choices: Collection[str], default: str = "", *, needed: bool = True) -> str:
        """One word of a closed list."""
        raw = self.get(name, needed=needed)
        if raw is None:
            return default
        if not isinstance(raw, str) or raw not in choices:
            self.fault("F-116", name, value=str(raw), choices=", ".join(choices))
            return default
        return raw

    def whole(self, name: str, *, low: int = 0, high: int = 2**53 - 1, needed: bool = True) -> int | None:
        """A whole number between two limits."""
        raw = self.get(name, needed=needed)
        if raw is None:
            return None
        if isinstance(raw, bool) or not isinstance(raw, int):
            self.wrong(name, N_("a whole number in digits alone"))
            return None
        if not low <= raw <= high:
            self.fault("F-122", name, value=raw, low=low, high=high)
            return None
        return raw

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A day, written bare or in quotation marks."""
        raw = self.get(name, needed=needed)
        found = words.day_of(raw)
        if raw is None or (isinstance(found, date) and not isinstance(found, datetime)):
            return found
        self.no_date(name, raw)
        return None

    def moment(self, name: str, *, needed: bool = True, end_of_day: bool = True) -> datetime | None:
        """A local moment; a bare day means its end, or its beginning where `end_of_day` is False."""
        raw = self.get(name, needed=needed)
        found = words.day_of(raw)
        if isinstance(found, datetime):
            if found.tzinfo is None:
                return found.replace(second=0, microsecond=0)
            self.fault("F-139", name, value=found.isoformat())
            return None
        if isinstance(found, date):
            return words.end_of(found) if end_of_day else datetime.combine(found, time())
        if raw is not None:
            self.no_date(name, raw)
        return None

    def no_date(self, name: str, raw: object) -> None:
        """Note a date that is empty or is none."""
        if raw == "":
            self.fault("F-114", name, name=name)
        else:
            self.fault("F-123", name, value=str(raw))

    def names(self, name: str, languages: Collection[str], *, needed: bool = True) -> Names:
        """A text in every language of the election."""
        inner = self.table(name, needed=needed)
        if inner is None:
            return MappingProxyType({})
        found = {}
        for language in languages:
            if inner.has(language):
                found[language] = inner.text(language, longest=words.LONGEST_NAME)
                check_name(
                    found[language],
                    language,
                    lambda code, at=language, **facts: inner.fault(code, at, **facts),
                )
            else:
                inner.fault("F-126", "", language=language)
        inner.asked.update(LANGUAGES)  # more languages than asked for are no mistake
        inner.close()
        return MappingProxyType(found)

    def table(self, name: str, *, needed: bool = False) -> Table | None:
        """A table inside this one."""
        raw = self.get(name, needed=needed)
        if raw is None:
            return None
        if not isinstance(raw, Mapping):
            self.wrong(name, N_("a table in braces or under its own heading"))
            return None
        return Table(self.file, self.key(name), raw)

    def tables(self, name: str) -> Iterator[Table]:
        """A list of tables; none where the key is missing."""
        raw = self.get(name, needed=False)
        if raw is None:
            return
        if not isinstance(raw, list) or not all(isinstance(item, Mapping) for item in raw):
            self.wrong(name, N_("a list of tables, each under its own [[heading]]"))
            return
        for place, item in enumerate(raw):
            yield Table(self.file, f"{self.key(name)}[{place}]", item)


def check_code(code: str, fault: Fault) -> None:
    """Note a code with look-alikes or other signs; `fault(code, **facts)` takes the finding."""
    if not code:
        return
    if foreign := words.foreign_signs(code):
        fault("F-117", value=code, signs=foreign, twin=words.latin_twin(code))
    elif not words.CODE.fullmatch(code):
        fault("F-118", value=code)


def check_name(name: str, language: str, fault: Fault) -> None:
    """Note a name whose letters are not those of its language; `fault(code, **facts)` takes the finding."""
    if mixed := words.mixed_words(name):
        fault("F-127", word=shown(mixed[0]))
    elif "CYRILLIC" in words.scripts(name) and language in ("en", "sq", "sr-latn"):
        fault("F-128", language=language, name=name)
    elif language == "sr-cyrl" and words.scripts(name) == {"LATIN"}:
        fault("F-129", name=name)


def read_cites(root: Table) -> dict[str, Cite]:
    """The citations a file names under [cites]; a broken one keeps its name, so that it is noted once."""
    table = root.table("cites")
    inner = [(name, table.table(name)) for name in table.values] if table else []
    return {name: _cite(cite) or Cite("") for name, cite in inner if cite}


def cite_of(table: Table, cites: Mapping[str, Cite], *, needed: bool = True) -> Cite | None:
    """The citation of a table: by name from [cites], or written out in place."""
    raw = table.get("cite", needed=False)
    if raw is None:
        if needed:
            table.fault("L-106", rule=table.path)
        return None
    if isinstance(raw, str):
        if raw not in cites:
            table.fault("L-107", "cite", name=raw, choices=near(raw, cites))
        return cites.get(raw)
    inner = table.table("cite")
    return _cite(inner) if inner else None


def status_of(table: Table, *, needed: bool = True) -> Status | None:
    """How the table's value is known."""
    choices = ", ".join(Status)
    if not table.has("status"):
        if needed:
            table.fault("L-104", rule=table.path, choices=choices)
        return None
    raw = table.values["status"]
    if raw not in tuple(Status):
        table.fault("L-105", "status", status=str(raw), choices=choices)
        return None
    return Status(str(raw))


def _cite(table: Table) -> Cite | None:
    raw = [table.get(part, needed=False) or "" for part in ("instrument", "article", "source")]
    parts = [part if isinstance(part, str) else "" for part in raw]
    table.close()
    if not parts[0].strip():
        table.fault("L-108")
        return None
    if not parts[1] or (parts[1] == NOT_AT_HAND and not parts[2]):
        table.fault("L-109")
        return None
    return Cite(*parts)

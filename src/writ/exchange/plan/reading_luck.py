"""Reads drivers, correlations, risks, branches and options of `plan.toml`, noting every mistake with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from writ.exchange.plan.choices import DECIDES, OPTION_KINDS, Cost, OptionChange, OptionEntry
from writ.exchange.plan.document import FIRMNESS
from writ.exchange.plan.estimates import TIMES
from writ.exchange.plan.figures import Cites, is_number, read_ends, read_estimate, read_links, step_name
from writ.exchange.plan.luck import (
    BranchEntry,
    Chance,
    CorrelationEntry,
    DriverEntry,
    ImpactEntry,
    Mitigation,
    RiskEntry,
    WayEntry,
)
from writ.exchange.toml import Table, cite_of, status_of
from writ.law.cite import Status
from writ.law.texts import N_

MOST_ROUNDS = 20
MOST_CENTS = 10**14


@dataclass(frozen=True)
class LuckReader:
    """Reads one table each; `before_call` notes a moment before the call of the elections."""

    cites: Cites
    languages: tuple[str, ...]
    currency: str
    before_call: Callable[[Table, str, datetime], None]

    def driver(self, table: Table) -> DriverEntry | None:
        factor = table.table("factor", needed=True)
        read = read_estimate(factor, self.cites, (TIMES,)) if factor else None
        ident, names, tasks = self._head(table)
        note = table.text("note", needed=False)
        table.close()
        return DriverEntry(ident, names, tasks, read, note) if read else None

    def correlation(self, table: Table) -> CorrelationEntry:
        ident, names, tasks = self._head(table)
        raw = table.get("strength", needed=True)
        strength = Decimal(raw) if is_number(raw) else Decimal(0)
        if raw is not None and not is_number(raw):
            table.wrong("strength", N_("a number in digits"))
        elif not 0 <= strength < 1:
            table.fault("F-160", "strength", value=str(raw))
        if len(tasks) == 1:
            table.fault("F-161", "tasks")
        entry = CorrelationEntry(
            ident,
            names,
            tasks,
            strength,
            status_of(table) or Status.SCENARIO,
            cite_of(table, self.cites),
            table.text("note", needed=False),
        )
        table.close()
        return entry

    def risk(self, table: Table) -> RiskEntry:
        answer = table.table("answer")
        entry = RiskEntry(
            table.code("id"),
            table.names("name", self.languages),
            table.code("owner"),
            self.chance(table),
            self.impacts(table),
            self.mitigation(answer) if answer else None,
            self._yes(table, "mitigated"),
            self._moment(table, "decide_by"),
            table.text("note", needed=False),
        )
        if not entry.impacts:
            table.fault("F-163", "impacts")
        if entry.mitigated and answer is None:
            table.fault("F-164", "mitigated")
        table.close()
        return entry

    def mitigation(self, table: Table) -> Mitigation:
        entry = Mitigation(
            table.names("name", self.languages),
            table.code("owner"),
            self.chance(table),
            self.impacts(table),
            self.cost(table),
        )
        table.close()
        return entry

    def chance(self, table: Table) -> Chance:
        """A probability as `chance = { value = 0.2, status = …, cite = … }`."""
        inner = table.table("chance", needed=True)
        if inner is None:
            return Chance(Decimal(0))
        raw = inner.get("value", needed=True)
        value = Decimal(raw) if is_number(raw) else Decimal(0)
        if raw is not None and not is_number(raw):
            inner.wrong("value", N_("a number in digits"))
        elif not 0 <= value <= 1:
            inner.fault("F-162", "value", value=str(raw))
        entry = Chance(value, status_of(inner) or Status.SCENARIO, cite_of(inner, self.cites))
        inner.close()
        return entry

    def impacts(self, table: Table) -> tuple[ImpactEntry, ...]:
        found = []
        for inner in table.tables("impacts"):
            delay, factor = inner.table("delay"), inner.table("factor")
            if delay is None and factor is None:
                inner.fault("F-165")
            found.append(
                ImpactEntry(
                    step_name(inner, "task"),
                    read_estimate(delay, self.cites) if delay else None,
                    read_estimate(factor, self.cites, (TIMES,)) if factor else None,
                )
            )
            inner.close()
        return tuple(found)

    def cost(self, table: Table) -> Cost | None:
        """Money as `cost = { amount = "38000.00", status = …, cite = … }` in the currency of the election."""
        inner = table.table("cost")
        if inner is None:
            return None
        text = inner.text("amount", longest=20)
        amount = Decimal(text) if text.replace(".", "", 1).isascii() and _is_amount(text) else None
        if text and (amount is None or amount * 100 >= MOST_CENTS):
            inner.fault("F-166", "amount", value=text)
        entry = Cost(
            int((amount or Decimal(0)) * 100),
            self.currency,
            status_of(inner) or Status.SCENARIO,
            cite_of(inner, self.cites),
            inner.text("note", needed=False),
        )
        inner.close()
        return entry

    def branch(self, table: Table) -> BranchEntry:
        at_most = table.whole("at_most", low=1, high=MOST_ROUNDS)
        entry = BranchEntry(
            table.code("id"),
            table.names("name", self.languages),
            step_name(table, "after"),
            tuple(self.way(inner) for inner in table.tables("ways")),
            at_most or 1,
            table.text("of", needed=False, longest=64),
            table.text("hit", needed=False, longest=64),
            table.text("note", needed=False),
        )
        total = sum((way.chance.probability for way in entry.ways), Decimal(0))
        if not entry.ways:
            table.fault("F-112", "", name="ways")
        elif total > 1:
            table.fault("F-167", "ways", total=str(total))
        if bool(entry.of) != bool(entry.hit):
            table.fault("F-168", "of" if entry.of else "hit")
        table.close()
        return entry

    def way(self, table: Table) -> WayEntry:
        duration = table.table("duration")
        entry = WayEntry(
            table.code("id"),
            table.names("name", self.languages),
            self.chance(table),
            read_estimate(duration, self.cites) if duration else None,
            table.code("calendar", needed=False) or "continuous",
            step_name(table, "redo_from", needed=False),
        )
        if duration is None and not entry.redo_from:
            table.fault("F-169")
        table.close()
        return entry

    def option(self, table: Table) -> OptionEntry:
        asks_cite = table.text("asks_cite", needed=False)
        if asks_cite and asks_cite not in self.cites:
            table.fault("L-107", "asks_cite", name=asks_cite, choices=", ".join(sorted(self.cites)))
        decides = table.choice("decides", DECIDES, "officer")
        postponed = table.day("new_polling_day", needed=False)
        entry = OptionEntry(
            table.code("id"),
            table.names("name", self.languages),
            table.code("owner"),
            table.choice("kind", OPTION_KINDS, "do"),
            table.names("summary", self.languages, needed=False),
            table.code("group", needed=False),
            self.cost(table),
            self._moment(table, "decide_by"),
            table.choice("firmness", FIRMNESS, needed=False),
            table.names("asks", self.languages, needed=False),
            self.cites.get(asks_cite),
            decides,
            table.code("body", needed=decides == "body"),
            tuple(self.change(inner) for inner in table.tables("changes")),
            table.codes("drop"),
            table.codes("mitigate"),
            postponed,
            table.names("clocks", self.languages, needed=postponed is not None),
            table.text("note", needed=False),
        )
        if postponed is None and not (entry.changes or entry.drop or entry.mitigate):
            table.fault("F-170")
        table.close()
        return entry

    def change(self, table: Table) -> OptionChange:
        duration, ends = table.table("duration"), table.table("ends")
        waits = table.has("after") or table.has("links")
        entry = OptionChange(
            step_name(table, "task"),
            table.codes("readings"),
            read_estimate(duration, self.cites) if duration else None,
            read_ends(ends, self.cites) if ends else None,
            table.choice("firmness", FIRMNESS, needed=False),
            read_links(table) if waits else None,
            table.code("calendar", needed=False),
        )
        if duration is None and ends is None and not waits and not entry.calendar:
            table.fault("F-170")
        table.close()
        return entry

    def _head(self, table: Table) -> tuple[str, dict[str, str], tuple[str, ...]]:
        return (
            table.code("id"),
            dict(table.names("name", self.languages)),
            table.codes("tasks", needed=True),
        )

    def _yes(self, table: Table, name: str) -> bool:
        raw = table.get(name, needed=False)
        if raw is not None and not isinstance(raw, bool):
            table.wrong(name, N_("true or false"))
        return raw is True

    def _moment(self, table: Table, name: str) -> datetime | None:
        moment = table.moment(name, needed=False)
        if moment:
            self.before_call(table, name, moment)
        return moment


def _is_amount(text: str) -> bool:
    whole, _, cents = text.partition(".")
    return whole.isdigit() and (not cents or (cents.isdigit() and len(cents) <= 2)) and not text.endswith(".")

"""The run-time fence: while a test runs, a table that holds legal state is written only while an act is open.

It hangs on every connection any thread opens. `lifted()` is for the few tests that play the burglar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

WORKING_TABLES = Path(__file__).with_name("working_tables.txt")

# FOR UPDATE, DO UPDATE and DDL such as BEFORE UPDATE ON are no writes to a table of that name.
_WRITE = re.compile(
    r"""(?:\bINSERT\s+(?:OR\s+\w+\s+)?INTO|\bREPLACE\s+INTO|(?<!FOR\s)(?<!DO\s)(?<!KEY\s)\bUPDATE(?:\s+ONLY)?|\bDELETE\s+FROM(?:\s+ONLY)?
        |\bTRUNCATE(?:\s+TABLE)?)\s+(?:"?main"?\.|"?public"?\.)?["`\[]?(\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
_TEXT = re.compile(r"'(?:[^']|'')*'")
_DDL = re.compile(r"\s*(?:CREATE|DROP|ALTER)\b", re.IGNORECASE)


class WrittenOutsideAnAct(AssertionError):
    """A row of legal state was written while no act was open."""


def working_tables(text: str) -> frozenset[str]:
    """The tables named in the list, first word of each line."""
    return frozenset(
        line.split()[0] for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


def tables_written(sql: str) -> set[str]:
    """Every table that a statement inserts into, updates, deletes from or truncates."""
    bare = _TEXT.sub("''", sql)
    return set() if _DDL.match(bare) else {match.group(1).lower() for match in _WRITE.finditer(bare)}


class Fence:
    """Refuses writes to tables outside `working` while it is up and `act_is_open` says no."""

    def __init__(self, working: frozenset[str], act_is_open: Callable[[], bool]) -> None:
        self.working = working
        self.act_is_open = act_is_open
        self.is_up = False

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if self.is_up:
            guarded = tables_written(str(sql)) - self.working
            if guarded and not self.act_is_open():
                raise WrittenOutsideAnAct(
                    f"no act is open, but {', '.join(sorted(guarded))} is written: {str(sql)[:160]}"
                )
        return execute(sql, params, many, context)

    def hang_on(self, connection: BaseDatabaseWrapper) -> None:
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.append(self)

    def install(self) -> None:
        """Hangs the fence on every connection there is and every one to come, in any thread."""
        connection_created.connect(
            lambda connection, **_: self.hang_on(connection), weak=False, dispatch_uid="fence"
        )
        for connection in connections.all(initialized_only=True):
            self.hang_on(connection)

    @contextmanager
    def up(self) -> Iterator[None]:
        before, self.is_up = self.is_up, True
        try:
            yield
        finally:
            self.is_up = before

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Lets a test write what no product code may: plant a forgery, break a row."""
        before, self.is_up = self.is_up, False
        try:
            yield
        finally:
            self.is_up = before


def _act_is_open() -> bool:
    from writ.offices.authority.acts.door import act_is_open

    return act_is_open()


fence = Fence(working_tables(WORKING_TABLES.read_text(encoding="utf-8")), _act_is_open)

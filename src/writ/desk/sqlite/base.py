"""Django's SQLite, with every writer in one fair queue: at BEGIN, and round each write that commits by itself."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base

from writ.desk.sqlite.queue import WriterQueue

_READS = re.compile(
    r"\s*(?:SELECT|PRAGMA|EXPLAIN|VALUES|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)\b", re.IGNORECASE
)
_READING_WITH = re.compile(r"\s*WITH\b(?!.*\b(?:INSERT|UPDATE|DELETE|REPLACE)\b)", re.IGNORECASE | re.DOTALL)


class QueuedCursor(base.SQLiteCursorWrapper):
    """A cursor whose self-committing writes wait for their turn.

    Their `RETURNING` rows are fetched at once: SQLite commits such a statement only when its last row is taken.
    """

    wrapper: DatabaseWrapper
    _returned: deque[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        with self.wrapper.turn(query) as commits_by_itself:
            self._returned = None
            result = super().execute(query, params)
            if commits_by_itself and self.description is not None:
                self._returned = deque(super().fetchall())
            return result

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.wrapper.turn(query):
            return super().executemany(query, param_list)

    def __next__(self) -> Any:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def fetchone(self) -> Any:
        if self._returned is None:
            return super().fetchone()
        return self._returned.popleft() if self._returned else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        if self._returned is None:
            return super().fetchmany(size)
        return [self._returned.popleft() for _ in range(min(size or 1, len(self._returned)))]

    def fetchall(self) -> list[Any]:
        return super().fetchall() if self._returned is None else self.fetchmany(len(self._returned))


class DatabaseWrapper(base.DatabaseWrapper):
    """The connection: it holds its place in the queue from BEGIN until commit, rollback or close."""

    queue: WriterQueue

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = str(conn_params["database"])
        if name.startswith(("file:", ":")):
            raise ImproperlyConfigured(f"{name} has no file to stand beside: name the database's path")
        self.queue = WriterQueue(Path(name))
        return super().get_new_connection(conn_params)

    @contextmanager
    def turn(self, query: str) -> Iterator[bool]:
        """Waits for one's turn where the statement is a write that commits by itself, and says whether it is."""
        if self.connection.in_transaction or _READS.match(query) or _READING_WITH.match(query):
            yield False
            return
        self.queue.enter()
        try:
            yield True
        finally:
            self.queue.leave()

    def create_cursor(self, name: str | None = None) -> QueuedCursor:
        cursor = self.connection.cursor(factory=QueuedCursor)
        cursor.wrapper = self
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        self.queue.enter()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.queue.leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # where it fails, Django rolls back, and that leaves the queue
        self.queue.leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self.queue.leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.queue.close()

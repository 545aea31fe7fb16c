"""A fair queue of writers across threads and processes: one blocking lock on a file beside the database."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from weakref import WeakSet


class WriterQueue:
    """Lets one writer in at a time, in the order they came.

    SQLite's own waiting polls, and a late comer can overtake for seconds; the kernel's queue for `flock` does not.
    The file holds the writer's process id, and its modification time says since when.
    """

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.queue")
        self._descriptor: int | None = None
        self.is_held = False
        _queues.add(self)

    def enter(self) -> None:
        """Wait until it is one's turn."""
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        self.is_held = True
        self._sign()

    def leave(self) -> None:
        """Let the next one in; leaving twice does nothing."""
        if self.is_held and self._descriptor is not None:
            self.is_held = False
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Leave, and let the file go."""
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor, self.is_held = None, False

    def _sign(self) -> None:
        # Who holds the queue is a courtesy to whoever looks for a stuck process: a full disk must not stop the act.
        try:
            os.pwrite(self._descriptor or 0, f"{os.getpid():<10}\n".encode(), 0)
        except OSError:
            return


_queues: WeakSet[WriterQueue] = WeakSet()


def _let_go_in_the_child() -> None:
    """A forked child that kept the descriptor would hold the parent's place in the queue after the parent's death."""
    for queue in list(_queues):
        queue.close()


os.register_at_fork(after_in_child=_let_go_in_the_child)

"""The legal state of an election changes only through an official act: nobody else calls what writes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sources import files, name, room_of, tree_of

EXCEPTIONS = Path(__file__).with_name("writers.txt")
WRITES = {
    "save", "asave", "create", "acreate", "delete", "adelete", "bulk_create", "abulk_create", "bulk_update",
    "abulk_update", "get_or_create",
    "aget_or_create", "update_or_create", "aupdate_or_create", "raw", "cursor", "execute", "executemany",
    "executescript",
}  # fmt: skip
FLOORS = {"desk", "offices", "rehearsal", "web", "cli"}


def writing_calls(tree: ast.AST) -> list[int]:
    """The lines that call something which writes rows or reaches for SQL.

    `update` counts when every argument is named, as a queryset's are: a dict or a hash takes its own by position.
    """
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr in WRITES
            or (
                node.func.attr in {"update", "aupdate"}
                and not node.args
                and any(k.arg for k in node.keywords)
            )
        )
    ]


def may_write(path: str) -> bool:
    """True for acts, jobs and migrations, files and folders alike."""
    parts = [part.removesuffix(".py") for part in path.split("/")]
    return room_of(path) == "offices" and not {"acts", "jobs", "migrations"}.isdisjoint(parts[4:])


def exceptions(text: str) -> dict[str, str]:
    """path -> reason, from the list."""
    lines = [
        line.split(maxsplit=1) for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]
    return {line[0]: line[-1] for line in lines}


def writers() -> dict[str, list[int]]:
    """Every file that writes and is no act, job or migration."""
    found = {}
    for path in files("src/writ"):
        if room_of(name(path)) in FLOORS and not may_write(name(path)) and "/migrations/" not in name(path):
            lines = writing_calls(tree_of(path))
            if lines:
                found[name(path)] = lines
    return found


def test_nothing_but_acts_jobs_and_migrations_writes() -> None:
    """A view or a query that writes would leave the record silent."""
    allowed = exceptions(EXCEPTIONS.read_text(encoding="utf-8"))
    assert {path: lines for path, lines in writers().items() if path not in allowed} == {}


def test_every_exception_is_still_needed() -> None:
    """A list of exceptions only shrinks if someone looks."""
    assert sorted(exceptions(EXCEPTIONS.read_text(encoding="utf-8")).keys() - writers().keys()) == []


@pytest.mark.parametrize(
    "line",
    [
        "row.save()",
        "Task.objects.create(a=1)",
        "Task.objects.filter(a=1).update(b=2)",
        "rows.delete()",
        "Task.objects.bulk_create(rows)",
        "connection.cursor()",
        "Task.objects.raw('DELETE FROM task')",
    ],
)
def test_a_planted_write_is_found(line: str) -> None:
    assert writing_calls(ast.parse(line)) == [1]


@pytest.mark.parametrize(
    "line", ["facts.update(more)", "digest.update(b'x')", "path.read_text()", "save(row)"]
)
def test_harmless_calls_pass(line: str) -> None:
    assert writing_calls(ast.parse(line)) == []


def test_acts_may_write_and_views_may_not() -> None:
    assert may_write("src/writ/offices/timetable/acts/record.py")
    assert may_write("src/writ/offices/timetable/jobs.py")
    assert not may_write("src/writ/offices/timetable/views.py")
    assert not may_write("src/writ/web/acts.py")

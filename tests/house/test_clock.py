"""One clock, read in web and cli only: everything below is told the time."""

from __future__ import annotations

import ast

import pytest

from sources import files, name, room_of, tree_of

READINGS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now"),
    ("timezone", "localtime"),
    ("timezone", "localdate"), ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
    ("time", "strftime"),
    ("functions", "Now"),
}  # fmt: skip
BARE = {"utcnow", "localdate", "Now"}
FIELDS = {"auto_now", "auto_now_add"}
SQL = ("CURRENT_TIMESTAMP", "CURRENT_DATE", "now()", "clock_timestamp", "datetime('now'", "strftime('%s'")


def clock_readings(tree: ast.AST) -> list[int]:
    """The lines that read a clock, or hand a clock to something that will."""
    lines = []
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=attr) if (
                owner,
                attr,
            ) in READINGS:
                lines.append(node.lineno)
            case ast.ImportFrom(module="time", names=names) if any(
                n.name in {"time", "time_ns"} for n in names
            ):
                lines.append(node.lineno)
            case ast.ImportFrom(module=module, names=names) if module in {
                "django.utils.timezone",
                "django.db.models.functions",
            } and any(n.name in BARE | {"now"} for n in names):
                lines.append(node.lineno)
            case ast.keyword(arg=arg, value=ast.Constant(value=True)) if arg in FIELDS:
                lines.append(node.value.lineno)
            case ast.Constant(value=str(text)) if any(word in text for word in SQL) and " " in text:
                lines.append(node.lineno)
    return sorted(lines)


def test_no_clock_is_read_below_web_and_cli() -> None:
    """An act judged by the machine's clock could not be rehearsed, replayed or tested."""
    found = {
        name(path): lines
        for path in files("src/writ")
        if room_of(name(path)) not in {"web", "cli"}
        and "/migrations/" not in name(path)
        and (lines := clock_readings(tree_of(path)))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "timezone.now()",
        "models.DateTimeField(default=timezone.now)",
        "time.time()",
        "from time import time",
        "from django.utils.timezone import now",
        "models.DateTimeField(auto_now_add=True)",
        "execute('SELECT CURRENT_TIMESTAMP')",
    ],
)
def test_a_planted_clock_is_found(line: str) -> None:
    assert clock_readings(ast.parse(line)) == [1]


@pytest.mark.parametrize(
    "line",
    ["time.monotonic()", "time.perf_counter()", "at.astimezone(zone)", "clock.now()", "datetime.time(18)"],
)
def test_harmless_lines_pass(line: str) -> None:
    assert clock_readings(ast.parse(line)) == []

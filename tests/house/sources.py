"""The project's own files, as the house tests read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "writ"
OFFICES = PACKAGE / "offices"
STAIRS = (
    "journal", "authority", "elections", "timetable", "disputes", "polling", "register", "nominations",
    "ballots", "custody", "abroad",
    "results", "oversight", "publication", "reporting",
)  # fmt: skip
"""The offices from the ground up; the last two stand side by side."""
FLOORS = ("reckon", "law", "press", "exchange", "desk", "offices", "rehearsal", "web", "cli")
_NOT_OURS = {"vendor", "__pycache__", "_build", "node_modules"}


def files(*places: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """Every file under `places` (relative to the root) with one of `suffixes`, vendored and built ones left out."""
    for place in places:
        start = ROOT / place
        for path in sorted([start] if start.is_file() else start.rglob("*")):
            if (
                path.is_file()
                and path.suffix in suffixes
                and _NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)
            ):
                yield path


def name(path: Path) -> str:
    """The path from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def office_of(path: str) -> str | None:
    """The office a file of the package stands in, or None."""
    parts = path.split("/")
    return parts[3] if parts[:3] == ["src", "writ", "offices"] and len(parts) > 4 else None


def room_of(path: str) -> str | None:
    """The floor a file of the package stands on (`reckon`, `offices`, `web`, …), or None."""
    parts = path.split("/")
    return parts[2] if parts[:2] == ["src", "writ"] and len(parts) > 3 else None


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def offices() -> list[str]:
    """The offices that stand, by their folders."""
    return sorted(path.parent.name for path in OFFICES.glob("*/__init__.py"))


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string constant that is no docstring, with its line."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value

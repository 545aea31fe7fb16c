"""One concept, one word; small rooms; the same furniture everywhere."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath

import pytest

from sources import FLOORS, OFFICES, PACKAGE, ROOT, STAIRS, files, name, offices

WALL = 500
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "base",
    "data",
    "lib",
    "core",
}
ALLOWED = {"src/writ/desk/sqlite/base.py"}  # Django looks for a database backend under this name
FURNITURE = {
    "states", "rules", "models", "texts", "queries", "acts", "forms", "jobs", "views", "api", "urls", "apps",
    "templates", "templatetags",
    "migrations", "__init__", "README",
}  # fmt: skip
README_SAYS = ("Mandate", "Acts", "Whom it asks", "What does not belong here")
TEXTS = (".py", ".html", ".css", ".js", ".md", ".yaml", ".sh")


def too_long(path: Path) -> bool:
    return len(path.read_text(encoding="utf-8").splitlines()) > WALL


def is_drawer(path: str) -> bool:
    """True where a file or one of its folders has the name of a drawer for everything."""
    parts = PurePosixPath(path).parts
    stems = {PurePosixPath(part).stem.lower().strip("_") for part in parts}
    return path not in ALLOWED and (not stems.isdisjoint(DRAWERS) or "management" in parts)


def foreign_furniture(entries: list[str]) -> list[str]:
    """What stands in an office and is no furniture: a file of another name, or a folder that is no split file."""
    return sorted(
        entry for entry in entries if entry.split(".")[0] not in FURNITURE and entry != "__pycache__"
    )


def test_no_file_is_longer_than_the_wall() -> None:
    """Houses are lost in the tail: the one file nobody split."""
    places = ("src", "tests", "tools", "docs", "benchmarks", "README.md", "Makefile", "hatch_build.py")
    written = (path for path in files(*places, suffixes=(*TEXTS, "")) if "migrations" not in path.parts)
    assert [name(path) for path in written if too_long(path)] == []


def test_a_long_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("x = 1\n" * (WALL + 1))
    (tmp_path / "short.py").write_text("x = 1\n" * WALL)
    assert too_long(tmp_path / "long.py")
    assert not too_long(tmp_path / "short.py")


def test_no_drawer_for_everything() -> None:
    """A module called `utils` is where the next reader stops looking."""
    assert [
        name(path)
        for path in files("src", "tests", "tools", "benchmarks", suffixes=TEXTS)
        if is_drawer(name(path))
    ] == []


@pytest.mark.parametrize(
    "path",
    [
        "src/writ/desk/utils.py",
        "src/writ/helpers/x.py",
        "src/writ/web/templates/web/base.html",
        "src/writ/web/management/x.py",
    ],
)
def test_a_planted_drawer_is_found(path: str) -> None:
    assert is_drawer(path)
    assert not is_drawer("src/writ/desk/table.py")


@pytest.mark.parametrize("office", offices())
def test_every_office_has_the_same_furniture(office: str) -> None:
    """The next reader already knows the way."""
    assert foreign_furniture([path.name for path in (OFFICES / office).iterdir()]) == []
    assert [
        path.name
        for path in (OFFICES / office / "templates").glob("*")
        if path.name not in {office, "allauth", "account", "mfa"}
    ] == []


def test_planted_furniture_is_found() -> None:
    assert foreign_furniture(["acts.py", "services.py", "templates", "signals"]) == ["services.py", "signals"]


@pytest.mark.parametrize("office", offices())
def test_every_office_says_who_it_is(office: str) -> None:
    """Each room says who it is, and who it is not."""
    readme = OFFICES / office / "README.md"
    assert readme.exists()
    text = readme.read_text(encoding="utf-8")
    assert [heading for heading in README_SAYS if f"## {heading}" not in text] == []


def test_every_office_has_its_stair_and_every_floor_is_known() -> None:
    """A new room is placed before it is built."""
    assert sorted(set(offices()) - set(STAIRS)) == []
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert sorted(rooms - set(FLOORS)) == []


def test_the_contracts_and_the_house_tests_know_the_same_stairs() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    stairs = next(c for c in contracts if c["name"].startswith("Stairs"))["layers"]
    assert [word.strip("() ") for layer in reversed(stairs) for word in layer.split("|")] == list(STAIRS)

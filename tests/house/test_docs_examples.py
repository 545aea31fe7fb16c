"""Examples in the documentation run: a page that shows an answer shows today's answer."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sources import ROOT, name

PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if ">>> " in path.read_text(encoding="utf-8"))
_FENCE = re.compile(r"^```.*$", re.MULTILINE)


def failures(text: str, page: str) -> list[str]:
    """What the examples of a page print instead; fences end an example as blank lines do."""
    test = doctest.DocTestParser().get_doctest(_FENCE.sub("", text), {}, page, page, 0)
    said: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS).run(
        test, out=said.append
    )
    return said


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_examples_print_what_the_page_says(page: Path) -> None:
    assert failures(page.read_text(encoding="utf-8"), name(page)) == []


def test_a_wrong_example_is_found() -> None:
    assert failures("```python\n>>> 1 + 1\n2\n```\n", "good") == []
    assert "Expected:" in "".join(failures("```python\n>>> 1 + 1\n3\n```\n", "bad"))


def test_the_pure_library_has_examples() -> None:
    """A researcher starts from an example, not from a signature."""
    assert [page.name for page in PAGES if page.parent.name == "reference"] != []


# ---------------------------------------------------------------------------------------- commands shown in the pages
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = sorted(
    path for path in (ROOT / "docs").rglob("*.md") if "```console" in path.read_text(encoding="utf-8")
)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def conversation(text: str) -> list[tuple[str, str]]:
    """Each command a page shows, and what the page says it answers."""
    parts = [
        part
        for block in _CONSOLE.findall(text)
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)
        if part
    ]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def answered(command: str, folder: Path) -> str:
    """What the command prints, run in a folder where the source lies at `src`."""
    writ, *words = command.split()
    assert writ == "writ", f"only writ is shown: {command}"
    program = [sys.executable, "-c", "from writ.cli.__main__ import main; main()", *words]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout + done.stderr


@pytest.mark.programs
@pytest.mark.parametrize("page", SHOWN, ids=name)
def test_commands_answer_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    """The first hour is the first impression: a command that answers something else ends it."""
    (tmp_path / "src").symlink_to(ROOT / "src")
    for command, said in conversation(page.read_text(encoding="utf-8")):
        got = answered(command, tmp_path)
        assert doctest.OutputChecker().check_output(said, got, FLAGS), f"$ {command}\n{got}"


def test_a_page_that_shows_another_answer_is_found(tmp_path: Path) -> None:
    [(command, said)] = conversation("```console\n$ writ --version\nwrit 99\n```\n")
    assert not doctest.OutputChecker().check_output(said, answered(command, tmp_path), FLAGS)

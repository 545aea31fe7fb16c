"""The project is the same on every machine: no file names a package host, or a path of someone's own."""

from __future__ import annotations

import re

import pytest

from sources import ROOT, files, name

# Put together here, so that this file does not name them either.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "deb.debian" + ".org",
    "index-url" + "=",
    "proxy.golang" + ".org",
]
PATHS = [
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "/" + "Users/",
    "/opt/" + "wheels",
    ".." + "/shared",
    "/tmp/" + "design",
]
_WORDS = re.compile("|".join(map(re.escape, HOSTS + PATHS)))
SUFFIXES = (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".yaml", ".csv", ".po", ".json", "")
PLACES = (
    "src",
    "tests",
    "tools",
    "docs",
    "benchmarks",
    "requirements",
    ".ci",
    "README.md",
    "Makefile",
    "pyproject.toml",
    "hatch_build.py",
)


def words_of_a_machine(text: str) -> list[str]:
    return _WORDS.findall(text)


def test_no_file_names_a_package_host_or_somebodys_folder() -> None:
    """A lock that names a host fails in the office that has a mirror of its own; a path fails everywhere else."""
    found = {}
    for path in files(*(place for place in PLACES if (ROOT / place).exists()), suffixes=SUFFIXES):
        words = words_of_a_machine(path.read_text(encoding="utf-8", errors="ignore"))
        if words:
            found[name(path)] = sorted(set(words))
    assert found == {}


@pytest.mark.parametrize("word", HOSTS + PATHS)
def test_a_planted_word_is_found(word: str) -> None:
    assert words_of_a_machine(f"see {word}x") == [word]
    assert words_of_a_machine("see https://example.org/x and /var/lib/writ") == []

"""An undocumented command fails the build: acts, findings, commands, settings and words are all written down."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

import pytest
from django.apps import apps
from generate import REFERENCE, act_kinds, commands, findings, pages

from sources import ROOT, files, offices, strings, tree_of

_CODE = re.compile(r"^[A-Z]-(?!\d00)\d{3}$")
_ENVIRONMENT = {"get", "getenv", "pop"}
AGREED = """
    act, competence, post, body, election, round, poll, contest, area, territory, polling centre,
    polling station, entity, list, candidate, finding, notice, cure, ruling, order, draw, style,
    artwork, proof, print order, lot, package, seal, handover, discrepancy, register, voter, roll,
    applicant, packet, protocol, double entry, quarantine, allocation, seat, certification, journal,
    checkpoint, witness, bundle, law pack, milestone, window, forecast, option
"""


def unwritten(names: Iterable[str], page: str) -> list[str]:
    """The names that a page does not show as code."""
    return sorted(name for name in names if f"`{name}`" not in page)


def read(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


# -------------------------------------------------------------------------------- generated pages
@pytest.mark.parametrize("page", ["acts.md", "findings.md", "commands.md"])
def test_generated_pages_are_current(page: str) -> None:
    """`make docs` writes them; what is committed is what the code says today."""
    assert read(page) == pages()[REFERENCE / page]


def test_every_act_kind_is_documented_and_says_what_it_does() -> None:
    kinds = list(act_kinds())
    assert kinds, "no official act stands yet"
    assert unwritten((act.kind for act in kinds), read("acts.md")) == []
    assert [act.kind for act in kinds if not act.promise or not act.needs] == []
    assert len({act.kind for act in kinds}) == len(kinds)


def test_an_act_kind_begins_with_its_office() -> None:
    """A kind is a public name: who reads the record knows which office acted."""
    assert [act.kind for act in act_kinds() if act.kind.partition(".")[0] not in offices()] == []


def test_every_command_is_documented() -> None:
    from writ.cli.__main__ import main

    assert unwritten((path for path, _ in commands(main)), read("commands.md")) == []
    assert [path for path, command in commands(main) if not command.help] == []


# -------------------------------------------------------------------------------- findings
def codes_in(tree: ast.AST) -> set[str]:
    """The finding codes a file names."""
    return {text for _, text in strings(tree) if _CODE.match(text)}


def codes_in_use() -> set[str]:
    return {code for path in files("src/writ") if path.name != "texts.py" for code in codes_in(tree_of(path))}


def test_every_finding_has_its_sentence_and_every_sentence_its_finding() -> None:
    """A code without words is a riddle; words without a code are dead."""
    known, used = set(findings()), codes_in_use()
    assert known, "no finding has a sentence yet"
    assert sorted(used - known) == []
    assert sorted(known - used) == []


def test_every_finding_is_documented() -> None:
    assert unwritten(findings(), read("findings.md")) == []


def test_a_sentence_says_what_to_do_and_ends() -> None:
    """A refusal that does not end in a full stop was cut off."""
    assert [
        code for code, sentence in findings().items() if not sentence.rstrip().endswith((".", "!", "?", ")"))
    ] == []


def test_planted_codes_are_found() -> None:
    assert codes_in(ast.parse("Finding('X-101', {})\n'''doc'''")) == {"X-101"}
    assert unwritten(["X-101", "X-102"], "| `X-101` |") == ["X-102"]


# -------------------------------------------------------------------------------- settings
def variables_read(tree: ast.AST) -> set[str]:
    """The environment variables a file reads, and the settings of our own it makes."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=attr, value=value), args=[ast.Constant(value=str(word)), *_]
            ) if attr in _ENVIRONMENT and "environ" in ast.unparse(value) + attr.replace("getenv", "environ"):
                found.add(word)
            case ast.Subscript(value=value, slice=ast.Constant(value=str(word))) if "environ" in ast.unparse(
                value
            ):
                found.add(word)
            case ast.keyword(arg="envvar", value=ast.Constant(value=str(word))):
                found.add(word)
            case ast.Assign(targets=[ast.Name(id=word)]) if word.startswith("WRIT_"):
                found.add(word)
    return found


def test_every_setting_is_documented() -> None:
    found = {word for path in files("src/writ") for word in variables_read(tree_of(path))}
    assert "DATABASE_URL" in found
    assert unwritten(found, read("settings.md")) == []


def test_no_documented_setting_is_gone() -> None:
    found = {word for path in files("src/writ") for word in variables_read(tree_of(path))}
    documented = set(re.findall(r"^\| `([A-Z_]+)`", read("settings.md"), re.MULTILINE))
    assert sorted(documented - found) == []


@pytest.mark.parametrize(
    "line",
    [
        "os.environ.get('A_B')",
        "os.environ['A_B']",
        "os.getenv('A_B', '')",
        "environ.get('A_B')",
        "option('--a', envvar='A_B')",
    ],
)
def test_a_planted_setting_is_found(line: str) -> None:
    assert variables_read(ast.parse(line)) == {"A_B"}
    assert variables_read(ast.parse("facts.get('A_B')")) == set()


# -------------------------------------------------------------------------------- glossary
def glossary() -> list[list[str]]:
    """The rows of the glossary: English, Albanian, Serbian, in code, meaning."""
    rows = [line for line in read("glossary.md").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


def missing_models(names: Iterable[str], rows: list[list[str]]) -> list[str]:
    code = " ".join(row[3] for row in rows)
    return sorted(name for name in names if f"`{name}`" not in code)


def test_every_model_name_is_in_the_glossary() -> None:
    """One concept, one word: a table nobody can name in a sentence is not understood yet."""
    names = {model.__name__ for model in apps.get_models() if model.__module__.startswith("writ.")}
    assert names, "no model stands yet"
    assert missing_models(names, glossary()) == []


def test_a_planted_model_is_found() -> None:
    assert missing_models(["Entry", "Gizmo"], glossary()) == ["Gizmo"]


def test_every_word_of_the_glossary_is_whole() -> None:
    """English, Albanian, Serbian, in code, meaning: a word that one language lacks will be made up on the screen."""
    assert [row for row in glossary() if len(row) != 5 or not all(row)] == []


def test_the_words_agreed_for_the_house_are_there() -> None:
    english = " | ".join(row[0] for row in glossary())
    assert [
        word for word in re.split(r",\s+", AGREED.strip()) if not re.search(rf"\b{word}\b", english)
    ] == []


# -------------------------------------------------------------------------------- decisions
def test_no_two_decisions_have_one_number() -> None:
    """A decision is named by its number; a later one overrules, none is rewritten."""
    names = [path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "index.md"]
    assert [one for one in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", one)] == []
    assert len({one[:4] for one in names}) == len(names) > 0


def test_the_documentation_needs_no_other_host_to_be_built() -> None:
    text = (ROOT / "docs" / "conf.py").read_text(encoding="utf-8")
    assert "intersphinx" not in text
    assert "http" not in text

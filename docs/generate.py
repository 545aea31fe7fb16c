"""Writes the pages of the reference that come from the code: commands, acts and findings.

`python docs/generate.py` writes them; a house test fails when one is not what this would write.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "writ"
REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/generate.py from the code. Do not edit. -->"
FAMILIES = {
    "F": "Election folder and files",
    "L": "Law",
    "P": "Plan",
    "J": "Journal",
    "A": "Authority",
    "E": "Elections",
    "T": "Timetable",
    "D": "Desk",
    "W": "Web and command line",
}


@dataclass(frozen=True)
class ActKind:
    """What the decorator of an act says, read from the source: no database, no Django."""

    kind: str
    needs: str
    two_person: str
    promise: str
    inputs: tuple[str, ...]


def act_kinds() -> Iterator[ActKind]:
    """Every official act of every office, by its public name."""
    found = []
    for path in sorted(PACKAGE.glob("offices/*/acts*/**/*.py")) + sorted(PACKAGE.glob("offices/*/acts.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [_act(node, mark) for mark in node.decorator_list if _is_official(mark)]
    yield from sorted(found, key=lambda act: act.kind)


def _is_official(mark: ast.expr) -> bool:
    name = mark.func if isinstance(mark, ast.Call) else None
    return "official_act" in (getattr(name, "id", ""), getattr(name, "attr", ""))


def _act(node: ast.FunctionDef | ast.AsyncFunctionDef, mark: ast.expr) -> ActKind:
    assert isinstance(mark, ast.Call)
    keywords = {word.arg: word.value for word in mark.keywords}
    kind = mark.args[0] if mark.args else keywords["kind"]
    assert isinstance(kind, ast.Constant), f"the kind of {node.name} is a public name, written out"
    two = keywords.get("two_person")
    return ActKind(
        kind=str(kind.value),
        needs=_needs(keywords.get("needs")),
        two_person="no"
        if two is None or _word(two) == "False"
        else "always"
        if _word(two) == "True"
        else "as the law says",
        promise=(ast.get_docstring(node) or "").partition("\n")[0],
        inputs=tuple(argument.arg for argument in node.args.kwonlyargs),
    )


def _needs(node: ast.expr | None) -> str:
    """The function a competence must hold; an act about another act asks for that one's."""
    return (
        f"`{node.value}`"
        if isinstance(node, ast.Constant)
        else "what the act in question needs"
        if node
        else ""
    )


def _word(node: ast.expr | None) -> str:
    return "" if node is None else str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node)


def acts_page() -> str:
    lines = [
        NOTE,
        "# Acts",
        "",
        "Public names; a kind is never renamed. Each act is journalled under its kind.",
        "",
    ]
    office = ""
    for act in act_kinds():
        if act.kind.partition(".")[0] != office:
            office = act.kind.partition(".")[0]
            lines += [
                "",
                f"## {office.capitalize()}",
                "",
                "| act | needs | second person | what it does | inputs |",
                "|---|---|---|---|---|",
            ]
        inputs = ", ".join(f"`{name}`" for name in act.inputs)
        lines.append(f"| `{act.kind}` | {act.needs} | {act.two_person} | {act.promise} | {inputs} |")
    return _text(lines)


def findings() -> dict[str, str]:
    """Every finding code with its English sentence, after every `texts` module has been loaded."""
    from writ.law import texts

    for path in sorted(PACKAGE.rglob("texts.py")):
        importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
    return dict(texts.registered())


def findings_page() -> str:
    lines = [
        NOTE,
        "# Findings",
        "",
        "A refusal is a numbered value; its words are chosen where it is shown. Numbers are never reused.",
        "",
    ]
    known = findings()
    for letter in sorted({code[0] for code in known}):
        lines += [f"## {letter}: {FAMILIES[letter]}", "", "| code | sentence |", "|---|---|"]
        lines += [
            f"| `{code}` | {_cell(sentence)} |" for code, sentence in known.items() if code[0] == letter
        ]
        lines.append("")
    return _text(lines)


def commands(command: click.Command, path: str = "writ") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, the group itself first."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in sorted(command.list_commands(context)):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from commands(child, f"{path} {name}")


def commands_page() -> str:
    from writ.cli.__main__ import main

    assert isinstance(main, click.Command)
    lines = [
        NOTE,
        "# Commands",
        "",
        "`writ` is the only command. Each part says what it needs; `--help` says the same as this page.",
        "",
    ]
    for path, command in commands(main):
        parent, _, name = path.rpartition(" ")
        context = click.Context(
            command,
            info_name=name,
            parent=click.Context(click.Group(parent), info_name=parent) if parent else None,
            help_option_names=main.context_settings["help_option_names"],
        )
        context.max_content_width = context.terminal_width = 100
        lines += [
            f"## `{path}`",
            "",
            "```text",
            *(line.rstrip() for line in command.get_help(context).splitlines()),
            "```",
            "",
        ]
    return _text(lines)


def pages() -> dict[Path, str]:
    """Each generated page and what it should say."""
    return {
        REFERENCE / "acts.md": acts_page(),
        REFERENCE / "findings.md": findings_page(),
        REFERENCE / "commands.md": commands_page(),
    }


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")

"""The message catalogues: extract, update, write Serbian Latin from Cyrillic, compile. `make locale` runs it.

One domain, `django`, is read by the pages and the command line alike. `sq` and `sr` are written by people; `sr_Latn`
is written by rule and never by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from compiling import compile_catalogues
from template_strings import extract_template
from writ.reckon.script import to_latin

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src" / "writ" / "locale"
WRITTEN = ("sq", "sr")
"""The languages people write; English is in the code."""
FROM, BY_RULE = "sr", "sr_Latn"
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
METHODS: list[tuple[str, Any]] = [
    ("**/migrations/**", "ignore"),
    ("**/static/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", extract_template),
    ("**/templates/**.txt", extract_template),
]
HEADER = """\
# Writ's sentences in {language}. Written by hand; the msgids are made by `make locale`.
# A native reader's review is open until docs/reference/languages.md says otherwise."""
HEADER_BY_RULE = "# Made from sr by `make locale`. Never edit: the next run writes it anew."
_VOLATILE = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Generated-By",
    "Last-Translator",
    "Report-Msgid-Bugs-To",
)
_PLACEHOLDER = re.compile(r"\{\w*[^{}]*\}|%\(\w+\)[a-z]|%[sd%]|</?[a-zA-Z][^<>]*>")


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def extracted(package: Path = ROOT / "src" / "writ") -> Catalog:
    """Every string marked for translation, in code and templates."""
    catalogue = Catalog(project="writ-elections", version="", charset="utf-8")
    found = extract_from_dir(
        package, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _line, msgid, comments, context in found:
        catalogue.add(msgid, locations=[(f"src/writ/{file}", 0)], auto_comments=comments, context=context)
    return catalogue


def read(language: str) -> Catalog:
    """The catalogue of a language as committed, empty where there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="writ-elections", version="", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, template: Catalog) -> Catalog:
    """The catalogue with the template's strings: new ones empty, vanished ones dropped, none guessed."""
    catalogue = read(language)
    catalogue.header_comment = HEADER.format(language=language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.fuzzy = False
    return catalogue


def by_rule(source: Catalog) -> Catalog:
    """Serbian Latin, letter by letter from Cyrillic."""
    latin = Catalog(
        locale=BY_RULE,
        project="writ-elections",
        version="",
        charset="utf-8",
        header_comment=HEADER_BY_RULE,
        fuzzy=False,
    )
    for message in source:
        if message.id:
            string = message.string
            turned = (
                to_latin(string) if isinstance(string, str) else tuple(map(to_latin, strings_of(message)))
            )
            latin.add(
                message.id,
                turned,
                message.locations,
                auto_comments=message.auto_comments,
                context=message.context,
            )
    return latin


def as_text(catalogue: Catalog) -> str:
    """The .po file: sorted by msgid, without line numbers and dates, so that a change shows what changed."""
    file = BytesIO()
    write_po(
        file,
        catalogue,
        width=110,
        sort_output=True,
        omit_header=False,
        ignore_obsolete=True,
        include_lineno=False,
    )
    lines = file.getvalue().decode("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{word}:' for word in _VOLATILE)))


def strings_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def placeholders(text: str) -> list[str]:
    """What a sentence and its translation must have in common: placeholders and tags."""
    return sorted(match.replace(" ", "") for match in _PLACEHOLDER.findall(text))


def faults(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """What is missing, unsure, left over or filled with other placeholders."""
    for message in template:
        if not message.id:
            continue
        ours = catalogue.get(message.id, message.context)
        singular = message.id if isinstance(message.id, str) else message.id[0]
        if ours is None:
            yield f"not in the catalogue: {singular!r}"
        elif ours.fuzzy:
            yield f"fuzzy: {singular!r}"
        elif not all(strings_of(ours)) or (
            ours.pluralizable and len(strings_of(ours)) != catalogue.num_plurals
        ):
            yield f"not translated: {singular!r}"
        else:
            yield from _unlike(message, ours)
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield f"left over: {message.id!r}"


def _unlike(message: Message, ours: Message) -> Iterator[str]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = [placeholders(text) for text in ids]
    for string in strings_of(ours):
        # A plural form for one thing may leave the number out, as the English singular does.
        if placeholders(string) not in allowed:
            yield f"other placeholders: {ids[0]!r} -> {string!r}"


def main() -> None:
    template = extracted()
    for language in WRITTEN:
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_text(as_text(update(language, template)), encoding="utf-8")
    path_of(BY_RULE).parent.mkdir(parents=True, exist_ok=True)
    path_of(BY_RULE).write_text(as_text(by_rule(read(FROM))), encoding="utf-8")
    compile_catalogues(ROOT)
    for language in (*WRITTEN, BY_RULE):
        open_ = sum(1 for fault in faults(template, read(language)))
        print(f"{language}: {len(template)} strings, {open_} open")


if __name__ == "__main__":
    main()

"""Finds the marked strings of Django templates, without GNU gettext and without starting Django.

What it gives is what Django looks up when the page is drawn: doubled percent signs, `%(name)s` for variables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

Message = tuple[int | None, str, str | tuple[str, ...], list[str]]
"""Line, gettext function, msgid (or context, singular, plural) and comments, as Babel wants them."""

_QUOTED = re.compile(r"""^(['"])(.*)\1(?:\|.*)?$""", re.DOTALL)
_UNDERSCORE = re.compile(r"""\b_\(\s*(['"])(.*?)\1\s*\)""")


class Unreadable(ValueError):
    """A marked string that cannot be translated as it stands."""


def extract_template(
    file: IO[bytes], keywords: object, tags: object, options: dict[str, Any]
) -> Iterator[Message]:
    """Babel's extractor for templates: translate, blocktranslate with plurals and contexts, and `_("…")`."""
    tokens = iter(Lexer(file.read().decode("utf-8")).tokenize())
    for token in tokens:
        if token.token_type in (TokenType.VAR, TokenType.BLOCK):
            words = list(smart_split(token.contents))
            name = words[0] if token.token_type == TokenType.BLOCK and words else ""
            if name in ("trans", "translate"):
                yield _simple(token, words)
            elif name in ("blocktrans", "blocktranslate"):
                yield _block(token, words, tokens)
            else:
                for _, text in _UNDERSCORE.findall(token.contents):
                    yield token.lineno, "gettext", _double(text), []


def _simple(token: Token, words: list[str]) -> Message:
    literal = _QUOTED.match(words[1])
    if literal is None:
        raise Unreadable(f"line {token.lineno}: only a quoted text can be translated, not {words[1]}")
    return _message(token, [_double(literal.group(2))], _context(words))


def _block(token: Token, words: list[str], tokens: Iterator[Token]) -> Message:
    texts = [""]
    for inner in tokens:
        if inner.token_type == TokenType.BLOCK:
            if inner.contents.strip() in ("plural",):
                texts.append("")
                continue
            if inner.contents.startswith("end"):
                break
            raise Unreadable(f"line {inner.lineno}: no tag may stand inside blocktranslate: {inner.contents}")
        if inner.token_type == TokenType.TEXT:
            texts[-1] += _double(inner.contents)
        elif inner.token_type == TokenType.VAR:
            texts[-1] += f"%({inner.contents.strip()})s"
    if "trimmed" in words:
        texts = [trim_whitespace(text) for text in texts]
    return _message(token, texts, _context(words))


def _message(token: Token, texts: list[str], context: str | None) -> Message:
    function = (
        ("p" if context else "") + "gettext" if len(texts) == 1 else ("np" if context else "n") + "gettext"
    )
    parts = ([context] if context else []) + texts
    return token.lineno, function, parts[0] if len(parts) == 1 else tuple(parts), []


def _context(words: list[str]) -> str | None:
    if "context" not in words:
        return None
    literal = _QUOTED.match(words[words.index("context") + 1])
    return literal.group(2) if literal else None


def _double(text: str) -> str:
    return text.replace("%", "%%")

"""Where each key of a TOML text stands: tomllib gives values without lines, and people need the line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_PLAIN_END = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def key_lines(text: str) -> dict[str, int]:
    """The line, from 1, of every key, table and item of a *valid* TOML text, by path: `tasks[3].duration.unit`."""
    return _Walk(text).lines()


class _Walk:
    """One pass over the text; `at` is the place reached."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.breaks = [place for place, sign in enumerate(text) if sign == "\n"]
        self.found: dict[str, int] = {}
        self.counts: Counter[str] = Counter()

    def lines(self) -> dict[str, int]:
        table = ""
        self.skip()
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                table = self.header(2, is_list=True)
            elif self.text[self.at] == "[":
                table = self.header(1, is_list=False)
            else:
                self.pair(table)
            self.skip()
        return self.found

    def header(self, width: int, *, is_list: bool) -> str:
        start, self.at = self.at, self.at + width
        parts = self.key()
        self.at += width
        path = ""
        for part in parts[:-1]:
            path = self.latest(_join(path, part))
        path = _join(path, parts[-1])
        if is_list:
            self.counts[path] += 1
            self.note(path, start)
        path = self.latest(path)
        self.note(path, start)
        return path

    def latest(self, path: str) -> str:
        return f"{path}[{self.counts[path] - 1}]" if path in self.counts else path

    def pair(self, table: str) -> None:
        start = self.at
        path = table
        for part in self.key():
            path = _join(path, part)
            self.note(path, start)
        self.at += 1  # the equals sign
        self.value(path)

    def value(self, path: str) -> None:
        self.blank()
        if self.string():
            return
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self.items(path)
        elif opening == "{":
            self.inline(path)
        else:
            self.at = _match_end(_PLAIN_END, self.text, self.at)

    def items(self, path: str) -> None:
        self.at += 1
        place = 0
        self.skip()
        while self.text[self.at : self.at + 1] not in ("]", ""):
            item = f"{path}[{place}]"
            self.note(item, self.at)
            self.value(item)
            self.skip(also=",")
            place += 1
        self.at += 1

    def inline(self, path: str) -> None:
        self.at += 1
        self.skip()
        while self.text[self.at : self.at + 1] not in ("}", ""):
            self.pair(path)
            self.skip(also=",")
        self.at += 1

    def key(self) -> list[str]:
        parts = []
        while True:
            self.blank()
            start = self.at
            if self.string():
                parts.append(self.text[start + 1 : self.at - 1])
            else:
                self.at = max(_match_end(_BARE, self.text, self.at), self.at)
                parts.append(self.text[start : self.at])
            self.blank()
            if self.text[self.at : self.at + 1] != ".":
                return parts
            self.at += 1

    def string(self) -> bool:
        for pattern in _STRINGS:
            if match := pattern.match(self.text, self.at):
                self.at = match.end()
                return True
        return False

    def blank(self) -> None:
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def skip(self, also: str = "") -> None:
        self.at = _match_end(_BLANK, self.text, self.at)
        if also and self.text.startswith(also, self.at):
            self.at = _match_end(_BLANK, self.text, self.at + 1)

    def note(self, path: str, place: int) -> None:
        self.found.setdefault(path, bisect_right(self.breaks, place - 1) + 1)


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at

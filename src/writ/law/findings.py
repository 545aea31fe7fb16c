"""Findings: what a rule has to say, as a numbered value whose words are chosen at the edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from writ.law.cite import Cite


class Severity(StrEnum):
    """How much a finding weighs."""

    INFORMATION = "information"
    MUST_CURE = "must cure"
    INADMISSIBLE = "inadmissible"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file: its name relative to the folder, the line counted from 1, the key or column."""

    file: str
    line: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One numbered thing a rule found, with the facts its sentence needs.

    `code` is a letter and three digits (`F-104`), registered once with its sentence in a `texts.py` and never
    reused. `facts` are plain words and whole numbers; `cite` is the article, where a law asks for it.
    """

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    where: Where | None = None
    cite: Cite | None = None
    severity: Severity = Severity.MUST_CURE

    @property
    def blocks(self) -> bool:
        """True unless the finding is mere information."""
        return self.severity is not Severity.INFORMATION

    def as_json(self) -> dict[str, object]:
        """The finding as plain JSON values, without its sentence."""
        answer: dict[str, object] = {
            "code": self.code,
            "severity": self.severity.value,
            "facts": dict(self.facts),
        }
        if self.where is not None:
            answer |= {"file": self.where.file, "line": self.where.line, "key": self.where.key}
        if self.cite is not None:
            answer["cite"] = self.cite.as_json()
        return answer


class Refused(Exception):
    """Raised when an act or a reader will not go on; carries every finding, never a sentence."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings: tuple[Finding, ...] = findings


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by file, line, key and code, the way a person walks through a folder."""

    def place(finding: Finding) -> tuple[str, int, str, str]:
        where = finding.where or Where("")
        return where.file, where.line or 0, where.key or "", finding.code

    return tuple(sorted(findings, key=place))

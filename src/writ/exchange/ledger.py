"""The ledger of one reading: every mistake found, in words safe to show, and never more than a person can read."""

from __future__ import annotations

import unicodedata
from collections import Counter

from writ.law.cite import Cite
from writ.law.findings import Finding, Severity, Where, in_order

MOST_OF_A_KIND = 100
"""Findings of one code kept for one file; the rest is counted."""


def shown(raw: object, limit: int = 60) -> str:
    """A foreign text made safe to show: marks that cannot be seen are named, long ones are cut."""
    signs = []
    for sign in str(raw)[: limit + 1]:
        hidden = unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn")
        signs.append(f"<U+{ord(sign):04X}>" if hidden else sign)
    return "".join(signs[:limit]) + ("…" if len(signs) > limit else "")


class Ledger:
    """Collects findings and bounds them."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._seen: set[tuple[object, ...]] = set()
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(
        self,
        code: str,
        file: str,
        line: int | None = None,
        key: str | None = None,
        /,
        *,
        cite: Cite | None = None,
        severity: Severity = Severity.MUST_CURE,
        **facts: str | int,
    ) -> None:
        """Note a finding; facts are made safe to show."""
        safe = {name: fact if isinstance(fact, int) else shown(fact, 400) for name, fact in facts.items()}
        self.take(Finding(code, safe, Where(file, line, key), cite, severity))

    def take(self, finding: Finding) -> None:
        """Note a finding made elsewhere; the same one twice is one."""
        file = finding.where.file if finding.where else ""
        mark = (finding.code, finding.where, *sorted(finding.facts.items()))
        if mark in self._seen:
            return
        self._counts[finding.code, file] += 1
        if self._counts[finding.code, file] <= MOST_OF_A_KIND:
            self._seen.add(mark)
            self._findings.append(finding)

    def findings(self) -> tuple[Finding, ...]:
        """Everything noted, in the order of the folder, with one line for what was only counted."""
        more = [
            Finding("F-199", {"code": code, "count": count - MOST_OF_A_KIND}, Where(file))
            for (code, file), count in self._counts.items()
            if count > MOST_OF_A_KIND
        ]
        return in_order((*self._findings, *more))

    def __len__(self) -> int:
        return sum(self._counts.values())

    @property
    def blocks(self) -> bool:
        """True where something must be cured before the folder can be used."""
        return any(finding.blocks for finding in self._findings)

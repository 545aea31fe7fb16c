"""Findings as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from writ.law.findings import Finding
from writ.law.texts import N_, sentence, translate


def lines(findings: Iterable[Finding], language: str) -> Iterator[str]:
    """One line for each finding: file, line, key, number, what is wrong and what to do, the article."""
    for finding in findings:
        where = finding.where
        parts = [where.file, *([str(where.line)] if where.line else [])] if where else []
        place = ":".join(parts)
        key = f" {where.key}" if where and where.key else ""
        article = ""
        if finding.cite:
            article = f" [{finding.cite.instrument}, {finding.cite.article}]"
        yield f"{place}{key}: {finding.code} {sentence(finding, language)}{article}"


def summary(findings: Iterable[Finding], language: str) -> str:
    """The last line: whether the folder can be used."""
    found = tuple(findings)
    if any(finding.blocks for finding in found):
        return translate(N_("Findings: {count}. Correct them and check again."), language, count=len(found))
    if found:
        return translate(
            N_("Nothing has to be corrected. For information: {count}."), language, count=len(found)
        )
    return translate(N_("Nothing to correct."), language)


def as_json(findings: Iterable[Finding], language: str) -> list[dict[str, object]]:
    """The findings as plain JSON, each with its sentence."""
    return [{**finding.as_json(), "sentence": sentence(finding, language)} for finding in findings]

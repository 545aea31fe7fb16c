"""Two versions of a step, column by column, for people to read."""

from __future__ import annotations

from collections.abc import Iterator

from writ.exchange.plan.document import PlanDocument, TaskEntry
from writ.exchange.sheets.columns import columns
from writ.exchange.sheets.spelled import cells_of, labels_of, templates_of
from writ.exchange.sheets.writing import languages_of, shown


def differences(
    document: PlanDocument, before: TaskEntry, after: TaskEntry, language: str = "en"
) -> Iterator[tuple[str, str, str]]:
    """The header, the old and the new text of every cell in which two versions of a step differ."""
    labels, templates = labels_of(document), templates_of(document.tasks)
    old, new = (cells_of(task, labels, templates) for task in (before, after))
    for column in columns(languages_of(document)):
        if old.get(column.key) != new.get(column.key):
            yield column.title_in(language), shown(old.get(column.key)), shown(new.get(column.key))

"""A step as cells, one under each column, and how links and draws are written in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal

from writ.exchange.plan.document import PlanDocument, TaskEntry
from writ.exchange.plan.estimates import Estimate
from writ.exchange.plan.parts import LinkEntry
from writ.exchange.sheets.columns import YES, name_key
from writ.exchange.sheets.grids import Cell
from writ.law.cite import Cite

PARTED = "; "
IN_COLUMNS = ("fixed", "uniform", "triangular", "pert")
_LINK = re.compile(
    r"(?P<before>[^\s;+-]\S*)(?:\s+(?P<kind>FS|SS|FF|SF))?"
    r"(?:\s*(?P<lag>[+-]\s*\d+(?:\.\d+)?)\s*(?P<unit>minutes|hours|days)(?:\s+(?P<calendar>\S+))?)?"
)
_DRAWS = re.compile(r"(fastest|slowest) of (\d{1,2})")


def cells_of(
    task: TaskEntry, labels: Mapping[Cite, str], templates: Mapping[str, tuple[str, ...]]
) -> dict[str, Cell]:
    """What stands under each column for a step; an empty cell is None.

    `labels` names each source, `templates` the steps that one written step stands for.
    """
    ends = task.ends
    found: dict[str, Cell] = {
        "id": task.id,
        "strand": task.strand,
        **{name_key(language): name for language, name in task.names.items()},
        "owner": task.owner,
        "controlled_by": task.controlled_by,
        "firmness": task.firmness,
        "calendar": task.calendar,
        **_estimate(task.estimate, labels),
        "ends_first": last_moment(ends.first) if ends else None,
        "ends_last": last_moment(ends.last) if ends else None,
        "ends_status": ends.status.value if ends else None,
        "ends_source": labels.get(ends.cite) if ends and ends.cite else None,
        "waits_for": links_text(task.links, templates),
        "start_not_before": task.start_not_before,
        "start_not_after": last_moment(task.start_not_after),
        "finish_not_before": task.finish_not_before,
        "finish_not_after": last_moment(task.finish_not_after),
        "started_at": task.started_at,
        "finished_at": last_moment(task.finished_at),
        "fact_source": labels.get(task.fact_cite) if task.fact_cite else None,
        "planned": PARTED.join(task.planned),
        "done": PARTED.join(task.done),
        "counted_in": task.unit,
        "gate": YES if task.gate else None,
        "note": task.note,
    }
    return {key: _bare(cell) for key, cell in found.items()}


def _bare(cell: Cell) -> Cell:
    """Nothing for an empty text; a day for its first moment, which is how spreadsheets keep days."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    return None if cell == "" else cell


def last_moment(moment: datetime | None) -> datetime | None:
    """A moment in a column of ends: the end of a day is written as that day."""
    if moment is not None and moment.time() == time():
        return moment - timedelta(days=1)
    return moment


def _estimate(estimate: Estimate | None, labels: Mapping[Cite, str]) -> dict[str, Cell]:
    found: dict[str, Cell] = dict.fromkeys(
        ("kind", "shortest", "usual", "longest", "numbers", "unit", "draws", "status", "source")
    )
    if estimate is None:
        return found
    numbers = estimate.numbers
    if estimate.kind == "fixed":
        found["usual"] = numbers[0]
    elif estimate.kind in IN_COLUMNS:
        found["shortest"], found["longest"] = numbers[0], numbers[-1]
        found["usual"] = numbers[1] if len(numbers) == 3 else None
    else:
        found["numbers"] = PARTED.join(str(number) for number in numbers)
    found |= {
        "kind": estimate.kind,
        "unit": estimate.unit,
        "draws": f"{estimate.of} of {estimate.count}" if estimate.of else None,
        "status": estimate.status.value,
        "source": labels.get(estimate.cite) if estimate.cite else None,
    }
    return found


def draws_in(text: str) -> tuple[str, int] | None:
    """ "fastest of 2" as its word and its number; None for anything else."""
    match = _DRAWS.fullmatch(text.strip())
    return (match[1], int(match[2])) if match and 2 <= int(match[2]) <= 20 else None


# ------------------------------------------------------------------------------------------------------------- links
def links_text(links: Iterable[LinkEntry], templates: Mapping[str, tuple[str, ...]]) -> str:
    """Links as people write them: `print; pack SS +3 days office`. All areas of a step go by the step's own name."""
    every = list(links)
    kept: dict[LinkEntry, None] = {}
    for link in every:
        template = link.before.partition("_")[0]
        alike = [
            LinkEntry(one, link.kind, link.lag, link.unit, link.calendar)
            for one in templates.get(template, ())
        ]
        whole = bool(alike) and all(one in every for one in alike)
        name = template if whole else link.before
        kept[LinkEntry(name, link.kind, link.lag, link.unit, link.calendar)] = None
    return PARTED.join(_link_text(link) for link in kept)


def _link_text(link: LinkEntry) -> str:
    if not link.lag:
        return link.before if link.kind == "FS" else f"{link.before} {link.kind}"
    sign = "-" if link.lag < 0 else "+"
    number = abs(link.lag)
    text = f"{link.before} {link.kind} {sign}{number:f} {link.unit}"
    return f"{text} {link.calendar}" if link.calendar else text


def link_in(text: str) -> LinkEntry | None:
    """One link as `links_text` writes it; None where it cannot be understood."""
    match = _LINK.fullmatch(text.strip())
    if match is None:
        return None
    lag = Decimal((match["lag"] or "0").replace(" ", ""))
    return LinkEntry(
        match["before"], match["kind"] or "FS", lag, match["unit"] or "days", match["calendar"] or ""
    )


def in_order(links: Iterable[LinkEntry]) -> tuple[LinkEntry, ...]:
    """Links in the order in which a plan keeps them: the plain ones first."""
    return tuple(sorted(links, key=lambda link: link != LinkEntry(link.before)))


# ----------------------------------------------------------------------------------------------------------- sources
def labels_of(document: PlanDocument) -> dict[Cite, str]:
    """How each source of the plan is named in a cell: by its instrument, numbered where several share it."""
    cites = dict.fromkeys(_cites(document))
    by_name: dict[str, list[Cite]] = {}
    for cite in cites:
        by_name.setdefault(cite.instrument, []).append(cite)
    found = {}
    for name, alike in by_name.items():
        for place, cite in enumerate(alike, 1):
            found[cite] = name if len(alike) == 1 else f"{name} ({place})"
    return found


def _cites(document: PlanDocument) -> Iterable[Cite]:
    for task in document.tasks:
        figures = (task.estimate, task.ends)
        yield from (figure.cite for figure in figures if figure and figure.cite)
        if task.fact_cite:
            yield task.fact_cite
    yield from (milestone.cite for milestone in document.milestones if milestone.cite)


def templates_of(tasks: Iterable[TaskEntry]) -> dict[str, tuple[str, ...]]:
    """The steps that each written step done everywhere stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for task in tasks:
        if task.template:
            found[task.template] = (*found.get(task.template, ()), task.id)
    return found

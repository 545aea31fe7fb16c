"""A plan with other steps: what changes step by step, and the same change made in the text of `plan.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from writ.exchange.ledger import Ledger
from writ.exchange.plan.document import CalendarEntry, PlanDocument, TaskEntry
from writ.exchange.written import calendar_table, same_calendar, task_value

IN_ONE_AREA = ("estimate", "firmness", "owner", "controlled_by", "calendar", "note")
"""What may be other in one area; anything else of a step done everywhere is the same in all of them."""
KEYS = {
    "names": "name", "estimate": "duration", "links": "links", "fact_cite": "cite",
}  # fmt: skip
"""The fields of a step that have another name in `plan.toml`."""


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step that is new, taken out, or other; `fields` are those of `TaskEntry`."""

    step: str
    before: TaskEntry | None
    after: TaskEntry | None

    @property
    def fields(self) -> tuple[str, ...]:
        """What is other about it; nothing where it is new or taken out."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            one.name
            for one in fields(TaskEntry)
            if getattr(self.before, one.name) != getattr(self.after, one.name)
        )


def revised(
    document: PlanDocument,
    tasks: Iterable[TaskEntry],
    *,
    without: Iterable[str] = (),
    calendars: Iterable[CalendarEntry] = (),
) -> PlanDocument:
    """The plan with these steps in place of its own, the new ones behind them, and without some."""
    said = {task.id: task for task in tasks}
    gone = frozenset(without)
    kept = [said.pop(task.id, task) for task in document.tasks if task.id not in gone]
    known = {calendar.id: calendar for calendar in document.calendars} | {one.id: one for one in calendars}
    return replace(document, tasks=(*kept, *said.values()), calendars=tuple(known.values()))


def changes(before: PlanDocument, after: PlanDocument) -> tuple[StepChange, ...]:
    """Every step in which two plans differ: those of the first in its order, then the new ones."""
    old, new = {task.id: task for task in before.tasks}, {task.id: task for task in after.tasks}
    names = dict.fromkeys((*old, *new))
    return tuple(
        StepChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)
    )


def revised_text(text: str, before: PlanDocument, after: PlanDocument, ledger: Ledger) -> str:
    """The text of `plan.toml` with the steps and calendars of `after`; comments and all else stay as they are.

    What the file cannot say goes into the ledger; then the text is of no use.
    """
    import tomlkit  # loads when called

    root = tomlkit.parse(text)
    tables: Any = root["tasks"]
    cites: Any = root.get("cites", {})
    by_id = {str(table["id"]): table for table in tables}
    everywhere: dict[str, list[StepChange]] = {}
    for change in changes(before, after):
        template = (change.before or change.after or before.tasks[0]).template
        if template:
            everywhere.setdefault(template, []).append(change)
        elif change.after is None:
            tables.remove(by_id[change.step])
        elif change.before is None:
            tables.append(_new(change.after, cites))
        else:
            for name in change.fields:
                _put(by_id[change.step], name, change.after, cites)
    for template, made in everywhere.items():
        _put_everywhere(by_id[template], template, made, before, after, cites, ledger)
    _put_calendars(root, before, after)
    return tomlkit.dumps(root)


def _new(task: TaskEntry, cites: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    table["id"] = task.id
    usual = TaskEntry(task.id, "", {}, "")
    needed = {"strand", "names", "owner", "controlled_by", "firmness"}
    for one in fields(TaskEntry):
        if (one.name in needed or getattr(task, one.name) != getattr(usual, one.name)) and one.name != "id":
            _put(table, one.name, task, cites)
    return table


def _put(table: Any, name: str, task: TaskEntry, cites: Mapping[str, Any]) -> None:
    """Write one field of a step into its table, or take it out where it says nothing."""
    if name == "links":
        plain, timed = task_value("links", task, cites)
        for key, value in (("after", plain), ("links", timed)):
            _set(table, key, value)
        return
    _set(table, KEYS.get(name, name), task_value(name, task, cites))


def _set(table: Any, key: str, value: Any) -> None:
    if value is None:
        if key in table:
            table.remove(key)
    else:
        table[key] = value


def _put_everywhere(
    table: Any,
    template: str,
    made: list[StepChange],
    before: PlanDocument,
    after: PlanDocument,
    cites: Mapping[str, Any],
    ledger: Ledger,
) -> None:
    """Write what changed of a step done everywhere: into the step where it is alike in all areas, else area by area."""
    old = {task.id: task for task in before.tasks if task.template == template}
    new = {task.id: task for task in after.tasks if task.template == template}
    if old.keys() != new.keys():
        ledger.add("F-193", "plan.toml", None, None, column="id", step=template)
        return
    for name in dict.fromkeys(name for change in made for name in change.fields):
        values = {getattr(task, name) for task in new.values()} if name not in ("names", "links") else ()
        if len(values) == 1:
            for inner in table.get("areas", ()):
                _set(inner, KEYS.get(name, name), None)
            _put(table, name, next(iter(new.values())), cites)
        elif name in IN_ONE_AREA:
            for change in made:
                if name in change.fields and change.after is not None:
                    _put(_area(table, change.after.area), name, change.after, cites)
        else:
            ledger.add("F-193", "plan.toml", None, None, column=KEYS.get(name, name), step=template)


def _area(table: Any, code: str) -> Any:
    """The table of one area under a step, made where there is none."""
    import tomlkit

    if "areas" not in table:
        table["areas"] = tomlkit.aot()
    for inner in table["areas"]:
        if str(inner["area"]) == code:
            return inner
    inner = tomlkit.table()
    inner["area"] = code
    table["areas"].append(inner)
    return table["areas"][-1]


def _put_calendars(root: Any, before: PlanDocument, after: PlanDocument) -> None:
    old = {calendar.id: calendar for calendar in before.calendars}
    tables = {str(table["id"]): table for table in root.get("calendars", ())}
    for calendar in after.calendars:
        if calendar.id not in old:
            root["calendars"].append(calendar_table(calendar))
        elif not same_calendar(calendar, old[calendar.id]):
            for key, value in calendar_table(calendar).items():
                tables[calendar.id][key] = value

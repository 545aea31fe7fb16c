"""Steps that are done everywhere: one written step becomes one in each area, and so do the names that stand for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from writ.exchange.plan.choices import OptionEntry
from writ.exchange.plan.document import Reading, TaskEntry
from writ.exchange.plan.luck import ImpactEntry, RiskEntry
from writ.exchange.plan.parts import Area, LinkEntry, Names

JOINT = "_"
"""Between the written id of a step and the code of an area; no written id has one."""


def area_in(step: str) -> str | None:
    """The code of the area that a step's id names; None for a step that is done once."""
    return step.partition(JOINT)[2] or None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is otherwise about a step in one area: the fields of the step that it replaces."""

    area: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A step as written, and the areas it is done in; none for a step that is done once."""

    task: TaskEntry
    areas: tuple[Area, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Which written ids stand for steps in areas, and what is said of one of them as of all."""

    areas_of: Mapping[str, tuple[Area, ...]]

    @classmethod
    def of(cls, written: Iterable[Written]) -> Places:
        """The places of a plan."""
        return cls({one.task.id: one.areas for one in written if one.areas})

    def ids(self, name: str) -> tuple[str, ...]:
        """The steps that a name stands for: itself, or one in each area."""
        return tuple(f"{name}{JOINT}{area.code}" for area in self.areas_of.get(name, ())) or (name,)

    def every(self, names: Iterable[str]) -> tuple[str, ...]:
        """The steps that names stand for, each once."""
        return tuple(dict.fromkeys(one for name in names for one in self.ids(name)))

    def links(
        self, links: Iterable[LinkEntry], areas: Collection[str] = (), area: str = ""
    ) -> Iterator[LinkEntry]:
        """What a step waits for: in the same area where both are done in the same ones, else in all of them."""
        for link in links:
            there = [one.code for one in self.areas_of.get(link.before, ())]
            if area and there == list(areas):
                yield replace(link, before=f"{link.before}{JOINT}{area}")
            else:
                yield from (replace(link, before=one) for one in self.ids(link.before))

    def links_of(self, step: str, links: Iterable[LinkEntry]) -> tuple[LinkEntry, ...]:
        """The same for a step by its id, written or in an area."""
        template, _, area = step.partition(JOINT)
        areas = [one.code for one in self.areas_of.get(template, ())] if area else []
        return tuple(self.links(links, areas, area))

    def reading(self, entry: Reading) -> Reading:
        """A reading that names each step by its area."""
        overrides = (
            replace(one, task=step, links=None if one.links is None else self.links_of(step, one.links))
            for one in entry.overrides
            for step in self.ids(one.task)
        )
        return replace(entry, tasks=self.every(entry.tasks), overrides=tuple(overrides))

    def risk(self, entry: RiskEntry) -> RiskEntry:
        """A risk that names each step it strikes by its area."""
        answer = entry.answer and replace(entry.answer, impacts=self.impacts(entry.answer.impacts))
        return replace(entry, impacts=self.impacts(entry.impacts), answer=answer)

    def impacts(self, impacts: Iterable[ImpactEntry]) -> tuple[ImpactEntry, ...]:
        """What strikes a step that is done everywhere strikes it in every area."""
        return tuple(replace(one, task=step) for one in impacts for step in self.ids(one.task))

    def option(self, entry: OptionEntry) -> OptionEntry:
        """An option that names each step it changes or takes out by its area."""
        changes = (
            replace(one, task=step, links=None if one.links is None else self.links_of(step, one.links))
            for one in entry.changes
            for step in self.ids(one.task)
        )
        return replace(entry, changes=tuple(changes), drop=self.every(entry.drop))


def expanded(written: Iterable[Written], places: Places) -> Iterator[TaskEntry]:
    """Every step of the plan, those done everywhere once for each area."""
    for one in written:
        codes = [area.code for area in one.areas]
        if not codes:
            yield replace(one.task, links=tuple(places.links(one.task.links)))
        others = {other.area: other.fields for other in one.elsewhere}
        for area in one.areas:
            fields: dict[str, object] = {
                "id": f"{one.task.id}{JOINT}{area.code}",
                "names": _placed(one.task.names, area),
                "links": tuple(places.links(one.task.links, codes, area.code)),
                "area": area.code,
                "template": one.task.id,
            }
            yield replace(one.task, **(fields | dict(others.get(area.code, {}))))  # type: ignore[arg-type]


def _placed(names: Names, area: Area) -> Names:
    return {language: f"{name}: {area.names.get(language, area.code)}" for language, name in names.items()}

"""Reads an election folder: every file, every mistake at once, and nothing half-applied."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from writ.exchange import texts as _sentences  # noqa: F401 - teaches the sentences of the findings
from writ.exchange.decoding import LARGEST_CSV, read_text
from writ.exchange.election import read_election, read_languages
from writ.exchange.facts import Area, Centre, Election, Entity, Grant, Post, Station
from writ.exchange.ledger import Ledger
from writ.exchange.places import (
    check_outlines,
    read_areas,
    read_centres,
    read_entities,
    read_stations,
)
from writ.exchange.plan.building import build, finding_of
from writ.exchange.plan.document import PlanDocument
from writ.exchange.plan.reading import read_plan
from writ.exchange.toml import TomlFile
from writ.law.findings import Finding, Severity
from writ.law.pack import LawPack, read_law
from writ.law.sections import SECTIONS
from writ.law.spelling import near

NEEDED = ("election.toml", "areas.csv", "plan.toml", "law/authority.toml")
OPTIONAL = ("centres.csv", "stations.csv", "entities.csv", "areas.geojson")
OWN_TERRITORY = "own"


@dataclass(frozen=True)
class Folder:
    """Everything an election folder says, checked. `manifest` has the SHA-256 of each file that was read."""

    election: Election
    law: LawPack
    areas: tuple[Area, ...]
    centres: tuple[Centre, ...]
    stations: tuple[Station, ...]
    entities: tuple[Entity, ...]
    plan: PlanDocument
    outlines: str
    manifest: Mapping[str, str]

    @property
    def root(self) -> Area:
        """The area that holds all others."""
        return next(area for area in self.areas if not area.parent)

    def grants(self) -> tuple[Grant, ...]:
        """Each function of each post with its territory, the posts of every municipality written out."""
        root = self.root.code
        return tuple(
            Grant(post.id, function, post.territory if where == OWN_TERRITORY else where or root)
            for competence in self.law.authority.competences.value or ()
            for post in self.election.posts
            if competence.post in (post.id, template_of(post))
            for where in (competence.territory,)
            for function in competence.functions
        )


def template_of(post: Post) -> str:
    """The id under which the posts of one kind, one in each area, are written in the folder."""
    return post.id.removesuffix(f"-{post.territory}")


def read(path: Path | str) -> tuple[Folder | None, tuple[Finding, ...]]:
    """The folder at `path`, or None, and every finding in the order of the files; information alone blocks nothing."""
    ledger = Ledger()
    root = Path(path)
    if not root.is_dir():
        ledger.add("F-101", str(path))
        return None, ledger.findings()
    folder = _Reader(root, ledger).read()
    return folder, ledger.findings()


class _Reader:
    """One walk through the folder."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self.root, self.ledger = root, ledger
        self.manifest: dict[str, str] = {}

    def read(self) -> Folder | None:
        self.check_files()
        election_file, plan_file = self.toml("election.toml"), self.toml("plan.toml")
        languages = read_languages(election_file.root()) if election_file else ("en",)
        areas = (
            read_areas(self.text("areas.csv") or "", languages, self.ledger) if self.has("areas.csv") else ()
        )
        codes = frozenset(area.code for area in areas)
        centres = (
            read_centres(self.csv("centres.csv"), languages, codes, self.ledger)
            if self.has("centres.csv")
            else ()
        )
        stations = (
            read_stations(self.csv("stations.csv"), codes, centres, self.ledger)
            if self.has("stations.csv")
            else ()
        )
        entities = (
            read_entities(self.csv("entities.csv"), languages, self.ledger)
            if self.has("entities.csv")
            else ()
        )
        outlines = self.csv("areas.geojson") if self.has("areas.geojson") else ""
        if outlines:
            check_outlines(outlines, codes, self.ledger)
        election = read_election(election_file, areas) if election_file else None
        law = self.law(election, codes)
        plan = (
            read_plan(
                plan_file,
                languages,
                _post_ids(election),
                election.called_on if election else None,
                areas,
                election.currency if election else "",
            )
            if plan_file
            else None
        )
        if self.ledger.blocks or election is None or law is None or plan is None:
            return None
        if not self.can_be_reckoned(plan, plan_file):
            return None
        law = law.on(election.polling_day)
        return Folder(
            election,
            law,
            areas,
            centres,
            stations,
            entities,
            plan,
            outlines,
            dict(sorted(self.manifest.items())),
        )

    def has(self, name: str) -> bool:
        return (self.root / name).is_file()

    def text(self, name: str, largest: int = LARGEST_CSV) -> str | None:
        path = self.root / name
        text = read_text(path, name, self.ledger, largest)
        if text is not None:
            self.manifest[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return text

    def csv(self, name: str) -> str:
        return self.text(name) or ""

    def toml(self, name: str) -> TomlFile | None:
        if not self.has(name):
            return None
        text = read_text(self.root / name, name, self.ledger)
        if text is None:
            return None
        self.manifest[name] = hashlib.sha256((self.root / name).read_bytes()).hexdigest()
        return TomlFile.parse(name, text, self.ledger)

    def check_files(self) -> None:
        for name in NEEDED:
            if not self.has(name):
                self.ledger.add("F-102", name)
        known = (*NEEDED, *OPTIONAL, *(f"law/{section}.toml" for section in SECTIONS))
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            ours = path.suffix in (".toml", ".csv", ".geojson")
            if path.is_file() and ours and name not in known and path.parent != self.root / "law":
                self.ledger.add(
                    "F-155", name, severity=Severity.INFORMATION, name=name, choices=near(name, known)
                )

    def law(self, election: Election | None, areas: frozenset[str]) -> LawPack | None:
        files = {
            path.stem: self.toml(f"law/{path.name}") for path in sorted((self.root / "law").glob("*.toml"))
        }
        parsed = {name: file for name, file in files.items() if file}
        polls = frozenset(poll.id for poll in election.polls) if election else None
        pack, findings = read_law({name: file.values for name, file in parsed.items()}, polls)
        for finding in findings:
            where = finding.where
            if where and (file := parsed.get(Path(where.file).stem)) is not None:
                where = replace(where, line=file.line_of(where.key or ""))
            self.ledger.take(replace(finding, where=where))
        if pack and election and (file := parsed.get("authority")) is not None:
            self.check_competences(pack, election, file, areas)
        return pack

    def can_be_reckoned(self, plan: PlanDocument, file: TomlFile | None) -> bool:
        """Note what the reckoning finds wrong with each reading, so that a checked folder always has a forecast."""
        from writ.reckon.calendar import UnknownHolidays
        from writ.reckon.plan import check

        for place, reading in enumerate(plan.readings):
            where = file.where(f"readings[{place}]") if file else None
            try:
                reckoned, deadline = build(plan, reading.id)
            except UnknownHolidays as unknown:
                years = ", ".join(str(year) for year in unknown.years)
                self.ledger.add("F-157", "plan.toml", None, "calendars", country=unknown.country, years=years)
                continue
            for problem in (*check(reckoned, [deadline]), *check(reckoned, [deadline], "whole")):
                severity = Severity.MUST_CURE if problem.stops else Severity.INFORMATION
                self.ledger.take(replace(finding_of(problem, where), severity=severity))
        if not self.ledger.blocks:
            self.check_options(plan, file)
        return not self.ledger.blocks

    def check_options(self, plan: PlanDocument, file: TomlFile | None) -> None:
        """Note each option with which a reading that can be reckoned could be reckoned no more."""
        from writ.reckon.plan import check

        ceilings = any(task.start_not_after or task.finish_not_after for task in plan.tasks)
        for place, option in enumerate(plan.options):
            if not (ceilings or option.rearranges):
                continue
            where = file.where(f"options[{place}]") if file else None
            for reading in plan.readings:
                reckoned, deadline = build(plan, reading.id, adopted=[option.id])
                for problem in check(reckoned, [deadline]):
                    if problem.stops:
                        self.ledger.take(finding_of(problem, where))

    def check_competences(
        self, pack: LawPack, election: Election, file: TomlFile, areas: frozenset[str]
    ) -> None:
        posts = _post_ids(election) or frozenset()
        for value in pack.authority.variants("competences"):
            for place, competence in enumerate(value.value or ()):
                key = f"competences.value[{place}]"
                line = file.line_of(key)
                if competence.post not in posts:
                    self.ledger.add("L-119", file.name, line, f"{key}.post", post=competence.post)
                if competence.territory not in ("", OWN_TERRITORY, *areas):
                    self.ledger.add(
                        "F-120",
                        file.name,
                        line,
                        f"{key}.territory",
                        kind="area",
                        value=competence.territory,
                        choices=near(competence.territory, areas),
                    )


def _post_ids(election: Election | None) -> frozenset[str] | None:
    if election is None:
        return None
    return frozenset(name for post in election.posts for name in (post.id, template_of(post)))

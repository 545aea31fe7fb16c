"""The contract type import-linter does not have: files private to the room they stand in."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateFiles(Contract):
    """In each child package of `rooms`, the modules called `names` are imported from within that package alone."""

    rooms = fields.StringField()
    names = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        broken = []
        for room in sorted(graph.find_children(self.rooms)):  # type: ignore[arg-type]
            for name in self.names:  # type: ignore[attr-defined]
                private = f"{room}.{name}"
                if private not in graph.modules:
                    continue
                for module in sorted({private} | graph.find_descendants(private)):
                    for importer in sorted(graph.find_modules_that_directly_import(module)):
                        if importer != room and not importer.startswith(f"{room}."):
                            broken.append(f"{importer} -> {module}")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["broken"]:
            output.print_error(line)

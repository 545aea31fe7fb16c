"""Direction is guarded by a machine or it does not exist: the contracts hold here, and each breaks when it should."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sources import ROOT

CONTRACTS = (
    "Floors",
    "Stairs between offices: the later asks the earlier",
    "Same furniture in every office",
    "Private files stay in their office",
    "No Django where we reason",
)
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
SKELETON = {
    "reckon/__init__.py": "",
    "law/__init__.py": "from writ import reckon",
    "press/__init__.py": "",
    "exchange/__init__.py": "",
    "desk/__init__.py": "",
    "web/__init__.py": "",
    "cli/__init__.py": "",
    "offices/__init__.py": "",
    **{f"offices/{office}/__init__.py": "" for office in ("journal", "authority", "elections", "timetable")},
    "offices/journal/models.py": "",
    "offices/journal/queries.py": "from writ.offices.journal import models",
    "offices/timetable/rules.py": "from writ import law",
    "offices/timetable/acts.py": "from writ.offices.journal import queries",
}
VIOLATIONS = {
    "Floors": ("law/finding.py", "from writ import desk"),
    "Stairs between offices: the later asks the earlier": (
        "offices/journal/acts.py",
        "from writ.offices import timetable",
    ),
    "Same furniture in every office": ("offices/elections/services.py", ""),
    "Private files stay in their office": (
        "offices/timetable/views.py",
        "from writ.offices.journal import models",
    ),
    "No Django where we reason": ("offices/elections/rules.py", "from django.db import models"),
}


def verdicts(folder: Path) -> dict[str, str]:
    """contract -> KEPT or BROKEN, for the package `writ` found in `folder`."""
    path = os.pathsep.join([str(folder), str(ROOT / "tests" / "house")])
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo", "--config", str(ROOT / "pyproject.toml")],
        env=os.environ | {"PYTHONPATH": path, "COLUMNS": "200"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    found = {
        name: word
        for name in CONTRACTS
        for word in re.findall(rf"^{re.escape(name)} (KEPT|BROKEN)", done.stdout, re.MULTILINE)
    }
    assert found.keys() == set(CONTRACTS), done.stdout + done.stderr
    return found


def build(folder: Path, *more: tuple[str, str]) -> Path:
    for path, text in [("__init__.py", ""), *SKELETON.items(), *more]:
        file = folder / "writ" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n")
    return folder


def test_a_clean_house_keeps_every_contract(tmp_path: Path) -> None:
    assert set(verdicts(build(tmp_path)).values()) == {"KEPT"}


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_violation_breaks_its_contract(tmp_path: Path, contract: str) -> None:
    broken = {
        name for name, word in verdicts(build(tmp_path, VIOLATIONS[contract])).items() if word == "BROKEN"
    }
    assert broken == {contract}


def test_this_house_keeps_every_contract() -> None:
    """The later asks the earlier, and nothing calls up the stairs."""
    assert {name for name, word in verdicts(ROOT / "src").items() if word != "KEPT"} == set()

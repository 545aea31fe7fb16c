"""Mutates the critical modules and asks the tests to notice: `make test-long` runs it after the long tests.

Which modules, and which tests judge them, is in `pyproject.toml` under `[tool.mutmut]`. A mutant that no test notices
is printed, and a score below the mark fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATS = ROOT / "mutants" / "mutmut-cicd-stats.json"
MARK = 0.90
NOTICED = ("killed", "timeout", "suspicious", "segfault", "caught_by_type_check")
UNNOTICED = ("survived", "no_tests")


def score(stats: dict[str, int]) -> float:
    """The share of mutants that some test noticed; nought where there was none."""
    noticed = sum(stats.get(word, 0) for word in NOTICED)
    total = noticed + sum(stats.get(word, 0) for word in UNNOTICED)
    return noticed / total if total else 0.0


def main() -> int:
    program = str(Path(sys.executable).with_name("mutmut"))
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    print("mutating; this takes a while", flush=True)
    run = [program, "run", "--max-children", "2", *sys.argv[1:]]
    done = subprocess.run(run, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout.replace("\r", "\n")[-2000:], done.stderr[-2000:])
        return 1
    subprocess.run(
        [program, "export-cicd-stats"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    stats = json.loads(STATS.read_text(encoding="utf-8"))
    reached = score(stats)
    subprocess.run([program, "results"], cwd=ROOT, env=environment, check=False)
    print(
        f"mutation score {reached:.1%} of {sum(stats.get(w, 0) for w in NOTICED + UNNOTICED)}; the mark is {MARK:.0%}"
    )
    return 0 if reached >= MARK else 1


if __name__ == "__main__":
    sys.exit(main())

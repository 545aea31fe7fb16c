"""How fast a plan is simulated, beside a peer and beside the limit, in one run.

    python benchmarks/plan.py [--runs 100000] [--rounds 3]

The network: 200 tasks with up to three FS links each to one of the twenty before, estimates in days. The peer is
`pmcontrols` 0.2.1 (same PERT law, no calendars, FS links only). Both reckon the criticality of every task; it tells
percentiles of the end alone, Writ the days on which every task ends. The limit is a bare loop that draws one float32
uniform per task and run and does nothing with it. Every case runs in a process of its own and counts process CPU
seconds, best of the rounds; memory is the peak resident set above the process after its imports. What a process
makes once (compiled code, tables of PERT estimates) is there in the best round; "first forecast" makes the tables.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

TASKS = 200
DAY = 1440


def network(tasks: int = TASKS) -> list[tuple[str, list[str], tuple[float, float, float]]]:
    """Task ids, the ids they wait for, and low, likely and high estimates in days."""
    dice = random.Random(2007)
    rows = []
    for number in range(tasks):
        earlier = range(max(0, number - 20), number)
        before = sorted(dice.sample(earlier, min(len(earlier), dice.choice((1, 2, 2, 3)))))
        low = dice.uniform(2, 10)
        likely = low + dice.uniform(0.5, 6)
        rows.append(
            (
                f"t{number:04}",
                [f"t{other:04}" for other in before],
                (low, likely, likely + dice.uniform(1, 15)),
            )
        )
    return rows


def plan(tasks: int, family: str, calendars: int):
    """The network as a Writ plan, its tasks dealt out over so many working calendars."""
    from writ.reckon.calendar import Span, WorkCalendar
    from writ.reckon.plan import Link, Pert, Plan, Task, Triangular

    law = {"triangular": Triangular, "pert": Pert}[family]
    hours = [(480, 960), (420, 1140), (540, 1020), (360, 1320)]
    made = {}
    for number, (opens, closes) in enumerate(hours[:calendars]):
        days = 5 + number % 3
        week = tuple((Span(opens, closes),) if day < days else () for day in range(7))
        made[f"c{number}"] = WorkCalendar(f"c{number}", week)
    names = list(made) or ["continuous"]
    longer = 1.5 if made else 1.0  # so that the calendars have to reach three years ahead
    a_day = {f"c{number}": closes - opens for number, (opens, closes) in enumerate(hours)} | {
        "continuous": DAY
    }
    return Plan(
        date(2007, 1, 1),
        tuple(
            Task(
                name,
                law(*(longer * amount * a_day[names[number % len(names)]] for amount in estimate)),
                calendar=names[number % len(names)],
                links=tuple(Link(other) for other in before),
            )
            for number, (name, before, estimate) in enumerate(network(tasks))
        ),
        made,
    )


def writ(tasks: int, family: str, calendars: int, engine: str, runs: int):
    from writ.reckon.plan import simulate

    subject = plan(tasks, family, calendars)
    if engine == "numba":
        simulate(plan(tasks, family, calendars), runs=1, engine=engine)  # compiled, or taken from the cache
    yield
    result = simulate(subject, runs=runs, seed=7, engine=engine)
    last = max(spread.first.toordinal() + len(spread.counts) for spread in result.spread.values())
    yield {"days ahead": last - subject.origin.toordinal()}


def writ_first(tasks: int, runs: int):
    """The compiled engine's first forecast of a process: every table of quantiles has to be made."""
    from writ.reckon.plan.distributions import pert_knots

    steps = writ(tasks, "pert", 0, "numba", runs)
    next(steps)
    pert_knots.cache_clear()
    yield
    yield next(steps)


def disturbed(subject):
    """The same plan with three drivers, a correlation of twenty tasks, five risks and two branches that return."""
    from dataclasses import replace

    from writ.reckon.plan import Branch, Correlation, Driver, Eased, Fixed, Impact, Risk, Triangular, Way

    names = [task.id for task in subject.tasks]
    few = [task for task in subject.tasks if task.links][-12:]
    a_day = Fixed(DAY)
    return replace(
        subject,
        drivers=tuple(Driver(f"d{k}", tuple(names[k::3]), Triangular(0.7, 0.85, 1.0)) for k in range(3)),
        correlations=(Correlation("c", tuple(names[:20]), 0.4),),
        risks=tuple(
            Risk(f"r{k}", 0.2, tuple(Impact(name, delay=a_day) for name in names[k::20]), Eased(0.1, ()))
            for k in range(5)
        ),
        branches=tuple(
            Branch(f"b{k}", few[k].id, (Way("again", 0.2, a_day, redo_from=few[k].links[0].before),), 2)
            for k in (3, 9)
        ),
    )


def with_luck(tasks: int, engine: str, runs: int):
    from writ.reckon.plan import simulate

    subject = disturbed(plan(tasks, "triangular", 0))
    if engine == "numba":
        simulate(subject, runs=1, engine=engine)
    yield
    simulate(subject, runs=runs, seed=7, engine=engine)
    yield {}


def decision(groups: int, steps: int, runs: int):
    """The best of six options of ten steps on 200 disturbed tasks with four calendars, from plan to answer."""
    from dataclasses import replace

    from writ.reckon.plan import Change, Deadline, Option, Triangular, best, simulate

    subject = disturbed(plan(TASKS, "triangular", 4))
    options = []
    for group in range(groups):
        task = subject.tasks[30 + 25 * group]
        law = task.duration
        for step in range(1, steps + 1):
            part = 1 - 0.08 * step
            shorter = replace(task, duration=Triangular(law.low * part, law.mode * part, law.high * part))
            cost = step * 100_000 * (group + 1)
            options.append(Option(f"o{group}-{step}", cost, Change(tasks=(shorter,)), group=f"g{group}"))
    end = subject.tasks[-1].id
    due = subject.end_of(simulate(subject, runs=8_192).percentile_day(end, 40))
    yield
    best(subject, [Deadline(end, due)], options, 3_000_000, fresh_runs=runs)
    yield {}


def portfolio(options: int, steps: int, runs: int):
    """Six options of ten steps: 1.8 million portfolios in 300 scenarios, whatever `runs` says."""
    import numpy as np

    from writ.reckon.plan.choosing import Savings, choose

    dice = np.random.Generator(np.random.PCG64(7))
    saved = tuple(
        np.sort(dice.integers(0, 9, (steps, 300, 1), dtype=np.int32), axis=0) for _ in range(options)
    )
    costs = tuple(tuple(np.cumsum(dice.integers(1, 9, steps)).tolist()) for _ in range(options))
    late = dice.integers(1, 50, (300, 1), dtype=np.int32)
    yield
    choose(Savings(costs, saved, late), 10 * options * steps)
    yield {}


def peer(tasks: int, runs: int):
    import pmcontrols

    rows = [
        {"id": name, "predecessors": before, "a": low, "m": likely, "b": high}
        for name, before, (low, likely, high) in network(tasks)
    ]
    yield
    pmcontrols.pert(rows, n_sim=runs)
    yield {}


def limit(tasks: int, runs: int):
    import numpy as np

    chunk = 4096
    dice = np.random.Generator(np.random.SFC64(7))
    out = np.empty(chunk, dtype=np.float32)
    yield
    for _ in range(0, runs, chunk):
        for _ in range(tasks):
            dice.random(out=out, dtype=np.float32)
    yield {}


CASES = {
    "bare loop, uniforms alone": (limit, (TASKS,)),
    "writ, triangular": (writ, (TASKS, "triangular", 0, "numpy")),
    "writ, triangular, 4 calendars": (writ, (TASKS, "triangular", 4, "numpy")),
    "writ, PERT": (writ, (TASKS, "pert", 0, "numpy")),
    "writ, PERT, 4 calendars": (writ, (TASKS, "pert", 4, "numpy")),
    "writ, triangular, 1,000 tasks": (writ, (1000, "triangular", 0, "numpy")),
    "writ, all luck on": (with_luck, (TASKS, "numpy")),
    "writ, all luck on, 1,000 tasks": (with_luck, (1000, "numpy")),
    "writ fast, triangular": (writ, (TASKS, "triangular", 0, "numba")),
    "writ fast, PERT": (writ, (TASKS, "pert", 0, "numba")),
    "writ fast, PERT, first forecast": (writ_first, (TASKS,)),
    "writ fast, PERT, 4 calendars": (writ, (TASKS, "pert", 4, "numba")),
    "writ fast, all luck on": (with_luck, (TASKS, "numba")),
    "portfolio, 6 options x 10 steps": (portfolio, (6, 10)),
    "decision, 60 options, 200 tasks": (decision, (6, 10)),
    "pmcontrols, PERT": (peer, (TASKS,)),
}
BUDGETS = {
    "writ, triangular": (1.0, 64),
    "writ, PERT": (1.0, 64),
    "writ, triangular, 4 calendars": (1.5, 64),
    "writ, PERT, 4 calendars": (1.5, 64),
    "writ, triangular, 1,000 tasks": (5.0, None),
    "writ, all luck on": (1.0, 64),
    "writ, all luck on, 1,000 tasks": (5.0, None),
    "writ fast, triangular": (0.15, 64),
    "writ fast, PERT": (0.15, 64),
    "writ fast, PERT, first forecast": (0.15, 64),
    "portfolio, 6 options x 10 steps": (2.0, None),
    "decision, 60 options, 200 tasks": (2.0, None),
}

AHEAD = {"writ, PERT": 0.0, "writ fast, PERT": 15.0, "writ fast, PERT, first forecast": 0.0}
"""Cases held beside the peer, and how many times faster they have to be."""


def resident_mb(which: str) -> float:
    """VmRSS or VmHWM of this process."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(which):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(case: str, runs: int, rounds: int) -> None:
    """In a process of its own: print CPU seconds, peak memory above the imports, and what the case tells."""
    work, arguments = CASES[case]
    seconds, told = [], {}
    before = None
    for _ in range(rounds):
        steps = work(*arguments, runs)
        next(steps)
        before = resident_mb("VmRSS") if before is None else before
        begun = time.process_time()
        told = next(steps)
        seconds.append(time.process_time() - begun)
    print(json.dumps({"cpu": min(seconds), "mb": resident_mb("VmHWM") - before, **told}))


def run(case: str, options: argparse.Namespace) -> dict | None:
    """The case in a process of its own; None where the peer is not installed."""
    python = options.peers if CASES[case][0] is peer else sys.executable
    if CASES[case][0] is peer:
        found = subprocess.run([python, "-c", "import pmcontrols"], capture_output=True, check=False)
        if found.returncode:
            return None
    command = [python, __file__, "--case", case, "--runs", str(options.runs), "--rounds", str(options.rounds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def print_row(case: str, result: dict | None, results: dict) -> None:
    """One line: CPU, memory, how many times the limit, how many times faster than the peer, the budget."""
    if result is None:
        print(f"{case:32}  not installed: pip install -r benchmarks/requirements.txt")
        return
    floor, other = results["bare loop, uniforms alone"]["cpu"], results["pmcontrols, PERT"]
    times = other["cpu"] / result["cpu"] if other and case in AHEAD else None
    ratio = f"{times:8.1f}" if times else " " * 8
    seconds, memory = BUDGETS.get(case, (None, None))
    allowed = f"{seconds} s" if seconds else ""
    allowed += f", {memory} MB" if memory else ""
    allowed += f", {AHEAD[case]:g} x" if AHEAD.get(case) else ""
    kept = (not seconds or result["cpu"] <= seconds) and (not memory or result["mb"] <= memory)
    kept = kept and (times is None or times >= AHEAD[case])
    verdict = "" if not seconds else "kept" if kept else "BROKEN"
    print(
        f"{case:32}{result['cpu']:8.3f}{result['mb']:8.1f}{result['cpu'] / floor:9.1f}{ratio}  {allowed} {verdict}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--peers", default=sys.executable, help="a Python that has benchmarks/requirements.txt"
    )
    parser.add_argument("--case", choices=CASES)
    options = parser.parse_args()
    if options.case:
        measure(options.case, options.runs, options.rounds)
        return
    print(
        f"{options.runs:,} runs; {platform.processor() or platform.machine()}, Python {platform.python_version()}"
    )
    print(f"{'case':32}{'CPU s':>8}{'MB':>8}{'x limit':>9}{'peer x':>8}  budget")
    results = {case: run(case, options) for case in CASES}
    for case, result in results.items():
        print_row(case, result, results)
    ahead = results["writ, PERT, 4 calendars"]["days ahead"]
    print(f"MB above the process after its imports; the four calendars reach {ahead:,} days ahead")


if __name__ == "__main__":
    main()

"""What an act costs at the door, beside the same rows by the ORM in one durable transaction, on both engines.

    python benchmarks/door.py [--acts 300] [--rounds 3] [--engine sqlite|postgres]

Both write one office row, one entry, one sealed salt and the head, and commit durably to a disk whose own fsync is
printed beside them. The ORM's rows are made beforehand: it pays for writing alone. CPU is the client's process time
(PostgreSQL's server is not in it), best of the rounds. `longest wait` is one act's among eight writers.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent / "tests" / "house"
sys.path.insert(0, str(HOUSE))
LIMITS = {"sqlite": 1.0, "postgres": 3.0}  # milliseconds of CPU above the ORM's rows


def fsync_milliseconds(folder: Path) -> float:
    """The median time the disk takes to make 4 kB durable."""
    times = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(50):
            file.write(os.urandom(4096))
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


@contextmanager
def database(engine: str, folder: Path) -> Iterator[str]:
    """The address of an empty durable database in `folder`."""
    if engine == "sqlite":
        yield f"sqlite://{folder}/bench.sqlite3"
        return
    import postgres

    postgres.MEMORY = folder / "no memory"
    postgres.SETTINGS |= {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
    with postgres.postgres() as url:
        yield url


def measure(acts: int, rounds: int) -> dict[str, float]:
    """Runs inside a process of its own, on the database that DATABASE_URL names."""
    import second_process as scenes

    scenes.prepare()
    from django.db import transaction

    import small_acts
    from small_commission import AT
    from writ.offices.authority.models import Institution
    from writ.offices.journal.models import Entry, Head, Sealed

    clerk = scenes.by("sec.clerk")

    def through_the_door(round_: int) -> Callable[[int], None]:
        return lambda number: small_acts.note(by=clerk, at=AT, word=f"door-{round_}-{number}")

    def by_the_orm(round_: int) -> Callable[[int], None]:
        model = Entry.objects.order_by("-seq").first()
        size = Head.objects.get().size
        rows = []
        for number in range(acts):
            act = uuid4()
            same = {field.attname: getattr(model, field.attname) for field in Entry._meta.fields}
            entry = Entry(**same | {"seq": size + 1 + number, "act": act})
            seal = Sealed(act_id=act, field="inputs", salt=os.urandom(32))
            rows.append((entry, seal, Institution(code=f"orm-{round_}-{number}", act_id=act)))

        def write(number: int) -> None:
            entry, seal, row = rows[number]
            with transaction.atomic(durable=True):
                row.save(force_insert=True)
                entry.save(force_insert=True)
                seal.save(force_insert=True)
                Head.objects.update(size=entry.seq, recorded_at=entry.recorded_at)

        return write

    figures: dict[str, float] = {}
    for round_ in range(rounds):
        for name, way in (("orm", by_the_orm), ("door", through_the_door)):
            do = way(round_)
            start, cpu = time.perf_counter(), time.process_time()
            for number in range(acts):
                do(number)
            spent = {
                f"{name}_cpu": (time.process_time() - cpu) / acts,
                f"{name}_wall": (time.perf_counter() - start) / acts,
            }
            figures |= {key: min(value, figures.get(key, value)) for key, value in spent.items()}
    return figures | waits(clerk, acts // 8)


def waits(clerk: object, acts: int) -> dict[str, float]:
    """The longest time one of eight writers waited for its act, and the acts of all in a second."""
    import second_process as scenes
    import small_acts
    from small_commission import AT

    def writer(number: int) -> float:
        longest = 0.0
        for act in range(acts):
            start = time.perf_counter()
            small_acts.note(by=clerk, at=AT, word=f"wait-{number}-{act}")
            longest = max(longest, time.perf_counter() - start)
        return longest

    start = time.perf_counter()
    longest = max(scenes.together(*(lambda number=number: writer(number) for number in range(8))))
    return {"longest_wait": longest, "eight_rate": 8 * acts / (time.perf_counter() - start)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--acts", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", choices=["sqlite", "postgres"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.acts, options.rounds)))
        return 0
    missed = 0
    for engine in [options.engine] if options.engine else ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory(prefix="writ-bench-") as name, database(engine, Path(name)) as url:
            environment = os.environ | {"DATABASE_URL": url, "WRIT_HOME": name, "PYTHONPATH": str(HOUSE)}
            environment |= {"DJANGO_SETTINGS_MODULE": "writ.web.settings"}
            command = [
                sys.executable,
                __file__,
                "--here",
                "--acts",
                str(options.acts),
                "--rounds",
                str(options.rounds),
            ]
            told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if told.returncode:
                print(told.stderr, file=sys.stderr)
                return 1
            figures = json.loads(told.stdout)
            missed += report(engine, figures, fsync_milliseconds(Path(name)))
    return 1 if missed else 0


def report(engine: str, figures: dict[str, float], fsync: float) -> bool:
    """Print the engine's figures; true where the limit is missed."""
    above = (figures["door_cpu"] - figures["orm_cpu"]) * 1000
    print(f"{engine}: fsync {fsync:.2f} ms")
    for name in ("orm", "door"):
        cpu, wall = figures[f"{name}_cpu"] * 1000, figures[f"{name}_wall"]
        print(f"  {name:5} {1 / wall:7.0f} acts/s   CPU {cpu:.2f} ms an act")
    print(f"  above the ORM's rows: {above:.2f} ms (limit {LIMITS[engine]:.1f})")
    print(
        f"  eight writers {figures['eight_rate']:7.0f} acts/s   longest wait {figures['longest_wait'] * 1000:.0f} ms"
    )
    return above > LIMITS[engine]


if __name__ == "__main__":
    sys.exit(main())

"""How soon after an act its forecast can be read, on the whole example, through the queue and its worker.

    python benchmarks/recompute.py [--acts 5]

The example is loaded into an installation of its own; the workers of `writ serve` run beside it. Each act re-estimates
a step and asks for the forecast, as its sheet does. `headline` is the time from the act until the default reading is
written, `whole` until every reading is, in both day conventions. When the next act is made, the analyses of the one
before are still under way, in a queue and a worker of their own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

LIMIT = 2.0  # seconds
PATIENCE = 120.0
PAUSE = 3.0
WRIT = str(Path(sys.executable).with_name("writ"))
WORKER = ("--verbosity", "0", "--interval", "0.2")  # as `writ serve` starts it


@contextmanager
def installation() -> Iterator[None]:
    """The example loaded, its plan adopted, Django set up, and the worker running."""
    with tempfile.TemporaryDirectory(prefix="writ-bench-") as home:
        os.environ |= {"WRIT_HOME": home, "WRIT_CLOCK": "rehearsal"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "writ.web.settings"
        import writ

        example = Path(writ.__file__).parent / "examples" / "kosovo_2007"
        subprocess.run([WRIT, "load", str(example)], check=True, capture_output=True)
        import django

        django.setup()
        workers = [
            subprocess.Popen([sys.executable, "-m", "django", "db_worker", "--queue-name", queue, *WORKER])
            for queue in ("default", "analyses")
        ]
        try:
            confirm_plan()
            yield
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.wait()


def confirm_plan() -> None:
    """Where the law asks for a second person, the plan that was put forward is confirmed by one."""
    from writ.offices.authority.acts import confirm
    from writ.offices.authority.queries import competent_persons, open_proposals
    from writ.web import clock

    for proposal in open_proposals():
        others = competent_persons(proposal.needs, clock.now())
        confirm(
            by=next(one for one in others if one.person != proposal.proposer.by.person),
            at=clock.now(),
            proposal=proposal.act,
        )


def until(is_there: Callable[[], bool], since: float) -> float:
    """Seconds since then when it is there."""
    while not is_there():
        if time.perf_counter() - since > PATIENCE:
            raise TimeoutError
        time.sleep(0.005)
    return time.perf_counter() - since


def measure(acts: int) -> list[tuple[float, float]]:
    """Seconds to the headline and to the whole, act by act."""
    from writ.offices.authority.queries import competent_persons
    from writ.offices.elections.queries import elections
    from writ.offices.timetable.acts import reestimate
    from writ.offices.timetable.jobs import ask_for_forecast
    from writ.offices.timetable.models import Answer
    from writ.offices.timetable.queries.plans import plan_in_force
    from writ.offices.timetable.rules import Range
    from writ.web import clock

    called, now = elections()[0], clock.now()
    plan = plan_in_force(called.id)
    assert plan is not None
    by = competent_persons("timetable.reestimate", now)[0]
    every = 2 * len(plan.document.readings)
    task = next(one.id for one in plan.document.tasks if one.estimate and not one.started_at)
    figures = []
    for number in range(acts):
        time.sleep(PAUSE)
        begun = time.perf_counter()
        reestimate(
            by=by,
            at=now,
            election=called.code,
            task=task,
            duration=Range(Decimal(3), Decimal(4 + number)),
            source="benchmark",
            said_at=now - timedelta(minutes=1),
            firmness="estimate",
            control="we",
        )
        job = ask_for_forecast(called, now, "Forecast")
        answers = Answer.objects.filter(forecast__job=job)
        headline = until(answers.exists, begun)
        whole = until(lambda answers=answers: answers.count() == every, begun)
        figures.append((headline, whole))
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--acts", type=int, default=5)
    options = parser.parse_args()
    with installation():
        figures = measure(options.acts)
    for name, times in zip(("headline", "whole"), zip(*figures, strict=True), strict=True):
        said = ", ".join(f"{one:.2f}" for one in times)
        print(f"{name:9} {said} s after the act, longest {max(times):.2f} s")
    longest = max(headline for headline, _ in figures)
    print(f"limit     {LIMIT:.1f} s for the headline: {'kept' if longest <= LIMIT else 'BROKEN'}")
    return 0 if longest <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

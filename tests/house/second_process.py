"""What tests play in processes of their own, with real commits: races, kills, a full disk.

python second_process.py SCENE [ARGUMENT…]      DATABASE_URL names the database; the answer is one line of JSON
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

import small_acts  # noqa: E402
from small_commission import AT, PEOPLE, found_commission  # noqa: E402
from writ.law.findings import Refused  # noqa: E402
from writ.offices.authority.models import Competence, Institution, Post  # noqa: E402
from writ.offices.authority.queries import By  # noqa: E402
from writ.offices.journal.queries import entries, head  # noqa: E402
from writ.reckon.record import leaf_hash  # noqa: E402

NOTES = (small_acts.NOTE, "tests.group")
STEPS = ("elections.decide", "timetable.adopt_plan", "timetable.record")
FUNCTIONS = {"cec.chair": NOTES + STEPS, "cec.member": NOTES + STEPS, "sec.clerk": NOTES}


def by(post: str) -> By:
    return By(PEOPLE[post], Post.objects.get(code=post).id)


def attempt(act: Callable[..., Any], **inputs: Any) -> Any:
    """The entry's number, or the codes of the refusal."""
    try:
        return act(at=AT, **inputs).entry
    except Refused as refused:
        return [finding.code for finding in refused.findings]


def together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call gives, every one in a thread and a connection of its own, begun at the same moment."""
    answers: list[Any] = [None] * len(calls)
    gate = threading.Barrier(len(calls))

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            answers[place] = call()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def audit() -> dict[str, Any]:
    """Whether the record has no gap, every leaf fits its entry, and rows and entries are the same acts."""
    told = entries(limit=100_000, newest_first=False)
    record = head()
    notes = {entry.act for entry in told if entry.kind == small_acts.NOTE}
    rows = set(Institution.objects.filter(code__startswith="note").values_list("act", flat=True))
    return {
        "size": record.size if record else 0,
        "gap_free": [entry.seq for entry in told] == list(range(1, len(told) + 1)),
        "leaves": all(leaf_hash(entry.entry) == entry.leaf for entry in told),
        "in_order": [entry.recorded_at for entry in told] == sorted(entry.recorded_at for entry in told),
        "entries_without_row": len(notes - rows),
        "rows_without_entry": len(rows - notes),
        "notes": len(notes),
    }


def prepare() -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    found_commission(functions=FUNCTIONS)


def same_finish() -> list[Any]:
    """Two people record the same thing at the same moment; each pauses between check and write."""
    chair, member = by("cec.chair"), by("cec.member")
    return together(
        *(
            lambda who=who: attempt(small_acts.note, by=who, word="note-same", pause=150)
            for who in (chair, member)
        )
    )


def same_step() -> list[Any]:
    """Two people record the end of one step of the plan; each pauses after the rules and before the row."""
    from small_election import enter_election
    from writ.offices.timetable.acts import record_finish, steps

    def slowly(*arguments: Any) -> None:
        time.sleep(0.15)
        write(*arguments)

    chair, member = by("cec.chair"), by("cec.member")
    enter_election(chair)
    write, steps.enter = steps.enter, slowly
    inputs = {"election": "example", "task": "print", "finished_at": AT, "seen": ""}
    return together(*(lambda who=who: attempt(record_finish, by=who, **inputs) for who in (chair, member)))


def ended_first() -> list[Any]:
    """A competence is being ended while its holder comes to act."""
    chair, clerk = by("cec.chair"), by("sec.clerk")
    held = Competence.objects.get(post=clerk.post, function=small_acts.NOTE).id

    def holder() -> Any:
        time.sleep(0.08)
        return attempt(small_acts.note, by=clerk, word="note-late")

    return together(lambda: attempt(small_acts.end_slowly, by=chair, competence=held, pause=250), holder)


def acting_first() -> list[Any]:
    """A holder is acting while the competence is being ended."""
    chair, clerk = by("cec.chair"), by("sec.clerk")
    held = Competence.objects.get(post=clerk.post, function=small_acts.NOTE).id

    def ender() -> Any:
        time.sleep(0.08)
        return attempt(small_acts.end_slowly, by=chair, competence=held, pause=0)

    return together(lambda: attempt(small_acts.note, by=clerk, word="note-early", pause=250), ender)


def eight_writers(acts: str) -> dict[str, Any]:
    """Eight writers, each with a connection of its own, one of them with acts inside acts, some refused."""
    who = [by("cec.chair"), by("sec.clerk")]

    def writer(number: int) -> list[Any]:
        return [
            attempt(small_acts.note, by=who[number % 2], word=f"note-{number}-{act}")
            for act in range(int(acts))
        ]

    def grouper() -> list[Any]:
        words = ("note-group-a", "note-group-b")
        return [attempt(small_acts.group, by=who[0], words=words, forgive=True) for _ in range(2)]

    answers = together(*(lambda number=number: writer(number) for number in range(7)), grouper)
    return {"done": sum(isinstance(one, int) for answer in answers for one in answer), **audit()}


def resubmitted() -> list[Any]:
    """The same form sent four times at once."""
    chair = by("cec.chair")
    return together(
        *(lambda: attempt(small_acts.note, by=chair, key="k", word="note-once", pause=30) for _ in range(4))
    )


def killed(times: str, seed: str) -> dict[str, Any]:
    """A child acts without rest and is killed; every second time by itself, in the middle of the act."""
    luck, clerk = random.Random(int(seed)), by("sec.clerk")
    acknowledged: list[int] = []
    for round_ in range(int(times)):
        connections.close_all()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            act_until_killed(writing, clerk, round_, dies_after=luck.randrange(3) if round_ % 2 else -1)
        os.close(writing)
        with os.fdopen(reading) as lines:
            first = lines.readline()
            if round_ % 2 == 0:
                time.sleep(luck.uniform(0, 0.03))
                os.kill(child, signal.SIGKILL)
            acknowledged += [int(line) for line in (first, *lines) if line.endswith("\n")]
        os.waitpid(child, 0)
    told = {entry.seq for entry in entries(limit=100_000)}
    return {"acknowledged": len(acknowledged), "lost": len(set(acknowledged) - told), **audit()}


def act_until_killed(writing: int, clerk: By, round_: int, dies_after: int) -> None:
    """Act, and say so once it is done; with `dies_after` the process dies inside the act that follows so many."""
    for number in range(10_000):
        done = small_acts.note(by=clerk, at=AT, word=f"note-{round_}-{number}", dies=number == dies_after)
        os.write(writing, f"{done.entry}\n".encode())
    os._exit(0)


def full_disk() -> dict[str, Any]:
    """The database may grow no further; then there is room again."""
    import resource

    clerk, secret = by("sec.clerk"), "x" * 200_000
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (100_000, hard)
    )  # the write-ahead log is new, and would grow past this
    full = attempt(small_acts.note, by=clerk, word="note-full", secret=secret)
    read = len(entries())
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    return {
        "full": full,
        "read": read,
        "then": attempt(small_acts.note, by=clerk, word="note-full", secret=secret),
        **audit(),
    }


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](*sys.argv[2:])))

"""What was ever recorded about a step, as a timeline, and where the newest of it stands on the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.parts import Happening, Record
from writ.law.cite import Cite
from writ.offices.authority.queries import PostFacts
from writ.offices.journal.queries import sealed_of, told_by
from writ.offices.timetable.queries.records import RecordLine
from writ.offices.timetable.queries.situation import Situation
from writ.offices.timetable.states import RecordKind
from writ.offices.timetable.views import words


def history(stands: Situation, task: str, known: Mapping[str, PostFacts]) -> list[Happening]:
    """Everything ever recorded about the step, newest on top; a corrected record says which act corrected it."""
    mine = [line for line in stands.lines if line.task == task]
    corrections = [line.corrected for line in mine if line.corrected]
    kept = sealed_of([line.act for line in mine] + [one.act for one in corrections])
    entries = [_happening(line, stands, known, kept.get(line.act, {})) for line in mine]
    entries += [
        Happening(
            one.at,
            gettext("A record corrected by {post}").format(post=_post(one.post, known)),
            [reason] if (reason := kept.get(one.act, {}).get("reason", "")) else [],
            one.entry,
            reverse("authority:entry", args=[one.entry]),
        )
        for one in corrections
        if not any(line.act == one.act for line in mine)
    ]
    planned = Happening(
        stands.plan.adopted_at,
        gettext("In plan version {number}").format(number=stands.plan.number),
        [stated_in_plan(stands, task)],
        stands.plan.entry,
        reverse("authority:entry", args=[stands.plan.entry]),
    )
    return sorted([*entries, planned], key=lambda one: (one.at, one.act or 0), reverse=True)


def stated_in_plan(stands: Situation, task: str) -> str:
    """How long the step takes by the plan itself."""
    entry = next(one for one in stands.plan.document.tasks if one.id == task)
    return words.duration(entry.estimate)


def _happening(
    line: RecordLine, stands: Situation, known: Mapping[str, PostFacts], kept: Mapping[str, Any]
) -> Happening:
    post = _post(line.post, known)
    said: list[str] = []
    when = stands.called.local(line.moment)
    if line.kind is RecordKind.STARTED:
        what = gettext("Begun, recorded by {post}").format(post=post)
        said.append(words.moment(when, "weekday-dated"))
    elif line.kind is RecordKind.FINISHED:
        what = gettext("Finished, recorded by {post}").format(post=post)
        said.append(words.moment(when, "weekday-dated"))
    elif line.kind is RecordKind.PROGRESSED:
        what = gettext("Counted by {post}").format(post=post)
        said.append(gettext("{done} of {planned} done").format(done=line.done, planned=line.planned))
    else:
        what = gettext("Re-estimated by {post}").format(post=post)
        said.append(
            gettext("{duration}, firmness: {firmness}.").format(
                duration=words.estimate_words(line, when), firmness=words.firm(line.firmness)
            )
        )
        if source := kept.get("source"):
            said.append(gettext("Source: {source}").format(source=source))
    if line.corrected is not None:
        said.append(gettext("No longer stands: corrected by act {entry}.").format(entry=line.corrected.entry))
    mark = words.known(line.status)
    return Happening(
        line.recorded_at,
        what,
        said,
        line.entry,
        reverse("authority:entry", args=[line.entry]),
        "reopened" if line.corrected else "past",
        mark,
    )


def _post(code: str, known: Mapping[str, PostFacts]) -> str:
    return words.name(known[code].names) if code in known else code


def record_of_step(stands: Situation, task: str, size: int) -> Record | None:
    """Where the newest act on the step stands on a record of `size` entries; None before any."""
    mine = [line for line in stands.lines if line.task == task]
    acts = [(line.entry, line.leaf, line.told) for line in mine]
    acts += [(by.entry, by.leaf, by.told) for line in mine if (by := line.corrected)]
    if not acts:
        return None
    entry, leaf, told = max(acts)
    return record_of(entry, size, leaf, told_by(told))


def record_of(entry: int, size: int, leaf: bytes, fields: Mapping[str, Any]) -> Record:
    """Where an entry stands on a record of `size` entries: number, hash, competence, article."""
    articles = [Cite(**cite) for cite in fields["articles"]]
    return Record(
        entry,
        size,
        leaf.hex(),
        (fields["competence"] or {}).get("function", ""),
        articles[0] if articles else None,
        check_url=reverse("authority:entry", args=[entry]),
    )

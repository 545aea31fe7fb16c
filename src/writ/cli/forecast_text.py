"""The forecast in words and columns, for people: slack first, then the chance, the safe dates and what they hang on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from babel.dates import format_date

from writ.cli.answer import Answer
from writ.exchange.plan import TaskEntry
from writ.law.texts import N_, translate

LOCALES = {"en": "en_GB", "sq": "sq", "sr-cyrl": "sr_Cyrl", "sr-latn": "sr_Latn"}
MOST_CRITICAL = 8
DAYS = {
    "continuous": N_("continuous days"),
    "whole": N_("whole days"),
}
FIRMNESS = {
    "hearsay": N_("hearsay"),
    "estimate": N_("estimate"),
    "promise": N_("promise"),
    "contract": N_("contract"),
}


def lines(answer: Answer, language: str) -> Iterator[str]:
    """The whole text, line by line."""
    words = Words(language)
    yield from _head(answer, words)
    yield ""
    yield from _three_answers(answer, words)
    yield ""
    yield from _safe_dates(answer, words)
    yield ""
    yield from _critical(answer, words)
    yield ""
    yield from _foot(answer, words)


class Words:
    """Sentences, names and dates in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, msgid: str, /, **facts: str | int) -> str:
        return translate(msgid, self.language, **facts)

    def name(self, names: Mapping[str, str]) -> str:
        return names.get(self.language) or next(iter(names.values()), "")

    def day(self, day: date) -> str:
        return format_date(day, "EEE d MMM y", locale=LOCALES[self.language])

    def moment(self, moment: datetime) -> str:
        """A moment; midnight is said as the end of the day before."""
        if (moment.hour, moment.minute) == (0, 0):
            return self(N_("end of {day}"), day=self.day(moment.date() - timedelta(days=1)))
        return f"{self.day(moment.date())}, {moment:%H:%M}"


def _head(answer: Answer, words: Words) -> Iterator[str]:
    yield words.name(answer.question.names)
    yield words(N_("Reading: {name}."), name=words.name(answer.reading.names))
    called = answer.question.called_on
    if answer.question.supposed and called is not None:
        yield words(N_("As if it had been called on {day}; the polling day stays."), day=words.day(called))
    yield words(
        N_("As known at: {moment}. {days}."),
        moment=words.moment(answer.as_of),
        days=words(DAYS[answer.days]).capitalize(),
    )


def _three_answers(answer: Answer, words: Words) -> Iterator[str]:
    milestone = words.name(answer.question.plan.task(answer.reading.milestone).names)
    if answer.slack_days < 0:
        yield words(N_("Days short: {count}"), count=-answer.slack_days)
    else:
        yield words(N_("Days of slack: {count}"), count=answer.slack_days)
    yield "  " + words(
        N_("At the middle estimates, “{milestone}” is reached on {day}. Due: {due}."),
        milestone=milestone,
        day=words.day(answer.middle),
        due=words.moment(answer.reading.due),
    )
    yield words(
        N_("Chance: {count} in 100 (± {error})"),
        count=f"{100 * answer.probability:.0f}",
        error=f"{100 * answer.standard_error:.1f}",
    )
    yield "  " + words(
        N_("In {count} of 100 possible courses from here, “{milestone}” is reached by the due moment."),
        count=f"{100 * answer.probability:.0f}",
        milestone=milestone,
    )
    if answer.exact is not None:
        yield "  " + words(N_("Exactly {fraction}, by enumeration."), fraction=str(answer.exact))
    yield "  " + words(N_("So many courses of 100 have reached it by the end of the day:"))
    yield from columns(
        [[f"  {level}", words.day(day)] for level, day in answer.percentiles.items()], right=(0,)
    )


def _safe_dates(answer: Answer, words: Words) -> Iterator[str]:
    levels = (50, 80, 90, 95, 99)
    yield words(N_("The latest day a step may end, to keep so many chances in 100"))
    rows = [[words(N_("Step")), words(N_("Rests on")), *(str(level) for level in levels)]]
    for task in answer.question.plan.steps(answer.reading):
        safe = answer.backwards.steps.get(task.id)
        if safe is None or task.id == answer.reading.milestone:
            continue
        days = [safe.latest.get(level) for level in levels]
        if any(days):
            rows.append(
                [words.name(task.names), _rests_on(task, words), *(_short(day, words) for day in days)]
            )
    yield from columns(rows)


def _rests_on(task: TaskEntry, words: Words) -> str:
    return "" if task.is_milestone and task.ends is None else words(FIRMNESS[task.firmness])


def _short(day: date | None, words: Words) -> str:
    return "–" if day is None else format_date(day, "d MMM", locale=LOCALES[words.language])


def _critical(answer: Answer, words: Words) -> Iterator[str]:
    yield words(N_("What the day hangs on: in how many of 100 courses the step leaves no room"))
    shares = [(task, share) for task, share in answer.criticality if share >= 0.005 and not task.is_milestone]
    rows = [[f"{100 * share:.0f}", words.name(task.names)] for task, share in shares[:MOST_CRITICAL]]
    yield from columns(rows, right=(0,))


def _foot(answer: Answer, words: Words) -> Iterator[str]:
    for problem in answer.notices:
        yield f"{problem.code} " + words(_sentences()[problem.code], **problem.facts)
    if answer.unsaid:
        names = ", ".join(words.name(task.names) for task in answer.unsaid)
        yield words(N_("No one has said how long these take; they are left out: {names}."), names=names)
    if answer.marked:
        yield words(
            N_("Steps that rest on recalled, assumed or scenario values: {count}."), count=len(answer.marked)
        )
    yield words(
        N_("Runs: {runs}, seed {seed}. Law {law}, plan {plan}."),
        runs=answer.runs,
        seed=answer.seed,
        law=answer.question.law_version[:12],
        plan=answer.question.plan.version[:12],
    )


def _sentences() -> Mapping[str, str]:
    from writ.reckon.plan import SENTENCES

    return SENTENCES


def columns(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield ("  " + "  ".join(cells)).rstrip()

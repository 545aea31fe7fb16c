"""Why a plan cannot be reckoned, or not fully: numbered, with facts, so that no wrong number is ever given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One numbered thing wrong with a plan, with the facts its sentence in `SENTENCES` needs."""

    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    @property
    def stops(self) -> bool:
        """True where no figure can be given; from P-201 on a figure is given and this stands beside it."""
        return self.code < "P-200"


class Infeasible(Exception):
    """The plan cannot be reckoned; `problems` says why, all at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems: tuple[Problem, ...] = problems


class Cancelled(Exception):
    """The caller's `on_chunk` answered False; there is no result."""


def _(msgid: str) -> str:
    return msgid  # marks the sentence for translation; the words are chosen above this floor


SENTENCES: Mapping[str, str] = {
    "P-101": _("The plan has no task."),
    "P-102": _("Two tasks have the id {task}."),
    "P-103": _("Task {task} waits for {before}, which is not in the plan."),
    "P-104": _("These tasks wait for each other in a circle: {tasks}."),
    "P-105": _("Task {task} names the calendar {calendar}, which is not in the plan."),
    "P-106": _("Calendar {calendar} has no working time where task {task} needs it."),
    "P-107": _("The {estimate} of task {task} can be negative."),
    "P-108": _("The {estimate} of task {task} cannot be used: {reason}."),
    "P-109": _("The {estimate} of task {task} is not in whole days, so it cannot be drawn in whole days."),
    "P-110": _("Task {task} has a moment before the first day of the plan: {field}."),
    "P-111": _("Task {task} may not start before {earliest} and may not start after {latest}."),
    "P-112": _("Task {task} must be finished by {latest}, but cannot be finished before {earliest}."),
    "P-113": _("Task {task} is recorded as finished before it started."),
    "P-114": _("Task {task} is recorded as {fact} after the data date of the plan."),
    "P-115": _(
        "Task {task} has an estimate of the work remaining, but has not started or is already finished."
    ),
    "P-116": _("The plan runs beyond {days} days."),
    "P-117": _("The deadline names the task {task}, which is not in the plan."),
    "P-118": _("The deadline of task {task} lies before the first day of the plan."),
    "P-119": _("Task {task} has an unknown kind of link: {kind}."),
    "P-120": _("The data date lies before the first day of the plan."),
    "P-121": _("Task {task} waits for itself."),
    "P-122": _("The unit of the estimate of task {task} must be one minute or more."),
    "P-201": _(
        "Task {task} has taken longer than its longest estimate. Until somebody estimates the work remaining, "
        "it is taken to end now."
    ),
}
"""Every code with its English sentence; codes are never reused."""

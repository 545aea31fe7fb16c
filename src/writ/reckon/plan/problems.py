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
        return self.code < "P-2"


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
    "P-106": _("Calendar {calendar} has no working time left for task {task}."),
    "P-107": _("Task {task}: the estimate in {field} can be negative."),
    "P-108": _("Task {task}: the values of the estimate in {field} are not in rising order."),
    "P-109": _(
        "Task {task}: the estimate in {field} is not in whole days, so it cannot be drawn in whole days."
    ),
    "P-110": _("Task {task}: {field} lies before the first day of the plan."),
    "P-111": _("Task {task} must start by {latest}, but cannot start before {earliest}."),
    "P-112": _("Task {task} must be finished by {latest}, but cannot be finished before {earliest}."),
    "P-113": _("Task {task} is recorded as finished before it started."),
    "P-114": _("Task {task}: {field} is recorded after the data date of the plan."),
    "P-115": _("Task {task} has an estimate of the work remaining, but is not under way."),
    "P-116": _("Task {task} runs beyond {days} days from the first day of the plan."),
    "P-117": _("A deadline names the task {task}, which is not in the plan."),
    "P-118": _("The deadline of task {task} lies before the first day of the plan."),
    "P-119": _("Task {task} has a link of the unknown kind {kind}."),
    "P-120": _("The data date lies before the first day of the plan or more than {days} days after it."),
    "P-121": _("Task {task} waits for itself."),
    "P-122": _("Task {task}: one unit of its estimate must be a minute or more."),
    "P-123": _("Task {task}: the estimate in {field} holds a value that is not a number."),
    "P-124": _("Task {task}: the estimate in {field} needs one weight above zero for each value."),
    "P-125": _("Task {task}: the spread of the estimate in {field} must be above zero."),
    "P-126": _(
        "Task {task}: the estimate in {field} leaves next to nothing between its low and high values."
    ),
    "P-127": _("Task {task}: the weight of the likely value in {field} must lie between 0 and 100."),
    "P-128": _("The probability given for {name} does not lie between 0 and 1."),
    "P-129": _("The id {name} stands more than once among the drivers, correlations, risks and branches."),
    "P-130": _("{name} speaks of the task {task}, which is not in the plan."),
    "P-131": _("{name}: the values in {field} must be sound, and none may lie below zero."),
    "P-132": _(
        "The correlation {name} needs numbers from 0 to below 1, or a symmetric table with ones across."
    ),
    "P-133": _(
        "The table of the correlation {name} contradicts itself: it is not positive definite. Smaller numbers help."
    ),
    "P-134": _("Task {task} stands in more than one correlation."),
    "P-135": _("The ways of the branch {name} have probabilities that add up to more than 1."),
    "P-136": _("The branch {name} can go round for ever: say at most how many times, from 1 to {most}."),
    "P-137": _("The branch {name} goes back to the task {task}, from which no way leads to {after}."),
    "P-138": _("With everything that may be done again, the plan has more than {steps} steps."),
    "P-139": _("The branch {name} uses the calendar {calendar}, which is not in the plan."),
    "P-140": _("{name}: the values in {field} are not in whole days, so they cannot be drawn in whole days."),
    "P-141": _("Two options have the id {option}."),
    "P-142": _("The cost of option {option} lies below zero."),
    "P-143": _(
        "Option {option} takes away or mitigates {name}, which the plan does not have or cannot mitigate."
    ),
    "P-144": _("The options {one} and {other} exclude each other."),
    "P-145": _("The options {one} and {other} both change {names}: they cannot be chosen together."),
    "P-154": _("Task {task}: the fastest or slowest of draws in {field} needs one draw or more."),
    "P-201": _(
        "Task {task} has already taken as long as its longest estimate. Until somebody estimates the work "
        "remaining, it is taken to end now."
    ),
    "P-202": _(
        "The latest date expected for task {task} has passed. Until its end is recorded or expected anew, it is "
        "taken to end now."
    ),
    "P-203": _("Option {option} could be chosen until {day}; it has no effect any more."),
    "P-301": _("Nothing waits for the end of task {task}: its lateness would never be seen."),
    "P-302": _("Task {task} waits for nothing and has no earliest start: it is taken to start now."),
    "P-303": _("Task {task} has a hard date in {field}: it holds on paper, whatever happens."),
    "P-304": _(
        "Task {task} is too late already, if everything takes its middle estimate. Days late: {days}."
    ),
    "P-305": _("Task {task} waits after {before} for longer than either of them takes: which work is this?"),
    "P-306": _("Task {task} sets the end, and its duration is given as certain."),
    "P-307": _("Nobody owns task {task}, which has a legal deadline."),
    "P-308": _(
        "The {tasks} uncertain tasks are taken to have nothing in common: no cause strikes two of them together. "
        "The chance of a bad outcome is probably greater."
    ),
}
"""Every code with its English sentence; codes are never reused. `{field}` is the name of a field of `Task`."""

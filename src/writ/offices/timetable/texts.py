"""The sentences of the timetable office's findings."""

from __future__ import annotations

from writ.law.texts import N_, register

register(
    {
        "T-101": N_("There is no step {task} in the plan in force. Choose one from the task list."),
        "T-102": N_(
            "{task} is finished already, recorded for {finished_at}. If that record is wrong, correct it first."
        ),
        "T-103": N_(
            "{task} has begun already, recorded for {started_at}. If that record is wrong, correct it first."
        ),
        "T-104": N_("{moment} lies ahead of the clock. Record what has happened, once it has happened."),
        "T-105": N_(
            "The end, {finished_at}, comes before the start, {started_at}. Correct one of the two moments."
        ),
        "T-106": N_("{done} done of {planned} is more than there is. Correct one of the two numbers."),
        "T-107": N_("Say how many there are in all: a whole number from 1 upward, not {planned}."),
        "T-108": N_(
            "The shortest time, {low}, is longer than the longest, {high}. Swap them, or correct one."
        ),
        "T-109": N_(
            "Say who gave this estimate: a name, a post, a letter. An estimate without a source rests on nobody."
        ),
        "T-110": N_("A duration of {low} cannot be. Write nought or more."),
        "T-111": N_(
            "The most likely time, {middle}, is not between {low} and {high}. Correct one of the three."
        ),
        "T-112": N_(
            "There is no such record on {task}. It may belong to another step: open the step's own sheet."
        ),
        "T-113": N_(
            "This record on {task} has been corrected already, by a later act. The latest one stands."
        ),
        "T-114": N_("Say in one sentence why the record is wrong. The reason stays beside the correction."),
        "T-115": N_(
            "{task} has changed since this form was opened. Nothing is recorded: read what is new and send again."
        ),
        "T-116": N_("{task} is finished; how long it takes is no longer a question. Nothing is recorded."),
        "T-117": N_(
            "This plan is word for word the one in force, version {version}. There is nothing to adopt."
        ),
        "T-119": N_("No plan has been adopted yet. Adopt one first: everything here is counted from it."),
        "T-120": N_("The text has {length} characters; at most {limit} fit. Shorten it."),
        "T-121": N_("There is no election {election} here. Load its folder first."),
        "T-122": N_(
            "{done} done is less than the {before} recorded before. If that was wrong, correct it first."
        ),
        "T-123": N_("A negative count, {done}, cannot be. Write nought or more."),
        "T-124": N_(
            "Only a recorded start or end has a moment to put right. Withdraw this record and make a new one."
        ),
        "T-125": N_(
            "Plan version {version} is the baseline already. Adopt a newer plan before a new baseline."
        ),
        "T-126": N_(
            "Say in one sentence why the plan or the baseline changes. The reason stays on the record."
        ),
        "T-129": N_(
            "{task} has not begun on the record. Record when it began first: progress is counted from there."
        ),
        "T-130": N_("The earliest end, {first}, comes after the latest, {last}. Swap them, or correct one."),
        "T-131": N_(
            "{task} ends on a date that others set. Give its earliest and latest end, not a duration."
        ),
        "T-132": N_(
            "{task} is a moment without work of its own. Nothing takes time there; re-estimate what it waits for."
        ),
        "T-133": N_(
            "{task} is work of our own or of others, not a date. Give its shortest and longest duration."
        ),
        "T-134": N_("An estimate without a duration says nothing. Give the shortest and the longest time."),
        "T-128": N_("A duration of {high} is longer than ten years. Check the unit: the form asks for days."),
        "T-140": N_("There is no option {option} in the plan in force. Choose one from the list of options."),
        "T-141": N_("{option} is adopted already, since {moved_at}. Nothing is decided anew."),
        "T-142": N_("{option} is on the agenda already, since {moved_at}. It waits to be decided."),
        "T-143": N_(
            "{option} was withdrawn, on {moved_at}. Put it on the agenda again before it is adopted or withdrawn."
        ),
        "T-144": N_("{option} is neither on the agenda nor adopted. There is nothing to withdraw."),
        "T-145": N_(
            "{one} and {other} exclude each other. Choose one of the two, or withdraw the other first."
        ),
        "T-146": N_(
            "{one} and {other} both change {task}, and one would undo the other. Choose one of the two."
        ),
        "T-147": N_(
            "{option} had to be decided by {decide_by}. After that it no longer has the effect that was reckoned."
        ),
        "T-148": N_(
            "{option} moves the polling day. Only whoever may call the election decides that, by a call of its own."
        ),
        "T-149": N_("No option is chosen. Choose at least one."),
        "T-150": N_("{option} is named twice. Name it once."),
        "T-151": N_(
            "{option} is decided by a body in session. Say which body, on which day, and with which votes."
        ),
        "T-152": N_(
            "A session with {votes_for} for, {votes_against} against and {abstained} abstained cannot be. Correct it."
        ),
        "T-153": N_(
            "With {votes_for} for and {votes_against} against it was not carried, and so it is not adopted."
        ),
        "T-154": N_("The session of {held_on} lies ahead of the clock. Record it once it has been held."),
        "T-155": N_("There is no body {body} here. Choose one of the institutions of this election."),
        "T-156": N_("Say in one sentence why. The reason stays on the record, beside what was decided."),
        "T-157": N_("There is no risk {risk} in the plan in force. Choose one from the register of risks."),
        "T-158": N_(
            "A chance of {chance} cannot be. Write a number from 0 to 1, with at most four decimals."
        ),
        "T-159": N_(
            "{risk} can no longer strike, or has struck: it has no chance any more. Leave the chance out."
        ),
        "T-160": N_("The plan has no answer to {risk} that could be in place. Add one to the plan first."),
        "T-161": N_("This says of {risk} what stands already. There is nothing new to record."),
        "T-162": N_("Say who says so: a name, a post, a letter. What is said of a risk is said by someone."),
        "T-163": N_(
            "{option} is not for {body} to decide. Name the session of the body that the plan names for it."
        ),
    }
)

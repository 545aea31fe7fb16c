"""Sentences of the findings of an election folder: what is wrong, and what to do about it."""

from __future__ import annotations

from writ.law.texts import N_, register
from writ.reckon.plan.problems import SENTENCES

KINDS = (
    N_("area"),
    N_("area kind"),
    N_("calendar"),
    N_("centre"),
    N_("column"),
    N_("entity"),
    N_("institution"),
    N_("milestone"),
    N_("person"),
    N_("poll"),
    N_("post"),
    N_("reading"),
    N_("round"),
    N_("station"),
    N_("strand"),
    N_("task"),
)
"""Words for what a finding speaks of; they stand in brackets, so that no language has to bend them."""

register(SENTENCES)
register(
    {
        "F-101": N_(
            "There is no such folder. Give the path of an election folder, or make one with “writ new”."
        ),
        "F-102": N_("This file is missing. Add it, or let “writ new” show you one."),
        "F-103": N_(
            "This file is larger than the limit of {limit}. Split it, or remove what does not belong in it."
        ),
        "F-104": N_("This file is written in {encoding}. Save it as UTF-8."),
        "F-105": N_("This file begins with a byte order mark, which is skipped. Nothing needs to be done."),
        "F-106": N_("This is not UTF-8: the byte {byte} stands here. Save the file as UTF-8."),
        "F-107": N_("A sign that cannot be seen stands here: {mark}. Delete it."),
        "F-108": N_("A mark that turns the direction of writing stands here: {mark}. Delete it."),
        "F-109": N_(
            "Letters and accents are stored apart here and are read as one. Nothing needs to be done."
        ),
        "F-110": N_(
            "The file cannot be read on from here: {reason}. Correct this line first; the rest is read after that."
        ),
        "F-111": N_("“{name}” is not known here. Known here: {choices}."),
        "F-112": N_("“{name}” is missing. Add it."),
        "F-113": N_("“{name}” is “{value}”. Write {expected}."),
        "F-114": N_("“{name}” is empty. Fill it in."),
        "F-115": N_("“{name}” has {length} characters. Write at most {limit}."),
        "F-116": N_("“{value}” is not one of the words allowed here. Use one of: {choices}."),
        "F-117": N_(
            "The code “{value}” has letters that only look Latin: {signs}. Write it in Latin letters: {twin}."
        ),
        "F-118": N_("“{value}” cannot be a code. Use Latin letters, digits and hyphens."),
        "F-119": N_("“{value}” is given twice ({kind}). Keep one, or give the other its own code."),
        "F-120": N_("“{value}” does not exist ({kind}). Known here: {choices}."),
        "F-121": N_(
            "“{value}” can be read as two different numbers. Write digits alone, with a point only before decimals."
        ),
        "F-122": N_("{value} is out of bounds. Write a number from {low} to {high}."),
        "F-123": N_("“{value}” is not a date from 1900 to 2999. Write year-month-day, such as 2007-11-17."),
        "F-124": N_("“{value}” is not a time zone of the tz database. Known here: {choices}."),
        "F-125": N_("“{value}” is not a language of the interface. Use one of: {choices}."),
        "F-126": N_("The name in the language “{language}” is missing. Add it."),
        "F-127": N_("The word “{word}” mixes letters of two scripts. Type it again in one script."),
        "F-128": N_(
            "“{name}” has Cyrillic letters but stands under “{language}”. Write it in Latin letters."
        ),
        "F-129": N_(
            "“{name}” has only Latin letters but stands under “sr-cyrl”. Write it in Cyrillic letters."
        ),
        "F-130": N_(
            "A duration needs exactly one of: {choices}. If nobody has said it, write status = “empty”."
        ),
        "F-131": N_("A duration cannot be {value}. Write a number that is not negative."),
        "F-132": N_("These values are out of order: {values}. Write the smallest or earliest first."),
        "F-133": N_("These tasks wait for each other in a circle: {tasks}. Remove one of the links."),
        "F-134": N_(
            "{moment} lies before the call of {call}. Correct the date; only an event may precede the call."
        ),
        "F-135": N_("The calendar “{calendar}” has no working day. Give hours to at least one weekday."),
        "F-136": N_("A “{kind}” needs these numbers in this order: {parts}."),
        "F-137": N_("“{value}” is not a span of hours, or overlaps the one before. Write it as 08:00-18:00."),
        "F-138": N_("This was finished at {end}, before it was started at {start}. Correct one of the two."),
        "F-139": N_("“{value}” names an offset. Write the local time of the election alone."),
        "F-140": N_(
            "This row has {count} cells where the header has {needed}. Put texts with commas in quotation marks."
        ),
        "F-141": N_(
            "The columns of this file are parted by “{delimiter}”, which is accepted. Nothing needs to be done."
        ),
        "F-142": N_("The column “{name}” is missing. Add it to the header and to every row."),
        "F-143": N_("The column “{name}” is not known here. Known here: {choices}."),
        "F-144": N_(
            "“{value}” would be run as a formula when a spreadsheet opens it. Remove the first sign."
        ),
        "F-145": N_(
            "The table cannot be read on from here: {reason}. Look for a quotation mark that is not closed."
        ),
        "F-146": N_("“{code}” has no parent, and neither has “{root}”. Only one area may hold all others."),
        "F-147": N_("No area holds all others. Give one area an empty parent."),
        "F-148": N_("These areas lie in each other in a circle: {areas}. Correct one parent."),
        "F-149": N_("A place needs latitude and longitude, or neither. Fill in both."),
        "F-150": N_("The call of {call} comes after polling day, {day}. Correct one of the two dates."),
        "F-151": N_("No round is held on polling day, {day}. Give one round that day."),
        "F-152": N_("The station “{code}” is put into two areas, {one} and {other}. Leave it in one."),
        "F-153": N_("These outlines are no GeoJSON with a code for each feature: {reason}."),
        "F-154": N_("The outlines do not say where they come from. Add “attribution” at the top."),
        "F-155": N_("“{name}” is no file of an election folder and is not read. Known here: {choices}."),
        "F-156": N_(
            "This file cannot be read: {reason}. Make it readable, or put a plain file in its place."
        ),
        "F-157": N_(
            "No holidays are known for {country} in {years}. Write the closed days under “closed” instead."
        ),
        "F-160": N_("A correlation cannot be {value}. Write a number from 0 to less than 1."),
        "F-161": N_("A correlation ties two steps or more. Name another step."),
        "F-162": N_("A probability cannot be {value}. Write a number from 0 to 1."),
        "F-163": N_("This risk strikes nothing. Name at least one step under “impacts”."),
        "F-164": N_("This risk is called mitigated but has no answer. Say under “answer” what was done."),
        "F-165": N_("This impact changes nothing. Give it a “delay”, a “factor” or both."),
        "F-166": N_(
            "“{value}” is no amount of money. Write it in quotation marks with a point before the cents, such as "
            "“38000.00”."
        ),
        "F-167": N_("The ways of this branch have a probability of {total} together. Keep it at 1 or less."),
        "F-168": N_("Odds are learned from “of” and “hit” together. Give both act kinds or neither."),
        "F-169": N_("This way costs no time. Give it a “duration”, a “redo_from” or both."),
        "F-170": N_("This changes nothing. Say what is otherwise when it is chosen."),
        "F-171": N_("An estimate is the fastest or the slowest of several draws, not both. Remove one."),
        "F-172": N_(
            "No reading has the step “{task}”, so this would have no effect. Correct its name or the readings."
        ),
        "F-173": N_("The area “{area}” stands more than once under this step. Leave one of them."),
        "F-174": N_("What is said of an area needs “for_each” on its step. Add it, or remove the areas."),
        "F-175": N_("A plan has at most {limit} steps; this one has {count}. Put steps together."),
        "F-176": N_(
            "The last moment to decide, {moment}, had passed when the plan was written. Nothing is left to decide."
        ),
        "F-177": N_(
            "“{task}” is done in {count} areas, and one step alone is meant here. Name one of them, such as “{step}”."
        ),
        "F-178": N_("The risk “{risk}” has no answer, so nothing would mitigate it. Write its answer first."),
        "F-179": N_("“{task}” is a gate or what a reading asks about. It cannot be dropped."),
        "F-180": N_(
            "This cannot be read as a spreadsheet: {reason}. Save it as .xlsx or .csv and try again."
        ),
        "F-181": N_(
            "This file would unpack to {size} MB; the limit is {limit} MB. Save only the sheet of steps in a new file."
        ),
        "F-182": N_("This workbook carries programs (macros). Save it as .xlsx, without macros."),
        "F-183": N_("“{value}” stands in row {line} already. Keep one of the two rows."),
        "F-184": N_("The cells {cells} are merged. Part them, so that each row has its own cells."),
        "F-185": N_("A formula stands here: {value}. Paste its value in its place."),
        "F-186": N_("The spreadsheet shows an error here: {value}. Write the value that is meant."),
        "F-187": N_(
            "No table with a column “Step” was found here. Export the plan and type into that file, or name "
            "the columns as there."
        ),
        "F-188": N_("The column “{name}” is not one of the plan and is not read. Near to it: {choices}."),
        "F-189": N_("A plan has at most {limit} steps, and this table has more. Put steps together."),
        "F-190": N_(
            "“{value}” is not a date that everybody reads alike. Write year-month-day, such as 2007-11-17, or "
            "2007-11-17 18:00."
        ),
        "F-191": N_(
            "“{value}” does not say what the step waits for. Write the step, and where needed kind and lag: "
            "print SS +3 days."
        ),
        "F-192": N_("“{value}” is no number of draws. Write “fastest of 2” or “slowest of 2”, up to 20."),
        "F-193": N_(
            "“{column}” of “{step}” cannot be other in single areas. Change it in all areas alike, or in none."
        ),
        "F-194": N_(
            "“{value}” is no source of the plan. Known here: {choices}. Write a new one into plan.toml."
        ),
        "F-195": N_(
            "Steps of the plan that are not in this file: {count}. They stay, unless --take-out is given."
        ),
        "F-197": N_("This is no XML of MS Project: {reason}. In MS Project, save as “XML format”."),
        "F-198": N_(
            "This file was saved by a newer version of MS Project ({version}). What is known of it is read."
        ),
        "F-199": N_(
            "There are {count} more findings {code} in this file. Cure the ones shown, then check again."
        ),
        "F-201": N_("MS Project pins this task to {date}. A plan has no such pin; it is left out."),
        "F-202": N_("This lag is a share of another task. Write it in minutes, hours or days."),
        "F-203": N_("This task waits for a task of another file. The link is left out."),
        "F-204": N_("An exception of this calendar comes round again or has no days. It is left out."),
        "F-205": N_("A plan has no place for these parts of the file, and they are not read: {names}."),
        "F-210": N_(
            "A plan has at most {limit} links; this one has {count}. Let a milestone gather what is waited for."
        ),
    }
)

"""The sentences of the authority's findings."""

from __future__ import annotations

from writ.law.texts import N_, register

STATES = (N_("proposed"), N_("confirmed"), N_("returned"), N_("lapsed"))
"""The words of `ProposalState`, as A-109 says them."""

register(
    {
        "A-101": N_("This installation has not been founded. Load an election folder first: writ load DIR."),
        "A-103": N_(
            "You do not hold the post “{post}” at this moment. Choose another of your posts, or ask who seats it."
        ),
        "A-104": N_(
            "This is not within the competence of “{post}”. It is for “{holder}”, since {since}, by {instrument}, "
            "article: {article}. Put it to them."
        ),
        "A-105": N_(
            "This is not within the competence of “{post}”, and nobody holds “{function}” in “{territory}” at this "
            "moment. Ask for the competence to be granted."
        ),
        "A-106": N_("The law asks for two persons here. Propose the act; another person confirms it."),
        "A-107": N_("You proposed this yourself. Another person must confirm it."),
        "A-108": N_("The proposal ran out on {expires_at}. Let it lapse, and propose it again."),
        "A-109": N_("The proposal is closed already: {kind}. Nothing more can be done with it."),
        "A-110": N_(
            "What was proposed would not come to the same any more: something has changed since. Return the proposal, "
            "look at it again and propose it anew."
        ),
        "A-111": N_(
            "This form was sent before with other contents, entry {entry}. Open a fresh form and send again."
        ),
        "A-112": N_("The act “{act}” asks for two persons and cannot be done inside an act of one."),
        "A-113": N_("There is no such proposal. It may belong to another installation."),
        "A-114": N_(
            "The proposal has not run out; it may be confirmed until {expires_at}. Return it if it is not to be done."
        ),
        "A-116": N_(
            "What the proposal was to do has been erased. Return it, and propose it anew if it is still wanted."
        ),
        "A-117": N_("No law pack has been adopted. Adopt one first: acts are judged by it."),
        "A-118": N_("Say in one sentence why the proposal goes back. Who made it must know what to change."),
        "A-119": N_("There is no “{code}” here. Check the spelling, or enter it first."),
        "A-120": N_("Give the person's name: nobody is known here under this id."),
        "A-121": N_("“{code}” is given twice. Every place, body and post has a code of its own."),
        "A-122": N_(
            "Exactly one territory must be the whole and lie in no other. Correct the list of areas."
        ),
        "A-123": N_("All seats of “{post}” are taken ({seats}). End a holding first."),
        "A-124": N_("{moment} lies before this act. What an act sets begins or ends at the act, or later."),
        "A-125": N_("The end, {end}, comes before the start, {start}. Correct one of the two."),
        "A-126": N_("There is no time zone “{zone}”. Write it as in “Europe/Belgrade”."),
        "A-127": N_("This law pack is in force already, version {version}. There is nothing to adopt."),
        "A-128": N_("This person does not hold “{post}”, or the end is recorded already."),
        "A-129": N_("Nobody is known under this id. Seat the person first."),
        "A-130": N_("The account name “{account}” is taken. Choose another."),
        "A-131": N_("This person has no open account."),
        "A-132": N_("A competence is held by one post or by one body. Name exactly one."),
        "A-133": N_("Name the function and the instrument by which it is given."),
        "A-134": N_("There is no such competence, or its end is recorded already."),
        "A-135": N_("This person holds “{post}” already."),
        "A-136": N_("“{text}…” has {length} characters; at most {limit} fit. Shorten it."),
    }
)

"""The nine sections of a law pack: every rule Writ knows, with its kind and its meaning. No country is named here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from writ.law import shapes
from writ.law.kinds import choice, clock, day, flag, many, moment, table, text, whole
from writ.law.rule import Rule, Section


class Polls(Section):
    """What is voted on, how often, and how a station works."""

    title = "polls"
    districts = Rule(whole, "How many districts the poll has")
    rounds = Rule(whole, "How many rounds the poll may take")
    first_round_win = Rule(text, "What wins in the first round")
    runoff_candidates = Rule(whole, "How many contestants enter the last round")
    runoff_after = Rule(shapes.wait, "When the last round is held, counted from the first")
    opens = Rule(clock, "When stations open")
    closes = Rule(clock, "When stations close; who stands in line still votes")
    station_voters_max = Rule(whole, "The most voters a station may have")
    station_voters_exceptions = Rule(text, "Who may allow a larger station")
    conditional_voters = Rule(shapes.words, "Who votes in a sealed envelope, decided on later")
    special_needs_teams = Rule(whole, "How many teams visit voters who cannot come")


class Timetable(Section):
    """What binds the calendar as a whole."""

    title = "timetable"
    call_by = Rule(text, "Who calls the election")
    call_lead = Rule(shapes.wait, "How long before polling the call must come")
    postpone_by = Rule(text, "Who may postpone")
    campaign = Rule(shapes.wait, "When the campaign begins, counted back from polling")
    silence_from = Rule(moment, "From when campaigning is forbidden")
    roll_service_ends = Rule(day, "The last day of the service period of the voter list")
    roll_challenge_from = Rule(day, "The first day on which the voter list may be challenged")
    roll_challenge_until = Rule(day, "The last day on which the voter list may be challenged")


class Nominations(Section):
    """Who may stand, and how lists come to be final."""

    title = "nominations"
    filing_deadline = Rule(day, "The last day to apply and to file lists")
    filing_period = Rule(shapes.wait, "When filing ends, where it is counted from polling")
    eligibility = Rule(shapes.words, "What a candidate must be or have")
    list_length = Rule(shapes.list_length, "How long a list may be")
    gender = Rule(shapes.gender_share, "The share of each gender on a list")
    support = Rule(shapes.support, "Signatures and fee")
    automatic_certification = Rule(text, "Who is certified without applying")
    withdrawal = Rule(shapes.wait, "Until when an entity may withdraw")
    review = Rule(shapes.wait, "Until when the first recommendation on a list is due")
    cure = Rule(shapes.wait, "How long a notified defect may be cured")
    notice = Rule(shapes.wait, "Until when the notice to correct is due")
    second_review = Rule(shapes.wait, "Until when the second recommendation is due")
    offices_at_once = Rule(text, "For how many polls a person may stand and how many offices hold")


class Disputes(Section):
    """Complaints and appeals: who hears them and how long everyone has."""

    title = "disputes"
    panel = Rule(shapes.panel, "The body that hears complaints and appeals")
    appeals_scope = Rule(shapes.words, "Which decisions are appealed; all else is complained of")
    appeal_window = Rule(shapes.wait, "How long a decision on a list may be appealed")
    appeal_decision = Rule(shapes.wait, "How long the panel has for it")
    polling_window = Rule(shapes.wait, "How long polling and counting may be complained of")
    results_window = Rule(shapes.wait, "How long results may be complained of")
    silence_means = Rule(
        choice("nothing", "accepted", "rejected", "next instance"), "What a missed decision means"
    )
    sanctions = Rule(shapes.sanctions, "What the panel may impose")


class Ballot(Section):
    """What is on the paper."""

    title = "ballot"
    marks = Rule(shapes.marks, "What a voter may mark")
    order = Rule(shapes.ballot_order, "How contestants come into order")
    same_number_across_polls = Rule(flag, "Whether an entity keeps its number on every ballot")
    languages = Rule(many(text), "Languages of the ballot, by code")
    surplus = Rule(text, "Where papers beyond the roll go and what for")
    too_many_marks = Rule(
        choice("marks void", "preferences void", "ballot void"), "What too many marks make void"
    )


class Seats(Section):
    """How votes become seats."""

    title = "seats"
    general = Rule(whole, "Seats that every list competes for")
    total = Rule(whole, "Seats in all districts together")
    reserved = Rule(table(whole), "Seats set aside, by community")
    reserved_are = Rule(choice("on top", "a floor"), "How reserved seats meet seats won")
    formula = Rule(
        choice("sainte-lague", "d-hondt", "modified sainte-lague", "largest remainder"),
        "The formula of allocation",
    )
    threshold = Rule(shapes.threshold, "The share a list must reach")
    gender = Rule(shapes.gender_share, "The share of each gender among seats won")


class Abroad(Section):
    """Voting from outside the territory."""

    title = "abroad"
    by_mail = Rule(shapes.absentees, "Who votes by mail, and until when")
    eligibility = Rule(shapes.words, "What a voter abroad must prove")


class Authority(Section):
    """Who is competent for what, when two persons are asked for, and what each act rests on."""

    title = "authority"
    competences = Rule(many(shapes.competence), "The functions of each post")
    two_persons = Rule(many(shapes.occasion), "Acts that want a second person to confirm")
    act_basis = Rule(table(many(text)), "The citations an act rests on, by act kind or office")


class Results(Section):
    """How the result becomes final, and what must be shown and kept."""

    title = "results"
    certified_by = Rule(shapes.deciders, "Who certifies, on whose word, after what")
    published_figures = Rule(shapes.words, "Figures that must be published")
    recount_by = Rule(text, "Who may order a recount or a repeat, and until when")
    materials = Rule(shapes.custody, "What happens to the papers after the count")


SECTIONS: Mapping[str, type[Section]] = MappingProxyType(
    {
        section.title: section
        for section in (
            Polls,
            Timetable,
            Nominations,
            Disputes,
            Ballot,
            Seats,
            Abroad,
            Authority,
            Results,
        )
    }
)

"""A decision in words and columns, for people: what to choose first, then what each option does alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import format_currency

from writ.cli.decision import Decision
from writ.cli.forecast_text import LOCALES, Words, columns
from writ.exchange.plan import OptionEntry
from writ.law.texts import N_, translate
from writ.reckon.plan import SENTENCES, Portfolio

DECIDES = {"officer": N_("the officer"), "two persons": N_("two persons"), "body": N_("the body in session")}


def lines(found: Decision, language: str) -> Iterator[str]:
    """The whole text, line by line."""
    words = Words(language)
    yield words.name(found.question.names)
    yield words(N_("Reading: {name}."), name=words.name(found.reading.names))
    yield words(N_("As known at: {moment}."), moment=words.moment(found.as_of))
    yield ""
    yield from _choice(found, words)
    yield ""
    yield words(N_("Each option alone: chances in 100, what it gains, what it costs, and until when"))
    yield from _alone(found, words)
    yield ""
    yield words(N_("What more money buys: chances in 100, cost, and the price of the next point"))
    yield from _frontier(found, words)
    yield ""
    yield from _foot(found, words)


def money(cents: int, found: Decision, words: Words) -> str:
    """An amount in the election's currency, as the language writes it."""
    return format_currency(Decimal(cents) / 100, found.question.currency, locale=LOCALES[words.language])


def _choice(found: Decision, words: Words) -> Iterator[str]:
    best = found.best
    yield words(
        N_("Within {budget}: from {before} to {after} chances in 100 (± {error}) for {cost}."),
        budget=money(found.budget, found, words),
        before=f"{100 * found.base:.0f}",
        after=f"{100 * best.probability:.0f}",
        error=f"{100 * best.standard_error:.1f}",
        cost=money(best.cost, found, words),
    )
    if not best.options:
        yield "  " + words(N_("No option within this budget helps."))
    for option in best.options:
        entry = found.entry(option)
        sentence = N_("Ask: {name} ({owner})") if entry.kind == "ask" else N_("Do: {name} ({owner})")
        post = found.question.posts.get(entry.owner)
        yield "  " + words(
            sentence, owner=words.name(post) if post else entry.owner, name=words.name(entry.names)
        )
    yield "  " + words(
        N_("The search saw {count} in 100; the chance above is told by {runs} fresh runs."),
        count=f"{100 * best.in_sample:.0f}",
        runs=found.runs,
    )
    if not best.whole:
        ranked = N_(
            "Ways together: {number}. Those for which the single savings add up best were simulated whole."
        )
        yield "  " + words(ranked, number=best.considered)


def _alone(found: Decision, words: Words) -> Iterator[str]:
    yield from columns(
        [
            [
                f"{100 * one.probability:.0f}",
                f"{100 * one.gain:+.1f}",
                money(one.cost, found, words),
                _by(entry, words),
                words(DECIDES[entry.decides]),
                words.name(entry.names),
            ]
            for entry, one in sorted(found.weighed, key=lambda pair: -pair[1].gain)
        ],
        right=(0, 1, 2),
    )


def _by(entry: OptionEntry, words: Words) -> str:
    return words.moment(entry.decide_by) if entry.decide_by else "–"


def _frontier(found: Decision, words: Words) -> Iterator[str]:
    prices = [*found.prices, None]
    yield from columns(
        [
            [
                f"{100 * point.probability:.1f}",
                money(point.cost, found, words),
                "–" if price is None else money(round(price), found, words),
                _names(point, found, words),
            ]
            for point, price in zip(found.points, prices, strict=True)
        ],
        right=(0, 1, 2),
    )


def _names(point: Portfolio, found: Decision, words: Words) -> str:
    names = [words.name(found.entry(option).names) for option in point.options]
    return " + ".join(names) or words(N_("nothing"))


def _foot(found: Decision, words: Words) -> Iterator[str]:
    for problem in found.notices:
        yield f"{problem.code} " + translate(SENTENCES[problem.code], words.language, **problem.facts)
    if found.past:
        names = ", ".join(words.name(entry.names) for entry in found.past)
        yield words(N_("Too late to choose: {names}."), names=names)
    if found.postponements:
        names = ", ".join(words.name(entry.names) for entry in found.postponements)
        yield words(N_("Not compared, because the day would be another: {names}."), names=names)
    yield words(
        N_("Runs: {runs}, seed {seed}. Law {law}, plan {plan}."),
        runs=found.runs,
        seed=found.seed,
        law=found.question.law_version[:12],
        plan=found.question.plan.version[:12],
    )

"""The sheets of decisions: options put on the agenda, adopted, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Self

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from writ.desk.act_page import Previewed
from writ.desk.forms import ActForm
from writ.desk.parts import Link, Turn
from writ.exchange.plan import OptionEntry
from writ.offices.authority.queries import bodies
from writ.offices.timetable import acts, forms
from writ.offices.timetable.queries.effects import shift, with_options, without_option
from writ.offices.timetable.queries.options import option_facts
from writ.offices.timetable.queries.situation import Situation, situation
from writ.offices.timetable.rules import check_together
from writ.offices.timetable.states import OptionVerb, option_after
from writ.offices.timetable.views import amounts, words
from writ.offices.timetable.views.plans import PlanAct
from writ.offices.timetable.views.sheets import effect_turns


class OptionAct(PlanAct):
    """What the three sheets have in common: the options that the act is open to, and what taking them would change."""

    verb: OptionVerb

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch how things stand; 404 before there is a plan."""
        who: Any = request
        stands = situation(who.election, who.now) if who.election else None
        if stands is None:
            raise Http404
        self.stands: Situation = stands
        return super().dispatch(request, *args, **kwargs)

    @property
    def offered(self) -> list[OptionEntry]:
        """The options of the plan to which the act is open now."""
        known = option_facts(self.stands.plan.document, self.stands.moves, self.stands.zone)
        now = self.stands.local.replace(tzinfo=None)
        return [
            option
            for option in self.stands.plan.document.options
            if option.new_polling_day is None
            and option_after(known[option.id].state, self.verb) is not None
            and (option.decide_by is None or option.decide_by >= now)
        ]

    @property
    def form_class(self) -> type[ActForm]:  # type: ignore[override]
        """The form, with what can be chosen."""
        choices = [(option.id, _choice(option)) for option in self.offered]
        return partial(forms.OptionsForm, choices=choices)  # type: ignore[return-value]

    def initial(self) -> dict[str, Any]:
        return {"options": self.request.GET.getlist("option")}

    def seen(self) -> str:
        """The act that last moved any option."""
        return str(max((line.entry for line in self.stands.moves), default=0))

    def trail(self) -> Sequence[Link]:
        return (Link(gettext("Options"), reverse("timetable:options")),)

    def context(self) -> dict[str, Any]:
        return {"stands": self.stands}

    def perform(self, inputs: dict[str, Any], key: str) -> str:
        super().perform(inputs, key)
        return reverse("timetable:options")

    def chosen(self, names: Iterable[str]) -> list[OptionEntry]:
        """The options of these names."""
        wanted = set(names)
        return [option for option in self.stands.plan.document.options if option.id in wanted]


class ProposeOptions(OptionAct):
    """Put options on the agenda of whoever decides them."""

    act = acts.propose_options
    verb = OptionVerb.PROPOSE

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Put options on the agenda"),
            "button": gettext("Put them on the agenda"),
            "beside": gettext("Goes on the agenda. Adopts nothing."),
        }

    def perform(self, inputs: dict[str, Any], key: str) -> str:
        who: Any = self.request
        self.act(by=who.capacity.by, at=who.now, key=key, **self.given(inputs))
        messages.success(who, gettext("It is on the record and on the agenda. Nothing is adopted yet."))
        return reverse("timetable:options")

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        chosen = self.chosen(inputs["options"])
        together = _compatible(self.stands, inputs["options"])
        return [
            *(Turn(words.name(one.names), gettext("open"), gettext("on the agenda")) for one in chosen),
            Turn(gettext("Slack, chance, plan, legal dates"), gettext("do not change")),
            _if_adopted(self.stands, with_options(self.stands, together)),
            Turn(gettext("Becomes public"), gettext("never as a forecast")),
        ]


class AdoptOptions(OptionAct):
    """Take options: from now on the answer is reckoned with them."""

    act = acts.adopt_options
    verb = OptionVerb.ADOPT

    @classmethod
    def for_proposal(cls, request: Any) -> Self:
        """The same sheet, to say of a proposal what it will change."""
        sheet, stands = cls(), situation(request.election, request.now)
        assert stands is not None
        sheet.stands = stands
        return sheet

    @property
    def form_class(self) -> type[ActForm]:  # type: ignore[override]
        """The form, with what can be chosen and the bodies that decide what is chosen."""
        offered, asked = self.offered, self.request.POST or self.request.GET
        choices = [(option.id, _choice(option)) for option in offered]
        chosen = asked.getlist("options") or asked.getlist("option")
        named = {one.body for one in offered if not chosen or one.id in chosen} | {asked.get("body", "")}
        sat = [(code, words.name(names)) for code, names in bodies().items() if code in named]
        return partial(forms.SessionForm, choices=choices, bodies=sat)  # type: ignore[return-value]

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Adopt options"),
            "button": gettext("Adopt them"),
            "propose": gettext("Put the adoption forward"),
            "beside": gettext(
                "The plan and the baseline stay; the forecast is computed with what is adopted."
            ),
        }

    def turns(self, previewed: Previewed | None, inputs: dict[str, Any]) -> Sequence[Turn]:
        chosen = self.chosen(inputs["options"])
        after = with_options(self.stands, inputs["options"])
        costs = [one.cost for one in chosen]
        rows = [Turn(words.name(one.names), gettext("not adopted"), gettext("adopted")) for one in chosen]
        if costs and all(costs):
            spent = sum(one.cents for one in costs if one)
            currency = next(one.currency for one in costs if one)
            rows.append(Turn(gettext("Costs"), amounts.money(0, currency), amounts.money(spent, currency)))
        return [*rows, *effect_turns(self.stands, after)]


class WithdrawOption(OptionAct):
    """Take an option off the agenda, or out of the answer where it was adopted."""

    act = acts.withdraw_option
    verb = OptionVerb.WITHDRAW
    form_class = forms.ReasonForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """404 where the plan has no such option."""
        self.option: str = kwargs["option"]
        return super().dispatch(request, *args, **kwargs)

    @property
    def entry(self) -> OptionEntry:
        """The option."""
        found = self.chosen([self.option])
        if not found:
            raise Http404
        return found[0]

    def initial(self) -> dict[str, Any]:
        return {}

    def given(self, inputs: dict[str, Any]) -> dict[str, Any]:
        return super().given({"option": self.option, **inputs})

    def words(self) -> dict[str, str]:
        return {
            "title": gettext("Withdraw: {option}").format(option=words.name(self.entry.names)),
            "button": gettext("Withdraw the option"),
            "beside": gettext("What was done meanwhile stays done. It comes back by the agenda only."),
        }

    def turns(self, previewed: Previewed, inputs: dict[str, Any]) -> Sequence[Turn]:
        was = gettext("adopted") if self.option in self.stands.adopted else gettext("on the agenda")
        after = without_option(self.stands, self.option)
        row = Turn(words.name(self.entry.names), was, gettext("withdrawn"))
        return [row, *effect_turns(self.stands, after)]


def _choice(option: OptionEntry) -> str:
    """An option in the list to choose from."""
    parts = [words.name(option.names)]
    if option.cost is not None:
        parts.append(amounts.money(option.cost.cents, option.cost.currency))
    if option.decide_by is not None:
        parts.append(gettext("decide by {moment}").format(moment=words.moment(option.decide_by)))
    return ", ".join(parts)


def _compatible(stands: Situation, options: Sequence[str]) -> list[str]:
    """Of what goes on the agenda, alternatives among it, the first of each that can be taken together."""
    known = option_facts(stands.plan.document, (), stands.zone)
    taken: list[str] = []
    for one in options:
        others = [known[name] for name in (*stands.adopted, *taken)]
        if one in known and not check_together([known[one]], others):
            taken.append(one)
    return taken


def _if_adopted(stands: Situation, after: Situation) -> Turn:
    """What the agenda does not change yet, and would if it were followed."""
    moved = shift(stands, after)
    (slack, slack_then), (chance, chance_then) = moved.slack, moved.chance
    said = gettext("from {now} to {then}; from {slack} to {slack_then}").format(
        now=chance,
        then=words.chance(chance_then),
        slack=words.slack_words(slack),
        slack_then=words.slack_words(slack_then),
    )
    return Turn(gettext("If they are adopted"), said)

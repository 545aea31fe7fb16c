"""Somebody at the pages about what could be decided: the small election, analysed, and the sheets of its acts."""

from __future__ import annotations

import csv
import re
from typing import Any

from django.test import Client

from small_commission import AT
from writ.offices.authority.models import Account
from writ.offices.elections.queries import election
from writ.offices.timetable.acts.analyses import analyse, open_analyses
from writ.offices.timetable.acts.forecasts import compute_at_once
from writ.offices.timetable.models import Forecast

OPTIONS, RISKS, EXPERT = "/options/", "/risks/", "/timetable/expert/"
RUNS = 4_000
SESSION = {
    "options": ["two-orders"], "reason": "Carried.", "body": "cec", "held_on": "2007-09-13",
    "votes_for": "7", "votes_against": "2", "abstained": "1",
}  # fmt: skip
REVIEW = {
    "state": "open",
    "chance": "40",
    "source": "The weather service",
    "said_at_0": "2007-09-13",
    "said_at_1": "08:00",
    "status": "sourced",
}


def called() -> Any:
    found = election("example")
    assert found is not None
    return found


def compute() -> None:
    compute_at_once(called(), AT)
    number = Forecast.objects.latest("pk").pk
    open_analyses(number)
    analyse(number, RUNS)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(name=name))
    return client


def said(answer: Any) -> str:
    """The page as a person reads it: a no-break space is a space."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content[:500]
    return said(answer)


def rows(client: Client, url: str) -> list[list[str]]:
    return list(csv.reader(client.get(url).content.decode("utf-8-sig").splitlines()))


class Sheet:
    """Somebody at the sheet of an act."""

    def __init__(self, name: str, url: str) -> None:
        self.client, self.url = signed_in(name), url
        page = said(self.client.get(url))
        self.hidden = {"seen": ""}
        for tag in re.findall(r'<input type="hidden"[^>]*>', page):
            named, value = (re.search(rf'{part}="([^"]*)"', tag) for part in ("name", "value"))
            if named and named[1] in ("key", "seen"):
                self.hidden[named[1]] = value[1] if value else ""

    def send(self, step: str, fields: dict[str, Any]) -> Any:
        return self.client.post(self.url, {**self.hidden, **fields, "step": step})

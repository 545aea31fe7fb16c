"""One fills, sees what it will change, confirms; nothing happens before, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from django import forms
from django.test import RequestFactory

from writ.desk.act_page import ActPage
from writ.desk.forms import ActForm
from writ.desk.parts import Turn
from writ.law.findings import Finding, Refused, Where

BAD = Finding("D-101", {"shortest": 45, "longest": 21}, Where("", None, "days"))
ABOVE = Finding("D-101", {"shortest": 9, "longest": 8})


@dataclass
class Told:
    outcome: Any = "done"
    findings: tuple[Finding, ...] = ()
    two_persons: bool = False


class DaysForm(ActForm):
    days = forms.IntegerField(label="Days")


class Page(ActPage):
    form_class = DaysForm
    facts: ClassVar[dict[str, Any]] = {}

    def words(self) -> dict[str, str]:
        return {
            "title": "Re-estimate",
            "button": "Record it",
            "propose": "Propose it",
            "beside": "Adopts nothing.",
        }

    def preview(self, inputs: dict[str, Any]) -> Told:
        return Told(None, (BAD,)) if inputs["days"] > 40 else Told(two_persons=inputs["days"] == 40)

    def perform(self, inputs: dict[str, Any], key: str) -> str:
        if inputs["days"] == 13:
            raise Refused(ABOVE)
        self.facts["done"] = (inputs, key)
        return "/done/"

    def propose(self, inputs: dict[str, Any], key: str) -> str:
        self.facts["proposed"] = inputs
        return "/proposed/"

    def seen(self) -> str:
        return self.facts["seen"]

    def turns(self, previewed: Any, inputs: dict[str, Any]) -> list[Turn]:
        return [Turn("Print time", "45 days", f"{inputs['days']} days")]


@pytest.fixture(autouse=True)
def _fresh() -> None:
    Page.facts.clear()
    Page.facts["seen"] = "entry 7"


def send(**data: Any) -> Any:
    request = (
        RequestFactory().post("/x/", {"key": "k1", "seen": "entry 7", **data})
        if data
        else RequestFactory().get("/x/")
    )
    return Page.as_view()(request)


def test_the_form_carries_a_fresh_key_and_what_was_seen() -> None:
    first, second = send().content.decode(), send().content.decode()
    assert 'value="entry 7"' in first
    assert first.split('name="key" value="')[1][:32] != second.split('name="key" value="')[1][:32]


def test_a_preview_says_what_changes_and_does_nothing() -> None:
    answer = send(step="preview", days=30)
    assert answer.status_code == 200
    assert "30 days" in answer.content.decode()
    assert "Record it" in answer.content.decode()
    assert 'name="key" value="k1"' in answer.content.decode()
    assert "done" not in Page.facts


def test_a_confirmation_does_it_under_the_key() -> None:
    answer = send(step="confirm", days=30)
    assert (answer.status_code, answer.url) == (302, "/done/")
    assert Page.facts["done"] == ({"days": 30}, "k1")


def test_an_act_for_two_persons_is_proposed() -> None:
    assert "Propose it" in send(step="preview", days=40).content.decode()
    assert send(step="confirm", days=40).url == "/proposed/"
    assert "done" not in Page.facts


def test_facts_that_changed_are_shown_again_before_anything_is_done() -> None:
    """Confirming what one has not read would be signing blind."""
    answer = send(step="confirm", days=30, seen="entry 6")
    assert answer.status_code == 409
    assert "done" not in Page.facts
    assert 'name="seen" value="entry 7"' in answer.content.decode()
    assert "entry 6" not in answer.content.decode()


def test_a_finding_stands_at_the_field_it_names() -> None:
    answer = send(step="preview", days=45)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_days"' in html
    assert html.count("D-101") == 2
    assert 'aria-invalid="true"' in html


def test_a_refusal_at_the_door_stands_above_the_form() -> None:
    answer = send(step="confirm", days=13)
    assert answer.status_code == 422
    assert "9 is longer than 8" in answer.content.decode()
    assert 'value="13"' in answer.content.decode()


def test_a_wrong_field_is_named_and_what_was_typed_stays() -> None:
    answer = send(step="preview", days="many")
    assert answer.status_code == 422
    assert 'value="many"' in answer.content.decode()


def test_one_can_go_back_and_change() -> None:
    answer = send(step="change", days=30)
    assert answer.status_code == 200
    assert 'name="days" value="30"' in answer.content.decode()
    assert "thing to correct" not in answer.content.decode()
    assert 'name="key" value="k1"' in answer.content.decode()

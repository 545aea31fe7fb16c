"""The site's own pages: open to all who may, in their language, shut to the rest, and silent to other hosts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from writ.desk.progress import open_job
from writ.offices.authority.models import Account
from writ.web import views
from writ.web.clock import set_clock

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture
def account() -> Account:
    account = Account(name="clerk")
    account.set_password("correct horse battery")
    account.save()
    return account


def test_health_answers_without_asking_who() -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_the_policy_has_no_exceptions(client: Client) -> None:
    """One inline style allowed is every inline style allowed."""
    policy = client.get("/components/")["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert {source for part in directives.values() for source in part.split()} <= {"'self'", "'none'"}


def test_every_page_carries_the_headers(client: Client) -> None:
    answer = client.get("/components/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_chosen_by_its_own_name_and_kept(client: Client, code: str) -> None:
    answer = client.get(f"/language/{code}/", {"next": "/components/?sort=days"})
    assert (answer.status_code, answer.url) == (302, "/components/?sort=days")
    page = client.get("/components/")
    assert page["Content-Language"] == code
    assert f'<html lang="{code}"' in page.content.decode()
    assert (
        f'<b lang="{code}" aria-current="true">{dict(settings.LANGUAGES)[code]}</b>' in page.content.decode()
    )


@pytest.mark.parametrize("asked", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_a_choice_never_leads_to_another_site(client: Client, asked: str) -> None:
    assert client.get("/language/sq/", {"next": asked}).url == "/"
    assert client.get("/colours/night/", {"next": asked}).url == "/"


@pytest.mark.parametrize("path", ["/language/de/", "/language/sr/", "/colours/pink/"])
def test_what_is_not_offered_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_choice_changes_by_reading_only(client: Client) -> None:
    assert client.post("/language/sq/").status_code == 405


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("sq", "sq"),
        ("sr", "sr-cyrl"),
        ("sr-Latn", "sr-latn"),
        ("sr-Cyrl-RS", "sr-cyrl"),
        ("de", "en"),
        ("sq-XK,en;q=0.5", "sq"),
    ],
)
def test_without_a_choice_the_browser_decides(asked: str, given: str) -> None:
    assert Client().get("/components/", headers={"accept-language": asked})["Content-Language"] == given


def test_each_script_of_serbian_has_its_own_catalogue() -> None:
    """One code too short, and Cyrillic readers get Latin."""
    said = {}
    for code in ("sr-cyrl", "sr-latn"):
        with translation.override(code):
            said[code] = translation.gettext("September")
    assert said == {"sr-cyrl": "септембар", "sr-latn": "septembar"}


def test_colours_follow_the_choice_and_can_follow_the_device_again(client: Client) -> None:
    client.get("/colours/night/")
    assert 'data-theme="night"' in client.get("/components/").content.decode()
    client.get("/colours/device/")
    assert "data-theme" not in client.get("/components/").content.decode()


def test_the_components_are_public_in_a_rehearsal_alone(client: Client, settings: Any) -> None:
    assert client.get("/components/").status_code == 200
    settings.WRIT_CLOCK = "real"
    assert client.get("/components/").status_code == 404


def test_the_components_export_their_table(client: Client) -> None:
    answer = client.get("/components/?export=csv&strand=even")
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.decode("utf-8-sig").count("\n") == 20


def test_what_is_not_there_says_so_in_the_language(client: Client) -> None:
    client.cookies["writ_language"] = "sq"
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert '<html lang="sq"' in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_a_form_without_its_token_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "This form was open too long" in answer.content.decode()


def test_our_mistake_is_said_without_asking_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the database is what failed, the page that says so must not need it."""

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(views, "connection", broken)
    client.raise_request_exception = False
    answer = client.get("/health")
    assert answer.status_code == 500
    assert "The site made a mistake" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/account/closed/signup/",
        "/account/closed/password/reset/",
        "/account/signup/",
        "/account/password/reset/",
    ],
)
def test_nobody_signs_up_and_no_password_is_mailed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_way_in_stands_in_every_language(client: Client, code: str) -> None:
    client.cookies["writ_language"] = code
    html = client.get("/account/login/").content.decode()
    assert 'name="login"' in html
    assert "placeholder" not in html
    assert 'type="checkbox"' not in html


def test_a_job_is_seen_by_its_owner_alone(client: Client, account: Any, settings: Any) -> None:
    settings.WRIT_SECOND_FACTOR = False
    mine, other = open_job("Forecast", str(account.pk), 10), open_job("Forecast", "999", 10)
    assert client.get(f"/jobs/{mine}/").status_code == 302
    client.force_login(account)
    assert client.get(f"/jobs/{mine}/").status_code == 200
    assert client.get(f"/jobs/{other}/").status_code == 404
    assert client.post(f"/jobs/{other}/").status_code == 404
    fragment = client.get(f"/jobs/{mine}/", headers={"HX-Request": "true"}).content.decode()
    assert fragment.lstrip().startswith("<div")
    assert "hx-get" in fragment
    assert client.post(f"/jobs/{mine}/").url == f"/jobs/{mine}/"
    assert "Stopping." in client.get(f"/jobs/{mine}/").content.decode()


def test_a_rehearsal_says_so_on_every_page(client: Client) -> None:
    set_clock(datetime(2007, 9, 13, 7, tzinfo=UTC))
    for path in ("/components/", "/account/login/", "/nothing/"):
        assert "Rehearsal." in client.get(path).content.decode()

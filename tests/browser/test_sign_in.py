"""The way in: a password, a second factor, codes for a lost telephone; each sheet fit for every reader."""

from __future__ import annotations

import time
from typing import Any

import pytest

from small_commission import AT, found_commission
from writ.offices.authority.models import Account
from writ.web.clock import set_clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long way to the count"


@pytest.fixture
def chair(transactional_db: None) -> Account:
    set_clock(AT)
    found_commission()
    account = Account.objects.get(name="chair")
    account.set_password(PASSWORD)
    account.save()
    return account


def code_of(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def fill_and_send(page: Any, **values: str) -> None:
    for name, value in values.items():
        page.fill(f"input[name={name}]", value)
    page.locator("main form button").last.click()


def test_a_wrong_password_is_refused_in_words_that_tell_nothing(page: Any, axe: Any, chair: Account) -> None:
    page.goto("/account/login/")
    fill_and_send(page, login="chair", password="wrong")
    assert "not correct" in page.locator("#errors").inner_text()
    assert axe(page) == []


def test_the_way_in_with_a_second_factor(page: Any, axe: Any, chair: Account) -> None:
    page.goto("/account/login/?next=/account/second-factor/activate/")
    fill_and_send(page, login="chair", password=PASSWORD)
    page.wait_for_url("**/reauthenticate/**")
    assert axe(page) == []
    fill_and_send(page, password=PASSWORD)
    page.wait_for_url("**/activate/")
    assert axe(page) == []
    secret = page.locator("main .hash").inner_text().replace(" ", "")
    fill_and_send(page, code=code_of(secret))

    page.wait_for_url("**/recovery-codes/**")
    page.goto("/account/recovery-codes/")
    assert page.locator("ul.hash li").count() == 10
    assert axe(page) == []
    spare = page.locator("ul.hash li").first.inner_text()

    page.goto("/account/logout/")
    fill_and_send(page)
    page.goto("/account/login/?next=/account/second-factor/")
    fill_and_send(page, login="chair", password=PASSWORD)
    page.wait_for_url("**/authenticate/**")
    assert axe(page) == []
    fill_and_send(page, code="000000")
    assert page.locator("#errors").is_visible()
    fill_and_send(page, code=spare)
    page.wait_for_url("**/second-factor/")
    assert "9 recovery codes are left" in page.locator("main").inner_text()
    assert axe(page) == []


def test_who_signs_out_is_out(page: Any, chair: Account) -> None:
    page.goto("/account/login/?next=/account/second-factor/")
    fill_and_send(page, login="chair", password=PASSWORD)
    page.goto("/account/logout/")
    fill_and_send(page)
    page.goto("/account/second-factor/")
    page.wait_for_url("**/account/login/**")

"""Every address of the site. Each office keeps its own; deny by default is the authority's middleware."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, URLResolver, include, path

from writ.web import views

OFFICES = (("authority", "authority/"), ("elections", "election/"), ("timetable", ""))


def _offices() -> Iterator[URLResolver]:
    for office, prefix in OFFICES:
        if find_spec(f"writ.offices.{office}.urls"):
            yield path(prefix, include(f"writ.offices.{office}.urls"))


# The flows of sign-in that are open. allauth asks for the names of the others too; they lead nowhere.
SIGN_IN = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("second-factor/", mfa.index, name="mfa_index"),
    path("second-factor/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("closed/inactive/", views.closed, name="account_inactive"),
    path("closed/signup/", views.closed, name="account_signup"),
    path("closed/email/", views.closed, name="account_email"),
    path("closed/password/set/", views.closed, name="account_set_password"),
    path("closed/password/reset/", views.closed, name="account_reset_password"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", views.health, name="health"),
    path("language/<str:code>/", views.language, name="language"),
    path("colours/<str:theme>/", views.colours, name="colours"),
    path("account/", include(SIGN_IN)),
    path("", include("writ.desk.urls")),
    *_offices(),
]

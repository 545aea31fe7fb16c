"""Django's settings: read from the environment and the installation's home, decided nowhere else."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

import writ
from writ.web.home import database, secret_key, writ_home

HOME = writ_home()
PACKAGE = writ.__path__[0]

SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = [h for h in os.environ.get("WRIT_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "writ.desk",
    "writ.web",
    "writ.offices.journal",
    "writ.offices.authority",
    "writ.offices.elections",
    "writ.offices.timetable",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "writ.web.zone.ElectionZone",
    "writ.web.doorkeeper.Doorkeeper",
]

ROOT_URLCONF = "writ.web.urls"
WSGI_APPLICATION = "writ.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [f"{PACKAGE}/web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "writ.web.frame.frame",
            ]
        },
    }
]

DATABASES = {"default": dict(database(os.environ.get("DATABASE_URL"), HOME))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "authority.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Sign-in is by account name; e-mail is not needed by anything (MFA included).
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "writ.offices.authority.views.sign_in.ClosedDoors"
ACCOUNT_FORMS = {"login": "writ.web.sign_in.SignIn", "reauthenticate": "writ.web.sign_in.Again"}
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, not asked
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en"
LANGUAGES = [("sq", "Shqip"), ("sr-cyrl", "Српски"), ("sr-latn", "Srpski"), ("en", "English")]
LOCALE_PATHS = [f"{PACKAGE}/locale"]
LANGUAGE_COOKIE_NAME = "writ_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # instants are stored in UTC; pages show the election's own zone

STATIC_URL = "static/"
STATIC_ROOT = str(HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = str(HOME / "files")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# Over TLS the browser is told so; on a laptop without TLS there is nothing to tell.
TLS = os.environ.get("WRIT_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS

# Long work is queued in the database for a worker; "immediate" does it at once, in the same process.
_AT_ONCE = os.environ.get("WRIT_JOBS") == "immediate"
_BACKEND = (
    "django_tasks.backends.immediate.ImmediateBackend" if _AT_ONCE else "django_tasks_db.DatabaseBackend"
)
# What a forecast is asked besides waits in a queue of its own, so that it never stands before the next forecast.
TASKS = {"default": {"BACKEND": _BACKEND, "QUEUES": ["default", "analyses"]}}

# The machine's clock, named here so that no office reads it by itself.
WRIT_MACHINE_CLOCK = "writ.web.clock.machine"
# The election's clock is "real", or "rehearsal": a row that stands where it was put, moved by hand or with real time.
WRIT_CLOCK = os.environ.get("WRIT_CLOCK", "rehearsal")
# Without a second factor nobody passes in a real election; a rehearsal may ask for it too.
WRIT_SECOND_FACTOR = os.environ.get("WRIT_SECOND_FACTOR", "1" if WRIT_CLOCK == "real" else "") == "1"

"""The site's own settings, on a database in memory-backed storage, with the few changes that make tests quick.

`DATABASE_URL` is set before pytest by `tests/run`; a bare `pytest` gets SQLite. Neither ever touches `var/`.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
if "WRIT_HOME" not in os.environ:
    _home = tempfile.mkdtemp(prefix="writ-tests-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
    os.environ["WRIT_HOME"] = _home
    atexit.register(shutil.rmtree, _home, ignore_errors=True)

from writ.web.settings import *  # noqa: E402, F403
from writ.web.settings import DATABASES, HOME, INSTALLED_APPS, MIDDLEWARE, STORAGES  # noqa: E402

if str(DATABASES["default"]["ENGINE"]).endswith("sqlite"):
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    # Durability is proved by the tests that kill processes, on databases of their own; here it only costs time.
else:
    DATABASES["default"]["TEST"] = {"NAME": "writ_test", "TEMPLATE": "template0"}
    # A live server's threads would keep their connections, and the test database could not be dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = False
(HOME / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns where it is missing
WRIT_CLOCK = "rehearsal"

# A page that asks the database once per row is quick with a test's rows and slow with real ones: zeal refuses it.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
